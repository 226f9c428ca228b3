import { blocksOfTable, eachPair, isFirstFinder, type BlockTable } from './candidate-pairs.ts'
import type { MatchSpace } from './match-space.ts'
import { writeEmail, writeLevelsButEmail } from './pair-levels.ts'
import { BYTES_PER_COMPARISON, LEVEL_EXACT, LEVEL_MISSING } from './specification.ts'
import { householdCost, valuePart, type Weights } from './weights.ts'

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

/** Which blocks of a rule are scored: those whose key leaves `part` when divided by `parts`. */
export interface BlockPart {
  readonly rule: number
  readonly part: number
  readonly parts: number
}

/** What scoring reads. */
export interface ScoreContext {
  readonly space: MatchSpace
  readonly table: BlockTable
  /** 1 for each rule in use. */
  readonly used: Uint8Array
  readonly weights: Weights | null
}

/** Compares and weighs the pairs that a rule was the first to find, and keeps those above the floor. */
export function scoreRule({ space, table, used, weights }: ScoreContext, which: BlockPart): EdgeBatch {
  const comparisons = space.comparisons.length
  const exclusive = space.exclusiveSystem
  const reach = reachOfUnequalEmail(space, weights!)
  let capacity = 1024
  let left = new Int32Array(capacity)
  let right = new Int32Array(capacity)
  let weight = new Int32Array(capacity)
  let levels = new Uint8Array((capacity + 1) * comparisons)
  let count = 0
  let compared = 0
  eachPair(blocksOfTable(table, space.count, which), (a, b) => {
    if (!isFirstFinder(table, used, which.rule, a, b)) return
    if (exclusive !== null && exclusive[a] !== 0 && exclusive[a] === exclusive[b]) return
    compared++
    const found = edgeWeight(space, weights!, reach, a, b, levels, count * comparisons)
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

/** At most what two e-mails that are not the same add to a match, and at least what they add to a household. */
interface EmailReach {
  readonly matched: number
  readonly household: number
}

function reachOfUnequalEmail({ at }: MatchSpace, { matched, household }: Weights): EmailReach {
  if (at.email < 0) return { matched: 0, household: 0 }
  const from = at.email * BYTES_PER_COMPARISON
  const bytes = Array.from({ length: BYTES_PER_COMPARISON }, (_, byte) => byte).filter((byte) => (byte & 7) !== LEVEL_EXACT)
  return {
    matched: Math.max(...bytes.map((byte) => matched[from + byte]!)),
    household: Math.min(...bytes.map((byte) => household[from + byte]!)),
  }
}

/**
 * The weight of a pair, with its levels written to `levels`; the floor where it is no edge. Nine pairs in ten are none,
 * most of them whatever the e-mails say, and comparing two unequal e-mails costs as much as all else together.
 */
function edgeWeight(space: MatchSpace, weights: Weights, reach: EmailReach, left: number, right: number, levels: Uint8Array, at: number): number {
  writeLevelsButEmail(space, left, right, levels, at)
  let matched = weights.priorMilliBits
  let household = weights.householdPriorMilliBits
  const comparisons = space.comparisons.length
  const email = space.at.email
  // One more round for the e-mail, which is written before it.
  for (let round = 0; round <= comparisons; round++) {
    const index = round < comparisons ? round : email
    if (index < 0 || (round < comparisons && index === email)) continue
    if (round === comparisons) {
      const a = space.email.values[left]!
      const b = space.email.values[right]!
      if (a === 0 || b === 0) continue
      if (a !== b && matched + reach.matched - householdCost(household + reach.household) <= EDGE_FLOOR_MILLI_BITS) return EDGE_FLOOR_MILLI_BITS
      writeEmail(space, left, right, levels, at)
    }
    const byte = levels[at + index]!
    if (byte === LEVEL_MISSING) continue
    const part = valuePart(space, weights, index, byte, left, right)
    matched += weights.matched[index * BYTES_PER_COMPARISON + byte]! + part
    household += weights.household[index * BYTES_PER_COMPARISON + byte]! + part
  }
  return matched - householdCost(household)
}

function grown(column: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(capacity)
  more.set(column)
  return more
}
