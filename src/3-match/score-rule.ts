import { eachPairOf, isFirstFinder, type BlockMembers, type BlockTable } from './candidate-pairs.ts'
import type { MatchSpace } from './match-space.ts'
import { writePairLevels } from './pair-levels.ts'
import type { RecordRows } from './record-rows.ts'
import { createWeightBound, mayWeighMoreThan } from './weight-bound.ts'
import { pairWeight, type Weights } from './weights.ts'

/** Edges that one rule was the first to find, in one part of its blocks. */
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

/** Pairs at or below this weight are no edges: they neither join nor support a cluster. */
export const EDGE_FLOOR_MILLI_BITS = -4000

/** Which blocks of a rule are scored: those from one place in its members to another. */
export interface BlockPart {
  readonly rule: number
  readonly members: BlockMembers
  readonly from: number
  readonly to: number
}

/** What scoring reads. */
export interface ScoreContext {
  readonly space: MatchSpace
  readonly table: BlockTable
  /** 1 for each rule in use. */
  readonly used: Uint8Array
  readonly weights: Weights | null
  readonly rows: RecordRows | null
}

/** Compares and weighs the pairs that a rule was the first to find, and keeps those above the floor. */
export function scoreRule({ space, table, used, weights, rows }: ScoreContext, which: BlockPart): EdgeBatch {
  const comparisons = space.comparisons.length
  const exclusive = space.exclusiveSystem
  const bound = createWeightBound(space, weights!, rows!)
  let capacity = 1024
  let left = new Int32Array(capacity)
  let right = new Int32Array(capacity)
  let weight = new Int32Array(capacity)
  let levels = new Uint8Array((capacity + 1) * comparisons)
  let count = 0
  let compared = 0
  eachPairOf(which.members, which.from, which.to, (a, b) => {
    if (!isFirstFinder(table, used, which.rule, a, b)) return
    if (exclusive !== null && exclusive[a] !== 0 && exclusive[a] === exclusive[b]) return
    compared++
    if (!mayWeighMoreThan(bound, EDGE_FLOOR_MILLI_BITS, a, b)) return
    writePairLevels(space, a, b, levels, count * comparisons)
    const found = pairWeight(space, weights!, a, b, levels, count * comparisons)
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
  return { kind: 'score', rule: which.rule, left: left.slice(0, count), right: right.slice(0, count), weightMilliBits: weight.slice(0, count), levels: levels.slice(0, count * comparisons), compared }
}

function grown(column: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(capacity)
  more.set(column)
  return more
}
