import type { PairList } from './candidate-pairs.ts'
import { joinedValues } from './joined-values.ts'
import type { BlockSummary } from './match-task.ts'

/** Sampled pairs, each with the rule that found it and the number of pairs it stands for. */
export interface SampledPairs {
  readonly pairs: PairList
  readonly rule: Uint8Array
  readonly weight: Float64Array
}

/** The samples of all rules one behind the other. */
export function joinedSamples(blocks: readonly BlockSummary[]): SampledPairs {
  const size = blocks.reduce((total, block) => total + block.sample.left.length, 0)
  const pairs = { left: new Int32Array(size), right: new Int32Array(size) }
  const rule = new Uint8Array(size)
  const weight = new Float64Array(size)
  let at = 0
  blocks.forEach((block, index) => {
    const own = block.sample.left.length
    pairs.left.set(block.sample.left, at)
    pairs.right.set(block.sample.right, at)
    rule.fill(index, at, at + own)
    weight.fill(block.pairs / Math.max(1, own), at, at + own)
    at += own
  })
  return { pairs, rule, weight }
}

/** Each pair once, as the first of the rules in whose samples it is found it; two of three pairs stand in several. */
export interface DistinctPairs extends SampledPairs {
  /** Sampled pair → its place among these. */
  readonly placeOf: Int32Array
}

export function distinctPairs({ pairs, rule, weight }: SampledPairs): DistinctPairs {
  // Record numbers begin at 0, which would be no value.
  const { values, count } = joinedValues(pairs.left.map((record) => record + 1), pairs.right)
  const placeOf = values.map((value) => value - 1)
  const first = new Int32Array(count - 1)
  for (let pair = placeOf.length - 1; pair >= 0; pair--) first[placeOf[pair]!] = pair
  return {
    pairs: { left: first.map((pair) => pairs.left[pair]!), right: first.map((pair) => pairs.right[pair]!) },
    rule: Uint8Array.from(first, (pair) => rule[pair]!),
    weight: Float64Array.from(first, (pair) => weight[pair]!),
    placeOf,
  }
}
