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

/** Opens the account of a table. */
export function openAccount(table: Table): Account {
  return { table, tally: { records: 0, holdings: 0, joined: 0, repeated: 0, quarantined: 0 }, ids: Array.from(table.lines, () => undefined) }
}

/**
 * Sets aside the rows that could not be split. What such a row seems to say of its customer is enough to refuse that
 * customer: refusing one too many harms nobody, merging one without its holding does.
 */
export function setAsideRejects({ table, tally }: Account, quarantine: QuarantinedRow[], ownerOf: (customer: string) => RecordId | null): void {
  for (const each of table.rejects) {
    const { customer, amountText } = table.readDamaged(each.text)
    quarantine.push({ system: table.system, file: table.mapping.file, line: each.line, entity: table.mapping.entity, issue: each.issue, text: each.text, owner: customer === null ? null : ownerOf(customer), amountText })
    tally.quarantined += 1
  }
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
