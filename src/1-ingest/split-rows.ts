import { parse } from 'csv-parse/sync'
import type { IssueCode } from '../model/issue.ts'

/** A line of a file: its text without the line break, or null where it cannot be decoded. `line` is 1-based. */
export type Line = { readonly line: number; readonly text: string | null; readonly bytes: string }

/**
 * A row, or why there is none. `line` is its first line, `text` the row as written, which `splitRow` takes apart: a
 * million texts are a tenth of the cells in them.
 */
export type SplitRow = { readonly line: number; readonly text: string; readonly issue: IssueCode | null }

/** A line longer than this is no row of customers: a file without line breaks, or something that is no table. */
export const longestLine = 1_000_000

/** So much of a line that is too long is kept for whoever looks into the quarantine. */
const keptOfLongLine = 1000

/** A quoted value longer than this many lines is taken for a quote that was never closed. */
const longestQuotedLines = 100

/**
 * Splits lines into rows; the first row is the header, whose number of cells all others must have.
 * Rows without a quote are split directly; rows with an unusual one are left to csv-parse. A row that csv-parse
 * refuses, or that spans lines and then does not have the header's columns, costs one line only: reading goes on at
 * the next line, so that a stray quote does not swallow the rest of the file.
 */
export function* splitRows(lines: Iterable<Line>, delimiter: string): Generator<SplitRow> {
  const source = lines[Symbol.iterator]()
  const ahead: Line[] = []
  const next = (): Line | undefined => ahead.shift() ?? source.next().value
  let columns: number | null = null
  for (let line = next(); line !== undefined; line = next()) {
    const { text } = line
    if (text === null) { yield { line: line.line, text: line.bytes, issue: 'ROW_ENCODING' }; continue }
    if (text === '') continue
    if (text.length > longestLine) { yield { line: line.line, text: text.slice(0, keptOfLongLine), issue: 'ROW_TOO_LONG' }; continue }
    if (text.includes('\0')) { yield { line: line.line, text, issue: 'ROW_NUL' }; continue }
    const count = text.includes('"') ? (splitQuoted(text, delimiter)?.length ?? null) : countCells(text, delimiter)
    if (count !== null) { yield counted(line.line, text, count, columns); columns ??= count; continue }
    const taken = gatherQuoted(line, next)
    const parsed = taken.open ? null : parseQuoted(textOf(taken.lines), delimiter)
    if (parsed !== null && isOneRow(parsed, taken.lines, delimiter, columns)) {
      yield counted(line.line, textOf(taken.lines), parsed.length, columns)
      columns ??= parsed.length
      continue
    }
    yield { line: line.line, text, issue: 'ROW_QUOTES' }
    ahead.unshift(...taken.lines.slice(1))
  }
}

/** The cells of a row that was found to be one. */
export function splitRow(text: string, delimiter: string): readonly string[] {
  return text.includes('"') ? (splitQuoted(text, delimiter) ?? parseQuoted(text, delimiter) ?? []) : text.split(delimiter)
}

/** One cell of a row that was found to be one: without taking the others apart where no quote stands in it. */
export function cellAt(text: string, delimiter: string, position: number): string {
  if (text.includes('"')) return splitRow(text, delimiter)[position] ?? ''
  let from = 0
  for (let before = 0; before < position; before += 1) {
    const end = text.indexOf(delimiter, from)
    if (end === -1) return ''
    from = end + 1
  }
  const end = text.indexOf(delimiter, from)
  return text.slice(from, end === -1 ? text.length : end)
}

/** A row of a source that is no CSV, written so that `splitRow` by comma gives its cells back. NUL and half characters are set aside here too: a database takes neither. */
export function rowOf(values: readonly string[], line: number): SplitRow {
  const cells = values.map((value) => value.replaceAll(/\r\n?/g, '\n'))
  const text = cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
  return { line, text, issue: text.includes('\0') ? 'ROW_NUL' : /\p{Surrogate}/u.test(text) ? 'ROW_ENCODING' : null }
}

function counted(line: number, text: string, count: number, columns: number | null): SplitRow {
  return { line, text, issue: columns !== null && count !== columns ? 'ROW_COLUMN_COUNT' : null }
}

function countCells(text: string, delimiter: string): number {
  let count = 1
  for (let at = text.indexOf(delimiter); at !== -1; at = text.indexOf(delimiter, at + 1)) count += 1
  return count
}

/** The cells of a row whose quotes all stand at a cell's edge or are doubled inside; null = leave it to csv-parse. */
function splitQuoted(text: string, delimiter: string): readonly string[] | null {
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      let end = text.indexOf('"', at + 1)
      let doubled = false
      while (end !== -1 && text[end + 1] === '"') { doubled = true; end = text.indexOf('"', end + 2) }
      if (end === -1) return null
      const cell = text.slice(at + 1, end)
      cells.push(doubled ? cell.replaceAll('""', '"') : cell)
      at = end + 1
      if (at === text.length) return cells
      if (text[at] !== delimiter) return null
    } else {
      const end = text.indexOf(delimiter, at)
      const cell = text.slice(at, end === -1 ? text.length : end)
      if (cell.includes('"')) return null
      cells.push(cell)
      if (end === -1) return cells
      at = end
    }
    at += 1
    if (at === text.length) { cells.push(''); return cells }
  }
}

/** Takes further lines while a quote is open: an odd number of quotes so far. */
function gatherQuoted(first: Line, next: () => Line | undefined): { readonly lines: readonly Line[]; readonly open: boolean } {
  const lines = [first]
  let open = quotes(first.text!) % 2 === 1
  while (open && lines.length < longestQuotedLines) {
    const following = next()
    if (following === undefined) break
    lines.push(following)
    if (following.text === null || following.text.length > longestLine || following.text.includes('\0')) return { lines, open: true }
    open = (quotes(following.text) % 2 === 1) !== open
  }
  return { lines, open }
}

function quotes(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1
  return count
}

/**
 * Whether lines that csv-parse takes for one row are one. Two stray quotes can enclose whole rows: then each line has
 * the header's columns by itself, which the lines of a quoted text have not.
 */
function isOneRow(cells: readonly string[], lines: readonly Line[], delimiter: string, columns: number | null): boolean {
  if (columns === null || lines.length === 1) return true
  if (cells.length !== columns) return false
  return !looksLikeRows(lines.length, columns) || !lines.every((each) => each.text!.split(delimiter).length === columns)
}

/**
 * Whether it is no accident that each of so many lines has the header's columns by itself. A text of two lines with a comma
 * or two in each may, in a narrow table; with each line and each column it gets rarer.
 */
export function looksLikeRows(lines: number, columns: number): boolean {
  return lines > 2 ? columns > 2 : lines === 2 && columns > 5
}

function textOf(lines: readonly Line[]): string {
  return lines.map((each) => each.text).join('\n')
}

function parseQuoted(text: string, delimiter: string): readonly string[] | null {
  try {
    const rows: unknown = parse(text, { delimiter, relax_column_count: true, record_delimiter: ['\n'] })
    const [row, more] = rows as readonly (readonly string[])[]
    return row !== undefined && more === undefined ? row : null
  } catch {
    return null
  }
}
