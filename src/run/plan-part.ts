import { mergeCluster } from '../5-merge/merge-cluster.ts'
import { passingUnder } from '../5-merge/passing-under.ts'
import type { Prepared } from '../5-merge/prepare.ts'
import type { Question } from '../5-merge/questions.ts'
import { inFlightCorrection } from '../6-plan/in-flight-correction.ts'
import type { PlanInput } from '../6-plan/plan-input.ts'
import { plannedContent } from '../6-plan/plan-merges.ts'
import { joinSums, noSums, type PlanSums, sumsOf } from '../6-plan/plan-sums.ts'
import { plannedMergeLine } from '../model/content-hash.ts'
import { headOf, type PlannedHead, type PlannedMerge } from '../model/plan.ts'
import type { ChangedInFlight } from '../model/reconciled.ts'
import { type ExpectedErrors, expectedErrors, noErrors } from './expected-errors.ts'

/** One merge of a plan: a question to the rules, or the correction of a transfer that the exports overtook. */
export type PlanItem = { readonly question: Question } | { readonly change: ChangedInFlight }

/** What stages 5 and 6 read. `turned`: the same under the profile with the other direction, where the report compares with it. */
export type PartInput = { readonly judged: Prepared; readonly turned: Prepared | null; readonly planning: PlanInput }

/** Some merges, decided and planned: their lines in the plan, what is kept of each, and what they add up to. */
export type PlannedPart = {
  readonly planned: readonly PlannedMerge[]
  readonly heads: readonly PlannedHead[]
  /** Lines of `6-plan/merges.jsonl`. */
  readonly lines: readonly string[]
  readonly sums: PartSums
}

/** What merges add up to, and what their weights promise. */
export type PartSums = PlanSums & { readonly expected: Readonly<Record<'automatic' | 'review', ExpectedErrors>> }

/** Sums of no merges yet; `isTurned`: what the other direction would let pass is counted too. */
export function openSums(isTurned: boolean): PartSums {
  return { ...noSums, counts: { ...noSums.counts, ...(isTurned ? { [skippedCount]: 0, [passingCount]: 0 } : {}) }, expected: { automatic: noErrors, review: noErrors } }
}

const skippedCount = 'skipped for contracts or correspondence'
const passingCount = 'passing under smile'

export function joinPartSums(one: PartSums, other: PartSums): PartSums {
  const both = (outcome: 'automatic' | 'review'): ExpectedErrors => ({ sources: one.expected[outcome].sources + other.expected[outcome].sources, errors: one.expected[outcome].errors + other.expected[outcome].errors })
  return { ...joinSums(one, other), expected: { automatic: both('automatic'), review: both('review') } }
}

/** Stages 5 and 6 for some merges, in the order in which they are given: each is decided and planned by itself. */
export function planPart(items: readonly PlanItem[], { judged, turned, planning }: PartInput): PlannedPart {
  const planned: PlannedMerge[] = []
  const lines: string[] = []
  for (const item of items) {
    const content = 'question' in item ? plannedContent(mergeCluster(item.question, judged), planning) : inFlightCorrection(item.change, planning)
    const { hash, line } = plannedMergeLine(content)
    lines.push(line)
    planned.push({ ...content, hash })
  }
  const merges = planned.map((each) => each.merge)
  const sums = sumsOf(planned)
  const expected = { automatic: expectedErrors(merges, 'automatic'), review: expectedErrors(merges, 'review') }
  return { planned, heads: planned.map(headOf), lines, sums: { ...withTurned(sums, turned, merges), expected } }
}

/** The default profile keeps its direction: it says how many of those it skips the other direction would let pass. */
function withTurned(sums: PlanSums, turned: Prepared | null, merges: readonly PlannedMerge['merge'][]): PlanSums {
  if (turned === null) return sums
  const { skipped, passing } = passingUnder(merges, turned)
  return { ...sums, counts: { ...sums.counts, [skippedCount]: skipped, [passingCount]: passing } }
}
