import type { Where } from '../model/error.ts'
import { DubletteError } from '../model/error.ts'
import type { Issue, IssueCode } from '../model/issue.ts'
import { issueCodes } from '../model/issue.ts'
import { ownerPrefix } from '../model/entity.ts'
import { bindColumns, type BoundFile } from './bind-columns.ts'
import type { FileMapping } from './mapping.ts'
import { rowReader, textReader, type RowValues } from './read-row.ts'
import { cleanCell } from './read-value.ts'
import { splitRow, type SplitRow } from './split-rows.ts'

/** A row that could not even be split. */
export type Reject = { readonly line: number; readonly text: string; readonly issue: Issue }

/** How the rows of one file are read: plain values, so that any thread can. */
export type TableForm = {
  readonly system: string
  readonly mapping: FileMapping
  readonly delimiter: string
  /** The cells of the header, and the line on which it stands. */
  readonly header: readonly string[]
  readonly headerLine: number
}

/** Reads rows of a table, each by itself, from their texts. */
export type TextReader = {
  readonly read: (text: string) => RowValues
  /** The id alone, and the customer alone that the row names by id; null where it has none. */
  readonly readId: (text: string) => string | null
  readonly readCustomer: (text: string) => string | null
}

/**
 * One file read as one entity. Rows are kept as the text they are written in and read when they are needed: a text
 * is a tenth of the objects that its values are.
 */
export type Table = TableForm & {
  /** First line and text of each row. */
  readonly lines: readonly number[]
  readonly texts: readonly string[]
  readonly rejects: readonly Reject[]
  /** Rows of a file that holds customers too, without anything of this entity: a customer without a pass. */
  readonly without: number
  readonly unknownColumns: readonly string[]
  /** Values of one row. */
  readonly read: (row: number) => RowValues
  /** The id of one row alone, and the customer that it names by id; null where it has none. */
  readonly readId: (row: number) => string | null
  readonly readCustomer: (row: number) => string | null
  /** What a row that could not be split seems to say: the cells that stand where customer and amount should. */
  readonly readDamaged: (text: string) => { readonly customer: string | null; readonly amountText: string | null }
  /** First place of each column in which a value was met that can be read in two ways: filled while rows are read, in whatever order. */
  readonly ambiguous: ReadonlyMap<string, Where>
}

/**
 * Makes the functions that read rows of a table.
 * @throws DubletteError COLUMN_MISSING
 */
export function textReaderOf(form: TableForm): TextReader {
  return readerOf(form, bindColumns(form.system, form.mapping, form.header, form.headerLine))
}

function readerOf({ mapping, delimiter }: TableForm, bound: BoundFile): TextReader {
  const readCells = rowReader(mapping, bound)
  return { read: (text) => readCells(splitRow(text, delimiter)), readId: textReader(mapping, bound, delimiter, 'id'), readCustomer: textReader(mapping, bound, delimiter, 'customer') }
}

/** Rows as they come, header first, to the table of one entity. No rows at all = an empty set, not an error. */
export function readTable(system: string, mapping: FileMapping, delimiter: string, rows: Iterable<SplitRow>, holdsCustomersToo = false): Table {
  const source = rows[Symbol.iterator]()
  const first = source.next()
  const ambiguous = new Map<string, Where>()
  const lines: number[] = []
  const texts: string[] = []
  const rejects: Reject[] = []
  const nothing = (): never => { throw new TypeError('an empty table has no rows to read') }
  if (first.done) return { system, mapping, delimiter, header: [], headerLine: 1, lines, texts, rejects, without: 0, unknownColumns: [], read: nothing, readId: nothing, readCustomer: nothing, readDamaged: nothing, ambiguous }
  const head = first.value
  if (head.issue !== null) throw new DubletteError('INPUT_UNREADABLE', 'The header of an export cannot be read.', { where: { system, file: mapping.file, line: head.line }, got: issueCodes[head.issue].en, expected: 'a line of column names' })
  let without = 0
  const form: TableForm = { system, mapping, delimiter, header: splitRow(head.text, delimiter), headerLine: head.line }
  const bound = bindColumns(system, mapping, form.header, head.line)
  for (let next = source.next(); !next.done; next = source.next()) {
    const each = next.value
    if (each.issue !== null) rejects.push({ line: each.line, text: each.text, issue: rowIssue(each.issue, mapping.file, each.line, null) })
    else if (holdsCustomersToo && holdsNothing(bound, splitRow(each.text, delimiter))) without += 1
    else if (!isBlank(each.text, delimiter)) { lines.push(each.line); texts.push(each.text) }
  }
  const reader = readerOf(form, bound)
  const read = (row: number): RowValues => {
    const values = reader.read(texts[row]!)
    for (const issue of values.issues) if (issue.ambiguous && (ambiguous.get(issue.column)?.line ?? Infinity) > lines[row]!) ambiguous.set(issue.column, { system, file: mapping.file, line: lines[row]!, column: issue.column })
    return values
  }
  refuseShort(system, mapping, lines.length + rejects.length + without)
  return {
    ...form, lines, texts, rejects, without, unknownColumns: bound.unknown, read, readId: (row) => reader.readId(texts[row]!), readCustomer: (row) => reader.readCustomer(texts[row]!),
    readDamaged: damagedReader(bound, delimiter), ambiguous,
  }
}

function damagedReader(bound: BoundFile, delimiter: string): Table['readDamaged'] {
  const customer = bound.columns.find(({ spec }) => spec.name === 'customer')?.positions[0]
  const amount = bound.columns.find(({ spec }) => spec.type === 'money' || spec.type === 'integer')?.positions[0]
  return (text) => {
    const cells = text.split(delimiter)
    const at = (position: number | undefined): string | null => (position === undefined ? null : cleanCell((cells[position] ?? '').replaceAll('"', '')) || null)
    return { customer: at(customer), amountText: at(amount) }
  }
}

/** Whether a row holds nothing but delimiters, blanks and empty quotes. */
function isBlank(text: string, delimiter: string): boolean {
  const first = text.charCodeAt(0)
  // Nearly every row begins with a letter or digit, which tells at once.
  if (first > 47 && first < 123 && text[0] !== delimiter) return false
  return splitRow(text, delimiter).every((cell) => cell.trim() === '')
}

/** Whether every column of the entity but those that name its customer is empty. */
function holdsNothing(bound: BoundFile, cells: readonly string[]): boolean {
  return bound.columns.every(({ spec, constant, positions }) => spec.name === 'customer' || spec.name.startsWith(ownerPrefix) || constant !== null || positions.every((position) => (cells[position] ?? '').trim() === ''))
}

function refuseShort(system: string, mapping: FileMapping, rows: number): void {
  if (mapping.expectedRows === null || rows >= mapping.expectedRows) return
  throw new DubletteError('SHORT_EXPORT', 'The export has fewer rows than its system says there are.', { got: `${rows} rows`, expected: `${mapping.expectedRows} rows`, where: { system, file: mapping.file } })
}

/** An issue that concerns a whole row. */
export function rowIssue(code: IssueCode, file: string, line: number, got: string | null): Issue {
  return { code, got, expected: issueCodes[code].en, where: { file, line } }
}
