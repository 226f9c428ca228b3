import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { dedupe, type DedupeResult } from '../dedupe.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { rulesFolder, readRules } from '../../src/edge/rules-file.ts'
import { nameOf } from '../../src/7-review/record-name.ts'
import type { RememberedPair } from '../../src/model/decision.ts'
import { moneyWords } from '../../src/model/money.ts'
import type { Operation } from '../../src/model/operation.ts'
import type { PlannedMerge } from '../../src/model/plan.ts'
import type { RecordId, SourceRecord } from '../../src/model/record.ts'
import { type RefusalCode, refusalCodes } from '../../src/model/refusal.ts'
import { refusalWords } from '../../src/model/refusal-words.ts'
import { emptyStoreState } from '../../src/model/store-state.ts'
import { decidedWhy } from '../../src/ruleset/decided-why.ts'
import { refusalTopics } from '../../src/ruleset/rule-words.ts'

const sample = join(import.meta.dirname, '../../samples/tiny')
const golden = join(sample, 'golden')

type Case = { readonly case: string; readonly what: string; readonly records: string; readonly outcome: string; readonly survivor: string; readonly codes: string; readonly operations: string }

/** The project of all cases, and one for each program with its own profile. */
const projects = ['.', 'momence', 'smile', 'portal', 'rentingforce', 'kutego'] as const
const casesOf = (project: string): readonly Case[] => parse(readFileSync(join(sample, project, 'cases.csv')), { columns: true }) as readonly Case[]

const results = new Map<string, DedupeResult>()
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dublette-tiny-'))
  cpSync(sample, folder, { recursive: true })
  const [left, right] = casesOf('.').find((each) => each.case === 'not-a-duplicate')!.records.split(' ') as [RecordId, RecordId]
  const said: RememberedPair = { left, right, verdict: 'never' }
  for (const project of projects) {
    results.set(project, await dedupe({ project: await readProject(join(folder, project, 'dublette.yaml')), state: { ...emptyStoreState, pairs: project === '.' ? [said] : [] }, asOf: '2026-03-31' }))
  }
})

/** Exports without ids name their records by e-mail: `momence:anna@x.example`. */
function idsOf(names: string, project: string): readonly string[] {
  const emails = new Map(readFileSync(join(folder, project, 'runs', results.get(project)!.run.id, '1-ingest/records.jsonl'), 'utf8').trimEnd().split('\n')
    .map((line) => JSON.parse(line) as { readonly id: string; readonly system: string; readonly fields: { readonly email?: string } }).map((record) => [`${record.system}:${record.fields.email ?? ''}`, record.id]))
  return names.split(' ').filter((name) => name !== '').map((name) => (name.includes('@') ? emails.get(name) ?? `no record ${name}` : name))
}

function mergeOf(records: readonly string[], project: string): PlannedMerge | undefined {
  return results.get(project)!.document.merges.find(({ merge }) => records.every((id) => [merge.survivor, ...merge.sources, ...merge.leftOut].includes(id as RecordId)))
}

/** An operation in the few words that cases.csv uses. */
function words(operation: Operation): string {
  switch (operation.type) {
    case 'transfer_credit': return `transfer_credit ${moneyWords(operation.amount, 'en')}`
    case 'transfer_class_credit': return `transfer_class_credit ${operation.units} ${operation.creditType}`
    case 'move_subscription': return `move_subscription renewsOn=${operation.renewsOn}`
    case 'move_holding': return `move_holding ${operation.kind}`
    default: return operation.type
  }
}

describe.each(projects)('samples/tiny/%s: every case has the outcome that its row says', (project) => {
  it.each(casesOf(project))('$case: $what', (each) => {
    const records = idsOf(each.records, project)
    const planned = mergeOf(records, project)
    if (each.outcome === 'apart') {
      expect(planned).toBeUndefined()
      return
    }
    expect(planned, 'records that are in one merge').toBeDefined()
    const { merge, operations } = planned!
    expect({ outcome: merge.outcome, members: [merge.survivor, ...merge.sources, ...merge.leftOut].toSorted() }).toEqual({ outcome: each.outcome, members: records.toSorted() })
    if (each.survivor !== '') expect(merge.survivor).toBe(idsOf(each.survivor, project)[0])
    expect([...new Set(merge.refusals.map((refusal) => refusal.code))].join(' ')).toBe(each.codes)
    if (each.operations !== '') expect(operations.map(words).some((text) => text.startsWith(each.operations)), operations.map(words).join(', ')).toBe(true)
    for (const operation of operations) expect(operation.notifyCustomer).toBe(false)
  })
})

/** What each folder is, and in which form its files are. */
const about: Readonly<Record<(typeof projects)[number], readonly [title: string, form: string]>> = {
  '.': ['All cases, profile `default`', '`desk/` is a card file and `online/` a booking page, both in the neutral format; `club/` is a club\'s member list with the German header that such lists have, a byte order mark, customer and pass in one row, and apostrophes before ids and telephone numbers.'],
  momence: ['momence, profile `momence`', '`customers.csv` (customer and pass in one row, no ids) has the columns that a program for moving in reads from Momence, `sales.csv` (who pays is not who comes) those that programs read from its sales report; the order of the columns is ours. Subscriptions and cards are in the neutral format, with the e-mail in the place of the id that is missing.'],
  smile: ['smile, profile `smile`', '`eversports/bookings.csv` (quoted, English, with a byte order mark, the customer number always empty) has the header of real exports, and `eversports/teilnehmer.csv` the columns that readers of the booking page expect, half German and half English; `noshows.csv` is empty without a header, as it comes where nobody stayed away. The header of the customer list is not publicly known: the neutral format.'],
  portal: ['portal, profile `billing-holder`', 'No export of such a portal is publicly known by its header: the neutral format.'],
  rentingforce: ['rentingforce, profile `rental`', 'The export is JSON of a structure that is not publicly known: the neutral format.'],
  kutego: ['kutego, profile `course-school`', 'The columns are chosen by whoever exports, so there is no header to follow: the neutral format.'],
}
const must: Readonly<Record<string, string>> = {
  automatic: 'merged by the rules', review: 'shown to a person', skipped: 'left as they are; the next run tries again', denied: 'kept apart; two people may lift it',
  apart: 'kept apart: not even proposed',
}

/** samples/tiny/README.md: who, what case, what must happen, why. */
function page(): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const whoOf = (each: Case, project: string): string => {
    const records = new Map(readFileSync(join(folder, project, 'runs', results.get(project)!.run.id, '1-ingest/records.jsonl'), 'utf8').trimEnd().split('\n').map((text) => JSON.parse(text) as Pick<SourceRecord, 'id' | 'fields'>).map((record) => [record.id as string, record]))
    return [...new Set(idsOf(each.records, project).map((id) => nameOf(records.get(id)!)))].join(', ')
  }
  /** Each refusal with its sentence, where that says more than why it is asked: whose amounts, which plan. */
  const factsOf = (each: Case, project: string): string => mergeOf(idsOf(each.records, project), project)!.merge.refusals.map((refusal) => (Object.keys(refusal.facts).length === 0 ? `\`${refusal.code}\`` : `\`${refusal.code}\` (${refusalWords(refusal).en})`)).join(' ')
  const whyOf = (each: Case, project: string): string => {
    if (each.codes !== '') return each.codes.split(' ').map((code) => refusalTopics[code as RefusalCode].why.en).join(' ')
    const merge = mergeOf(idsOf(each.records, project), project)?.merge
    return merge === undefined ? 'Too little speaks for one person.' : decidedWhy(merge, readRules(results.get(project)!.document.plan.profile, rulesFolder)).en
  }
  return [
    '# Every case once', '',
    'Made-up people; every name is invented. `cases.csv` of each folder says what must come out, `test/samples/tiny.test.ts` holds every row against the plan, and this page is written from both. Run a folder with `dublette run --project samples/tiny/dublette.yaml --as-of 2026-03-31` (or `samples/tiny/smile/dublette.yaml` and so on).', '',
    ...projects.flatMap((project) => [`## ${about[project][0]}`, '', about[project][1], '', line(['who', 'case', 'what must happen', 'why']), line(['---', '---', '---', '---']),
      ...casesOf(project).map((each) => line([whoOf(each, project), `${each.case}: ${each.what}`, [each.codes.split(' ').some((code) => refusalCodes[code as RefusalCode]?.final) ? 'kept apart, for good' : must[each.outcome]!, each.survivor === '' ? '' : `\`${each.survivor}\` stays`, each.codes === '' ? '' : factsOf(each, project), each.operations === '' ? '' : `\`${each.operations}\``].filter((part) => part !== '').join('; '), whyOf(each, project)])), '']),
  ].join('\n')
}

describe('samples/tiny/README.md', () => {
  it('says who, what case, what must happen and why (UPDATE_GOLDEN=1 writes it anew)', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(join(sample, 'README.md'), page())
    expect(readFileSync(join(sample, 'README.md'), 'utf8')).toBe(page())
  })
})

describe('samples/tiny/golden', () => {
  const files = (at: string): readonly string[] => readdirSync(at).toSorted().flatMap((name) => (statSync(join(at, name)).isDirectory() ? files(join(at, name)) : [join(at, name)]))
  it('is what a run writes (UPDATE_GOLDEN=1 npx vitest run test/samples/tiny.test.ts writes it anew)', () => {
    const preview = join(folder, 'runs', results.get('.')!.run.id, '6-plan', 'preview')
    if (process.env['UPDATE_GOLDEN'] === '1') { rmSync(golden, { recursive: true, force: true }); mkdirSync(golden); cpSync(preview, golden, { recursive: true }) }
    const text = (base: string): Readonly<Record<string, string>> => Object.fromEntries(files(base).map((path) => [relative(base, path), readFileSync(path, 'utf8')]))
    expect(text(preview)).toEqual(text(golden))
  })
})
