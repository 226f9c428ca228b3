import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { DubletteError } from '../../model/error.ts'
import { writeBlocks } from '../private-files.ts'
import type { Connection } from './connection.ts'

/**
 * The tables in an order in which they can be filled. Rows are kept as objects by column name, so a newer form of the
 * store can read an older export: columns that were added take their default.
 */
const tables = ['record', 'alias', 'holding', 'field_override', 'login', 'participant', 'remembered_pair', 'plan', 'merge', 'operation', 'journal', 'ledger_entry', 'archive', 'fact'] as const

/** Order of rows, so that equal stores give equal bytes. */
const orders: Readonly<Record<(typeof tables)[number], string>> = {
  record: 'id', alias: 'record', holding: 'id', field_override: 'record, field', login: 'owner_exported, user_name, password_reference', participant: 'owner_exported, participant',
  remembered_pair: 'left_record, right_record', plan: 'sequence', merge: 'sequence', operation: 'sequence', journal: 'sequence', ledger_entry: 'sequence', archive: 'record, merge', fact: 'name',
}

/** Writes every table as JSON lines `{"table", "row"}`; the last line holds the number of rows and the SHA-256 of all lines before. */
export async function exportStore(connection: Connection, path: string): Promise<{ readonly rows: number }> {
  const hash = createHash('sha256')
  const lines: string[] = []
  let rows = 0
  for (const table of tables) {
    const found = await connection.rows<{ readonly row: string }>(`select row_to_json(entry)::text as row from ${table} entry order by ${orders[table]}`)
    let block = ''
    for (const { row } of found) block += `{"table":"${table}","row":${row.replaceAll('\n', ' ')}}\n`
    rows += found.length
    hash.update(block)
    lines.push(block)
  }
  lines.push(`{"end":{"rows":${rows},"sha256":"${hash.digest('hex')}"}}\n`)
  await writeBlocks(path, () => lines)
  return { rows }
}

type Line = { readonly table?: (typeof tables)[number]; readonly row?: unknown; readonly end?: { readonly rows: number; readonly sha256: string } }

/** Rows that are inserted by one statement. */
const blockRows = 5_000

/**
 * Reads an export into an empty store, in one transaction: all of it or nothing.
 * @throws DubletteError STORE_NOT_EMPTY, STORE_IMPORT_INVALID, FILE_MISSING
 */
export async function importStore(connection: Connection, path: string): Promise<{ readonly rows: number }> {
  const [present] = await connection.rows<{ readonly any: boolean }>('select exists (select from record) or exists (select from plan) or exists (select from ledger_entry) as any')
  if (present!.any) throw new DubletteError('STORE_NOT_EMPTY', 'The store already holds something.')
  await connection.run('begin')
  try {
    const rows = await readLines(connection, path)
    for (const table of ['plan', 'merge', 'operation', 'journal', 'ledger_entry']) {
      await connection.run(`select setval(pg_get_serial_sequence('${table}', 'sequence'), greatest(1, (select coalesce(max(sequence), 1) from ${table})))`)
    }
    await connection.run('commit')
    return { rows }
  } catch (error) {
    await connection.run('rollback')
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new DubletteError('FILE_MISSING', 'The export of a store is not there.', { where: { file: path }, cause: error })
    if (error instanceof DubletteError) throw error
    throw new DubletteError('STORE_IMPORT_INVALID', 'The export does not fit into a store.', { where: { file: path }, cause: error })
  }
}

async function readLines(connection: Connection, path: string): Promise<number> {
  const hash = createHash('sha256')
  let rows = 0
  let table: Line['table']
  let block: string[] = []
  let columns: readonly string[] = []
  let end: Line['end']
  const flush = async (): Promise<void> => {
    const names = columns.join(', ')
    if (table !== undefined && block.length > 0) await connection.run(`insert into ${table} (${names}) overriding system value select ${names} from json_populate_recordset(null::dublette.${table}, $1::json)`, [`[${block.join(',')}]`])
    block = []
  }
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const line = parseLine(text, path, end)
    end = line.end
    if (end !== undefined) continue
    if (line.table !== table || block.length >= blockRows) await flush()
    table = line.table
    if (block.length === 0) columns = columnsOf(line.row, path)
    // The row's own text: parsing and writing it again could change large numbers.
    block.push(text.slice(text.indexOf('"row":') + '"row":'.length, -1))
    hash.update(text).update('\n')
    rows += 1
  }
  await flush()
  if (end === undefined) throw new DubletteError('STORE_IMPORT_INVALID', 'The export is cut off: its last line with the checksum is missing.', { where: { file: path, line: rows } })
  if (end.rows !== rows || end.sha256 !== hash.digest('hex')) throw new DubletteError('STORE_IMPORT_INVALID', 'The export was altered: its checksum does not fit.', { where: { file: path }, expected: `${end.rows} rows`, got: `${rows} rows` })
  return rows
}

function columnsOf(row: unknown, path: string): readonly string[] {
  const names = Object.keys((row ?? {}) as object)
  if (names.length === 0 || names.some((name) => !/^[a-z_]+$/.test(name))) throw new DubletteError('STORE_IMPORT_INVALID', 'A line of the export holds no row of a store.', { where: { file: path } })
  return names
}

function parseLine(text: string, path: string, end: Line['end']): Line {
  const invalid = (what: string): DubletteError => new DubletteError('STORE_IMPORT_INVALID', what, { where: { file: path } })
  if (end !== undefined) throw invalid('The export goes on behind its last line.')
  let line: Line
  try { line = JSON.parse(text) as Line } catch { throw invalid('A line of the export is no JSON.') }
  if (line.end === undefined && (line.table === undefined || !tables.includes(line.table))) throw invalid('A line of the export names no table of a store.')
  return line
}
