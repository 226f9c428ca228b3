import { beforeAll, describe, expect, it } from 'vitest'
import type { DedupeResult } from '../dedupe.ts'
import { reconcile } from '../../src/1-ingest/reconcile.ts'
import { type RefusalCode, refusalCodes } from '../../src/model/refusal.ts'
import { refusalWords } from '../../src/model/refusal-words.ts'
import type { RecordId } from '../../src/model/record.ts'
import { useServer } from '../edge/store/test-store.ts'
import { approve, asOf, ingested, plan, record } from '../edge/store/world.ts'
import { mergesOf, type Person } from '../5-merge/scene.ts'
import { mergeOf, studio, together, twice } from './studio.ts'

const same = { phone: '0461 551200', street: 'Mühlenweg', houseNumber: '7', postcode: '24103', city: 'Kiel' }

/** Two people as the default profile sees them; what decides between them and its sentences. */
function check(one: Person['fields'] & {}, other: Person['fields'] & {}, code: RefusalCode, sentence: { readonly de: string; readonly en: string }, more: { readonly one?: Partial<Person>; readonly other?: Partial<Person> } = {}): void {
  const [merge] = mergesOf({ people: [{ id: 'kartei', ...more.one, fields: one }, { id: 'netz', origin: 'online', ...more.other, fields: other }] })
  expect(merge).toMatchObject({ outcome: 'denied', decidedBy: code, sources: [] })
  expect(refusalWords(merge!.refusals.find((refusal) => refusal.code === code)!)).toEqual(sentence)
}

const shared = { de: 'Gleiche E-Mail, aber verschiedene Vornamen: vermutlich ein gemeinsames Postfach.', en: 'Same e-mail but different given names: probably a shared mailbox.' }
const kin = { de: 'Vermutlich Elternteil und Kind.', en: 'Probably parent and child.' }
const firm = { de: 'Eine Firma und eine Person (oder ein Rollenpostfach) sind nicht derselbe Kunde.', en: 'A company and a person (or a role mailbox) are not the same customer.' }

describe('people who must not be merged', () => {
  it('SHARED_EMAIL_DIFFERENT_NAME parents who share one mailbox, also married ones of one name at one address', () => {
    check({ givenName: 'Annegret', familyName: 'Wiesengrund', email: 'wiesengrund@familie.example' }, { givenName: 'Burkhard', familyName: 'Wiesengrund', email: 'Wiesengrund@Familie.example' }, 'SHARED_EMAIL_DIFFERENT_NAME', shared)
    check({ ...same, givenName: 'Jürgen', familyName: 'Weißenfels', email: 'w@familie.example' }, { ...same, givenName: 'Jördis', familyName: 'Weissenfels', email: 'w@familie.example' }, 'SHARED_EMAIL_DIFFERENT_NAME', shared)
  })
  it('SHARED_EMAIL_DIFFERENT_NAME twins: one birth date, address and mailbox, two given names', () => {
    check({ ...same, givenName: 'Merle', familyName: 'Nebelhorn', birthDate: '2012-05-06', email: 'nebelhorn@familie.example' }, { ...same, givenName: 'Svenja', familyName: 'Nebelhorn', birthDate: '2012-05-06', email: 'nebelhorn@familie.example' }, 'SHARED_EMAIL_DIFFERENT_NAME', shared)
  })
  it('SLIP_OR_TWINS one mailbox, address and birth date, short given names one letter apart: a person decides', () => {
    const one = { ...same, familyName: 'Nebelhorn', birthDate: '2012-05-06', email: 'nebelhorn@familie.example' }
    const [merge] = mergesOf({ people: [{ id: 'kartei', fields: { ...one, givenName: 'Tanja' } }, { id: 'netz', origin: 'online', fields: { ...one, givenName: 'Tnja' } }] })
    expect(merge).toMatchObject({ outcome: 'review', refusals: [{ code: 'SLIP_OR_TWINS', severity: 'review' }] })
  })
  it('PARENT_CHILD father and son of one name, by their birth dates and by senior and junior', () => {
    check({ ...same, givenName: 'Wolfram', familyName: 'Mandelstamm', birthDate: '1948-03-09' }, { ...same, givenName: 'Wolfram', familyName: 'Mandelstamm', birthDate: '1979-11-21' }, 'BIRTHDATE_CONFLICT', { de: 'Die Geburtsdaten widersprechen sich.', en: 'The birth dates contradict each other.' })
    const [merge] = mergesOf({ people: [{ id: 'a', fields: { ...same, birthDate: '1948-03-09' } }, { id: 'b', fields: { ...same, birthDate: '1979-11-21' } }] })
    expect(merge!.refusals.map((refusal) => refusal.code)).toEqual(['BIRTHDATE_CONFLICT', 'PARENT_CHILD'])
    check({ ...same, givenName: 'Wolfram', familyName: 'Mandelstamm sen.' }, { ...same, givenName: 'Wolfram', familyName: 'Mandelstamm jun.' }, 'PARENT_CHILD', kin)
  })
  it('PARENT_CHILD a child that attends on the account of its mother and has an account of its own', () => {
    check({ ...same, givenName: 'Petra', familyName: 'Lorenzhof' }, { ...same, givenName: 'Mia', familyName: 'Lorenzhof' }, 'PARENT_CHILD', kin, { one: { participants: [{ id: 'p1', givenName: 'Mia', familyName: 'Lorenzhof', birthDate: '2014-05-06' }] } })
  })
  it('PARENT_CHILD two payers of one child are two customers, whatever the child has in common', () => {
    const child = (id: string) => [{ id, givenName: 'Mia', familyName: 'Lorenzhof', birthDate: '2014-05-06' }]
    const merges = mergesOf({ people: [{ id: 'mutter', fields: { givenName: 'Petra', familyName: 'Lorenzhof', email: 'mia@familie.example' }, participants: child('p1') }, { id: 'vater', origin: 'online', fields: { givenName: 'Markus', familyName: 'Tiedehof', email: 'mia@familie.example' }, participants: child('p2') }] })
    expect(merges).toMatchObject([{ outcome: 'denied', decidedBy: 'SHARED_EMAIL_DIFFERENT_NAME', sources: [] }])
  })
  it('COMPANY_CONTACT a company and its contact, and a role mailbox and the person who writes from there', () => {
    check({ ...same, company: 'Obertal Bau GmbH', email: 'info@obertal.example' }, { ...same, givenName: 'Tatjana', familyName: 'Obertal' }, 'COMPANY_CONTACT', firm, { one: { flags: { company: true } } })
    const [merge] = mergesOf({ people: [{ id: 'a', fields: { givenName: '', familyName: '', company: 'Obertal Bau GmbH', email: 'info@obertal.example' }, flags: { company: true } }, { id: 'b', origin: 'online', fields: { givenName: 'Tatjana', familyName: 'Obertal', email: 'info@obertal.example' } }] })
    expect(merge!.refusals.map((refusal) => refusal.code)).toContain('COMPANY_CONTACT')
  })
  it('STAFF_ACCOUNT staff who are customers too, for good', () => {
    check({ ...same, givenName: 'Ulrike', familyName: 'Quandthof' }, { ...same, givenName: 'Ulrike', familyName: 'Quandthof' }, 'STAFF_ACCOUNT', { de: 'Ein Mitarbeiterkonto wird nicht zusammengeführt.', en: 'A staff account is not merged.' }, { one: { flags: { staff: true } } })
    expect(refusalCodes.STAFF_ACCOUNT.final).toBe(true)
  })
  it('DATA_REQUEST_PENDING somebody whose data request is not answered yet, for good', () => {
    check({ ...same }, { ...same }, 'DATA_REQUEST_PENDING', { de: 'Zu einem der Kunden läuft eine Datenschutzanfrage.', en: 'A data request is pending for one of the customers.' }, { other: { flags: { dataRequestPending: true } } })
  })
  it('REDACTED somebody who was made anonymous, for good', () => {
    check({ ...same }, { ...same }, 'REDACTED', { de: 'Einer der Datensätze ist anonymisiert.', en: 'One of the records is redacted.' }, { one: { flags: { redacted: true } } })
  })
  it('BIRTHDATE_CONFLICT two of one name with birth dates that have nothing in common; a slip of the pen is no conflict', () => {
    check({ ...same, givenName: 'Käthe', familyName: 'Großmann', birthDate: '1980-05-17' }, { ...same, givenName: 'Käthe', familyName: 'Grossmann', birthDate: '1985-11-02' }, 'BIRTHDATE_CONFLICT', { de: 'Die Geburtsdaten widersprechen sich.', en: 'The birth dates contradict each other.' })
    expect(mergesOf({ people: [{ id: 'a', fields: { birthDate: '1980-05-17' } }, { id: 'b', origin: 'online', fields: { birthDate: '1980-06-17' } }] })[0]!.refusals).toEqual([])
  })
})

describe('on whole runs', () => {
  let result: DedupeResult
  beforeAll(async () => {
    const shop = await studio(together(
      twice(60), twice(61, { sanctions: 'Hausverbot', email: 'f@familie.example' }, { givenName: 'Gottlieb', email: 'f@familie.example' }),
      { 'desk/contracts.csv': [{ id: 'v61', customer: '961', title: 'Jahresvertrag', state: 'active' }] },
    ))
    result = await shop.run({ pairs: [{ left: 'desk:960', right: 'online:o960', verdict: 'never' }] })
  })
  it('NOT_A_DUPLICATE a pair once called two people is not merged in any later run, and says so', () => {
    const { merge, operations } = mergeOf(result, 'desk:960', 'online:o960')
    expect({ outcome: merge.outcome, operations }).toEqual({ outcome: 'denied', operations: [] })
    expect(refusalWords(merge.refusals[0]!)).toEqual({ de: 'Jemand hat entschieden, dass dies verschiedene Personen sind.', en: 'Somebody decided that these are different people.' })
  })
  it('several refusals at once: all are named, and the severest decides', () => {
    const { merge } = mergeOf(result, 'desk:961', 'online:o961')
    expect(merge.refusals.map((refusal) => [refusal.code, refusal.severity])).toEqual([['SHARED_EMAIL_DIFFERENT_NAME', 'deny'], ['SOURCE_HAS_CONTRACT', 'skip'], ['SANCTION_ON_ONE_SIDE', 'review']])
    expect(merge).toMatchObject({ outcome: 'denied', decidedBy: 'SHARED_EMAIL_DIFFERENT_NAME' })
  })
  it('every refusal says something in both languages that names no other', () => {
    const sentences = Object.values(refusalCodes).flatMap((code) => [code.de, code.en])
    expect(new Set(sentences).size).toBe(sentences.length)
    for (const [code, { de, en }] of Object.entries(refusalCodes)) {
      expect(de, code).toMatch(/[.]$/)
      expect(en, code).toMatch(/[.]$/)
      expect(`${de} ${en}`, code).not.toMatch(/[A-Z]+_[A-Z]+/)
    }
  })
})

describe('when a plan is carried out', () => {
  const server = useServer()
  it('MERGE_IN_PROGRESS of two merges that want one record, one is applied and the other left out by name', async () => {
    const store = await server.newStore()
    const exports = ingested((['s:a', 's:b', 's:c'] as readonly RecordId[]).map((id) => record(id, { phone: id })), [])
    const view = reconcile(exports, await store.readState(), { maxGoneShare: 0.02 })
    const approved = approve([plan(view, 's:b', ['s:a']), plan(view, 's:c', ['s:a'])])
    const { merges } = await store.applyPlan({ approved, ingested: exports, asOf, maxPlanAgeDays: 14, maxGoneShare: 0.02 })
    expect(merges.map((each) => each.code ?? each.outcome).toSorted()).toEqual(['MERGE_IN_PROGRESS', 'applied'])
    expect((await store.readFaults()).filter((each) => each.count > 0)).toEqual([])
    await store.close()
  })
})
