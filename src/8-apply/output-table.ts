/** A file that is handed out: its path below `out/`, its columns and its rows. */
export type OutputTable = { readonly path: string; readonly columns: readonly string[]; readonly rows: Iterable<readonly OutputCell[]> }

/** Text, or a figure that is written as it is. */
export type OutputCell = string | null | { readonly figure: string }

/**
 * The lines of a table as CSV (RFC 4180, comma, LF). A text that a spreadsheet would take for a formula gets a leading
 * apostrophe, which ingest takes off again; figures do not, so that negative amounts stay figures.
 */
export function* csvLines(table: OutputTable): Generator<string> {
  yield headerLine(table)
  yield* csvRows(table)
}

export function headerLine({ columns }: Pick<OutputTable, 'columns'>): string {
  return `${columns.map(quoted).join(',')}\n`
}

/** The same without the line of column names. */
export function* csvRows({ rows }: Pick<OutputTable, 'rows'>): Generator<string> {
  for (const row of rows) yield rowLine(row)
}

export function rowLine(row: readonly OutputCell[]): string {
  return `${row.map(cellText).join(',')}\n`
}

export function figure(value: string | number | bigint | null): OutputCell {
  return value === null ? null : { figure: String(value) }
}

function cellText(cell: OutputCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return cell.figure
  return quoted(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
