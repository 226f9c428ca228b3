import { parse } from 'csv-parse/sync'
import type { IssueCode } from '../model/issue.ts'

/** A line of a file: its text without the line break, or null where it cannot be decoded. `line` is 1-based. */
export type Line = { readonly line: number; readonly text: string | null; readonly bytes: string }

/** A row that was split, or why it could not be. `line` is the first line of the row. */
export type SplitRow = { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly issue: IssueCode; readonly text: string }

/** A quoted value longer than this many lines is taken for a quote that was never closed. */
const longestQuotedLines = 100

/**
 * Splits lines into rows. Rows without a quote are split directly; rows with one are left to csv-parse.
 * A row that csv-parse refuses, or that spans lines and then does not have the header's columns, costs one line only:
 * reading goes on at the next line, so that a stray quote does not swallow the rest of the file.
 */
export function* splitRows(lines: Iterable<Line>, delimiter: string, columns: number | null): Generator<SplitRow> {
  const source = lines[Symbol.iterator]()
  const ahead: Line[] = []
  const next = (): Line | undefined => ahead.shift() ?? source.next().value
  for (let line = next(); line !== undefined; line = next()) {
    const { text } = line
    if (text === null) { yield { line: line.line, issue: 'ROW_ENCODING', text: line.bytes }; continue }
    if (text === '') continue
    if (text.includes('\0')) { yield { line: line.line, issue: 'ROW_NUL', text }; continue }
    if (!text.includes('"')) { yield counted(line.line, text.split(delimiter), text, columns); continue }
    const simple = splitQuotedLine(text, delimiter)
    if (simple) { yield counted(line.line, simple, text, columns); continue }
    const taken = gatherQuoted(line, next)
    const cells = taken.open ? null : parseQuoted(taken.lines, delimiter)
    const fits = cells !== null && (columns === null || cells.length === columns || taken.lines.length === 1)
    if (fits) { yield counted(line.line, cells, taken.lines.map((each) => each.text).join('\n'), columns); continue }
    yield { line: line.line, issue: 'ROW_QUOTES', text }
    ahead.unshift(...taken.lines.slice(1))
  }
}

function counted(line: number, cells: readonly string[], text: string, columns: number | null): SplitRow {
  return columns !== null && cells.length !== columns ? { line, issue: 'ROW_COLUMN_COUNT', text } : { line, cells }
}

/** The common quoted row: every quote stands at a cell's edge or is doubled inside. null = leave it to csv-parse. */
function splitQuotedLine(text: string, delimiter: string): readonly string[] | null {
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

function parseQuoted(lines: readonly Line[], delimiter: string): readonly string[] | null {
  try {
    const rows: unknown = parse(lines.map((each) => each.text).join('\n'), { delimiter, relax_column_count: true, record_delimiter: ['\n'] })
    const [row, more] = rows as readonly (readonly string[])[]
    return row !== undefined && more === undefined ? row : null
  } catch {
    return null
  }
}
