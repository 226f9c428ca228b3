import { join } from 'node:path'
import { keepIds } from '../1-ingest/keep-ids.ts'
import { reconcile } from '../1-ingest/reconcile.ts'
import { csvRows, headerLine } from '../8-apply/output-table.ts'
import { type HandedOut, isRepairOf, openOperations, operationTables, registerTables } from '../8-apply/outputs.ts'
import type { Ingested } from '../model/ingested.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { Project } from '../run/project.ts'
import { writeOutputs } from './outputs.ts'
import { openPrivateFile, type PrivateFile } from './private-files.ts'
import type { Store } from './store/store.ts'

/** Rows are gathered to blocks of this many characters. */
const blockCharacters = 1 << 16

/**
 * Writes `out/` from what the store holds, so that after an interrupted apply the next one makes the files whole.
 * Returns their paths below the project's folder, sorted.
 */
export async function writeHandedOut(store: Store, project: Project, ingested: Ingested, limits: { readonly maxGoneShare: number }, decided: readonly Merge[]): Promise<readonly string[]> {
  const folder = join(project.folder, 'out')
  const { language } = project
  const { paths, repairs } = await writeOperations(store, folder, language)
  const state = await store.readState()
  const { records, retired, aliases } = reconcile(keepIds(ingested, state).ingested, state, limits)
  const tables = registerTables({ customers: records, language, decided, aliases, records: [...records, ...retired].map((record) => record.id).sort(byCodeUnit) }, repairs)
  return [...paths, ...await writeOutputs(folder, tables)].sort(byCodeUnit).map((path) => join('out', path))
}

/** The files of all merges that were ever applied, a few merges at a time; the repairs among them are few, and returned. */
async function writeOperations(store: Store, folder: string, language: 'de' | 'en'): Promise<{ readonly paths: readonly string[]; readonly repairs: readonly HandedOut[] }> {
  const heads = operationTables([], language)
  const blocks = heads.map(headerLine)
  const files: PrivateFile[] = []
  const repairs: HandedOut[] = []
  let tasks = 0
  const flush = (longest: number): void => {
    for (const [at, file] of files.entries()) {
      if (blocks[at]!.length <= longest) continue
      file.write(blocks[at]!)
      blocks[at] = ''
    }
  }
  try {
    for (const table of heads) files.push(await openPrivateFile(join(folder, table.path)))
    for await (const { planned, operations } of store.eachApplied()) {
      const merge = { planned, operations }
      if (isRepairOf(merge)) repairs.push(merge)
      const open = openOperations([merge])
      for (const [at, table] of operationTables(open, language, tasks).entries()) for (const row of csvRows(table)) blocks[at] += row
      tasks += open.filter((each) => each.operation.type === 'staff_task').length
      flush(blockCharacters)
    }
    flush(0)
    for (const file of files) await file.close()
    return { paths: heads.map((table) => table.path), repairs }
  } catch (error) {
    for (const file of files) await file.drop()
    throw error
  }
}
