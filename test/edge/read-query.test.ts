import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readExports } from '../../src/edge/exports.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { silent } from '../../src/edge/terminal.ts'
import type { Ingested } from '../../src/model/ingested.ts'
import { folderWith } from '../project-folder.ts'
import { useServer } from './store/test-store.ts'

const server = useServer()
const variable = 'DUBLETTE_TEST_DATABASE'

afterEach(() => { delete process.env[variable] })

async function ingest(address: string | undefined, customers: string): Promise<Ingested> {
  if (address !== undefined) process.env[variable] = address
  const folder = folderWith({ 'dublette.yaml': `systems:
  - name: app
    origin: column
    database: ${variable}
    files:
      - query: ${customers}
        entity: customer
        columns: { id: id, familyName: name, birthDate: born, origin: online, marketingConsent: news }
        values: { origin: { "true": online, "false": staff } }
      - query: select customer_id, balance from account
        entity: credit
        columns: { customer: customer_id, balance: balance }
` })
  return (await readExports(await readProject(join(folder, 'dublette.yaml')), silent)).ingested
}

const customers = 'select id, name, born, online, news from customer'

async function database(): Promise<string> {
  const store = await server.newStore()
  await store.close()
  await server.query(store.url, `create table customer (id int, name text, born date, online boolean, news boolean);
    insert into customer values (1, E'Müller, "A"\\nB', '1990-02-28', true, null), (2, 'Öz', null, false, true);
    create table account (customer_id int, balance numeric(10, 2)); insert into account values (1, 1234.50), (9, 1)`)
  return store.url
}

describe('queries of a system\'s own database', () => {
  it('need an address', () => expect(ingest(undefined, customers)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE', got: 'no such variable' }))
  it('need a database that answers', () => expect(ingest('postgres://nobody@127.0.0.1:1/none', customers)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE', got: 'ECONNREFUSED' }))
  it('say what is wrong with them', async () => expect(ingest(await database(), 'select nothing from customer')).rejects.toMatchObject({ code: 'INPUT_UNREADABLE', got: expect.stringMatching(/^42703: column "nothing" does not exist/), where: { file: 'query 1' } }))
  it('only read', async () => expect(ingest(await database(), 'delete from customer returning id, name, born, online, news')).rejects.toMatchObject({ code: 'INPUT_UNREADABLE', got: '25006' }))
  it('give records and holdings like files', async () => {
    const { records, holdings, quarantine } = await ingest(await database(), customers)
    expect(records).toMatchObject([{ id: 'app:1', origin: 'online', fields: { familyName: 'Müller, "A"\nB', birthDate: '1990-02-28' } }, { id: 'app:2', origin: 'staff', fields: { familyName: 'Öz', marketingConsent: 'yes' } }])
    expect(holdings).toMatchObject([{ owner: 'app:1', balance: { amountMinor: 123450n, currency: 'EUR' } }])
    expect(quarantine).toMatchObject([{ issue: { code: 'HOLDING_OWNER_UNKNOWN' }, file: 'query 2' }])
  })
})
