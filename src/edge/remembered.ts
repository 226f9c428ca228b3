import { existsSync } from 'node:fs'
import type { AppliedMerge } from '../model/applied-merge.ts'
import type { LastKnown } from '../model/merged-elsewhere.ts'
import type { RecordId } from '../model/record.ts'
import { emptyStoreState, type StoreState } from '../model/store-state.ts'
import type { Project } from '../run/project.ts'
import { withStore } from './project-store.ts'
import type { WhichApplied } from './store/read-state.ts'

/** What the store remembers, with the archives that were asked for. */
export type Remembered = { readonly state: StoreState; readonly applied: readonly AppliedMerge[]; readonly archived: ReadonlyMap<RecordId, LastKnown> }

/** Reads it; of the merges those that are asked for. Where nothing was ever applied there is no store, and none is made for looking. */
export async function readRemembered(project: Project, records: readonly RecordId[], which: WhichApplied): Promise<Remembered> {
  if (project.store.kind === 'embedded' && !existsSync(project.store.folder)) return { state: emptyStoreState, applied: [], archived: new Map() }
  return withStore(project, async (store) => {
    const archived = new Map<RecordId, LastKnown>()
    for (const record of records) {
      const found = await store.archived(record)
      if (found !== null) archived.set(record, found)
    }
    return { state: await store.readState(), applied: await store.readApplied(which), archived }
  })
}
