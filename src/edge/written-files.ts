import { join } from 'node:path'
import { keepIds } from '../1-ingest/keep-ids.ts'
import { reconcile } from '../1-ingest/reconcile.ts'
import { outputTables } from '../8-apply/outputs.ts'
import { writtenOutputs } from '../8-apply/written-outputs.ts'
import type { Ingested } from '../model/ingested.ts'
import type { Merge } from '../model/merge.ts'
import type { Project } from '../run/project.ts'
import { writeOutputs } from './outputs.ts'
import type { Store } from './store/store.ts'

/**
 * Writes `out/` from what the store holds, so that after an interrupted apply the next one makes the files whole.
 * Returns their paths below the project's folder.
 */
export async function writeHandedOut(store: Store, project: Project, ingested: Ingested, limits: { readonly maxGoneShare: number }, decided: readonly Merge[]): Promise<readonly string[]> {
  const state = await store.readState()
  const view = reconcile(keepIds(ingested, state).ingested, state, limits)
  const tables = outputTables(writtenOutputs(await store.readApplied(), view, decided, project.language))
  return (await writeOutputs(join(project.folder, 'out'), tables)).map((path) => join('out', path))
}
