import type { PairSample } from './estimate.ts'

/** Gathers pairs to learn from, one by one, out of lists that hold their levels. `most`: how many there may be. */
export type PairSampler = {
  /** Takes a pair of a list, which stands for so many. */
  readonly take: (from: Pick<PairSample, 'left' | 'right' | 'levels'>, pair: number, standsFor: number) => void
  readonly sample: () => PairSample
}

export function openPairSample(most: number, comparisons: number): PairSampler {
  const left = new Int32Array(most)
  const right = new Int32Array(most)
  const weight = new Float64Array(most)
  const levels = new Uint8Array(most * comparisons)
  let count = 0
  return {
    take: (from, pair, standsFor) => {
      left[count] = from.left[pair]!
      right[count] = from.right[pair]!
      weight[count] = standsFor
      for (let index = 0; index < comparisons; index++) levels[count * comparisons + index] = from.levels[pair * comparisons + index]!
      count++
    },
    sample: () => ({ left: left.slice(0, count), right: right.slice(0, count), weight: weight.slice(0, count), levels: levels.slice(0, count * comparisons) }),
  }
}
