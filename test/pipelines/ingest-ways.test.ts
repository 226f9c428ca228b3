import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ingestInParts } from '../../pipelines/ingest-in-parts.ts'
import { ingestWhole } from '../../pipelines/ingest-whole.ts'
import { gatherExports } from '../../src/edge/exports.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { newRunFolder } from '../../src/edge/run-folder.ts'
import { silent } from '../../src/edge/terminal.ts'
import { packageFolder } from '../../src/edge/version.ts'
import type { DubletteError } from '../../src/model/error.ts'
import { idOf, textOf, type RecordColumns } from '../../src/model/record-columns.ts'
import { emptyStoreState } from '../../src/model/store-state.ts'
import { folderWith } from '../project-folder.ts'

const steps = { begin: () => {}, at: () => {}, end: () => {} }

/** All that stages 1 and 2 hand on, and the bytes of their artefacts. */
async function outcome(file: string, way: typeof ingestInParts | typeof ingestWhole, threads: number): Promise<unknown> {
  const project = await readProject(file)
  const run = await newRunFolder(folderWith({}), '2026-03-01T08-00-00Z')
  try {
    // Parts of a few rows, so that there are several of them.
    const { register, columns, ...ingested } = await way(await gatherExports(project, silent), { project, state: emptyStoreState, maxGoneShare: 1, run, maxRejects: null, threads }, steps, { records: 3, holdings: 2 })
    const folder = join(run.path, '1-ingest')
    const files = Object.fromEntries(readdirSync(folder).toSorted().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
    return { ...ingested, columns: textsOf(columns), files, index: register.index, starts: [register.records.starts, register.holdings.starts] }
  } catch (error) {
    const { code, message, where } = error as DubletteError
    return { code, message, where }
  }
}

/** What stands in the columns: numbers of values follow from the order in which they were met. */
function textsOf({ count, fields, systems, systemNames, ...columns }: RecordColumns): unknown {
  const numbers = Array.from({ length: count }, (_, number) => number)
  return { ids: numbers.map((number) => idOf(columns, number)), systems: systems === null ? null : [...systems], systemNames, fields: fields.map(({ kind, name, values, dictionary }) => ({ kind, name, texts: numbers.map((number) => textOf(dictionary, values[number]!)) })) }
}

async function expectSame(file: string, threads = 1): Promise<unknown> {
  const whole = await outcome(file, ingestWhole, 1)
  expect(await outcome(file, ingestInParts, threads)).toEqual(whole)
  return whole
}

const neutral = (files: readonly string[]): string => `systems:\n  - name: a\n    origin: has-login\n    format: neutral\n    files:\n${files.join('')}`
const mapped = (file: string, entity: string, more = ''): string => `      - file: ${file}\n        entity: ${entity}\n${more}`

describe('rows read part by part and all at once give the same bytes', () => {
  it('for the exports of the samples, on one thread and on two', async () => {
    for (const sample of ['tiny', 'studio']) {
      const file = join(packageFolder, 'samples', sample, 'dublette.yaml')
      expect(await expectSame(file)).toHaveProperty('hash')
      await expectSame(file, 2)
    }
  })

  it('whatever rows hold', async () => {
    const customer = fc.record({ id: fc.constantFrom('1', '2', '3', '4', '', "'4"), given: fc.constantFrom('Eva', 'Jürgen', ''), mail: fc.constantFrom('a@x.example', 'b@x.example', 'bad', ''), damage: fc.constantFrom('', '', '', ',x', '"') })
    const invoice = fc.record({ id: fc.constantFrom('1', '2', '3', '4', '5', ''), owner: fc.constantFrom('1', '2', '3', '9', ''), participant: fc.constantFrom('', '', 'p1', 'p9'), open: fc.constantFrom('1.00', '2.50', 'x', ''), day: fc.constantFrom('', '2026-01-05', '31.02.2026') })
    const plan = fc.record({ id: fc.constantFrom('s1', 's2', 's3'), owner: fc.constantFrom('1', '2', '9') })
    const note = fc.record({ mail: fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example'), text: fc.constantFrom('calls back', 'moved') })
    const pause = fc.record({ of: fc.constantFrom('s1', 's2', 's9'), from: fc.constantFrom('2026-01-01', 'soon') })
    const csv = (head: string, rows: readonly (readonly string[])[]): string => [head, ...rows.map((row) => row.join(','))].join('\n')
    const rows = fc.record({ customers: fc.array(customer, { maxLength: 8 }), invoices: fc.array(invoice, { maxLength: 8 }), plans: fc.array(plan, { maxLength: 4 }), notes: fc.array(note, { maxLength: 3 }), pauses: fc.array(pause, { maxLength: 2 }) })
    await fc.assert(fc.asyncProperty(rows, async ({ customers, invoices, plans, notes, pauses }) => {
      const folder = folderWith({
        'k.csv': csv('id,givenName,email', customers.map((each) => [each.id, each.given, each.mail + each.damage])),
        'r.csv': csv('id,customer,participant,number,total,open,issuedOn', invoices.map((each) => [each.id, each.owner, each.participant, `R${each.id}`, each.open, each.open, each.day])),
        'a.csv': csv('id,customer,plan,state,interval,price,startedOn', plans.map((each) => [each.id, each.owner, 'Yoga', 'active', 'monthly', '10.00', '2026-01-01'])),
        'n.csv': csv('mail,text', notes.map((each) => [each.mail, each.text])),
        'z.csv': csv('subscription,from', pauses.map((each) => [each.of, each.from])),
        'p.csv': 'id,customer,givenName\np1,1,Ida', 'l.csv': 'customer,userName\n2,eva',
        'dublette.yaml': neutral([mapped('k.csv', 'customer'), mapped('r.csv', 'invoice'), mapped('a.csv', 'subscription'), mapped('n.csv', 'note', '        columns: { customer.email: mail, text: text }\n'), mapped('z.csv', 'pause'), mapped('p.csv', 'participant'), mapped('l.csv', 'login')]),
      })
      await expectSame(join(folder, 'dublette.yaml'))
    }), { numRuns: 60 })
  })

  it('and refuse the same', async () => {
    const folder = folderWith({
      'k.csv': 'id,born\n2,01/05/2001\n1,02/03/1999', 'g.csv': 'n,c,b\n2,1,"1,234"\n1,1,"5,678"',
      'dublette.yaml': neutral([mapped('k.csv', 'customer', '        columns: { id: id, birthDate: born }\n'), mapped('g.csv', 'credit', '        columns: { id: n, customer: c, balance: b }\n')]),
    })
    expect(await expectSame(join(folder, 'dublette.yaml'))).toMatchObject({ code: 'FORMAT_AMBIGUOUS', where: { file: 'k.csv', line: 2 } })
  })

  it('and name the columns of a refusal in one order', async () => {
    const folder = folderWith({
      'k.csv': 'id,born,since\n2,,01/05/2001\n1,02/03/1999,',
      'dublette.yaml': neutral([mapped('k.csv', 'customer', '        columns: { id: id, birthDate: born, createdOn: since }\n')]),
    })
    expect(await expectSame(join(folder, 'dublette.yaml'))).toMatchObject({ code: 'FORMAT_AMBIGUOUS', where: { line: 2, column: 'createdOn' } })
  })
})
