import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { csvLines, type OutputTable } from '../../src/8-apply/output-table.ts'
import type { Alias } from '../../src/model/store-state.ts'
import { planOf } from '../6-plan/planned.ts'
import { previewTables } from './preview-tables.ts'
import { eur, type Scene } from '../5-merge/scene.ts'

/** The files of one scene, as a run writes them to its preview. */
function tablesOf(scene: Scene, language: 'de' | 'en' = 'de', aliases: readonly Alias[] = []): ReadonlyMap<string, OutputTable> {
  return new Map(previewTables(scene, language, aliases).map((table) => [table.path, table]))
}

type Row = Readonly<Record<string, string>>
function rowsOf(scene: Scene, path: string, language: 'de' | 'en' = 'de', aliases: readonly Alias[] = []): readonly Row[] {
  return parse([...csvLines(tablesOf(scene, language, aliases).get(path)!)].join(''), { columns: true }) as readonly Row[]
}

/** A card-file record that goes into an online account without asking. */
const twins: Scene = {
  people: [
    { id: 'desk', fields: { city: 'Kiel' }, holds: [
      { kind: 'credit', balance: eur(1250) }, { kind: 'classCredit', units: 3, expiresOn: '2026-12-31' }, { kind: 'package', saleReference: 'K-1' },
      { kind: 'subscription', price: eur(1999), listPrice: eur(3900), renewsOn: '2026-12-01', saleReference: 'A-7', pauses: [{ from: '2026-01-01', to: '2026-01-31' }, { from: '2026-11-01', to: null }] },
    ] },
    { id: 'online', origin: 'online', logins: [{ userName: '=anna', passwordReference: 'ref' }] },
    { id: 'x:other', fields: { givenName: 'Bernd' } },
  ],
  clusters: [{ members: ['s:desk', 's:online'], weakestLinkMilliBits: 20_000 }],
}

describe('rows of the files', () => {
  const check = (path: string, expected: readonly Row[]): void => { expect(rowsOf(twins, path)).toMatchObject(expected) }
  it('D5.11 credits: two ledgers, nobody notified', () => check('corrections/credits.csv', [
    { ledger: 'class', amount: '3', unit: 'Yoga', expiresOn: '2026-12-31', notifyCustomer: 'no' },
    { ledger: 'money', fromCustomer: 's:desk', toCustomer: 's:online', amount: '12.50', unit: 'EUR', expiresOn: '', notifyCustomer: 'no', state: 'planned' },
  ]))
  it('D5.3 packages: free of charge, paid already, with the original sale', () => check('corrections/packages.csv', [{ product: '10er-Karte', unitsLeft: '4', price: '0.00', alreadyPaid: 'yes', saleReference: 'K-1', notifyCustomer: 'no' }]))
  it('D5.3 a subscription that has ended is not entered again', () => {
    const ended: Scene = { people: [{ id: 'desk', holds: [{ kind: 'subscription', state: 'ended' }, { kind: 'subscription', plan: 'Sauna' }] }, { id: 'online', origin: 'online' }] }
    expect(rowsOf(ended, 'corrections/subscriptions.csv').map((row) => row['plan'])).toEqual(['Sauna'])
  })
  it('D5.6 D5.17 D6.6 subscriptions: the agreed price, the renewal and the pauses', () => check('corrections/subscriptions.csv', [
    { action: 'move', plan: 'Flatrate', interval: 'monthly', price: '19.99', currency: 'EUR', renewsOn: '2026-12-01', pauses: '2026-01-01..2026-01-31|2026-11-01..', saleReference: 'A-7', notifyCustomer: 'no' },
  ]))
  it('customers: the survivor with the golden values, nobody who is retired', () => {
    const customers = rowsOf(twins, 'customers.csv')
    expect(customers.map((row) => `${row['system']}:${row['id']}`)).toEqual(['s:online', 'x:other'])
    expect(customers[0]).toMatchObject({ city: 'Kiel', loginUserName: "'=anna" })
  })
  it('D9.4 ids: every one leads somewhere, also those of earlier merges', () => {
    const before: Alias = { record: 's:old', customer: 's:old', survivor: 's:online', state: 'retired', since: '2025-01-01', merge: 'm-0' }
    expect(rowsOf(twins, 'id-map.csv', 'de', [before])).toMatchObject([
      { record: 's:desk', customer: 's:online', survivingRecord: 's:online', state: 'retired', since: '2026-11-23' },
      { record: 's:old', customer: 's:old', survivingRecord: 's:online', state: 'retired', since: '2025-01-01' },
      { record: 's:online', survivingRecord: 's:online', state: 'active' },
      { record: 'x:other', customer: 'x:other', survivingRecord: 'x:other', state: 'active', since: '' },
    ])
  })
  it('D3.3 skipped: the reason with what is to be cleared, in the language of the project', () => {
    const blocked: Scene = { people: [{ id: 'desk', holds: [{ kind: 'contract' }] }, { id: 'online', origin: 'online' }] }
    const reason = (language: 'de' | 'en'): Row | undefined => rowsOf(blocked, 'skipped.csv', language).find((row) => row['code'] === 'SOURCE_HAS_CONTRACT')
    expect(reason('de')).toMatchObject({ record: 's:desk', survivor: 's:online', outcome: 'skipped', severity: 'skip', sentence: expect.stringMatching(/Verträge.*1: s:desk:contract:0/) as string })
    expect(reason('en')!['sentence']).toMatch(/Contracts/)
  })
  it('D9.11 tasks: a box, a number, and what comes before', () => {
    const tasks = rowsOf(twins, 'staff-tasks.csv')
    expect(tasks.map((row) => [row['done'], row['number']])).toEqual(tasks.map((_, index) => ['☐', String(index + 1)]))
    expect(tasks.slice(1).map((row) => row['after'])).toEqual(tasks.slice(0, -1).map((row) => row['task']))
  })
  it('nothing of a merge that waits for a person is handed out', () => {
    const waiting: Scene = { people: [{ id: 'desk', holds: [{ kind: 'card' }, { kind: 'card', lastFour: '2222' }, { kind: 'package' }] }, { id: 'online', origin: 'online' }] }
    expect(planOf(waiting).merges).toMatchObject([{ merge: { outcome: 'review' } }])
    for (const path of ['corrections/packages.csv', 'staff-tasks.csv']) expect(rowsOf(waiting, path)).toEqual([])
    expect(rowsOf(waiting, 'customers.csv')).toHaveLength(2)
  })
})

describe('docs/outputs.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/outputs.md'), 'utf8')
  const section = (path: string): string => page.split('\n## ').find((part) => part.startsWith(`${path}\n`)) ?? ''
  for (const [path, table] of tablesOf(twins)) {
    it(`says what every column of ${path} means`, () => {
      expect(section(path)).not.toBe('')
      // The columns of customers.csv are those of the neutral format, which has a page of its own.
      const columns = path === 'customers.csv' ? ['system'] : table.columns
      expect(columns.filter((column) => !section(path).includes(`\`${column}\``))).toEqual([])
    })
  }
})
