import { byCodeUnit } from '../model/json.ts'
import type { PlannedHead } from '../model/plan.ts'

/** Columns of `queue.csv`: what needs a decision, by ids alone. */
export const queueColumns = ['merge', 'hash', 'decided_by', 'weight', 'survivor', 'sources', 'refusals'] as const

/** Columns of `outcomes.csv`: what the rules made of every merge, by ids alone. */
export const outcomeColumns = ['outcome', ...queueColumns] as const

export function outcomeRow(head: PlannedHead): readonly string[] {
  return [head.outcome, ...queueRow(head)]
}

/** One row for every merge that a person must decide, heaviest first; no customer's value stands in it. */
export function queueRows(heads: readonly PlannedHead[]): readonly (readonly string[])[] {
  return heads.filter((head) => head.outcome === 'review')
    .toSorted((left, right) => right.weakestLinkMilliBits - left.weakestLinkMilliBits || byCodeUnit(left.id, right.id))
    .map(queueRow)
}

function queueRow(head: PlannedHead): readonly string[] {
  return [head.id, head.hash, head.decidedBy, bits(head.weakestLinkMilliBits), head.survivor, head.sources.join(' '), head.codes.join(' ')]
}

/** Thousandths of a bit as bits: 15573 → `15.573`. */
function bits(milliBits: number): string {
  const text = String(Math.abs(milliBits)).padStart(4, '0')
  return `${milliBits < 0 ? '-' : ''}${text.slice(0, -3)}.${text.slice(-3)}`
}
