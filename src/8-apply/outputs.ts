import { byCodeUnit } from '../model/json.ts'
import { isRepair } from '../model/merge-id.ts'
import type { Merge } from '../model/merge.ts'
import type { Operation, OperationState } from '../model/operation.ts'
import type { PlannedMerge } from '../model/plan.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import type { Alias } from '../model/store-state.ts'
import { creditsTable, packagesTable, subscriptionsTable } from './correction-tables.ts'
import { customersTable, loginsTable } from './customers-table.ts'
import type { OpenOperation } from './open-operation.ts'
import type { OutputTable } from './output-table.ts'
import { idMapTable, repairIdMapTable, skippedTable, staffTasksTable } from './register-tables.ts'

/** A merge with the present state of its operations; `planned` in a preview. */
export type HandedOut = { readonly planned: PlannedMerge; readonly operations: readonly { readonly operation: Operation; readonly state: OperationState | 'planned' }[] }

/** What the files are made from. */
export type OutputInput = {
  /** Customers after the merges, without those retired; sorted by id. */
  readonly customers: readonly SourceRecord[]
  /** In the order in which they were applied. */
  readonly merges: readonly HandedOut[]
  readonly aliases: readonly Alias[]
  /** The ids of every record there is, customer or retired, sorted. */
  readonly records: Iterable<RecordId>
  /** All merges of the run, for what was left out and why. */
  readonly decided: readonly Merge[]
  readonly language: 'de' | 'en'
}

/** What is handed out and not yet known to be carried out. */
export function openOperations(merges: readonly HandedOut[]): readonly OpenOperation[] {
  return merges.flatMap((merge) => merge.operations.filter((each) => each.state === 'issued' || each.state === 'planned').map((each): OpenOperation => ({ ...each, planned: merge.planned })))
}

/** Every file that is handed out, sorted rows, the same bytes for the same input. */
export function outputTables(input: OutputInput): readonly OutputTable[] {
  const open = openOperations(input.merges)
  return [
    customersTable(input.customers),
    ...(input.customers.some((customer) => customer.logins.length > 1) ? [loginsTable(input.customers)] : []),
    creditsTable(open), packagesTable(open), subscriptionsTable(open),
    idMapTable(input.records, input.aliases),
    ...(input.merges.some((merge) => isRepair(merge.planned.merge.id)) ? [repairIdMapTable(input.merges, input.aliases)] : []),
    skippedTable(input.decided.toSorted((left, right) => byCodeUnit(left.id, right.id)), input.language),
    staffTasksTable(open, input.language),
  ]
}
