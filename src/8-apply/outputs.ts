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

/** The files whose rows come merge by merge: corrections, and what a person must do. `tasksBefore`: how many tasks stand above these. */
export function operationTables(open: readonly OpenOperation[], language: 'de' | 'en', tasksBefore = 0): readonly OutputTable[] {
  return [creditsTable(open), packagesTable(open), subscriptionsTable(open), staffTasksTable(open, language, tasksBefore)]
}

/** The files about customers and their ids. `repairs`: merges that took another program's merges apart. */
export function registerTables({ customers, aliases, records, decided, language }: Omit<OutputInput, 'merges'>, repairs: readonly HandedOut[]): readonly OutputTable[] {
  return [
    customersTable(customers),
    ...(customers.some((customer) => customer.logins.length > 1) ? [loginsTable(customers)] : []),
    idMapTable(records, aliases),
    ...(repairs.length > 0 ? [repairIdMapTable(repairs, aliases)] : []),
    skippedTable(decided.toSorted((left, right) => byCodeUnit(left.id, right.id)), language),
  ]
}

export function isRepairOf({ planned }: HandedOut): boolean {
  return isRepair(planned.merge.id)
}

/** Every file that is handed out, sorted rows, the same bytes for the same input; for merges that are held all together. */
export function outputTables(input: OutputInput): readonly OutputTable[] {
  return [...registerTables(input, input.merges.filter(isRepairOf)), ...operationTables(openOperations(input.merges), input.language)]
}
