import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { inflateRawSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { knownJsonSchema } from '../../src/9-unmerge/repair/known-schema.ts'
import type { ReportMerge } from '../../src/7-review/report-document.ts'
import { readKnown } from '../../src/edge/known-file.ts'
import { folderWith } from '../project-folder.ts'

const root = join(import.meta.dirname, '../..')
const asOf = ['--as-of', '2026-04-10']
type Row = Readonly<Record<string, string>>
type Done = { readonly status: number | null; readonly out: Readonly<Record<string, unknown>>; readonly err: string }

function folderOf(sample: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dublette-repair-'))
  cpSync(join(root, 'samples', sample), folder, { recursive: true })
  return folder
}

/** The real command line, whose result comes as JSON. */
function dublette(folder: string, ...args: readonly string[]): Done {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/dublette.mjs'), ...args, '--json'], { cwd: folder, encoding: 'utf8' })
  return { status, out: stdout === '' ? {} : JSON.parse(stdout) as Record<string, unknown>, err: stderr }
}

function rows(folder: string, path: string): readonly Row[] {
  return parse(readFileSync(join(folder, path), 'utf8'), { columns: true }) as readonly Row[]
}

type Repair = { readonly merge: string; readonly remaining: string; readonly missing: readonly string[] }
const repairsOf = ({ out }: Done): readonly Repair[] => out['repairs'] as readonly Repair[]

function approveAndApply(folder: string, planned: Done): void {
  const run = planned.out['run'] as string
  expect(dublette(folder, 'approve', '--run', run, '--merge', ...repairsOf(planned).map((each) => each.merge), '--reviewer', 'Kim', '--reason', 'typed the wrong e-mail')).toMatchObject({ status: 0 })
  expect(dublette(folder, 'apply', '--run', run, ...asOf)).toMatchObject({ status: 0 })
}

describe('refusals', () => {
  const folder = folderOf('repair')
  const check = (args: readonly string[], status: number, words: RegExp): void => {
    const done = dublette(folder, 'repair', ...args)
    expect({ status: done.status, err: done.err }, args.join(' ')).toEqual({ status, err: expect.stringMatching(words) as string })
  }
  it('wrong usage and what is not there', () => {
    check([], 64, /USAGE: Nothing says what the merge did/)
    check(['--before', 'before', '--check'], 64, /USAGE: Only one way/)
    check(['--known', 'known.yaml', '--after', 'today'], 64, /USAGE: --after goes with/)
    check(['--check', '--into', 'momence:102=momence:101'], 64, /USAGE: --into goes with/)
    check(['--before', 'before', '--re-created', 'momence:102=momence:911'], 64, /USAGE: --re-created goes with --check/)
    check(['--before', 'before', '--into', '102=101'], 64, /USAGE: --into names no record[^]*system:id=system:id/)
    check(['--before', 'nowhere'], 74, /FILE_MISSING/)
    check(['--before', 'runs-of-none'], 74, /FILE_MISSING/)
    check(['--record', 'momence:102'], 64, /RECORD_UNKNOWN: The store holds no archive/)
    check(['--check'], 64, /MERGE_UNKNOWN: No repair was applied/)
  })
  it('REPAIR_NOTHING, REPAIR_AMBIGUOUS and KNOWN_INVALID say what to do', () => {
    check(['--before', 'today'], 65, /REPAIR_NOTHING[^]*next:/)
    const unclear = folderOf('repair')
    // Somebody else bought the same credit: 203 has nothing but that.
    for (const day of ['before', 'today']) for (const name of ['subscriptions', 'cards', 'class-credits']) rmSync(join(unclear, day, `${name}.csv`))
    writeFileSync(join(unclear, 'today/credits.csv'), 'id,customer,balance,currency\ng101,101,30.00,EUR\ng201,201,17.50,EUR\ng301,301,12.50,EUR\n')
    const done = dublette(unclear, 'repair', '--before', 'before', ...asOf)
    expect(done).toMatchObject({ status: 65, err: expect.stringMatching(/REPAIR_AMBIGUOUS[^]*momence:203: momence:201 or momence:301[^]*--into/) as string })
    expect(repairsOf(dublette(unclear, 'repair', '--before', 'before', '--into', 'momence:203=momence:201', ...asOf)).map((each) => each.missing)).toEqual(expect.arrayContaining([['momence:102'], ['momence:203']]))
  })
  it('KNOWN_INVALID lists every mistake with its line, and no value', async () => {
    const problems = async (text: string): Promise<string> => readKnown(join(folderWith({ 'known.yaml': text }), 'known.yaml'), 'EUR').then(() => 'read', (error: Error) => error.message)
    const one = (missing: string): string => `repairs:\n  - remaining: a:1\n    missing:\n      - { id: "a:2", ${missing} }\n`
    expect(await problems(one('givenName: Lena'))).toBe('read')
    expect(await problems(one('credits: [{ amount: 12.5 }]'))).toMatch(/line 4.*amount in quotes/)
    expect(await problems(one('credits: [{ amount: "12.505" }]'))).toMatch(/line 4.*more digits/)
    expect(await problems(one('birthDate: 1992-02-30, packages: [{ product: Ten, units: 3 }]'))).toMatch(/expected a date[^]*unknown name "units"/)
    expect(await problems(one('cards: [{ lastFour: "44445555" }]'))).toMatch(/four digits/)
    expect(await problems(one('').replace('a:2', 'b:2'))).toMatch(/same system/)
    expect(await problems(one('').replace('a:2', 'a:1'))).toMatch(/stands twice/)
    expect(await problems('repairs: []\n')).toMatch(/line 1/)
  })
})

describe('samples/repair, from exports before and after', () => {
  const folder = folderOf('repair')
  let planned: Done
  beforeAll(() => { planned = dublette(folder, 'repair', '--before', 'before', ...asOf) })
  const preview = (path: string): readonly Row[] => rows(folder, join('runs', planned.out['run'] as string, '6-plan/preview', path))

  it('D5.1 finds who went into whom, and names who is merely gone', () => {
    expect(repairsOf(planned).map(({ remaining, missing }) => [remaining, ...missing].join(' ')).toSorted()).toEqual(['momence:101 momence:102', 'momence:201 momence:202 momence:203'])
    expect(planned.out['untraced']).toEqual(['momence:302'])
  })
  it('changes nothing but its run folder, and no value reaches the terminal', () => {
    expect(dublette(folder, 'status').out).toMatchObject({ standing: 0 })
    expect(JSON.stringify(planned.out) + planned.err).not.toMatch(/Lena|Sommer|@|39[.,]90|4444/)
  })
  it('D5.3 D5.6 D5.9 the files: price 0, paid already, the original sale; then the old price and date', () => {
    expect(preview('corrections/packages.csv')).toMatchObject([{ fromCustomer: 'momence:101', toCustomer: 'momence:102', unitsLeft: '5', price: '0.00', alreadyPaid: 'yes', saleReference: 'S-9102', notifyCustomer: 'no' }])
    expect(preview('corrections/subscriptions.csv').filter((row) => row['plan'] === 'Basis')).toMatchObject([
      { action: 're-enter', fromCustomer: 'momence:101', toCustomer: 'momence:102', price: '0.00', renewsOn: '2026-04-30', saleReference: 'S-7002', notifyCustomer: 'no' },
      { action: 'renewal', fromCustomer: 'momence:102', price: '39.90', renewsOn: '2026-04-30' },
    ])
    expect(preview('corrections/credits.csv').map((row) => [row['ledger'], row['toCustomer'], row['amount'], row['unit']])).toEqual(expect.arrayContaining([['money', 'momence:102', '20.00', 'EUR'], ['class', 'momence:202', '3', 'Yoga'], ['money', 'momence:203', '12.50', 'EUR']]))
  })
  it('D4.1 D9.5 D9.11 the report shows what goes where, the steps in both languages, and what cannot be restored', () => {
    const report = readFileSync(join(folder, 'runs', planned.out['run'] as string, '7-review/report.html'), 'utf8')
    const merges = JSON.parse(inflateRawSync(Buffer.from(/id="merges-0">([^<]*)</.exec(report)![1]!, 'base64')).toString()) as readonly ReportMerge[]
    const first = merges.find((merge) => merge.members[0]!.id === 'momence:101')!
    expect(first.holdings.map((each) => `${each.words.en} ${each.action} ${each.to ?? ''}`.trim())).toEqual(expect.arrayContaining([
      '30.00 EUR; 20.00 EUR of it for momence:102 stay', '10er-Karte Pilates, 5 of 10 left, until 12 Jan 2027 move momence:102', 'Mastercard •••• 4444, until 31 Jan 2028 end', 'Visa •••• 1881, until 30 Jun 2027 stay',
    ]))
    expect(first.notices.map((each) => each.en).join(' ')).toMatch(/Cannot be restored: the old number momence:102/)
    expect(first.tasks.map((each) => each.words.de.length > 20 && each.words.en.length > 20)).toEqual(first.tasks.map(() => true))
    expect(first.decidedWhy.en).toMatch(/merged in another program/)
  })
  it('an exactly equal comparison gives the same plan', () => expect(dublette(folder, 'repair', '--before', 'before', '--after', 'today', ...asOf).out['planHash']).toBe(planned.out['planHash']))

  it('D5.5 D5.8 D9.4 approved, applied, checked against the next export: what is done is confirmed, what was forgotten is named, the old ids lead to the new', () => {
    approveAndApply(folder, planned)
    const tasks = rows(folder, 'out/staff-tasks.csv')
    expect(tasks.filter((row) => row['task']!.length > 0)).toHaveLength(tasks.length)
    expect(rows(folder, 'out/id-map.csv')).toContainEqual({ record: 'momence:102', customer: 'momence:102', survivingRecord: 'momence:101', state: 'retired', since: '2026-04-10' })
    expect(rows(folder, 'out/customers.csv').find((row) => row['id'] === '101')!['phone']).toBe("'+49 30 23125201")
    expect(dublette(folder, 'verify')).toMatchObject({ status: 0 })
    expect(dublette(folder, 'apply', '--run', planned.out['run'] as string, ...asOf).out).toMatchObject({ result: { nothingToDo: true } })

    const early = dublette(folder, 'repair', '--check', ...asOf)
    expect(early).toMatchObject({ status: 1, out: { done: [], confirmed: 0, reCreated: [] } })
    for (const name of ['customers', 'credits', 'class-credits', 'packages', 'subscriptions', 'cards', 'invoices', 'notes']) cpSync(join(folder, 'later', `${name}.csv`), join(folder, 'today', `${name}.csv`))
    const check = dublette(folder, 'repair', '--check', '--as-of', '2026-04-12')
    const open = check.out['open'] as readonly { readonly kind: string; readonly record: string; readonly code: string }[]
    const codes = open.map((each) => `${each.record} ${each.kind} ${each.code}`)
    expect(check.status).toBe(1)
    expect(codes).toContain('momence:203 set_renewal_by_hand PRICE_DIFFERS')
    expect(codes).toContain('momence:203 warn_no_card DUE_WITHOUT_CARD')
    expect(codes.filter((code) => /remove_|free_re_entry|momence:102 set_renewal/.test(code))).toEqual([])
    expect(rows(folder, 'out/repair-check.csv')).toHaveLength(open.length)
    expect(rows(folder, 'out/repair-id-map.csv').map((row) => [row['record'], row['mergedInto'], row['reCreatedAs']])).toEqual([['momence:102', 'momence:101', 'momence:911'], ['momence:202', 'momence:201', 'momence:912'], ['momence:203', 'momence:201', 'momence:913']])
    expect(rows(folder, 'out/id-map.csv')).toContainEqual({ record: 'momence:911', customer: 'momence:102', survivingRecord: 'momence:911', state: 'active', since: '2026-04-12' })
    // What was given back and entered is no longer handed out.
    expect(rows(folder, 'out/corrections/packages.csv')).toEqual([])
    expect(rows(folder, 'out/corrections/subscriptions.csv').map((row) => row['plan'])).toEqual(['Flex', 'Flex'])

    // No run merges them again, and the boxes close what no export can show.
    expect(dublette(folder, 'run', '--as-of', '2026-04-12').out).toMatchObject({ plan: { counts: { automatic: 0, review: 0 } } })
    expect(dublette(folder, 'repair', '--before', 'before', '--as-of', '2026-04-12').err).toMatch(/REPAIR_NOTHING[^]*momence:302/)
    const list = join(folder, 'out/staff-tasks.csv')
    writeFileSync(list, readFileSync(list, 'utf8').replaceAll('☐', 'x'))
    expect(dublette(folder, 'confirm')).toMatchObject({ status: 0 })
    expect(dublette(folder, 'repair', '--check', '--as-of', '2026-04-12')).toMatchObject({ status: 0, out: { open: [] } })
    expect(rows(folder, 'out/staff-tasks.csv')).toEqual([])
    expect(rows(folder, 'out/corrections/subscriptions.csv')).toEqual([])
    expect(dublette(folder, 'verify')).toMatchObject({ status: 0 })

    expect(dublette(folder, 'repair', '--record', 'momence:102').err).toMatch(/REPAIR_NOTHING: A repair of this customer was applied already[^]*--check/)
  }, 60_000)
})

describe('the other two ways', () => {
  it('from what people know', () => {
    const folder = folderOf('repair')
    const planned = dublette(folder, 'repair', '--known', 'known.yaml', ...asOf)
    expect(repairsOf(planned)).toMatchObject([{ remaining: 'momence:101', missing: ['momence:102'] }])
    const preview = join('runs', planned.out['run'] as string, '6-plan/preview')
    expect(rows(folder, join(preview, 'corrections/subscriptions.csv')).map((row) => [row['action'], row['price'], row['renewsOn']])).toEqual([['re-enter', '0.00', '2026-04-30'], ['renewal', '39.90', '2026-04-30']])
    expect(rows(folder, join(preview, 'corrections/packages.csv'))).toMatchObject([{ unitsLeft: '5', saleReference: 'S-9102' }])
    expect(rows(folder, join(preview, 'staff-tasks.csv'))[0]).toMatchObject({ kind: 'remove_card', text: expect.stringMatching(/Mastercard •••• 4444/) as string })
  })
  it('D9.3 D9.4 from the archive: a customer whom a merge of ours retired, whose merge was taken back too late, and who is created again', () => {
    const folder = folderOf('tiny')
    dublette(folder, 'run', '--as-of', '2026-03-31')
    dublette(folder, 'approve', '--automatic')
    expect(dublette(folder, 'apply', '--as-of', '2026-03-31')).toMatchObject({ status: 0 })
    const day = ['--as-of', '2026-04-01']
    const moved = rows(folder, 'out/corrections/credits.csv').find((row) => row['ledger'] === 'money' && !row['amount']!.startsWith('-'))!
    const [record, remaining] = [moved['fromCustomer']!, moved['toCustomer']!]
    const [system, id] = record.split(':') as [string, string]
    const edit = (path: string, change: (lines: readonly string[]) => readonly string[]): void => {
      const at = join(folder, path)
      writeFileSync(at, `${change(readFileSync(at, 'utf8').trimEnd().split('\n')).join('\n')}\n`)
    }
    // The program carries the merge out: the source is gone, its credit stands with the survivor.
    const customer = readFileSync(join(folder, system, 'customers.csv'), 'utf8').split('\n').find((line) => line.startsWith(`${id},`))!
    for (const name of ['customers', 'credits']) edit(`${system}/${name}.csv`, (lines) => lines.filter((line, n) => n === 0 || !line.split(',').slice(0, 2).includes(id)))
    const credits = `${remaining.slice(0, remaining.indexOf(':'))}/credits.csv`
    const header = ['id', 'customer', 'balance', 'currency']
    const row = (holding: string, owner: string, columns: readonly string[]): string => columns.map((column) => ({ id: holding, customer: owner, balance: moved['amount']!, currency: moved['unit']! })[column] ?? '').join(',')
    edit(credits, (lines) => [header.join(','), ...lines.slice(1), row('joined', remaining.slice(remaining.indexOf(':') + 1), header)])
    expect(dublette(folder, 'unmerge', record, '--reviewer', 'Kim', '--reason', 'two people', ...day)).toMatchObject({ status: 0 })
    expect(dublette(folder, 'verify')).toMatchObject({ status: 0 })

    const planned = dublette(folder, 'repair', '--record', record, ...day)
    expect(repairsOf(planned)).toMatchObject([{ remaining, missing: [record] }])
    const run = planned.out['run'] as string
    dublette(folder, 'approve', '--run', run, '--merge', repairsOf(planned)[0]!.merge, '--reviewer', 'Kim', '--reason', 'two people')
    expect(dublette(folder, 'apply', '--run', run, ...day)).toMatchObject({ status: 0 })
    expect(dublette(folder, 'verify')).toMatchObject({ status: 0 })
    expect(dublette(folder, 'unmerge', record).err).toMatch(/UNMERGE_BLOCKED|MERGE_UNKNOWN/)

    // Created again, everything entered: the check finds all of it, and the next run has nothing to say about the two.
    edit(credits, (lines) => lines.filter((line) => !line.startsWith('joined,')))
    edit(`${system}/customers.csv`, (lines) => [...lines, customer.replace(`${id},`, '9990,')])
    edit(`${system}/credits.csv`, (lines) => [...lines, row('again', '9990', header)])
    expect(dublette(folder, 'repair', '--check', ...day, '--re-created', `${record}=${system}:9990`)).toMatchObject({ status: 0, out: { open: [], reCreated: [{ record, as: `${system}:9990` }] } })
    expect(rows(folder, 'out/id-map.csv')).toContainEqual(expect.objectContaining({ record, customer: record, survivingRecord: `${system}:9990`, state: 'retired' }))
    const again = dublette(folder, 'run', ...day)
    expect(again.status).toBe(0)
    expect(dublette(folder, 'verify')).toMatchObject({ status: 0 })
  }, 60_000)
})

describe('docs/repair.schema.json', () => {
  it('is the schema of the code', () => {
    const path = join(root, 'docs/repair.schema.json')
    const text = `${JSON.stringify(knownJsonSchema(), null, 2)}\n`
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
  it('docs/repair.md explains every name', () => {
    const page = readFileSync(join(root, 'docs/repair.md'), 'utf8')
    const names = new Set([...JSON.stringify(knownJsonSchema()).matchAll(/"properties":\{|"([a-zA-Z]+)":\{"(?:type|description|anyOf|oneOf|minItems)/g)].flatMap((match) => match[1] ?? []))
    expect([...names].filter((name) => name !== 'items' && !page.includes(`\`${name}\``))).toEqual([])
  })
})
