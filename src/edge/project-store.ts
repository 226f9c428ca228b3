import { existsSync } from 'node:fs'
import { emptyStoreState, type StoreState } from '../model/store-state.ts'
import type { Project } from '../run/project.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'

/** Opens the project's store for one piece of work and closes it whatever happens. */
export async function withStore<T>(project: Project, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(project.store)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** What the store remembers. Where nothing was ever applied there is no store, and none is made for looking. */
export async function readStoreState(project: Project): Promise<StoreState> {
  if (project.store.kind === 'embedded' && !existsSync(project.store.folder)) return emptyStoreState
  return withStore(project, (store) => store.readState())
}
