import { Client, type ClientConfig, type CustomTypesConfig } from 'pg'
import { rowOf, type SplitRow } from '../1-ingest/split-rows.ts'
import { DubletteError, type Where } from '../model/error.ts'

/** Answers queries of one system's own database; it only reads, and all answers are of one moment. */
export type QuerySource = { readonly rows: (query: string, where: Where) => Promise<readonly SplitRow[]>; readonly close: () => Promise<void> }

/** Type id of booleans in PostgreSQL (pg_type), sent as t and f. */
const booleanType = 16

/** Values stay the text that PostgreSQL sends: dates as ISO, numbers with a point. */
const asText: CustomTypesConfig = { getTypeParser: ((type: number) => (text: string) => (type === booleanType ? (text === 't' ? 'true' : 'false') : text)) as CustomTypesConfig['getTypeParser'] }

/**
 * Opens the database whose address stands in an environment variable: the address may hold a password, which the
 * project file must not. Times are read in the project's time zone.
 * @throws DubletteError INPUT_UNREADABLE where the variable is not set or the database does not answer.
 */
export async function openQueries(variable: string, timeZone: string, where: Where): Promise<QuerySource> {
  const address = process.env[variable]
  if (address === undefined || address === '') throw new DubletteError('INPUT_UNREADABLE', 'The address of a system\'s database is not known.', { where, expected: `the environment variable ${variable}, such as postgres://user@host/database`, got: 'no such variable', next: `Set ${variable} and start again.` })
  const config: ClientConfig = { connectionString: address, types: asText, application_name: 'dublette' }
  const client = new Client(config)
  // A server that goes away ends the running query with an error of its own.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('begin isolation level repeatable read read only')
    await client.query('select set_config(\'TimeZone\', $1, true), set_config(\'DateStyle\', \'ISO, YMD\', true)', [timeZone])
  } catch (cause) {
    await client.end().catch(() => {})
    throw new DubletteError('INPUT_UNREADABLE', 'The database of a system does not answer.', { where, got: problemOf(cause), cause, next: `Check the address in ${variable} and that the server runs.` })
  }
  return {
    rows: async (query, place) => {
      const result = await client.query<(string | null)[]>({ text: query, rowMode: 'array' }).catch((cause: unknown) => {
        throw new DubletteError('INPUT_UNREADABLE', 'A query of the project file failed.', { where: place, got: problemOf(cause), cause, next: 'Correct the query in the project file.' })
      })
      const rows = [result.fields.map((field) => field.name), ...result.rows.map((row) => row.map((value) => value ?? ''))]
      return rows.map((cells, index) => rowOf(cells, index + 1))
    },
    close: () => client.end(),
  }
}

/** What PostgreSQL says of names and syntax; other messages may hold values, so their code has to do. */
function problemOf(cause: unknown): string {
  const { code = 'no connection', message = '' } = cause as { readonly code?: string; readonly message?: string }
  return code.startsWith('42') ? `${code}: ${message}` : code
}
