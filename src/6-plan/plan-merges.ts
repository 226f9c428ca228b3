import { plannedMergeHash, planHash } from '../model/content-hash.ts'
import { DubletteError } from '../model/error.ts'
import type { Holding } from '../model/holding.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { ObservedBalance, Plan, PlanDocument, PlannedMerge } from '../model/plan.ts'
import type { ChangedInFlight } from '../model/reconciled.ts'
import { totalsOf } from '../model/totals-of.ts'
import { inFlightCorrection } from './in-flight-correction.ts'
import { limitsExceeded } from './limits.ts'
import { operationsOfMerge } from './operations-of-merge.ts'
import type { PlanFrame, PlanInput } from './plan-input.ts'
import { type PlanSums, sumsOf } from './plan-sums.ts'

/** Everything a whole plan in memory is made from. */
export type WholePlanInput = PlanInput & Omit<PlanFrame, 'before'> & {
  readonly merges: readonly Merge[]
  /** All holdings, for the totals. */
  readonly holdings: readonly Holding[]
  /** Number of records, and how many of them merges retired before. */
  readonly records: number
  readonly retired: number
  readonly balances: readonly ObservedBalance[]
  readonly changedInFlight: readonly ChangedInFlight[]
}

/**
 * The frozen plan: every merge with its operations, totals before and after, and one hash over all of it. Merges and
 * corrections of what is under way stand in the order of their ids.
 * @throws DubletteError LIMIT_EXCEEDED where a run limit of the rules is exceeded; INTERNAL where a total would change.
 */
export function planMerges(input: WholePlanInput): PlanDocument {
  const planned = [...input.merges.map((merge) => plannedMerge(merge, input)), ...input.changedInFlight.map((change) => inFlightCorrection(change, input))]
  const merges = planned.toSorted((left, right) => byCodeUnit(left.merge.id, right.merge.id))
  return { plan: planHead({ ...input, before: totalsOf(input) }, sumsOf(merges), merges), merges, observed: input.balances }
}

/** Denied and skipped merges stand in the plan, with their reasons and without operations. */
export function plannedMerge(merge: Merge, input: PlanInput): PlannedMerge {
  const content = plannedContent(merge, input)
  return { ...content, hash: plannedMergeHash(content) }
}

/** A merge as it is planned, before its hash is taken. */
export function plannedContent(merge: Merge, input: PlanInput): Omit<PlannedMerge, 'hash'> {
  const carried = merge.outcome === 'automatic' || merge.outcome === 'review'
  const operations = carried && merge.sources.length > 0 ? operationsOfMerge(merge, input) : []
  const members = [merge.survivor, ...merge.sources, ...merge.leftOut]
  return { merge, operations, holdings: members.flatMap((member) => [...input.holdingsOf(member)]).sort((left, right) => byCodeUnit(left.id, right.id)) }
}

/**
 * The plan's head over what its merges add up to. Since every merge leaves the totals as they were, they are the same
 * after it, but for the customers who retire.
 * @throws DubletteError LIMIT_EXCEEDED
 */
export function planHead({ before, ruleset, asOf, inputHash, stateHash }: PlanFrame, sums: PlanSums, merges: readonly Pick<PlannedMerge, 'hash'>[]): Plan {
  const exceeded = limitsExceeded(sums.automatic, before.customers, ruleset.limits)
  if (exceeded.length > 0) throw new DubletteError('LIMIT_EXCEEDED', 'A run limit of the rules was exceeded; nothing was planned.', { got: exceeded.map((each) => each.got).join('; '), expected: exceeded.map((each) => each.expected).join('; ') })
  const head: Omit<Plan, 'hash'> = {
    version: 1, kind: 'merge', asOf, profile: ruleset.profile, rulesHash: ruleset.hash, inputHash, stateHash,
    before, after: { ...before, customers: before.customers - sums.retiring, retired: before.retired + sums.retiring }, corrections: [],
    counts: Object.fromEntries(Object.entries(sums.counts).sort(([left], [right]) => byCodeUnit(left, right))),
  }
  return { ...head, hash: planHash(head, merges) }
}
