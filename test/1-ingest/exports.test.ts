import fc from 'fast-check'
import { join } from 'node:path'
import writeXlsx from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import type { Assembled } from '../../src/1-ingest/assemble.ts'
import { readExports } from '../../src/edge/exports.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { silent } from '../../src/edge/terminal.ts'
import type { DubletteError } from '../../src/model/error.ts'
import { canonicalJson, hashOf } from '../../src/model/json.ts'
import { folderWith } from '../project-folder.ts'

/** Every kind of thing of one system, in the neutral format unless a mapping is given. */
const mappings: Readonly<Record<string, string>> = {
  'k.csv': 'entity: customer', 'k2.csv': 'entity: customer', 'g.csv': 'entity: credit', 'g2.csv': 'entity: credit', 'p.csv': 'entity: package', 'a.csv': 'entity: subscription', 'z.csv': 'entity: pause', 't.csv': 'entity: participant', 'l.csv': 'entity: login', 'r.csv': 'entity: invoice', 'r2.csv': 'entity: invoice\n        decimal: point\n        joinRows: true\n        sum: [total, open]\n        columns: { id: no, customer: customer, number: no, total: total, open: open }',
  'm.csv': 'entity: package\n        columns: { customer.email: mail, product: product }', 'd.csv': 'entity: credit\n        columns: { customer: c, balance: b }', 'b.csv': 'entity: customer\n        columns: { id: id, birthDate: born }', 'w.xlsx': 'entity: customer\n        dateFormat: DD.MM.YYYY\n        columns: { id: Nr, familyName: Name, birthDate: Geboren }', 'j.json': 'entity: customer\n        columns: { id: nr, city: address.city }',
  'e.csv': 'entity: customer\n        expectedRows: 3', 'ku.csv': 'entity: customer\n        columns: { id: id, familyName: familyName }',
}

async function ingest(files: Readonly<Record<string, string | Uint8Array>>): Promise<Assembled> {
  const mapped = Object.keys(files).map((file) => `      - file: ${file}\n        ${mappings[file]!}\n`)
  const folder = folderWith({ ...files, 'dublette.yaml': `systems:\n  - name: a\n    origin: column\n    format: neutral\n    files:\n${mapped.join('')}` })
  const assembled = await readExports(await readProject(join(folder, 'dublette.yaml')), silent)
  for (const each of assembled.ingested.counts) expect(each.rows, each.file).toBe(each.records + each.holdings + each.joined + each.repeated + each.quarantined + each.without)
  return assembled
}

type Expected = { readonly records?: readonly string[]; readonly holdings?: readonly string[]; /** code, owner, amount */ readonly set?: readonly string[] }

async function check(files: Readonly<Record<string, string | Uint8Array>>, expected: Expected): Promise<void> {
  const { records, holdings, quarantine } = (await ingest(files)).ingested
  if (expected.records) expect(records.map((each) => each.id)).toEqual(expected.records)
  if (expected.holdings) expect(holdings.map((each) => each.id.replace(/k-[0-9a-f]{16}/, 'k'))).toEqual(expected.holdings)
  expect(quarantine.map((each) => [each.file, each.issue.code, each.owner, each.amountText].filter((part) => part !== null).join(' '))).toEqual(expected.set ?? [])
}

async function refuses(files: Readonly<Record<string, string | Uint8Array>>, code: string, what: RegExp): Promise<void> {
  const error = await ingest(files).then(() => null, (thrown: unknown) => thrown as DubletteError)
  expect(error?.code).toBe(code)
  expect(`${error?.message} ${error?.got ?? ''} ${error?.expected ?? ''}`).toMatch(what)
}

const people = 'id,givenName,familyName,email\n1,A,B,a@x.de\n2,C,D,c@x.de\n3,E,F,c@x.de\n'

describe('a run stops', () => {
  it('where a required column is missing', () => refuses({ 'k.csv': people, 'g.csv': 'customer,amount\n1,2\n' }, 'COLUMN_MISSING', /columns "customer", "amount".*a column for balance/))
  it('where a mapped header stands twice', () => refuses({ 'b.csv': 'id,born,born\n1,2000-01-01,2000-01-02\n' }, 'COLUMN_MISSING', /"born" \(stands twice\)/))
  it('where dates and amounts can be read in two ways, naming all of them', () => refuses({ 'b.csv': 'id,born\n1,\n2,01/05/1990\n3,13/05/1990\n', 'd.csv': 'c,b\n1,"1,234"\n' }, 'FORMAT_AMBIGUOUS', /2 columns.*b\.csv:3, column "birthDate"; d\.csv:2, column "balance"/))
  it('where an export is shorter than its system says', () => refuses({ 'e.csv': 'id\n1\n2\n' }, 'SHORT_EXPORT', /2 rows 3 rows/))
  it('where a file is missing', () => expect(readProject(join(folderWith({ 'dublette.yaml': 'systems:\n  - name: a\n    origin: staff\n    format: neutral\n    files: [{ file: no.csv, entity: customer }]\n' }), 'dublette.yaml')).then((project) => readExports(project, silent))).rejects.toMatchObject({ code: 'FILE_MISSING', exitCode: 74 }))
  it('where a header cannot be split', () => refuses({ 'k.csv': 'id,"given"Name\n1,A\n' }, 'INPUT_UNREADABLE', /header/))
  it('where a workbook or JSON file is none', async () => { await refuses({ 'w.xlsx': 'no workbook' }, 'INPUT_UNREADABLE', /workbook/); await refuses({ 'j.json': '{"a":' }, 'INPUT_UNREADABLE', /no valid JSON/); await refuses({ 'j.json': '{"a":[{}],"b":[{}]}' }, 'INPUT_UNREADABLE', /2 arrays/) })
})

describe('set aside, each with its customer and amount', () => {
  it('a bad amount, unit or date', () => check({ 'k.csv': people, 'g.csv': 'customer,balance,currency\n1,x,EUR\n1,5.00,\n1,5.00,XXX\n1,5.005,EUR\n9,5.00,EUR\n2,7.00,eur\n', 'p.csv': 'customer,product,expiresOn\n2,Ten,31.02.2026\n' }, { holdings: ['a:credit:k-1'], set: ['g.csv HOLDING_AMOUNT a:1 x', 'g.csv HOLDING_UNIT a:1 5.00', 'g.csv HOLDING_UNIT a:1 5.00', 'g.csv HOLDING_AMOUNT a:1 5.005', 'g.csv HOLDING_OWNER_UNKNOWN 5.00 EUR', 'p.csv HOLDING_DATE a:2'] }))
  it('a holding whose row cannot be split: the customer it seems to name is refused', () => check({ 'k.csv': people, 'g.csv': 'customer,balance\n1,5.00,x\n"2"x,7.00\n9,1.00,x\n3,8.00\n' }, { holdings: ['a:credit:k-1'], set: ['g.csv ROW_COLUMN_COUNT a:1 5.00', 'g.csv ROW_QUOTES 7.00', 'g.csv ROW_COLUMN_COUNT 1.00'] }))
  it('a row of JSON with NUL or half a character, as of any other file', () => check({ 'j.json': '[{"nr":1},{"nr":2,"address":{"city":"a\\u0000"}},{"nr":3,"address":{"city":"half \\ud83d"}},{"nr":4,"address":{"city":"whole \\ud83d\\ude00"}}]' }, { records: ['a:1', 'a:4'], set: ['j.json ROW_NUL', 'j.json ROW_ENCODING'] }))
  it('a holding of customers that were set aside themselves', () => check({ 'k.csv': 'id,givenName,familyName\n1,A,B\n1,A,C\n', 'g.csv': 'customer,balance\n1,5.00\n' }, { records: [], holdings: [], set: ['g.csv HOLDING_OWNER_UNKNOWN 5.00 EUR', 'k.csv ROW_CONFLICTING_ID', 'k.csv ROW_CONFLICTING_ID'] }))
  it('different holdings of one id; equal ones count once', () => check({ 'k.csv': people, 'g.csv': 'id,customer,balance\nG1,1,5.00\nG1,1,6.00\nG2,1,5.00\nG2,1,5.00\n' }, { holdings: ['a:credit:G2'], set: ['g.csv ROW_CONFLICTING_ID a:1 5.00 EUR', 'g.csv ROW_CONFLICTING_ID a:1 6.00 EUR'] }))
  it('an owner that several customers could be, or none', () => check({ 'k.csv': people, 'm.csv': 'mail,product\nA@x.de,Ten\nc@x.de,Ten\nz@x.de,Ten\n,Ten\n' }, { holdings: ['a:package:k-1'], set: ['m.csv HOLDING_OWNER_UNCLEAR', 'm.csv HOLDING_OWNER_UNKNOWN', 'm.csv HOLDING_OWNER_UNKNOWN'] }))
  it('a pause of no subscription, a participant of no customer, two that share an id, a login of nothing', () => check(
    { 'k.csv': people, 'a.csv': 'id,customer,plan,state,interval,price,startedOn\nS1,1,Flat,active,monthly,39.90,2024-01-31\n', 'z.csv': 'subscription,from,to\nS1,2024-05-01,2024-05-31\nS9,2024-05-01,\nS1,x,\n', 't.csv': 'id,customer,givenName\nT1,1,Kid\nT2,9,Kid\nT3,2,Kid\nT3,2,Kit\n', 'l.csv': 'customer,userName,passwordReference\n1,ab,ref\n2,,\n' },
    { holdings: ['a:subscription:S1'], set: ['l.csv HOLDING_VALUE a:2', 't.csv HOLDING_OWNER_UNKNOWN', 't.csv ROW_CONFLICTING_ID a:2', 't.csv ROW_CONFLICTING_ID a:2', 'z.csv HOLDING_OWNER_UNKNOWN', 'z.csv HOLDING_DATE'] },
  ))
  it('a holding for a participant that is not there', () => check({ 'k.csv': people, 't.csv': 'id,customer\nT1,1\n', 'p.csv': 'customer,participant,product\n1,T1,Ten\n1,T9,Ten\n' }, { holdings: ['a:package:k-1'], set: ['p.csv HOLDING_PARTICIPANT_UNKNOWN a:1'] }))
})

describe('counted once', () => {
  it('the same export given twice, in another order, with other quotes and line ends', async () => {
    const { ingested } = await ingest({ 'k.csv': people, 'g.csv': 'customer,balance\n1,5.00\n1,5.00\n2,7.00\n', 'g2.csv': '"customer",balance\r\n2,"7.00"\r\n1,5.00\r\n1,5.00\r\n' })
    expect(ingested.holdings).toHaveLength(3)
    expect(ingested.counts.map((each) => each.repeated)).toEqual([0, 0, 3])
  })
  it('rows of an invoice that the mapping declares as its parts, added up', async () => {
    const { ingested } = await ingest({ 'k.csv': people, 'r2.csv': 'no,customer,total,open\nR1,1,10.00,10.00\nR1,1,10.00,0.00\nR1,1,2.50,0.00\nR2,1,5.00,0.00\n' })
    expect(ingested.holdings).toMatchObject([{ id: 'a:invoice:R1', total: { amountMinor: 2250n }, open: { amountMinor: 1000n } }, { id: 'a:invoice:R2' }])
    expect(ingested.counts[1]).toMatchObject({ rows: 4, holdings: 2, joined: 2 })
  })
})

describe('files', () => {
  it('UTF-16 with a byte order mark', () => check({ 'ku.csv': Buffer.from('\uFEFFid,familyName\n1,Müller\n', 'utf16le') }, { records: ['a:1'] }))
  it('0 bytes are none', () => check({ 'k.csv': people, 'g.csv': '' }, { records: ['a:1', 'a:2', 'a:3'], holdings: [] }))
  it('a workbook with typed cells', async () => {
    const bytes = await writeXlsx([[{ value: 'Nr' }, { value: 'Name' }, { value: 'Geboren' }], [{ value: 12 }, { value: 'Müller, "A"' }, { value: new Date(Date.UTC(1990, 1, 28)), type: Date, format: 'dd.mm.yyyy' }]]).toBuffer()
    const { ingested } = await ingest({ 'w.xlsx': bytes })
    expect(ingested.records).toMatchObject([{ id: 'a:12', fields: { familyName: 'Müller, "A"', birthDate: '1990-02-28' } }])
  })
  it('JSON with inner objects', async () => {
    expect((await ingest({ 'j.json': '{"customers":[{"nr":1,"address":{"city":"Köln"}},{"nr":2}]}' })).ingested.records).toMatchObject([{ id: 'a:1', fields: { city: 'Köln' } }, { id: 'a:2', fields: {} }])
  })
  it('columns that nothing maps are listed', async () => {
    expect((await ingest({ 'k.csv': 'id,familyName,Spind,extra.note\n1,B,7,x\n' })).ingested).toMatchObject({ counts: [{ unknownColumns: ['Spind'] }], records: [{ extra: { note: 'x' } }] })
  })
})

describe('property', () => {
  const row = fc.record({ id: fc.constantFrom('1', '2', '3', '', "'4"), given: fc.constantFrom('A', 'B', ''), mail: fc.constantFrom('a@x.de', 'bad', ''), damage: fc.constantFrom('', '', '', ',x', 'x"') })
  const credit = fc.record({ owner: fc.constantFrom('1', '2', '9', ''), amount: fc.constantFrom('1.00', '2.50', 'x', '') })
  const write = (rows: readonly { readonly id: string; readonly given: string; readonly mail: string; readonly damage: string }[]): string => ['id,givenName,email', ...rows.map((each) => `${each.id},${each.given},${each.mail}${each.damage}`)].join('\n')
  it('every row is counted once, whatever it holds, and neither order nor file names change what comes out', async () => {
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 12 }), fc.array(credit, { maxLength: 8 }), fc.nat(), async (rows, credits, turn) => {
      const turned = <T>(list: readonly T[]): readonly T[] => [...list.slice(turn % (list.length || 1)), ...list.slice(0, turn % (list.length || 1))].toReversed()
      const money = (list: readonly { readonly owner: string; readonly amount: string }[]): string => ['customer,balance', ...list.map((each) => `${each.owner},${each.amount}`)].join('\n')
      const first = (await ingest({ 'k.csv': write(rows), 'g.csv': money(credits) })).ingested
      const other = (await ingest({ 'g2.csv': money(turned(credits)), 'k2.csv': write(turned(rows)) })).ingested
      expect(other.hash).toBe(first.hash)
      expect(canonicalJson([other.records, other.holdings])).toBe(canonicalJson([first.records, first.holdings]))
      for (const record of first.records) { const { hash, ...content } = record; expect(hash).toBe(hashOf(content)) }
    }), { numRuns: 60 })
  })
})
