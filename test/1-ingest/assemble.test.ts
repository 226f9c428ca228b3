import fc from 'fast-check'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readExports } from '../../src/edge/exports.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { silent } from '../../src/edge/terminal.ts'
import type { Assembled } from '../../src/1-ingest/assemble.ts'
import { canonicalJson } from '../../src/model/json.ts'
import { creditMapping, folderWith, projectYaml } from '../project-folder.ts'

const header = 'Nr;Vorname;Nachname;E-Mail;Geburtstag'

async function ingest(files: Readonly<Record<string, string | Uint8Array>>): Promise<Assembled> {
  const folder = folderWith(files)
  return readExports(await readProject(join(folder, 'dublette.yaml')), silent)
}

/** One customer file: what became of its rows. */
async function check(customers: string | Uint8Array, expected: { readonly ids: readonly string[]; readonly set: readonly string[] }): Promise<void> {
  const { ingested } = await ingest({ 'dublette.yaml': projectYaml(), 'k.csv': customers })
  expect({ ids: ingested.records.map((each) => each.id), set: ingested.quarantine.map((each) => `${each.line} ${each.issue.code}`) }).toEqual(expected)
  for (const each of ingested.counts) expect(each.rows).toBe(each.records + each.holdings + each.joined + each.repeated + each.quarantined + each.without)
}

describe('rows that cannot be taken', () => {
  it('wrong column counts', () => check(`${header}\n1;A;B;a@x.de;\n2;A;B\n3;A;B;c@x.de;01.02.1990;more\n4;D;E;;\n`, { ids: ['a:1', 'a:4'], set: ['3 ROW_COLUMN_COUNT', '4 ROW_COLUMN_COUNT'] }))
  it('a stray quote costs its own row only', () => check(`${header}\n1;"A;B;a@x.de;\n2;"C";D;;\n3;E;F;;\n`, { ids: ['a:2', 'a:3'], set: ['2 ROW_QUOTES'] }))
  it('a quote inside a value', () => check(`${header}\n1;A "x" y;B;;\n2;C;D;;\n`, { ids: ['a:2'], set: ['2 ROW_QUOTES'] }))
  it('a quote that is never closed', () => check(`${header}\n1;A;B;;\n2;"C;D;;\n3;E;F;;\n`, { ids: ['a:1', 'a:3'], set: ['3 ROW_QUOTES'] }))
  it('NUL', () => check(`${header}\n1;A\0;B;;\n2;C;D;;\n`, { ids: ['a:2'], set: ['2 ROW_NUL'] }))
  it('bytes that are not UTF-8, in a file that is', () => check(Buffer.concat([Buffer.from(`${header}\n1;Jürgen Käthe Örtel Üb;B;;\n2;`), Buffer.from([0xfc]), Buffer.from(';B;;\n3;Zoë;B;;\n')]), { ids: ['a:1', 'a:3'], set: ['3 ROW_ENCODING'] }))
  it('no id and no key', () => check(`${header}\n;;;;\n;;;  ;x\n`, { ids: [], set: ['3 ROW_WITHOUT_ID'] }))
  it('different rows of one id: all of them', () => check(`${header}\n1;A;B;;\n1;A;C;;\n2;D;E;;\n`, { ids: ['a:2'], set: ['2 ROW_CONFLICTING_ID', '3 ROW_CONFLICTING_ID'] }))
})

describe('rows that can', () => {
  it('BOM, mixed line ends, empty lines, quoted line breaks', () => check(`\uFEFF${header}\r\n1;"A\nA";B;;\r\n\r\n2;C;D;;\n3;E;F;;\r4;G;"H""H";;\n`, { ids: ['a:1', 'a:2', 'a:3', 'a:4'], set: [] }))
  it('Windows-1252 without being told', async () => {
    const { ingested } = await ingest({ 'dublette.yaml': projectYaml(), 'k.csv': Buffer.from(`${header}\n1;J\u00fcrgen;M\u00fcller;;\n`, 'latin1') })
    expect(ingested.records[0]!.fields).toEqual({ givenName: 'Jürgen', familyName: 'Müller' })
  })
  it('an empty file is an empty set', () => check('', { ids: [], set: [] }))
  it('a header and no rows', () => check(`${header}\n`, { ids: [], set: [] }))
  it('equal rows of one id count once and are counted', async () => {
    const { ingested } = await ingest({ 'dublette.yaml': projectYaml(), 'k.csv': `${header}\n1;A;B;;\n1;A;B;;\n` })
    expect(ingested.counts[0]).toMatchObject({ rows: 2, records: 1, repeated: 1, quarantined: 0 })
  })
  it('without an id the key columns make one', async () => {
    const { ingested } = await ingest({ 'dublette.yaml': projectYaml(), 'k.csv': `${header}\n;Anna;Berg;a@x.de;\n;ANNA;Berg ;A@x.de;\n` })
    expect(ingested.records).toHaveLength(1)
    expect(ingested.records[0]!.issues.map((each) => each.code)).toEqual(['VALUE_DIFFERS', 'VALUE_DIFFERS'])
    const joined = await ingest({ 'dublette.yaml': projectYaml(), 'k.csv': `${header}\n;Anna;Berg;a@x.de;\n;Anna;Berg;a@x.de;01.02.1990\n` })
    expect(joined.ingested.records.map((each) => each.id)).toHaveLength(2)
  })
  it('an apostrophe before digits and formulas goes, one of a name stays', async () => {
    const { ingested } = await ingest({ 'dublette.yaml': projectYaml(), 'k.csv': `${header}\n'0012;'t Hooft;'=Berg;;\n` })
    expect(ingested.records[0]).toMatchObject({ id: 'a:0012', fields: { givenName: "'t Hooft", familyName: '=Berg' } })
  })
  it('a bad optional value is null with an issue, and the record goes on', async () => {
    const { ingested } = await ingest({ 'dublette.yaml': projectYaml(), 'k.csv': `${header}\n1;A;B;no-mail;31.02.1990\n` })
    expect(ingested.records[0]!.fields).toEqual({ givenName: 'A', familyName: 'B' })
    expect(ingested.records[0]!.issues.map((each) => each.code)).toEqual(['VALUE_EMAIL', 'VALUE_DATE'])
  })
})

describe('holdings', () => {
  const credits = (rows: string): Promise<Assembled> => ingest({ 'dublette.yaml': projectYaml(creditMapping), 'k.csv': `${header}\n1;A;B;;\n2;C;D;;\n`, 'g.csv': `Nr;Betrag\n${rows}` })
  it('a bad amount is set aside with its amount and its customer', async () => {
    const { ingested } = await credits('1;1.234,56\n2;12.5.6\n')
    expect(ingested.holdings).toMatchObject([{ kind: 'credit', owner: 'a:1', balance: { amountMinor: 123456n, currency: 'EUR' } }])
    expect(ingested.quarantine).toMatchObject([{ issue: { code: 'HOLDING_AMOUNT' }, owner: 'a:2', amountText: '12.5.6' }])
  })
  it('an unknown customer', async () => {
    const { ingested } = await credits('9;5,00\n')
    expect(ingested.quarantine).toMatchObject([{ issue: { code: 'HOLDING_OWNER_UNKNOWN' }, owner: null }])
  })
  it('two equal rows without an id are two holdings; the same file twice is one', async () => {
    expect((await credits('1;5,00\n1;5,00\n')).ingested.holdings).toHaveLength(2)
    const twice = await ingest({ 'dublette.yaml': projectYaml(creditMapping + creditMapping.replace('g.csv', 'g2.csv')), 'k.csv': `${header}\n1;A;B;;\n`, 'g.csv': 'Nr;Betrag\n1;5,00\n', 'g2.csv': 'Nr;Betrag\n1;5,00\n' })
    expect(twice.ingested.holdings).toHaveLength(1)
    expect(twice.ingested.counts.map((each) => each.repeated)).toEqual([0, 0, 1])
  })
  it('a kind that was not exported is unknown, not empty', async () => {
    const { ingested } = await credits('')
    expect([ingested.coverage['a']!.credit, ingested.coverage['a']!.contract]).toEqual(['exported', 'unknown'])
  })
})

describe('row order', () => {
  it('does not matter', async () => {
    const rows = ['1;A;B;;', '2;C;D;c@x.de;', '2;C;D;c@x.de;', '3;E;F;bad;', '4;G;H;;1.1.1990', '5;I', '6;J;K;;', '6;J;L;;']
    const first = await ingest({ 'dublette.yaml': projectYaml(creditMapping), 'k.csv': [header, ...rows].join('\n'), 'g.csv': 'Nr;Betrag\n1;1,00\n1;1,00\n2;x\n' })
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
      const other = await ingest({ 'dublette.yaml': projectYaml(creditMapping), 'k.csv': [header, ...shuffled].join('\r\n'), 'g.csv': 'Nr;Betrag\n2;x\n1;1,00\n1;1,00\n' })
      expect(other.ingested.hash).toBe(first.ingested.hash)
      expect(canonicalJson(other.ingested.records)).toBe(canonicalJson(first.ingested.records))
    }), { numRuns: 20 })
  })
})
