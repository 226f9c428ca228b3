import { correctionReason } from '../../src/7-review/correction-reason.ts'
import { describe, expect, it } from 'vitest'
import { planMerges } from '../../src/6-plan/plan-merges.ts'
import { makeReportDocument, type ReportInput } from '../../src/7-review/make-report-document.ts'
import { holdingWords } from '../../src/7-review/holding-words.ts'
import { queueRows } from '../../src/7-review/queue-rows.ts'
import type { ReportDocument, ReportMerge } from '../../src/7-review/report-document.ts'
import { automaticSample, reportMergeLimit, selectMerges } from '../../src/7-review/select-merges.ts'
import type { Holding } from '../../src/model/holding.ts'
import type { QuarantinedRow } from '../../src/model/ingested.ts'
import type { Merge, Outcome } from '../../src/model/merge.ts'
import { headOf, type PlanDocument, type PlannedHead, type PlannedMerge, reviewedPlan } from '../../src/model/plan.ts'
import type { RecordId } from '../../src/model/record.ts'
import { refusalTopics } from '../../src/ruleset/rule-words.ts'
import { type RefusalCode, refusalCodes } from '../../src/model/refusal.ts'
import { eur, inputOf, mergesOf, recordId, type Scene } from '../5-merge/scene.ts'

/** The report of one cluster, planned for real. */
function reportOf(scene: Scene, change: Partial<ReportInput> = {}): { readonly report: ReportDocument; readonly merge: ReportMerge; readonly document: PlanDocument } {
  const input = inputOf(scene)
  const ids = scene.people.map((person) => recordId(person.id))
  const document = planMerges({
    merges: mergesOf(scene), recordOf: input.recordOf, holdingsOf: input.holdingsOf, holdings: ids.flatMap((id) => [...input.holdingsOf(id)]), records: ids.length, retired: 0, balances: [],
    changedInFlight: [], aliasesOnto: () => [], programOf: () => 'smile', ruleset: input.ruleset, asOf: input.asOf, inputHash: 'input', stateHash: 'state',
  })
  const report = makeReportDocument({
    ...reviewedPlan(document), project: 'Studio', language: 'de', systems: [{ name: 's', records: ids.length }], coverage: input.coverage, quarantine: [], householdsOf: () => new Map(), recordOf: input.recordOf, ruleset: input.ruleset,
    evidence: (source, survivor) => ({ source, survivor, weightMilliBits: 20_000, comparisons: [], sentences: [] }), ...change,
  })
  return { report, merge: report.merges[0]!, document }
}

const online = { id: '2', origin: 'online', createdOn: '2025-05-05', logins: [{ userName: 'anna', passwordReference: 'vault-77' }], fields: { email: 'anna@gmail.com', iban: 'DE02 1203 0000 0000 2020 51' } } as const
const old = { id: '1', origin: 'staff', createdOn: '2019-01-01', fields: { email: 'anna@t-online.de', city: 'Köln' } } as const

describe('what must not stand in a report', () => {
  it('an IBAN beyond its last four, and any trace of a password', () => {
    const { report, merge } = reportOf({ profile: 'smile', people: [old, online] })
    const text = JSON.stringify(report)
    expect(merge.fields.find((field) => field.field === 'iban')).toMatchObject({ values: [{ value: null }, { value: '•••• 2051' }], result: '•••• 2051', masked: true, group: 'bank' })
    expect([text.includes('2020'), text.includes('vault-77')]).toEqual([false, false])
  })

  it('an IBAN in a column that the mapping does not name', () => {
    const { report, merge } = reportOf({ people: [{ ...old, extra: { Bankverbindung: 'AT61 1904 3002 3457 3201' } }, online] })
    expect(merge.fields.find((field) => field.field === 'extra.Bankverbindung')).toMatchObject({ masked: true, result: '•••• 3201' })
    expect(JSON.stringify(report)).not.toContain('3457')
  })

  it('yes and no of the export where the customer is told what changes', () => {
    const { merge } = reportOf({ people: [{ ...old, fields: { ...old.fields, marketingConsent: 'no' } }, { ...online, fields: { ...online.fields, marketingConsent: 'yes' } }] })
    expect(merge.notices.map((each) => each.de)).toContain('Der Kunde bekommt künftig keine Werbung: Er hat widersprochen.')
    expect(merge.notices.map((each) => each.en)).toContain('The customer gets no advertising from then on: the customer objected.')
  })

  it('a placeholder that no fact filled', () => {
    const { report } = reportOf({ people: [{ ...old, holds: [{ kind: 'contract' }, { kind: 'credit', balance: { amountMinor: 500n, currency: 'EUR' } }] }, online], bits: { '1 2': 9 } })
    const sentences = report.refused.map((each) => each.words.de)
    expect(sentences).toContain('Guthaben würde bei zu wenig Sicherheit wandern – Guthaben am falschen Kunden ist mit der nächsten Buchung verbraucht.')
    for (const code of Object.keys(refusalCodes) as RefusalCode[]) expect(refusalTopics[code].title.de + refusalTopics[code].title.en, code).not.toMatch(/[{}…]/)
  })

  it('line numbers, or anything else that depends on the order of rows', () => {
    const row = (line: number, text: string, amountText: string | null): QuarantinedRow => ({ system: 's', file: 'credits.csv', line, entity: 'credit', text, owner: null, amountText, issue: { code: 'HOLDING_AMOUNT', got: amountText, expected: 'a number', where: { file: 'credits.csv', line } } })
    const rows = [row(4, 'b', '1,0O'), row(2, 'a', null), row(9, 'c', '7,-'), row(11, 'd', null)]
    const quarantineOf = (quarantine: readonly QuarantinedRow[]) => reportOf({ people: [old, online] }, { quarantine }).report.quarantine
    expect(quarantineOf(rows)).toEqual(quarantineOf(rows.toReversed()))
    expect(quarantineOf(rows)).toMatchObject([{ code: 'HOLDING_AMOUNT', count: 4, examples: ['a', 'b', 'c'], amounts: ['1,0O', '7,-'] }])
  })
})

describe('one merge in words', () => {
  it('an online twin: who stays, which rule gave each result, what the customer notices, what is to be done', () => {
    const { merge } = reportOf({ profile: 'smile', people: [old, { ...online, holds: [{ kind: 'credit', balance: eur(2550) }, { kind: 'package', product: '10er-Karte' }, { kind: 'subscription', plan: 'Flatrate', renewsOn: '2026-12-15' }] }] })
    expect(merge.outcome).toBe('automatic')
    expect(merge.decidedWhy.de).toBe('Ein alter Kunde hat sich online noch einmal angemeldet.')
    expect(merge.members.map((member) => [member.id, member.name, member.role, member.origin, member.hasLogin])).toEqual([['s:1', 'Anna Berg', 'survivor', 'staff', false], ['s:2', 'Anna Berg', 'source', 'online', true]])
    expect(merge.fields.find((field) => field.field === 'email')).toMatchObject({ result: 'anna@gmail.com', from: 's:2', rule: 'email', group: null })
    expect(merge.moves).toEqual({ de: '25,50 EUR, 1 Paket, 1 Abo', en: '25.50 EUR, 1 package, 1 subscription' })
    expect(merge.holdings.map((holding) => [holding.kind, holding.words.de, holding.action, holding.to])).toEqual([
      ['credit', '25,50 EUR', 'move', 's:1'], ['package', '10er-Karte, 4 von 10 übrig', 'move', 's:1'], ['subscription', 'Flatrate, 49,00 EUR monatlich, verlängert sich am 15.12.2026', 'move', 's:1']])
    expect(merge.notices.map((words) => words.de)).toEqual([
      'Die Anmeldung geht weiter mit dem Zugang von s:2; er führt danach zu s:1.',
      'Nachrichten gehen künftig an anna@gmail.com.',
      '25,50 EUR Guthaben stehen im bleibenden Konto und werden bei der nächsten Buchung verrechnet.',
      'Das Paket „10er-Karte“ steht im bleibenden Konto; es ist schon bezahlt.',
      'Das Abo „Flatrate“ läuft zu 49,00 EUR weiter und verlängert sich am 15.12.2026.',
    ])
    expect(merge.tasks.map((task) => task.task)).toEqual(['merge_by_hand', 'warn_no_card', 'check_saved'])
  })

  it('a refused merge: the sentence with its facts, nothing moves, nothing is noticed', () => {
    const { merge, report } = reportOf({ people: [{ ...old, holds: [{ kind: 'contract' }, { kind: 'credit' }] }, online] })
    expect([merge.outcome, merge.decidedBy, merge.moves.de, merge.notices, merge.tasks]).toEqual(['skipped', 'SOURCE_HAS_CONTRACT', '', [], []])
    expect(merge.members.map((member) => member.role)).toEqual(['survivor', 'leftOut'])
    expect(merge.refusals[0]).toMatchObject({ code: 'SOURCE_HAS_CONTRACT', severity: 'skip', final: false, source: 's:1' })
    expect(merge.refusals[0]!.words.de).toMatch(/^Dem Datensatz sind noch Verträge zugeordnet \(1: /)
    expect(merge.holdings.every((holding) => holding.action === 'stay' && holding.to === null)).toBe(true)
    expect(report.refused).toMatchObject([{ code: 'SOURCE_HAS_CONTRACT', severity: 'skip', count: 1, words: { de: 'Verträge – Ein Vertrag hängt an dem Datensatz, mit dem er geschlossen wurde.' } }])
  })

  it('participants: one child on two accounts, and twins', () => {
    const child = (id: string, givenName: string) => ({ id, givenName, familyName: 'Berg', birthDate: '2016-02-03' })
    const { merge } = reportOf({ profile: 'smile', people: [{ ...old, participants: [child('p1', 'Lina')] }, { ...online, participants: [child('p2', 'Lina'), child('p3', 'Mia')] }] })
    expect(merge.participants.map((words) => words.de)).toContain('Lina Berg steht auf s:1, s:2 und wird zu einem Teilnehmer vereint.')
    expect(merge.participants.map((words) => words.en)).toContain('Lina Berg, Mia Berg (s:1, s:2) may be different people and are kept apart.')
  })
})

describe('the whole plan in words', () => {
  it('totals before and after, customers, what is unknown and what is left out', () => {
    const { report, document } = reportOf({ profile: 'smile', unknown: ['invoice'], people: [old, { ...online, holds: [{ kind: 'credit', balance: eur(123_450) }, { kind: 'subscription' }] }] })
    expect([report.customersBefore, report.customersAfter, report.planHash]).toEqual([2, 1, document.plan.hash])
    expect(report.totals.map((total) => [total.name.de, total.before.de, total.after.en, total.equal])).toEqual([
      ['Datensätze', '2', '2', true], ['Bestände (Guthaben, Pakete, Rechnungen, …)', '2', '2', true], ['Guthaben EUR', '1.234,50 EUR', '1,234.50 EUR', true], ['Laufende Abos EUR, monatlich', '49,00 EUR', '49.00 EUR', true]])
    expect(report.unknown).toEqual([{ de: 'Aus „s“ nicht exportiert und daher unbekannt: Rechnungen.', en: 'Not exported from “s” and therefore unknown: invoices.' }])
    expect(report.leftOut.at(-1)!.en).toContain('passwords are nowhere')
  })

  it('a correction explains the total it changes', () => {
    const { document } = reportOf({ profile: 'smile', people: [old, online] })
    const corrections = [{ operation: 'm-1-004-end_subscription', total: 'recurring', key: 'monthly EUR', difference: -4900n }] as const
    const plan = { ...document.plan, before: { ...document.plan.before, recurring: { 'monthly EUR': 9800n } }, after: { ...document.plan.after, recurring: { 'monthly EUR': 4900n } }, corrections }
    const { report } = reportOf({ profile: 'smile', people: [old, online] }, { plan })
    expect(report.totals.at(-1)).toMatchObject({ equal: false, corrections: [{ de: '-49,00 EUR: m-1-004-end_subscription' }] })
  })

  it('a correction by an ending or a repair says what it is, not under which number', () => {
    const held = { id: 's:subscription:1', owner: 's:1', participant: null, kind: 'subscription', plan: 'Fit' } as unknown as Holding
    const operations = [{ id: 'e-1', type: 'end_subscription', holding: held.id, owner: 's:1', on: 'now', endsOnBefore: null }, { id: 'r-1', type: 'keep_lost_customer', record: 's:2' }] as unknown as PlannedMerge['operations']
    const reason = correctionReason([{ operations, holdings: [held] } as unknown as PlannedMerge])
    expect(['e-1', 'r-1', 'x-1'].map((id) => reason(id).de)).toEqual(['„Fit“ endet sofort (s:1)', 's:2 wird neu angelegt', 'x-1'])
    expect(['e-1', 'r-1'].map((id) => reason(id).en)).toEqual(['"Fit" ends at once (s:1)', 's:2 is created again'])
  })

  it('the queue names what needs a decision by ids alone, heaviest first', () => {
    const { document } = reportOf({ people: [{ ...old, fields: { ...old.fields, givenName: 'A' } }, online], given: 1 })
    expect(document.merges[0]!.merge.outcome).toBe('review')
    expect(queueRows(document.merges.map(headOf))).toEqual([[document.merges[0]!.merge.id, document.merges[0]!.hash, 'given-name-in-doubt', '20.000', 's:2', 's:1', '']])
  })
})

describe('which merges are shown', () => {
  const planned = (outcome: Outcome, number: number): PlannedHead => headOf({ merge: { id: `m-${outcome}-${number}`, outcome, weakestLinkMilliBits: number, refusals: [] as Merge['refusals'] } as Merge, hash: '' })
  const many = (counts: Readonly<Record<Outcome, number>>) => (Object.keys(counts) as Outcome[]).flatMap((outcome) => Array.from({ length: counts[outcome] }, (_, number) => planned(outcome, number)))
  const shown = (merges: readonly PlannedHead[], seed = 'plan') => selectMerges(merges, seed)
  const countsOf = (merges: readonly PlannedHead[]) => (['review', 'automatic', 'skipped', 'denied'] as const).map((outcome) => merges.filter((each) => each.outcome === outcome).length)

  it('never more than the limit; decisions first, a sample of the automatic ones always', () => {
    const rows: readonly (readonly [Readonly<Record<Outcome, number>>, readonly number[]])[] = [
      [{ review: 0, automatic: 0, skipped: 0, denied: 0 }, [0, 0, 0, 0]],
      [{ review: 3, automatic: 5, skipped: 2, denied: 1 }, [3, 5, 2, 1]],
      [{ review: 3, automatic: 900, skipped: 2, denied: 1 }, [3, automaticSample, 2, 1]],
      [{ review: 5000, automatic: 900, skipped: 20, denied: 10 }, [reportMergeLimit - automaticSample, automaticSample, 0, 0]],
      [{ review: 100, automatic: 0, skipped: 3000, denied: 10 }, [100, 0, reportMergeLimit - 100, 0]],
    ]
    for (const [counts, expected] of rows) expect(countsOf(shown(many(counts)))).toEqual(expected)
  })

  it('the sample follows the plan alone: not the order of merges; another plan draws another one', () => {
    const merges = many({ review: 10, automatic: 900, skipped: 0, denied: 0 })
    const ids = (list: readonly PlannedHead[]) => list.map((each) => each.id)
    expect(ids(shown(merges.toReversed()))).toEqual(ids(shown(merges)))
    expect(ids(shown(merges, 'another'))).not.toEqual(ids(shown(merges)))
  })
})

describe('holdings in words', () => {
  it('every kind, in German and English', () => {
    const base = { id: 'h', owner: 's:1' as RecordId, participant: null }
    const rows: readonly (readonly [Holding, string, string])[] = [
      [{ ...base, kind: 'credit', balance: eur(-500) }, '-5,00 EUR', '-5.00 EUR'],
      [{ ...base, kind: 'classCredit', creditType: 'Yoga', units: 3, expiresOn: '2026-12-31', subscription: null }, '3 × Yoga, bis 31.12.2026', '3 × Yoga, until 31 Dec 2026'],
      [{ ...base, kind: 'package', product: 'Karte', unitsLeft: null, unitsTotal: null, price: null, boughtOn: null, expiresOn: null, saleReference: null }, 'Karte', 'Karte'],
      [{ ...base, kind: 'subscription', plan: 'Flat', state: 'paused', interval: 'two-weekly', price: eur(1990), listPrice: null, startedOn: '2025-01-01', endsOn: '2026-06-30', renewsOn: null, noticeDays: null, pauses: [], saleReference: null }, 'Flat, 19,90 EUR alle zwei Wochen, pausiert, endet am 30.06.2026', 'Flat, 19.90 EUR every two weeks, paused, ends on 30 Jun 2026'],
      [{ ...base, kind: 'contract', title: 'Jahresvertrag', startsOn: '2027-01-01', endsOn: null, state: 'future' }, 'Jahresvertrag, ab 01.01.2027, beginnt erst', 'Jahresvertrag, from 1 Jan 2027, yet to begin'],
      [{ ...base, kind: 'invoice', number: 'R-7', total: eur(4900), open: eur(900), issuedOn: '2026-02-01', serviceFrom: null, serviceTo: null, subscription: null, caseReference: null }, 'R-7, vom 01.02.2026, 49,00 EUR, offen 9,00 EUR', 'R-7, of 1 Feb 2026, 49.00 EUR, open 9.00 EUR'],
      [{ ...base, kind: 'communication', channel: 'letter', sentOn: null, subject: 'Kündigung' }, 'Brief, Kündigung', 'letter, Kündigung'],
      [{ ...base, kind: 'note', origin: null, name: null, title: null, text: 'x'.repeat(80), followUpOn: '2026-05-01', informStaff: 'Petra' }, `${'x'.repeat(60)} …, Wiedervorlage 01.05.2026, an Petra`, `${'x'.repeat(60)} …, follow-up 1 May 2026, to Petra`],
      [{ ...base, kind: 'card', brand: 'Visa', lastFour: '1111', expiresOn: '2027-09-30' }, 'Visa •••• 1111, bis 30.09.2027', 'Visa •••• 1111, until 30 Sep 2027'],
    ]
    for (const [holding, de, en] of rows) expect(holdingWords(holding)).toEqual({ de, en })
  })
})
