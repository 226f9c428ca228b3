import { DubletteError } from '../model/error.ts'
import type { Issue, IssueCode } from '../model/issue.ts'
import { issueCodes } from '../model/issue.ts'
import { bindColumns, type BoundFile } from './bind-columns.ts'
import type { FileMapping } from './mapping.ts'
import { readRow, type RowValues } from './read-row.ts'
import type { SplitRow } from './split-rows.ts'

/** A row that was read, with where it began and what it said. */
export type TableRow = { readonly line: number; readonly cells: readonly string[]; readonly row: RowValues }

/** A row that could not even be split. */
export type Reject = { readonly line: number; readonly text: string; readonly issue: Issue }

/** One file read as one entity. */
export type Table = {
  readonly system: string
  readonly mapping: FileMapping
  /** Hash of the file's bytes and the entity: the same export given twice counts once. */
  readonly contentHash: string
  readonly rows: readonly TableRow[]
  readonly rejects: readonly Reject[]
  /** Rows of a file that holds customers too, without anything of this entity: a customer without a pass. */
  readonly without: number
  readonly unknownColumns: readonly string[]
}

/** Rows as they come, header first, to the table of one entity. No rows at all = an empty set, not an error. */
export function readTable(system: string, mapping: FileMapping, contentHash: string, header: readonly string[] | null, rows: Iterable<SplitRow>, holdsCustomersToo = false): Table {
  const empty = { system, mapping, contentHash, rows: [], rejects: [], without: 0, unknownColumns: [] }
  if (header === null) return empty
  const bound: BoundFile = bindColumns(mapping, header)
  const read: TableRow[] = []
  const rejects: Reject[] = []
  let without = 0
  for (const each of rows) {
    if ('issue' in each) rejects.push({ line: each.line, text: each.text, issue: rowIssue(each.issue, mapping.file, each.line, null) })
    else if (holdsCustomersToo && holdsNothing(bound, each.cells)) without += 1
    else if (each.cells.some((cell) => cell.trim() !== '')) read.push({ line: each.line, cells: each.cells, row: readRow(mapping, bound, each.cells) })
  }
  const total = read.length + rejects.length + without
  if (mapping.expectedRows !== null && total < mapping.expectedRows) {
    throw new DubletteError('SHORT_EXPORT', 'The export has fewer rows than its system says there are.', { got: `${total} rows`, expected: `${mapping.expectedRows} rows`, where: { system, file: mapping.file } })
  }
  return { ...empty, rows: read, rejects, without, unknownColumns: bound.unknown }
}

/** Whether every column of the entity but the customer it belongs to is empty. */
function holdsNothing(bound: BoundFile, cells: readonly string[]): boolean {
  return bound.columns.every((column) => column.spec.name === 'customer' || column.constant !== null || column.positions.every((position) => (cells[position] ?? '').trim() === ''))
}

/** An issue that concerns a whole row. */
export function rowIssue(code: IssueCode, file: string, line: number, got: string | null): Issue {
  return { code, got, expected: issueCodes[code].en, where: { file, line } }
}
