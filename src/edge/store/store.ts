import type { AppliedCounts, AppliedMerge } from '../../model/applied-merge.ts'
import type { WhichApplied } from './read-state.ts'
import type { CalendarDate } from '../../model/calendar.ts'
import type { ApprovedPlan } from '../../model/plan.ts'
import type { Ingested } from '../../model/ingested.ts'
import type { Retention } from '../../model/retention.ts'
import type { StoreState } from '../../model/store-state.ts'
import type { LastKnown } from '../../model/merged-elsewhere.ts'
import type { RecordId } from '../../model/record.ts'
import type { ReCreated } from '../../model/re-created.ts'

/** Where a store lives: a private server in a folder, or a PostgreSQL that somebody runs. */
export type StorePlace = { readonly kind: 'embedded'; readonly folder: string } | { readonly kind: 'server'; readonly url: string }

/** What became of one approved merge. `code` says why it failed. */
export type MergeResult = { readonly merge: string; readonly outcome: 'applied' | 'already' | 'failed'; readonly code: string | null }

export type ApplyRequest = {
  readonly approved: ApprovedPlan
  /** The exports as of now, read again: each merge is checked against them. */
  readonly ingested: Ingested
  /** Today of this apply. */
  readonly asOf: CalendarDate
  readonly maxPlanAgeDays: number
  /** Who carries it out; absent where nobody was named. */
  readonly appliedBy?: string
  /** How long archives are kept, in years by class; ten years for all where it is left out. */
  readonly retention?: Retention
  readonly maxGoneShare: number
}

export type ApplyResult = {
  /** Sorted by merge. */
  readonly merges: readonly MergeResult[]
  /** True where every merge had been applied before and nothing else was to be written. */
  readonly nothingToDo: boolean
  /** Operations whose effect the exports showed. */
  readonly confirmed: number
  readonly ledgerEntries: number
}

/** The store of a project: PostgreSQL, one writer at a time. */
export type Store = {
  /** Everything a run reads; never writes. */
  readonly readState: () => Promise<StoreState>
  readonly applyPlan: (request: ApplyRequest) => Promise<ApplyResult>
  /** Every merge ever applied, in the order of application, with the present state of its operations: what `out/` is written from. Few are held at a time. */
  readonly eachApplied: () => AsyncIterable<AppliedMerge>
  /** Those that are asked for, together; all of them where nothing is. */
  readonly readApplied: (which?: WhichApplied) => Promise<readonly AppliedMerge[]>
  /** How much of that there is, without the merges' content. */
  readonly readCounts: () => Promise<AppliedCounts>
  /** A person ticked these tasks; unknown keys are refused. */
  readonly confirm: (keys: readonly string[]) => Promise<number>
  /** A customer as it was before a merge took it, ours or one that was repaired: the latest archive; null where there is none. */
  readonly archived: (record: RecordId) => Promise<LastKnown | null>
  /** Customers whom a repair had created again, under the ids that exports give them now. Returns how many were new. */
  readonly reCreated: (found: readonly ReCreated[], on: CalendarDate) => Promise<number>
  /** The surviving record that an id ever given out resolves to; null where the store does not know it. */
  readonly resolve: (record: RecordId) => Promise<RecordId | null>
  /** Totals by the store's own rows: `total` and `key` as in `Totals`, amounts in minor units or pieces. */
  readonly readTotals: () => Promise<readonly { readonly total: string; readonly key: string; readonly amount: bigint }[]>
  /** What must never be, and how often it is. */
  readonly readFaults: () => Promise<readonly { readonly fault: string; readonly count: number }[]>
  /** Hash of the exports that were applied last; null before the first apply. */
  readonly appliedInput: () => Promise<string | null>
  /** Writes the whole store as JSON lines; the last line holds the checksum. */
  readonly exportTo: (path: string) => Promise<{ readonly rows: number }>
  /** Reads such a file into this store, which must be empty. */
  readonly importFrom: (path: string) => Promise<{ readonly rows: number }>
  readonly close: () => Promise<void>
}
