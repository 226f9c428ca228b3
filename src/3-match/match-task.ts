import { blocksOfRule, sortedByKey, type Blocks } from './blocking-keys.ts'
import type { BlockingRule } from './blocking-rules.ts'
import { eachPair, enterBlocks, isFirstFinder, samplePairs, type BlockTable, type PairList } from './candidate-pairs.ts'
import type { MatchSpace } from './match-space.ts'
import { writePairLevels } from './pair-levels.ts'
import { pairWeight, type Weights } from './weights.ts'

/** What all tasks of a match read. It grows from phase to phase and is shared, not copied. */
export interface MatchContext {
  readonly space: MatchSpace
  readonly rules: readonly BlockingRule[]
  readonly table: BlockTable
  /** 1 for each rule in use. */
  readonly used: Uint8Array
  readonly weights: Weights | null
}

/** A piece of work that can be done on any thread, in any order, with the same result. */
export type MatchTask =
  | { readonly kind: 'block'; readonly rule: number; readonly sampleSize: number }
  | { readonly kind: 'levels'; readonly pairs: PairList }
  | { readonly kind: 'score'; readonly rule: number }

/** What a rule's blocks are like. */
export interface BlockSummary {
  readonly kind: 'block'
  readonly pairs: number
  readonly largest: readonly number[]
  readonly sample: PairList
}

/** Edges that one rule was the first to find. */
export interface EdgeBatch {
  readonly kind: 'score'
  readonly rule: number
  readonly left: Int32Array
  readonly right: Int32Array
  readonly weightMilliBits: Int32Array
  readonly levels: Uint8Array
  /** How many pairs were compared. */
  readonly compared: number
}

export type MatchTaskResult = BlockSummary | { readonly kind: 'levels'; readonly levels: Uint8Array } | EdgeBatch

/** Pairs at or below this weight are no edges: they neither join nor support a cluster. */
export const EDGE_FLOOR_MILLI_BITS = -4000

/** Does one task. */
export function doMatchTask(context: MatchContext, task: MatchTask): MatchTaskResult {
  switch (task.kind) {
    case 'block': {
      const blocks = blocksOfRule(context.space, context.rules[task.rule]!)
      enterBlocks(context.table, task.rule, blocks)
      return { kind: 'block', pairs: blocks.pairs, largest: blocks.largest, sample: samplePairs(blocks, task.sampleSize) }
    }
    case 'levels':
      return { kind: 'levels', levels: levelsOfPairs(context.space, task.pairs) }
    case 'score':
      return scoreRule(context, task.rule)
  }
}

/** The level bytes of listed pairs, pair by pair. */
export function levelsOfPairs(space: MatchSpace, pairs: PairList): Uint8Array {
  const comparisons = space.comparisons.length
  const levels = new Uint8Array(pairs.left.length * comparisons)
  for (let pair = 0; pair < pairs.left.length; pair++) writePairLevels(space, pairs.left[pair]!, pairs.right[pair]!, levels, pair * comparisons)
  return levels
}

function scoreRule(context: MatchContext, rule: number): EdgeBatch {
  const { space, table, used } = context
  const weights = context.weights!
  const comparisons = space.comparisons.length
  const exclusive = space.exclusiveSystem
  const blocks = blocksInTable(table, rule, space.count)
  let capacity = 1024
  let left = new Int32Array(capacity)
  let right = new Int32Array(capacity)
  let weight = new Int32Array(capacity)
  let levels = new Uint8Array((capacity + 1) * comparisons)
  let count = 0
  let compared = 0
  eachPair(blocks, (a, b) => {
    if (!isFirstFinder(table, used, rule, a, b)) return
    if (exclusive !== null && exclusive[a] !== 0 && exclusive[a] === exclusive[b]) return
    compared++
    writePairLevels(space, a, b, levels, count * comparisons)
    const found = pairWeight(space, weights, a, b, levels, count * comparisons)
    if (found <= EDGE_FLOOR_MILLI_BITS) return
    left[count] = a
    right[count] = b
    weight[count] = found
    count++
    if (count === capacity) {
      capacity *= 2
      left = grown(left, capacity)
      right = grown(right, capacity)
      weight = grown(weight, capacity)
      const more = new Uint8Array((capacity + 1) * comparisons)
      more.set(levels)
      levels = more
    }
  })
  return { kind: 'score', rule, left: left.slice(0, count), right: right.slice(0, count), weightMilliBits: weight.slice(0, count), levels: levels.slice(0, count * comparisons), compared }
}

function grown(column: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(capacity)
  more.set(column)
  return more
}

/** The blocks of a rule, read back from the table. */
function blocksInTable(table: BlockTable, rule: number, count: number): Pick<Blocks, 'keys' | 'records'> {
  const keys = new Int32Array(count)
  const records = new Int32Array(count)
  let at = 0
  for (let record = 0; record < count; record++) {
    const key = table.keys[record * table.rules + rule]!
    if (key === 0) continue
    keys[at] = key
    records[at++] = record
  }
  return sortedByKey({ keys: keys.subarray(0, at), records: records.subarray(0, at) })
}
