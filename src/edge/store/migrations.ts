import { DubletteError } from '../../model/error.ts'
import type { Connection } from './connection.ts'
import { migration1 } from './migration-1.ts'
import { migration2 } from './migration-2.ts'
import { migration3 } from './migration-3.ts'

/** In order; a migration that was released is never changed, only followed. */
const migrations: readonly string[] = [migration1, migration2, migration3]

/** The newest form of the store that this program knows. */
export const storeVersion = migrations.length

/** Version of the store behind a connection; 0 where there is none yet. Sets the search path. */
export async function versionOf(connection: Connection): Promise<number> {
  await connection.run('set search_path to dublette')
  const [there] = await connection.rows<{ there: boolean }>(`select to_regclass('dublette.migration') is not null as there`)
  if (!there?.there) return 0
  const [row] = await connection.rows<{ version: number }>('select coalesce(max(number), 0)::int as version from migration')
  return row?.version ?? 0
}

/**
 * Brings the store to the newest form, each step in a transaction of its own. `beforeStep` is called with an existing
 * store before it is changed, so that an export of it can be taken.
 */
export async function migrate(connection: Connection, beforeStep: (version: number) => Promise<void>): Promise<void> {
  const version = await versionOf(connection)
  if (version > storeVersion) {
    throw new DubletteError('STORE_TOO_NEW', 'The store was made by a newer dublette.', { got: `form ${version}`, expected: `at most form ${storeVersion}` })
  }
  if (version === storeVersion) return
  if (version > 0) await beforeStep(version)
  await connection.run('create schema if not exists dublette')
  for (const [index, sql] of migrations.entries()) {
    const number = index + 1
    if (number <= version) continue
    await connection.run('begin')
    try {
      await connection.run('create table if not exists migration (number int primary key, at timestamptz not null default now())')
      await connection.run(sql)
      await connection.run('insert into migration (number) values ($1)', [number])
      await connection.run('commit')
    } catch (error) {
      await connection.run('rollback')
      throw error
    }
  }
}
