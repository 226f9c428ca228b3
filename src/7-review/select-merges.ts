import { byCodeUnit, hashText } from '../model/json.ts'
import type { Merge, Outcome } from '../model/merge.ts'
import type { PlannedMerge } from '../model/plan.ts'

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
export function selectMerges(merges: readonly PlannedMerge[], planHash: string): readonly PlannedMerge[] {
  const of = (outcome: Outcome): readonly PlannedMerge[] => merges.filter((each) => each.merge.outcome === outcome)
  const drawn = of('automatic').map((planned) => ({ planned, lot: hashText(`${planHash} ${planned.merge.id}`) })).toSorted((left, right) => byCodeUnit(left.lot, right.lot)).slice(0, automaticSample).map((each) => each.planned)
  const review = of('review').toSorted(heaviestFirst).slice(0, reportMergeLimit - drawn.length)
  const rest = [...of('skipped').toSorted(heaviestFirst), ...of('denied').toSorted(heaviestFirst)]
  return [...review, ...drawn, ...rest].slice(0, reportMergeLimit)
}

/** Which of the merges for review a report can show at most, by id: the heaviest. */
export function reviewsShown(merges: readonly Merge[]): ReadonlySet<string> {
  return new Set(merges.filter((merge) => merge.outcome === 'review').toSorted(heavier).slice(0, reportMergeLimit).map((merge) => merge.id))
}

function heaviestFirst(left: PlannedMerge, right: PlannedMerge): number {
  return heavier(left.merge, right.merge)
}

function heavier(left: Merge, right: Merge): number {
  return right.weakestLinkMilliBits - left.weakestLinkMilliBits || byCodeUnit(left.id, right.id)
}
