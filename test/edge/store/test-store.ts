import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { Client } from 'pg'
import { startServer, type EmbeddedServer } from '../../../src/edge/store/embedded-server.ts'
import { openStore, type OpenOptions } from '../../../src/edge/store/open-store.ts'
import type { Store } from '../../../src/edge/store/store.ts'

export type TestServer = {
  /** An empty store in a database of its own. */
  readonly newStore: (options?: OpenOptions) => Promise<Store & { readonly url: string }>
  /** Opens a store again that was closed. */
  readonly reopen: (url: string, options?: OpenOptions) => Promise<Store>
  readonly query: (url: string, sql: string) => Promise<readonly Record<string, unknown>[]>
  readonly folder: () => string
}

/** One real server for a test file, without fsync; every store gets a database. */
export function useServer(): TestServer {
  let folder = ''
  let server: EmbeddedServer
  let count = 0
  const urlOf = (database: string): string => `postgres://dublette@/${database}?host=${encodeURIComponent(server.host)}`
  const query = async (url: string, sql: string): Promise<readonly Record<string, unknown>[]> => {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(sql)).rows as Record<string, unknown>[]
    } finally {
      await client.end()
    }
  }
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dublette-store-'))
    server = await startServer(folder, { fsync: false })
  })
  afterAll(async () => {
    await server.stop()
    server.release()
    rmSync(folder, { recursive: true, force: true })
  })
  const open = (url: string, options?: OpenOptions): Promise<Store> => openStore({ kind: 'server', url }, options)
  return {
    newStore: async (options) => {
      count += 1
      const database = `store_${count}`
      await query(urlOf('postgres'), `create database ${database}`)
      return { ...await open(urlOf(database), options), url: urlOf(database) }
    },
    reopen: open,
    query,
    folder: () => folder,
  }
}
