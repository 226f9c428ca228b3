import type { CalendarDate } from './calendar.ts'
import type { RememberedPair } from './decision.ts'
import type { Operation, OperationState } from './operation.ts'
import type { RecordId } from './record.ts'

/** Where a record resolves to. `retired` records are never proposed again. */
export type Alias = { readonly record: RecordId; readonly customer: RecordId; readonly survivor: RecordId; readonly state: 'active' | 'retired'; readonly since: CalendarDate; readonly merge: string | null }

/** An operation that was handed out. */
export type IssuedOperation = { readonly operation: Operation; readonly state: OperationState; readonly appliedOn: CalendarDate }

/** Everything a run reads from the store; a run never writes it. All lists sorted, so that its hash means the same state. */
export type StoreState = {
  readonly aliases: readonly Alias[]
  /**
   * Operations that no export has shown yet, in the order of application; without tasks and notes, which no export shows. While a reversal is among them, the operations it
   * takes back stand here too, as `reversed`.
   */
  readonly issued: readonly IssuedOperation[]
  readonly pairs: readonly RememberedPair[]
  /** Record ids seen by the last apply with their hashes; empty on a first run. */
  readonly knownRecords: ReadonlyMap<RecordId, string>
  /** Hashes of the traits of known records without an id of their own, by which a changed row is known again. */
  readonly traits: ReadonlyMap<RecordId, string>
  /** How often a merge of exactly these members was taken back, by merge id without attempt (hash of members). */
  readonly attempts: ReadonlyMap<string, number>
  /** Balances the ledger holds, by `accountKey`; zero left out. */
  readonly balances: ReadonlyMap<string, bigint>
  /** Holdings that stayed with a record that was retired, because its merge left them there. */
  readonly keptHoldings: ReadonlySet<string>
  readonly hash: string
}

export const emptyStoreState: StoreState = {
  aliases: [], issued: [], pairs: [], knownRecords: new Map(), traits: new Map(), attempts: new Map(), balances: new Map(), keptHoldings: new Set(), hash: 'empty',
}
