import { valuesOf, type Draft } from '../1-ingest/gather-customers.ts'
import type { Gathered } from '../1-ingest/gather.ts'
import type { HoldingEntry } from '../1-ingest/gather-holdings.ts'
import type { Additions } from '../1-ingest/make-record.ts'
import type { RowValues } from '../1-ingest/read-row.ts'
import type { Table } from '../1-ingest/read-table.ts'
import type { Holding } from '../model/holding.ts'
import type { RecordId } from '../model/record.ts'
import { cut } from './cut.ts'
import type { HoldingRows, RecordRows, RowForms, Rows } from './ingest-part.ts'

/** What the rows of gathered exports are read against. */
export function formsOf({ tables, systems }: Gathered, compare: readonly string[]): RowForms {
  return {
    tables: tables.map(({ system, mapping, delimiter, header, headerLine }) => ({ system, mapping, delimiter, header, headerLine })), compare,
    systems: new Map([...systems].map(([name, { origin, context }]) => [name, { origin, participantIds: context.participantIds }])),
  }
}

/** The rows of all records, some at a time, in the order of ids. */
export function* recordRows({ records, systems, tables }: Gathered, atATime: number): Generator<RecordRows> {
  const numberOf = numbersOf(tables)
  for (const drafts of cut(records, atATime)) {
    const united = new Map<number, { readonly id: RecordId; readonly values: RowValues }>()
    const additions = new Map<number, Additions>()
    for (const [row, draft] of drafts.entries()) {
      if (draft.united !== null) united.set(row, { id: draft.id, values: valuesOf(draft) })
      const more = systems.get(draft.account.table.system)!.additions.get(draft.id)
      if (more !== undefined) additions.set(row, more)
    }
    yield { ...rowsOf(drafts, numberOf), united, additions }
  }
}

/** The rows of holdings, in the order of their entries. */
export function holdingRows(entries: readonly HoldingEntry[], tables: readonly Table[]): HoldingRows {
  const made = new Map<number, Holding>()
  for (const [row, entry] of entries.entries()) if (entry.made !== null) made.set(row, entry.made)
  return { ...rowsOf(entries, numbersOf(tables)), made }
}

function numbersOf(tables: readonly Table[]): ReadonlyMap<Table, number> {
  return new Map(tables.map((table, number) => [table, number]))
}

function rowsOf(places: readonly (Draft | HoldingEntry)[], numberOf: ReadonlyMap<Table, number>): Rows {
  return { tables: places.map(({ account }) => numberOf.get(account.table)!), texts: places.map(({ account, row }) => account.table.texts[row]!) }
}
