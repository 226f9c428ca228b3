import type { ObservedBalance } from './plan.ts'
import type { Holding } from './holding.ts'
import type { RecordId, SourceRecord } from './record.ts'
import type { Alias } from './store-state.ts'

/** One account whose balance is neither what it was before an issued transfer nor what the transfer makes of it. Units: an ISO currency or `class:TYPE`. */
export type ChangedAccount = { readonly record: RecordId; readonly unit: string; readonly old: bigint; readonly new: bigint; readonly found: bigint }

/** An issued transfer that the exports overtook; it goes to review as CHANGED_IN_FLIGHT. */
export type ChangedInFlight = {
  /** The merge whose transfer it is; null where something arrived at a retired record after its merge was confirmed. */
  readonly merge: string | null
  /** Key of the issued operation; null as above. */
  readonly operation: string | null
  readonly holding: string
  readonly from: RecordId
  readonly to: RecordId
  readonly unit: string
  readonly amountIssued: bigint
  /** What is left to move, as the exports stand. */
  readonly amountLeft: bigint
  /** What stays where it is beside it; left out where all of it was to move. */
  readonly amountKept?: bigint
  readonly accounts: readonly ChangedAccount[]
}

/** A package or subscription that came to a retired record after its merge: it must follow to the survivor. */
export type LateArrival = { readonly holding: string; readonly from: RecordId; readonly to: RecordId }

/** A holding of a retired record whose survivor is in no export any more: the target has deleted the one and not the other. */
export type WithoutSurvivor = { readonly holding: string; readonly from: RecordId; readonly to: RecordId }

/** A holding that no export shows yet and that an issued operation will bring. */
export type ExpectedHolding = { readonly operation: string; readonly holding: string }

/** Recurring revenue that an issued operation changes, by `interval currency` as in totals. */
export type Ending = { readonly operation: string; readonly key: string; readonly difference: bigint }

/** The exports with every issued operation laid over them: what a run matches, merges and counts. All lists sorted. */
export type Reconciled = {
  /** Records that are customers: fields, logins and participants as issued operations make them. */
  readonly records: readonly SourceRecord[]
  /** Records that a merge retired and the exports still hold, as exported. Never proposed again. */
  readonly retired: readonly SourceRecord[]
  /** Every holding with the owner and balance it has after issued operations. */
  readonly holdings: readonly Holding[]
  /** Effective balance per record and unit, zero left out. */
  readonly balances: readonly ObservedBalance[]
  /** Keys of issued operations whose effect the exports show. */
  readonly confirmed: readonly string[]
  readonly changedInFlight: readonly ChangedInFlight[]
  readonly expectedHoldings: readonly ExpectedHolding[]
  readonly ending: readonly Ending[]
  readonly arrivedLate: readonly LateArrival[]
  readonly withoutSurvivor: readonly WithoutSurvivor[]
  /** Known records that are missing and that no merge retired. */
  readonly gone: readonly RecordId[]
  readonly aliases: readonly Alias[]
}
