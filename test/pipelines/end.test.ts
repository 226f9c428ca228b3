import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { folderWith } from '../project-folder.ts'

const root = join(import.meta.dirname, '../..')
const asOf = ['--as-of', '2026-11-23']
type Done = { readonly status: number | null; readonly out: Readonly<Record<string, unknown>>; readonly err: string }
type Row = Readonly<Record<string, string>>

const subscriptions = (endsOn: string): string => `id,customer,plan,state,interval,price,currency,startedOn,endsOn,noticeDays\nA17,1,Flat,active,monthly,49.00,EUR,2025-01-31,${endsOn},30\nA18,2,Sauna,active,monthly,20.00,EUR,2025-02-15,,\n`

function gym(): string {
  return folderWith({
    'dublette.yaml': 'language: en\nprofile: billing-holder\nsystems:\n  - name: gym\n    origin: staff\n    program: portal\n    format: neutral\n    folder: exports\n    none: [card, contract]\n',
    'exports/customers.csv': 'id,givenName,familyName,birthDate\n1,Anna,Berg,1990-05-04\n2,Ute,Tal,1971-02-03\n',
    'exports/subscriptions.csv': subscriptions(''),
    'exports/invoices.csv': 'id,customer,number,total,open,currency,issuedOn,serviceFrom,serviceTo,subscription\nI1,1,R-1,49.00,49.00,EUR,2026-11-20,2026-12-31,2027-01-30,A17\n',
    'exports/credits.csv': 'id,customer,balance,currency\nG1,1,12.50,EUR\n',
  })
}

/** The real command line, whose result comes as JSON. */
function dublette(folder: string, ...args: readonly string[]): Done {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/dublette.mjs'), ...args, '--json'], { cwd: folder, encoding: 'utf8' })
  return { status, out: stdout === '' ? {} : JSON.parse(stdout) as Record<string, unknown>, err: stderr }
}

function rows(folder: string, path: string): readonly Row[] {
  return parse(readFileSync(join(folder, path), 'utf8'), { columns: true }) as readonly Row[]
}

function carryOut(folder: string, planned: Done): void {
  expect(planned, planned.err).toMatchObject({ status: 0 })
  const run = planned.out['run'] as string
  const ids = (planned.out['endings'] as readonly { readonly id: string }[]).map((each) => each.id)
  expect(dublette(folder, 'approve', '--run', run, '--merge', ...ids, '--reviewer', 'Kim', '--reason', 'notice of 20 November')).toMatchObject({ status: 0 })
  expect(dublette(folder, 'apply', '--run', run, ...asOf)).toMatchObject({ status: 0 })
  const verified = dublette(folder, 'verify')
  expect(verified, verified.err).toMatchObject({ status: 0 })
}

const openTasks = (folder: string): readonly string[] => rows(folder, 'out/staff-tasks.csv').map((row) => row['text']!)

describe('dublette end', () => {
  it('D6.2, D6.5, D6.9 ends on a day, changes the day, and is confirmed by the next export', () => {
    const folder = gym()
    const first = dublette(folder, 'end', 'gym:subscription:A17', '--when', 'end-date', '--pay-out', 'transfer', ...asOf)
    carryOut(folder, first)
    expect(rows(folder, 'out/corrections/subscriptions.csv')).toMatchObject([{ action: 'end', holding: 'gym:subscription:A17', endsOn: '2026-12-30', notifyCustomer: 'no', state: 'issued' }])
    expect(openTasks(folder).join('\n')).toMatch(/end 30 Dec 2026[^]*credit invoice R-1 of 49\.00 EUR[^]*deduct the credit of 12\.50 EUR[^]*Open customer/)

    // The same again changes nothing; another day is a version of its own, and what was to be done for the first is not any more.
    expect(dublette(folder, 'end', 'gym:subscription:A17', '--when', '2026-12-30', ...asOf)).toMatchObject({ status: 65, err: expect.stringMatching(/it ends on 2026-12-30 already/) as string })
    const second = dublette(folder, 'end', 'gym:subscription:A17', '--when', '2027-02-28', ...asOf)
    carryOut(folder, second)
    expect(openTasks(folder).join('\n')).not.toMatch(/30 Dec 2026\. Until/)
    expect(openTasks(folder)[0]).toMatch(/end 28 Feb 2027\.[^]*The end was 30 Dec 2026 so far\./)
    expect(dublette(folder, 'run', ...asOf)).toMatchObject({ status: 0 })

    // The credit was paid out: the next export shows it, and the proposal is settled as the dates are.
    const issued = (): number => dublette(folder, 'status').out['issued'] as number
    const before = issued()
    writeFileSync(join(folder, 'exports/credits.csv'), 'id,customer,balance,currency\nG1,1,0.00,EUR\n')
    writeFileSync(join(folder, 'exports/subscriptions.csv'), subscriptions('2027-02-28'))
    expect(dublette(folder, 'apply', '--run', second.out['run'] as string, ...asOf)).toMatchObject({ status: 0 })
    expect(issued()).toBe(before - 3)
    expect(dublette(folder, 'end', 'gym:subscription:A17', '--withdraw', ...asOf)).toMatchObject({ status: 0 })
    expect(dublette(folder, 'run', ...asOf)).toMatchObject({ status: 0 })
    expect(dublette(folder, 'verify')).toMatchObject({ status: 0 })
  })

  it('D6.10, D6.16 a credit note and a pay-out that an export shows take their tasks off the list', () => {
    const folder = gym()
    const planned = dublette(folder, 'end', 'gym:subscription:A17', '--pay-out', 'transfer', ...asOf)
    carryOut(folder, planned)
    const settled = /credit invoice R-1|deduct the credit/
    expect(openTasks(folder).filter((text) => settled.test(text))).toHaveLength(2)
    const invoices = readFileSync(join(folder, 'exports/invoices.csv'), 'utf8')
    writeFileSync(join(folder, 'exports/invoices.csv'), `${invoices}I2,1,R-2,-49.00,0.00,EUR,2026-11-24,2026-12-31,2027-01-30,A17\n`)
    writeFileSync(join(folder, 'exports/credits.csv'), 'id,customer,balance,currency\n')
    expect(dublette(folder, 'apply', '--run', planned.out['run'] as string, ...asOf)).toMatchObject({ status: 0 })
    expect(openTasks(folder).filter((text) => settled.test(text))).toEqual([])
    expect(openTasks(folder).length).toBeGreaterThan(0)
    expect(dublette(folder, 'verify')).toMatchObject({ status: 0 })
  })

  it('D6.1 a list: at once with its reason, and what it takes from the recurring revenue is named', () => {
    const folder = gym()
    writeFileSync(join(folder, 'list.csv'), 'subscription;when;deactivate;reason\ngym:subscription:A18;now;now;house ban\ngym:subscription:A17;;end-date;\n')
    const planned = dublette(folder, 'end', '--list', 'list.csv', ...asOf)
    expect(planned.out['plan']).toMatchObject({ kind: 'end', counts: { review: 2, exceptions: 1 }, corrections: [{ total: 'recurring', key: 'monthly EUR', difference: '-2000' }] })
    carryOut(folder, planned)
    expect(dublette(folder, 'status').out).toMatchObject({ standing: 0 })
    expect(openTasks(folder).filter((each) => each.includes('"Abmelden"'))).toHaveLength(2)
  })

  it('refusals: all mistakes at once, with their lines and no values', () => {
    const folder = gym()
    const check = (args: readonly string[], status: number, words: RegExp): void => {
      const done = dublette(folder, 'end', ...args, ...asOf)
      expect({ status: done.status, err: done.err }, args.join(' ')).toEqual({ status, err: expect.stringMatching(words) as string })
    }
    writeFileSync(join(folder, 'bad.csv'), 'subscription,when,deactivate\nA17,soon,\nA18,,later\n')
    writeFileSync(join(folder, 'header.csv'), 'abo,when\nA17,now\n')
    writeFileSync(join(folder, 'none.csv'), 'subscription\n')
    writeFileSync(join(folder, 'twice.csv'), 'subscription,when\ngym:subscription:A17,now\ngym:subscription:A99,\n')
    check([], 64, /USAGE: Nothing was said to end/)
    check(['gym:subscription:A17', '--when', 'soon'], 64, /USAGE: --when is none/)
    check(['--list', 'nowhere.csv'], 74, /FILE_MISSING/)
    check(['--list', 'bad.csv'], 65, /ENDING_INVALID[^]*bad\.csv:2: when is none[^]*bad\.csv:3: deactivate is none/)
    check(['--list', 'header.csv'], 65, /ENDING_INVALID[^]*another header/)
    check(['--list', 'none.csv'], 65, /ENDING_INVALID[^]*empty/)
    check(['--list', 'twice.csv'], 65, /2 mistakes[^]*twice\.csv:2: ending at once needs a reason[^]*twice\.csv:3: there is no such subscription/)
  })
})
