import { byCodeUnit, hashText } from '../model/json.ts'
import type { Outcome } from '../model/merge.ts'
import type { PlannedHead } from '../model/plan.ts'

/** Most merges in one report: what a person can look through, and a browser holds with ease. */
export const reportMergeLimit = 2000

/**
 * How many automatic merges are drawn: with 200 that are all right, the share of wrong ones lies below 1.5 % with
 * 95 % confidence (rule of three: 3 / 200).
 */
export const automaticSample = 200

/**
 * Which merges a report shows, in its order: those that need a decision, then a sample of the automatic ones, then what
 * was skipped or denied. The sample is drawn by hashes with the plan's hash as seed: the same plan, the same sample.
 */
export function selectMerges(heads: readonly PlannedHead[], planHash: string): readonly PlannedHead[] {
  const of = (outcome: Outcome): readonly PlannedHead[] => heads.filter((each) => each.outcome === outcome)
  const drawn = of('automatic').map((head) => ({ head, lot: hashText(`${planHash} ${head.id}`) })).toSorted((left, right) => byCodeUnit(left.lot, right.lot)).slice(0, automaticSample).map((each) => each.head)
  const review = of('review').toSorted(heaviestFirst).slice(0, reportMergeLimit - drawn.length)
  const rest = [...of('skipped').toSorted(heaviestFirst), ...of('denied').toSorted(heaviestFirst)]
  return [...review, ...drawn, ...rest].slice(0, reportMergeLimit)
}

function heaviestFirst(left: PlannedHead, right: PlannedHead): number {
  return right.weakestLinkMilliBits - left.weakestLinkMilliBits || byCodeUnit(left.id, right.id)
}
