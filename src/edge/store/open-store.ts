import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ClientConfig } from 'pg'
import { DubletteError } from '../../model/error.ts'
import type { RecordId } from '../../model/record.ts'
import { makePrivateFolder } from '../private-files.ts'
import { applyPlan, type StatementWatch } from './apply-plan.ts'
import { connect, takeLock, type Connection } from './connection.ts'
import { startServer, type EmbeddedServer, type ServerOptions } from './embedded-server.ts'
import { readArchived, writeReCreated } from './lost-customers.ts'
import { migrate } from './migrations.ts'
import { eachApplied, readApplied, readCounts, readState } from './read-state.ts'
import { exportStore, importStore } from './store-file.ts'
import type { Store, StorePlace } from './store.ts'

export type OpenOptions = ServerOptions & {
  /** Tests let a statement fail. */
  readonly watch?: StatementWatch
  /** Where an export is laid before the store is brought to a newer form. */
  readonly exportFolder?: string
}

/**
 * Opens the store of a project, alone: starts its private server, or connects to the one that is named.
 * @throws DubletteError LOCKED, STORE_UNAVAILABLE, STORE_TOO_NEW, PLATFORM_UNSUPPORTED
 */
export async function openStore(place: StorePlace, options: OpenOptions = {}): Promise<Store> {
  const { connection, server } = await reach(place, options)
  try {
    await migrate(connection, (version) => exportBeforeMigration(connection, options.exportFolder ?? (place.kind === 'embedded' ? place.folder : undefined), version))
  } catch (error) {
    await leave(connection, server)
    throw error
  }
  return storeOver(connection, server, options.watch ?? (() => {}))
}

type Reached = { readonly connection: Connection; readonly server: EmbeddedServer | undefined }

/** How often a server that was found running, and went away before it answered, is looked for again. */
const attempts = 100

/** A connection that holds the lock. */
async function reach(place: StorePlace, options: OpenOptions): Promise<Reached> {
  if (place.kind === 'server') return { connection: await lockedConnection({ connectionString: place.url }, false), server: undefined }
  for (let attempt = 1; ; attempt += 1) {
    const server = await startServer(place.folder, options)
    try {
      return { connection: await lockedConnection({ host: server.host, user: 'dublette', database: 'postgres' }, true), server }
    } catch (error) {
      const isTheirs = error instanceof DubletteError && error.code === 'LOCKED'
      // A server that another process uses is left alone.
      if (server.origin === 'started' && !isTheirs) await server.stop()
      server.release()
      if (isTheirs || server.origin === 'started' || attempt >= attempts) throw error
      await pause(100)
    }
  }
}

async function lockedConnection(config: ClientConfig, sameMachine: boolean): Promise<Connection> {
  const connection = await connect(config)
  try {
    await takeLock(connection, sameMachine)
    return connection
  } catch (error) {
    await connection.close().catch(() => {})
    if (error instanceof DubletteError) throw error
    throw new DubletteError('STORE_UNAVAILABLE', 'The store went away while it was opened.', { got: (error as Error).message, cause: error })
  }
}

/** The server stops while our session still holds the lock, so that nobody takes a server that is about to stop. */
async function leave(connection: Connection, server: EmbeddedServer | undefined): Promise<void> {
  await server?.stop()
  await connection.close().catch(() => {})
  server?.release()
}

async function exportBeforeMigration(connection: Connection, folder: string | undefined, version: number): Promise<void> {
  if (folder === undefined) return
  await makePrivateFolder(folder)
  await exportStore(connection, join(folder, `before-form-${version + 1}.jsonl`))
}

function storeOver(connection: Connection, server: EmbeddedServer | undefined, watch: StatementWatch): Store {
  return {
    readState: () => readState(connection),
    applyPlan: (request) => applyPlan(connection, request, watch),
    eachApplied: () => eachApplied(connection),
    readApplied: (which) => readApplied(connection, which),
    readCounts: () => readCounts(connection),
    confirm: (keys) => confirm(connection, keys),
    archived: (record) => readArchived(connection, record),
    reCreated: (found, on) => writeReCreated(connection, found, on),
    resolve: async (record) => (await connection.rows<{ readonly survivor: RecordId }>('select survivor from v_resolves_to where record = $1', [record]))[0]?.survivor ?? null,
    readTotals: () => connection.rows('select total, key, amount from v_total order by total, key'),
    readFaults: () => readFaults(connection),
    appliedInput: async () => (await connection.rows<{ readonly value: string }>(`select value from fact where name = 'inputHash'`))[0]?.value ?? null,
    exportTo: (path) => exportStore(connection, path),
    importFrom: (path) => importStore(connection, path),
    close: () => leave(connection, server),
  }
}

async function confirm(connection: Connection, keys: readonly string[]): Promise<number> {
  const known = await connection.rows<{ readonly key: string }>('select key from operation where key = any($1)', [keys])
  if (known.length < new Set(keys).size) throw new DubletteError('MERGE_UNKNOWN', 'A ticked task is in no applied merge.', { got: `${new Set(keys).size - known.length} unknown of ${keys.length}` })
  return connection.run(`update operation set state = 'confirmed' where key = any($1) and state = 'issued'`, [keys])
}

/** What must never be: checked by `verify` with the store's own rows, without any plan. */
async function readFaults(connection: Connection): Promise<readonly { readonly fault: string; readonly count: number }[]> {
  return connection.rows(`
    select 'ledger does not sum to zero' as fault, count(*)::int as count from v_ledger_sum where balance <> 0
    union all select 'holding without a known owner', count(*)::int from v_holding_owner holding left join record on record.id = holding.owner_now where record.id is null
    union all select 'record that resolves to a retired one', count(*)::int from v_resolves_to resolved join alias on alias.record = resolved.survivor where alias.state = 'retired'
    union all select 'retired record without archive', count(*)::int from alias where state = 'retired' and not exists (select from archive where archive.record = alias.record)
    union all select 'operation without journal', count(*)::int from operation where type in ('set_field', 'transfer_credit', 'transfer_class_credit', 'move_package', 'move_subscription', 'move_holding', 'retire_customer')
      and not exists (select from journal where journal.operation = operation.key)
    union all select 'balance that differs from its holdings', count(*)::int from (
      select coalesce(held.record, balance.record), coalesce(held.unit, balance.unit) from (
        select owner_now as record, unit, sum(amount) as amount from v_holding_owner where kind in ('credit', 'classCredit') group by owner_now, unit) as held
      full join v_balance balance on balance.record = held.record and balance.unit = held.unit where coalesce(held.amount, 0) <> coalesce(balance.balance, 0)) as differing`)
}
