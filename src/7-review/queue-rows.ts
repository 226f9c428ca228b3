import type { PlanDocument } from '../model/plan.ts'

/** Columns of `queue.csv`: what needs a decision, by ids alone. */
export const queueColumns = ['merge', 'hash', 'decided_by', 'weight', 'survivor', 'sources', 'refusals'] as const

/** One row for every merge that a person must decide, heaviest first; no customer's value stands in it. */
export function queueRows({ merges }: Pick<PlanDocument, 'merges'>): readonly (readonly string[])[] {
  return merges.filter(({ merge }) => merge.outcome === 'review')
    .toSorted((left, right) => right.merge.weakestLinkMilliBits - left.merge.weakestLinkMilliBits || (left.merge.id < right.merge.id ? -1 : 1))
    .map(({ merge, hash }) => [merge.id, hash, merge.decidedBy, bits(merge.weakestLinkMilliBits), merge.survivor, merge.sources.join(' '), [...new Set(merge.refusals.map((each) => each.code))].toSorted().join(' ')])
}

/** Thousandths of a bit as bits: 15573 → `15.573`. */
function bits(milliBits: number): string {
  const text = String(Math.abs(milliBits)).padStart(4, '0')
  return `${milliBits < 0 ? '-' : ''}${text.slice(0, -3)}.${text.slice(-3)}`
}
