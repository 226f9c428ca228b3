import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Connection } from './connection.ts'
import { storeFailure } from './store-failure.ts'

/** A value of a COPY row; arrays are not needed. */
export type Cell = string | number | bigint | null

/** Rows are gathered to blocks of this many characters: one write a row is ten times slower. */
const blockCharacters = 1 << 16

/** Streams rows into a table by COPY. */
export async function copyRows(connection: Connection, table: string, columns: readonly string[], rows: Iterable<readonly Cell[]>): Promise<void> {
  const stream = connection.client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  const ended = finished(stream).catch((error: unknown) => { throw storeFailure(error) ?? error })
  let block = ''
  for (const row of rows) {
    block += `${row.map(cellText).join('\t')}\n`
    if (block.length < blockCharacters) continue
    if (!stream.write(block)) await Promise.race([once(stream, 'drain'), ended])
    block = ''
  }
  stream.end(block)
  await ended
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** The text form of COPY. NUL cannot be stored in PostgreSQL; ingest quarantines rows that hold one. */
function cellText(value: Cell): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r\0]/.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (found) => escapes[found]!).replaceAll('\0', '') : value
}
