import type { FileCounts, QuarantinedRow } from '../model/ingested.ts'
import type { IssueCode } from '../model/issue.ts'
import type { RecordId } from '../model/record.ts'
import { rowIssue, type Table } from './read-table.ts'

/** Where every row of a table went: each is counted exactly once while the tables are gathered. */
export type Account = {
  readonly table: Table
  readonly tally: { records: number; holdings: number; joined: number; repeated: number; quarantined: number }
  /** Per row the record or holding it became, joined or repeats. */
  readonly ids: (string | undefined)[]
}

/** One row of a table. */
export type Place = { readonly account: Account; readonly row: number }

/** Opens the account of a table; rows that could not be split go to quarantine at once. */
export function openAccount(table: Table, quarantine: QuarantinedRow[]): Account {
  for (const each of table.rejects) quarantine.push({ system: table.system, file: table.mapping.file, line: each.line, entity: table.mapping.entity, issue: each.issue, text: each.text, owner: null, amountText: null })
  return { table, tally: { records: 0, holdings: 0, joined: 0, repeated: 0, quarantined: table.rejects.length }, ids: [] }
}

/** Counts a row as what it became. */
export function book({ account, row }: Place, as: 'records' | 'holdings' | 'joined' | 'repeated', id: string): void {
  account.tally[as] += 1
  account.ids[row] = id
}

/** Sets a row aside, whole. */
export function setAside({ account, row }: Place, quarantine: QuarantinedRow[], code: IssueCode, known: { readonly owner?: RecordId | null; readonly got?: string | null; readonly amountText?: string | null } = {}): void {
  const { table } = account
  const { file, entity } = table.mapping
  const line = table.lines[row]!
  account.tally.quarantined += 1
  quarantine.push({ system: table.system, file, line, entity, issue: rowIssue(code, file, line, known.got ?? null), text: table.texts[row]!, owner: known.owner ?? null, amountText: known.amountText ?? null })
}

/** Counts all rows of a table that is the same export given again. */
export function bookRepeated(table: Table): Account {
  return { table, tally: { records: 0, holdings: 0, joined: 0, repeated: table.lines.length + table.rejects.length, quarantined: 0 }, ids: [] }
}

export function countsOf({ table, tally }: Account): FileCounts {
  return { system: table.system, file: table.mapping.file, entity: table.mapping.entity, rows: table.lines.length + table.rejects.length + table.without, ...tally, without: table.without, unknownColumns: table.unknownColumns }
}
