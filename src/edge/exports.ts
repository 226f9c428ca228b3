import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { assemble, type Assembled } from '../1-ingest/assemble.ts'
import { gather, type Gathered } from '../1-ingest/gather.ts'
import type { FileMapping, SystemMapping } from '../1-ingest/mapping.ts'
import { readTable, type Table } from '../1-ingest/read-table.ts'
import { splitRows } from '../1-ingest/split-rows.ts'
import { DubletteError } from '../model/error.ts'
import type { Project } from '../run/project.ts'
import { openLines } from './open-lines.ts'
import { readJsonRows } from './read-json.ts'
import { openQueries, type QuerySource } from './read-query.ts'
import { readXlsxRows } from './read-xlsx.ts'
import type { Progress } from './terminal.ts'

/** Reads every export of a project whole: stage 1 with its files and queries. */
export async function readExports(project: Project, progress: Progress): Promise<Assembled> {
  return assemble(await gatherExports(project, progress))
}

/** Reads every export of a project row by row; values are read later. */
export async function gatherExports(project: Project, progress: Progress): Promise<Gathered> {
  const tables: Table[] = []
  const sources = new Map<string, QuerySource>()
  const files = project.systems.flatMap((system) => system.files.map((mapping) => ({ system, mapping })))
  try {
    for (const [n, { system, mapping }] of files.entries()) {
      tables.push(mapping.query === null ? await readExport(project.folder, system, mapping) : await readQuery(project, system, mapping, mapping.query, sources))
      progress.at(n + 1, files.length)
    }
  } finally {
    for (const source of sources.values()) await source.close()
  }
  return gather(project.systems, tables)
}

async function readQuery(project: Project, system: SystemMapping, mapping: FileMapping, query: string, sources: Map<string, QuerySource>): Promise<Table> {
  const where = { system: system.name, file: mapping.file }
  const source = sources.get(system.database!) ?? await openQueries(system.database!, project.timeZone, where)
  sources.set(system.database!, source)
  return readTable(system.name, mapping, ',', await source.rows(query, where))
}

async function readExport(folder: string, { name: system, files }: SystemMapping, mapping: FileMapping): Promise<Table> {
  const path = resolve(folder, mapping.file)
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new DubletteError('FILE_MISSING', 'An export cannot be read.', { where: { system, file: mapping.file }, cause })
  })
  const holdsCustomersToo = mapping.entity !== 'customer' && files.some((other) => other.file === mapping.file && other.entity === 'customer')
  if (bytes.length === 0) return readTable(system, mapping, ',', [])
  if (/\.xlsx$/i.test(path)) return readTable(system, mapping, ',', await readXlsxRows(bytes, mapping), holdsCustomersToo)
  if (/\.json$/i.test(path)) return readTable(system, mapping, ',', readJsonRows(bytes, mapping), holdsCustomersToo)
  const { lines, delimiter } = openLines(bytes, mapping)
  return readTable(system, mapping, delimiter, splitRows(lines, delimiter), holdsCustomersToo)
}
