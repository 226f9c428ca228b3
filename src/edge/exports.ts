import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { assemble, type Assembled } from '../1-ingest/assemble.ts'
import { entityColumns } from '../model/entity.ts'
import { headerKey } from '../1-ingest/bind-columns.ts'
import type { FileMapping, SystemMapping } from '../1-ingest/mapping.ts'
import { readTable, type Table } from '../1-ingest/read-table.ts'
import { splitRows } from '../1-ingest/split-rows.ts'
import { DubletteError } from '../model/error.ts'
import type { Project } from '../run/project.ts'
import { decodeLines, findDelimiter, findEncoding } from './decode-lines.ts'
import type { Progress } from './terminal.ts'

/** Reads every export of a project: stage 1 with its files. */
export async function readExports(project: Project, progress: Progress): Promise<Assembled> {
  const tables: Table[] = []
  const files = project.systems.flatMap((system) => system.files.map((mapping) => ({ system, mapping })))
  for (const [n, { system, mapping }] of files.entries()) {
    tables.push(await readExport(project.folder, system, mapping))
    progress.at(n + 1, files.length)
  }
  return assemble(project.systems, tables)
}

async function readExport(folder: string, system: SystemMapping, mapping: FileMapping): Promise<Table> {
  const bytes = await readFile(resolve(folder, mapping.file)).catch((cause: unknown) => {
    throw new DubletteError('FILE_MISSING', 'An export cannot be read.', { where: { system: system.name, file: mapping.file }, cause })
  })
  const contentHash = createHash('sha256').update(bytes).digest('hex')
  const encoding = mapping.encoding ?? findEncoding(bytes)
  const lines = decodeLines(bytes, encoding)
  let skipped = 1
  let first = lines.next()
  // A preamble is left out by its number of lines; `sep=;` of spreadsheets is one by itself.
  let sep: string | null = null
  while (!first.done && (skipped < mapping.headerLine || /^sep=./.test(first.value.text ?? '') || (mapping.headerLine === 1 && first.value.text === ''))) {
    sep = /^sep=(.)/.exec(first.value.text ?? '')?.[1] ?? sep
    skipped += 1
    first = lines.next()
  }
  if (first.done) return readTable(system.name, mapping, contentHash, null, [])
  const delimiter = mapping.delimiter ?? sep ?? findDelimiter(first.value.text ?? '')
  const head = [...splitRows([first.value], delimiter, null)][0]
  if (head === undefined || !('cells' in head)) throw new DubletteError('INPUT_UNREADABLE', 'The header of an export cannot be read.', { where: { system: system.name, file: mapping.file, line: first.value.line }, expected: 'a line of column names' })
  const complete = mapping.columns && Object.keys(mapping.columns).length === 0 ? { ...mapping, delimiter, columns: neutralColumns(mapping, head.cells) } : { ...mapping, delimiter }
  const holdsCustomersToo = mapping.entity !== 'customer' && system.files.some((other) => other.file === mapping.file && other.entity === 'customer')
  return readTable(system.name, complete, contentHash, head.cells, splitRows(lines, delimiter, head.cells.length), holdsCustomersToo)
}

/** Neutral files carry the target names as headers; those that are there are mapped. */
function neutralColumns(mapping: FileMapping, header: readonly string[]): FileMapping['columns'] {
  const there = new Set(header.map(headerKey))
  return Object.fromEntries(entityColumns[mapping.entity].filter((column) => there.has(column.name.toLowerCase())).map((column) => [column.name, { headers: [column.name] }]))
}
