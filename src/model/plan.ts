import type { CalendarDate } from './calendar.ts'
import type { Decision, RememberedPair } from './decision.ts'
import type { Holding } from './holding.ts'
import type { Merge } from './merge.ts'
import type { Operation } from './operation.ts'
import type { RecordId } from './record.ts'
import type { RefusalCode } from './refusal.ts'
import type { NamedCorrection, Totals } from './totals.ts'

/** A merge with what carrying it out would do. Operations are listed for every outcome but `skipped` and `denied`. */
export type PlannedMerge = {
  readonly merge: Merge
  readonly operations: readonly Operation[]
  /** Holdings of all members before: what the report shows and the journal restores. */
  readonly holdings: readonly Holding[]
  /** Content hash over all of it. */
  readonly hash: string
}

/** What is kept in memory of every planned merge; all of it stands in the run's artefact. */
export type PlannedHead = Pick<PlannedMerge, 'hash'> & Pick<Merge, 'id' | 'outcome' | 'decidedBy' | 'survivor' | 'sources' | 'weakestLinkMilliBits'> & {
  /** Its refusals, each code once, sorted. */
  readonly codes: readonly RefusalCode[]
}

export function headOf({ merge, hash }: Pick<PlannedMerge, 'merge' | 'hash'>): PlannedHead {
  const { id, outcome, decidedBy, survivor, sources, weakestLinkMilliBits, refusals } = merge
  return { id, hash, outcome, decidedBy, survivor, sources, weakestLinkMilliBits, codes: refusals.length === 0 ? noCodes : [...new Set(refusals.map((refusal) => refusal.code))].toSorted() }
}

const noCodes: readonly RefusalCode[] = Object.freeze([])

/** The balance an export shows for a ledger account; posted as `observed` against `external:<system>` on apply. */
export type ObservedBalance = { readonly record: RecordId; readonly unit: string; readonly amount: bigint }

/** The frozen plan's head; its merges stand beside it as JSON lines sorted by id. */
export type Plan = {
  readonly version: 1
  readonly kind: 'merge' | 'unmerge' | 'repair' | 'end'
  readonly asOf: CalendarDate
  readonly profile: string
  readonly rulesHash: string
  readonly inputHash: string
  readonly stateHash: string
  readonly before: Totals
  /** Totals after every merge that is not denied or skipped. */
  readonly after: Totals
  readonly corrections: readonly NamedCorrection[]
  readonly counts: Readonly<Record<string, number>>
  /** Hash of the sorted merge hashes and of this head. */
  readonly hash: string
}

/** Plan and merges together, as stages hand them on. */
export type PlanDocument = { readonly plan: Plan; readonly merges: readonly PlannedMerge[]; readonly observed: readonly ObservedBalance[] }

/** A plan of which only the head of every merge is held, and the whole of those that are asked for. */
export type ReviewedPlan = {
  readonly plan: Plan
  /** Sorted by id. */
  readonly heads: readonly PlannedHead[]
  /** In the order in which they are asked for. */
  readonly mergesOf: (wanted: readonly PlannedHead[]) => readonly PlannedMerge[]
}

/** A plan that is whole in memory. */
export function reviewedPlan({ plan, merges }: Pick<PlanDocument, 'plan' | 'merges'>): ReviewedPlan {
  const byId = new Map(merges.map((planned) => [planned.merge.id, planned]))
  return { plan, heads: merges.map(headOf), mergesOf: (wanted) => wanted.map((head) => byId.get(head.id)!) }
}

/** What `apply` takes: the merges that were approved, all of one reviewed plan, and the pairs to remember with them. Its hash covers all of it. */
export type ApprovedPlan = {
  readonly version: 1
  /** The reviewed plan's head, unchanged. */
  readonly plan: Plan
  /** Approved merges only, sorted by id; read from their artefact each time they are gone through, where there are many. */
  readonly merges: Iterable<PlannedMerge>
  /** Who decided what, sorted by merge. */
  readonly decisions: readonly Decision[]
  /** Pairs that `apply` writes to the store. */
  readonly remember: readonly RememberedPair[]
  readonly hash: string
}
