import { parse } from 'csv-parse/sync'
import type { IssueCode } from '../model/issue.ts'

/** A line of a file: its text without the line break, or null where it cannot be decoded. `line` is 1-based. */
export type Line = { readonly line: number; readonly text: string | null; readonly bytes: string }

/** A row that was split, or why it could not be. `line` is the first line of the row, `text` the row as written. */
export type SplitRow =
  | { readonly line: number; readonly cells: readonly string[]; readonly text: string }
  | { readonly line: number; readonly issue: IssueCode; readonly text: string }

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
    if (text === null) { yield { line: line.line, issue: 'ROW_ENCODING', text: line.bytes }; continue }
    if (text === '') continue
    if (text.includes('\0')) { yield { line: line.line, issue: 'ROW_NUL', text }; continue }
    const cells = splitLine(text, delimiter)
    if (cells !== null) { yield counted(line.line, cells, text, columns); columns ??= cells.length; continue }
    const taken = gatherQuoted(line, next)
    const parsed = taken.open ? null : parseQuoted(taken.lines, delimiter)
    if (parsed !== null && isOneRow(parsed, taken.lines, delimiter, columns)) {
      yield counted(line.line, parsed, textOf(taken.lines), columns)
      columns ??= parsed.length
      continue
    }
    yield { line: line.line, issue: 'ROW_QUOTES', text }
    ahead.unshift(...taken.lines.slice(1))
  }
}

/** The cells of a row that was split before, from its text. */
export function splitAgain(text: string, delimiter: string): readonly string[] {
  return splitLine(text, delimiter) ?? parseQuoted([{ line: 1, text, bytes: '' }], delimiter) ?? []
}

/** A row written so that `splitAgain` gives its cells back: for sources that are no CSV. */
export function rowText(cells: readonly string[], delimiter: string): string {
  return cells.map((cell) => (cell.includes('"') || cell.includes(delimiter) || cell.includes('\n') ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)
}

function counted(line: number, cells: readonly string[], text: string, columns: number | null): SplitRow {
  return columns !== null && cells.length !== columns ? { line, issue: 'ROW_COLUMN_COUNT', text } : { line, cells, text }
}

/** The cells of a plain row, or of one whose quotes all stand at a cell's edge or are doubled inside; null = leave it to csv-parse. */
function splitLine(text: string, delimiter: string): readonly string[] | null {
  if (!text.includes('"')) return text.split(delimiter)
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
    if (following.text === null || following.text.includes('\0')) return { lines, open: true }
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
  return lines.length === 2 || columns < 3 || !lines.every((each) => each.text!.split(delimiter).length === columns)
}

function textOf(lines: readonly Line[]): string {
  return lines.map((each) => each.text).join('\n')
}

function parseQuoted(lines: readonly Line[], delimiter: string): readonly string[] | null {
  try {
    const rows: unknown = parse(textOf(lines), { delimiter, relax_column_count: true, record_delimiter: ['\n'] })
    const [row, more] = rows as readonly (readonly string[])[]
    return row !== undefined && more === undefined ? row : null
  } catch {
    return null
  }
}
