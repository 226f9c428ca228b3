import { setTimeout as pause } from 'node:timers/promises'
import { Client, types, type ClientConfig, type QueryResult } from 'pg'
import { DubletteError } from '../../model/error.ts'
import { storeFailure } from './store-failure.ts'

/** One connection does everything: one writer at a time, and the lock is its session's. */
export type Connection = {
  readonly client: Client
  readonly rows: <Row>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>
  readonly run: (sql: string, values?: readonly unknown[]) => Promise<number>
  readonly close: () => Promise<void>
}

/** Type ids of PostgreSQL (pg_type): int8, numeric and date are read as bigint, bigint and text. */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([[20, BigInt], [1700, BigInt], [1082, String]])

/** "dublette" as eight bytes, a number no other program is likely to lock. */
const lockNumber = '7238800193766061157'

export async function connect(config: ClientConfig): Promise<Connection> {
  const client = new Client({
    ...config,
    application_name: `dublette:${process.pid}`,
    types: { getTypeParser: ((oid: number, format: 'text') => parsers.get(oid) ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser },
  })
  // A server that goes away ends running statements with errors of their own; without this the process would end.
  client.on('error', () => {})
  await client.connect().catch((cause: unknown) => {
    throw new DubletteError('STORE_UNAVAILABLE', 'The store does not answer.', { got: (cause as { code?: string }).code ?? 'no connection', cause })
  })
  let last: Promise<unknown> = Promise.resolve()
  // Callers may ask several things at once; the connection answers one after the other.
  const inTurn = (sql: string, values: readonly unknown[]): Promise<QueryResult> => {
    const answer = last.then(() => client.query(sql, [...values])).catch((error: unknown) => { throw storeFailure(error) ?? error })
    last = answer.catch(() => {})
    return answer
  }
  return {
    client,
    rows: async <Row>(sql: string, values: readonly unknown[] = []) => (await inTurn(sql, values)).rows as Row[],
    run: async (sql, values = []) => (await inTurn(sql, values)).rowCount ?? 0,
    close: () => client.end(),
  }
}

/**
 * Takes the project's lock or refuses. Where its holder is a process that was killed, its session ends in a moment
 * and is waited for. Other machines' processes cannot be told alive from dead: they are taken as alive.
 */
export async function takeLock(connection: Connection, sameMachine: boolean): Promise<void> {
  for (let waited = 0; ; waited += 50) {
    const [row] = await connection.rows<{ taken: boolean }>(`select pg_try_advisory_lock(${lockNumber}) as taken`)
    if (row?.taken) return
    const [holder] = await connection.rows<{ name: string }>(
      `select application_name as name from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint) = ${lockNumber}`)
    const pid = Number(/^dublette:(\d+)$/.exec(holder?.name ?? '')?.[1])
    if (holder !== undefined && !(sameMachine && pid > 0 && !isAlive(pid)) || waited > 10_000) {
      throw new DubletteError('LOCKED', 'Another dublette works on this project.', pid > 0 ? { got: `process ${pid} holds the store` } : {})
    }
    await pause(50)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
