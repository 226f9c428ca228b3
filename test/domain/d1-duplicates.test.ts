import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import type { DedupeResult } from '../dedupe.ts'
import { refusalWords } from '../../src/model/refusal-words.ts'
import { mergeOf, somebody, studio, together, twice } from './studio.ts'

let result: DedupeResult
const child = (id: string, customer: string, givenName: string, birthDate = '2016-03-04') => ({ id, customer, givenName, familyName: 'Finkenrath', birthDate })

beforeAll(async () => {
  const shop = await studio(together(
    twice(10),
    // No e-mail, telephone or login in common: name, birth date and address are left.
    twice(11, { phone: '' }),
    // Parents at one address with one mailbox, and one child on both accounts.
    twice(12, { email: 'familie@zwoelf.example' }, { givenName: 'Gottlieb', birthDate: '', email: 'familie@zwoelf.example' }),
    { 'desk/participants.csv': [child('k1', '912', 'Lina')], 'online/participants.csv': [child('k2', 'o912', 'Lina')] },
    // One account that a family shares on purpose.
    { 'desk/customers.csv': [somebody(13, { id: '913', email: 'wir.alle@dreizehn.example' })], 'online/participants.csv': [] },
    { 'desk/participants.csv': [child('k3', '913', 'Ole'), child('k4', '913', 'Mia')] },
    // An online account without e-mail: it gets one.
    twice(20, {}, { email: '' }),
    // Three accounts of a parent with one child on the two that go.
    twice(21), { 'desk/customers.csv': [somebody(21, { id: '921b', createdOn: '2018-01-01', email: 'kunde21@post.example' })] },
    { 'desk/participants.csv': [child('k8', '921', 'Ida'), child('k9', '921b', 'Ida')] },
    // A parent twice, with twins on one side and one of them on the other.
    twice(14),
    { 'desk/participants.csv': [child('k5', '914', 'Tim'), child('k6', '914', 'Tom')], 'online/participants.csv': [child('k7', 'o914', 'Tim')] },
    // Three and five records of one person.
    twice(15), { 'desk/customers.csv': [somebody(15, { id: '915b', createdOn: '2018-01-01', email: 'kunde15@post.example' })] },
    twice(16), { 'desk/customers.csv': ['b', 'c', 'd'].map((letter) => somebody(16, { id: `916${letter}`, createdOn: '2019-01-01', email: 'kunde16@post.example' })) },
    // The same number in two systems, two people; and one person under two numbers.
    { 'desk/customers.csv': [somebody(17, { id: '4711', customerNumber: '4711' })], 'online/customers.csv': [somebody(18, { id: '4711', customerNumber: '4711' })] },
    twice(19, { customerNumber: '88' }, { customerNumber: '99' }),
  ))
  result = await shop.run()
})

describe('finding duplicates', () => {
  it('D1.1 a customer on file who registers online is merged by the rule made for it', () => {
    expect(mergeOf(result, 'desk:910', 'online:o910').merge).toMatchObject({ outcome: 'automatic', decidedBy: 'online-twin', survivor: 'online:o910', sources: ['desk:910'] })
  })
  it('D1.2 other e-mails, and on one side no telephone: name, birth date and address are enough', () => {
    const { merge } = mergeOf(result, 'desk:911', 'online:o911')
    expect(merge.outcome).toBe('automatic')
    expect(merge.golden.find((field) => field.field === 'email')).toMatchObject({ result: 'neu.11@mail.example', from: 'online:o911' })
  })
  it('D1.3 parents who share a mailbox stay two customers, and the report says why', () => {
    const found = mergeOf(result, 'desk:912', 'online:o912')
    expect(found).toMatchObject({ operations: [], merge: { outcome: 'denied', decidedBy: 'SHARED_EMAIL_DIFFERENT_NAME' } })
    expect(refusalWords(found.merge.refusals[0]!)).toEqual({ de: 'Gleiche E-Mail, aber verschiedene Vornamen: vermutlich ein gemeinsames Postfach.', en: 'Same e-mail but different given names: probably a shared mailbox.' })
  })
  it('D1.4 a shared account is left as it is: in no merge, and no operation anywhere takes an e-mail away', () => {
    expect(result.document.merges.filter(({ merge }) => [merge.survivor, ...merge.sources, ...merge.leftOut].includes('desk:913'))).toEqual([])
    const emails = result.document.merges.flatMap((each) => each.operations).filter((operation) => operation.type === 'set_field' && operation.field === 'email')
    expect(emails.length).toBeGreaterThan(0)
    expect(emails.filter((operation) => operation.type === 'set_field' && operation.after === null)).toEqual([])
  })
  it('D1.5 the child of two payers joins nobody; equal children of one merged parent become one, twins stay two', () => {
    expect(result.document.merges.filter(({ merge }) => merge.outcome === 'automatic' && [merge.survivor, ...merge.sources].includes('desk:912'))).toEqual([])
    const { merge, operations } = mergeOf(result, 'desk:914', 'online:o914')
    expect(merge.participants.filter((match) => match.proposal === 'combine').map((match) => match.participants.map((each) => each.participant).toSorted())).toEqual([['k5', 'k7']])
    expect(operations.filter((operation) => operation.type === 'move_participant').map((operation) => operation.type === 'move_participant' && [operation.participant, operation.combineWith])).toEqual([['k5', 'k7'], ['k6', null]])
  })
  it('D1.5 a child on two accounts that both go is one child on the one that stays', () => {
    const { merge, operations } = mergeOf(result, 'desk:921', 'desk:921b', 'online:o921')
    expect(merge.sources).toEqual(['desk:921', 'desk:921b'])
    const moves = operations.filter((operation) => operation.type === 'move_participant')
    expect(moves.map((operation) => operation.type === 'move_participant' && [operation.participant, operation.combineWith])).toEqual([['k8', null], ['k9', 'k8']])
    expect(moves[1]!.dependsOn).toContain(moves[0]!.id)
  })
  it('D1.6 three records: one survivor, and for each source its own steps in order', () => {
    const { merge, operations } = mergeOf(result, 'desk:915', 'desk:915b', 'online:o915')
    expect(merge).toMatchObject({ outcome: 'automatic', survivor: 'online:o915', sources: ['desk:915', 'desk:915b'] })
    for (const source of merge.sources) {
      const steps = operations.filter((operation) => ('record' in operation && operation.record === source) || ('from' in operation && operation.from === source))
      expect(steps[0]!.type).toBe('archive_customer')
      expect(steps.map((step) => step.type)).toContain('retire_customer')
      expect(steps.find((step) => step.type === 'retire_customer')!.dependsOn).toContain(steps[0]!.id)
    }
    const tasks = operations.filter((operation) => operation.type === 'staff_task')
    expect(tasks.slice(1).map((task) => task.dependsOn)).toEqual(tasks.slice(0, -1).map((task) => [task.id]))
  })
  it('D1.6 five records go to a person, with their number', () => {
    const { merge } = mergeOf(result, 'desk:916', 'online:o916')
    expect(merge).toMatchObject({ outcome: 'review', decidedBy: 'GROUP_TOO_LARGE' })
    expect(refusalWords(merge.refusals.find((refusal) => refusal.code === 'GROUP_TOO_LARGE')!)).toMatchObject({ de: 'Die Gruppe ist mit 5 Datensätzen ungewöhnlich groß.', en: 'The group is unusually large (5 records).' })
  })
  it('D1.7 one number in two systems is not one person; of two numbers one stays and the other is written down', () => {
    expect(result.document.merges.filter(({ merge }) => [merge.survivor, ...merge.sources, ...merge.leftOut].some((id) => id.endsWith(':4711')))).toEqual([])
    const { merge, operations } = mergeOf(result, 'desk:919', 'online:o919')
    expect(merge.golden.find((field) => field.field === 'customerNumber')).toMatchObject({ result: '99', rule: 'customer-number' })
    expect(operations.find((operation) => operation.type === 'add_note')).toMatchObject({ record: 'online:o919', de: expect.stringContaining('desk:919 (Kundennummer 88)') as string, en: expect.stringContaining('desk:919 (customer number 88)') as string })
  })
})

describe('exports', () => {
  it('D1.8 SHORT_EXPORT an export from which many known records are gone stops the run, and so does one with fewer rows than the program showed', async () => {
    const shop = await studio()
    const known = new Map([...result.document.merges.flatMap(({ merge }) => merge.sources.map((id) => [id, ''] as const)), ...Array.from({ length: 9 }, (_, index) => [`desk:gone${index}` as const, ''] as const)])
    await expect(shop.run({ knownRecords: known })).rejects.toMatchObject({ code: 'SHORT_EXPORT', exitCode: 65 })
    const counted = await studio({}, (yaml) => yaml.replace('- file: club/mitglieder.csv\n        entity: customer', '- file: club/mitglieder.csv\n        entity: customer\n        expectedRows: 40'))
    await expect(counted.run()).rejects.toMatchObject({ code: 'SHORT_EXPORT' })
  })
  it('D1.9 a column that the mapping needs stops the run by name; an unknown one is listed; their order does not matter', async () => {
    const missing = await studio({}, (yaml) => yaml.replace('Geburtsdatum', 'Geb.-Datum'))
    await expect(missing.run()).rejects.toMatchObject({ code: 'COLUMN_MISSING', expected: '"Geb.-Datum"' })
    const added = await studio({ 'club/mitglieder.csv': [{ Mitgliedsnummer: "'0899", Vorname: 'Adelgunde', Nachname: 'Brunnquell', Lieblingsfarbe: 'blau', Status: 'Aktiv' }] })
    // The new column stands last in the file, and none of the others is where it was.
    const { manifest } = await added.run()
    expect(manifest.status).toBe('done')
    expect(added.file(`runs/${manifest.run}/1-ingest/counts.json`)).toMatch(/"unknownColumns":\[[^\]]*"Lieblingsfarbe"/)
    const [plain, turned] = [await studio(), await studio()]
    const rows = parse(plain.file('desk/customers.csv')) as readonly (readonly string[])[]
    writeFileSync(join(turned.folder, 'desk/customers.csv'), stringify(rows.map((row) => row.toReversed())))
    expect((await turned.run()).document.plan.inputHash).toBe((await plain.run()).document.plan.inputHash)
  })
})
