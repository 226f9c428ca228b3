import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { dedupe, type DedupeResult } from '../dedupe.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { refusalWords } from '../../src/model/refusal-words.ts'
import type { RefusalCode } from '../../src/model/refusal.ts'
import { emptyStoreState } from '../../src/model/store-state.ts'
import { asOf, mergeOf, studio, together, twice } from './studio.ts'

let result: DedupeResult
beforeAll(async () => {
  result = await (await studio(together(
    ...[40, 41, 42, 43, 44, 45, 46, 47, 48, 49].map((number) => twice(number, number === 47 ? { sanctions: 'keine Reservierung' } : {})),
    { 'desk/communications.csv': ['email', 'sms', 'letter'].map((channel, index) => ({ id: `k4${index}`, customer: `94${index}`, channel, subject: 'Terminabsage' })) },
    { 'desk/contracts.csv': [{ id: 'v43', customer: '943', title: 'Jahresvertrag', startsOn: '2026-01-01', state: 'active' }, { id: 'v44', customer: '944', title: 'Ausgelaufen', startsOn: '2020-01-01', endsOn: '2021-12-31', state: 'ended' }] },
    { 'online/contracts.csv': [{ id: 'v45', customer: 'o945', title: 'Jahresvertrag', startsOn: '2026-01-01', state: 'active' }] },
    { 'desk/invoices.csv': [{ id: 'r46', customer: '946', number: 'R-46', total: '80.00', open: '30.00', currency: 'EUR', caseReference: 'V-460' }, { id: 'r46b', customer: '946', number: 'R-47', total: '20.00', open: '20.00', currency: 'EUR', caseReference: 'V-461' }] },
    { 'desk/cards.csv': [{ id: 'c48', customer: '948', brand: 'Visa', lastFour: '1111' }, { id: 'c49', customer: '949', brand: 'Visa', lastFour: '3333' }], 'online/cards.csv': [{ id: 'c48o', customer: 'o948', brand: 'Visa', lastFour: '2222' }] },
  ))).run()
})

/** The refusal of a pair, in German. */
function said(number: number, code: RefusalCode): string | undefined {
  const refusal = mergeOf(result, `desk:9${number}`, `online:o9${number}`).merge.refusals.find((each) => each.code === code)
  return refusal === undefined ? undefined : refusalWords(refusal).de
}

describe('what stands in the way', () => {
  it('D3.1 D3.5 an e-mail, a text message or a letter on the record that goes: each is correspondence', () => {
    for (const number of [40, 41, 42]) {
      expect(mergeOf(result, `desk:9${number}`, `online:o9${number}`)).toMatchObject({ operations: [], merge: { outcome: 'skipped', decidedBy: 'SOURCE_HAS_CORRESPONDENCE' } })
      expect(said(number, 'SOURCE_HAS_CORRESPONDENCE')).toContain(`(1: desk:communication:k${number})`)
    }
  })
  it('D3.2 a contract on the record that goes, with number and id', () => expect(said(43, 'SOURCE_HAS_CONTRACT')).toContain('noch Verträge zugeordnet (1: desk:contract:v43)'))
  it('D3.4 a contract of the one who stays does no harm', () => expect(mergeOf(result, 'desk:945', 'online:o945').merge).toMatchObject({ outcome: 'automatic', refusals: [] }))
  it('D3.11 an ended contract still counts by default, and does not where the profile counts running ones alone', async () => {
    expect(mergeOf(result, 'desk:944', 'online:o944').merge.decidedBy).toBe('SOURCE_HAS_CONTRACT')
    const shop = await studio(together(twice(44), { 'desk/contracts.csv': [{ id: 'v44', customer: '944', title: 'Ausgelaufen', startsOn: '2020-01-01', endsOn: '2021-12-31', state: 'ended' }] }), undefined, 'refusals:\n  SOURCE_HAS_CONTRACT: { severity: skip, activeOnly: true, why: { de: x, en: x } }\nholdings:\n  contract: { policy: keep, why: { de: x, en: x } }')
    expect(mergeOf(await shop.run(), 'desk:944', 'online:o944').merge.outcome).toBe('automatic')
  })
  it('D3.6 a kind that was not exported is unknown; an empty file, and "none", are not', async () => {
    const shop = await studio(twice(40))
    writeFileSync(join(shop.folder, 'online/cards.csv'), '')
    expect(mergeOf(await shop.run(), 'desk:940', 'online:o940').merge.refusals).toEqual([])
    const unknown = await studio(twice(40), (yaml) => yaml.replace('none: [credit, classCredit, subscription, contract,', 'none: [credit, classCredit, subscription,'))
    const club = (await unknown.run()).document.merges.find(({ merge }) => merge.survivor === 'online:o101')!
    expect(club.merge).toMatchObject({ outcome: 'review', decidedBy: 'HOLDINGS_UNKNOWN' })
    expect(refusalWords(club.merge.refusals[0]!).de).toBe('Nicht exportiert und daher unbekannt: Verträge. Unbekannt ist nicht dasselbe wie „keine“.')
  })
  it('D3.6 the number on a program\'s tab stands in for what was not exported: some, none, or not said', async () => {
    const counts = (contracts: string, emails: string, letters: string) => ({ countContracts: contracts, countEmails: emails, countLetters: letters })
    const shop = await studio(together(twice(140, counts('2', '0', '0')), twice(141, counts('0', '1', '2')), twice(142, counts('0', '0', '0')), twice(143, counts('0', '0', '')), twice(144)))
    for (const file of ['contracts.csv', 'communications.csv']) rmSync(join(shop.folder, 'desk', file))
    const found = await dedupe({ project: await readProject(join(shop.folder, 'dublette.yaml')), asOf, state: emptyStoreState })
    const saidOf = (number: number) => { const { merge } = mergeOf(found, `desk:9${number}`, `online:o9${number}`); return [merge.outcome, ...merge.refusals.map((refusal) => refusalWords(refusal).de)] }
    expect(saidOf(140)).toEqual(['skipped', 'Dem Datensatz sind noch Verträge zugeordnet (2: desk:9140). Erst dort klären; der nächste Lauf versucht es wieder.'])
    expect(saidOf(141)).toEqual(['skipped', 'Zum Datensatz gibt es noch Korrespondenz (3: desk:9141). Erst dort klären; der nächste Lauf versucht es wieder.'])
    expect(saidOf(142)).toEqual(['automatic'])
    expect(saidOf(143)).toEqual(['automatic'])
    expect(saidOf(144)).toEqual(['review', 'Nicht exportiert und daher unbekannt: Verträge, Korrespondenz. Unbekannt ist nicht dasselbe wie „keine“.'])
  })
  it('D3.6 a tab that counts more than was exported: the export is not whole, and a person decides', async () => {
    const shop = await studio(together(twice(145, { countInvoices: '2' }), twice(146, { countInvoices: '1' }), { 'desk/invoices.csv': [{ id: 'r145', customer: '9145', number: 'R', total: '5.00', open: '0.00', currency: 'EUR' }, { id: 'r146', customer: '9146', number: 'R', total: '5.00', open: '0.00', currency: 'EUR' }] }))
    const found = await shop.run()
    expect(mergeOf(found, 'desk:9145', 'online:o9145').merge).toMatchObject({ outcome: 'review', decidedBy: 'HOLDINGS_UNKNOWN', refusals: [{ facts: { kinds: ['invoice'] } }] })
    expect(mergeOf(found, 'desk:9146', 'online:o9146').merge.refusals).toEqual([])
  })
  it('D3.9 what is open, with its amount and the case of each invoice', () => {
    expect(said(46, 'OPEN_BALANCE')).toBe('Offene Beträge: 50,00 EUR (V-460: desk:invoice:r46, V-461: desk:invoice:r46b).')
    expect(mergeOf(result, 'desk:946', 'online:o946').merge.outcome).toBe('review')
  })
  it('D3.10 one side may do less than the other', () => expect(said(47, 'SANCTION_ON_ONE_SIDE')).toBe('Nur auf einer Seite steht eine Einschränkung: keine Reservierung. Sie bleibt in jedem Fall bestehen.'))
  it('D3.12 a card on each side goes to a person and moves nowhere; one on the record that goes stays behind', () => {
    const both = mergeOf(result, 'desk:948', 'online:o948')
    expect(both.merge).toMatchObject({ outcome: 'review', decidedBy: 'CARD_OWNERSHIP_UNCLEAR' })
    for (const planned of [both, mergeOf(result, 'desk:949', 'online:o949')]) expect(planned.operations.filter((operation) => operation.type === 'move_holding' && operation.kind === 'card')).toEqual([])
  })
  it('D3.3 what is skipped is listed with what to clear; once it is cleared the next run merges it', async () => {
    const shop = await studio(together(twice(43), { 'desk/contracts.csv': [{ id: 'v43', customer: '943', title: 'Jahresvertrag', startsOn: '2026-01-01', state: 'active' }] }))
    const first = await shop.run()
    expect(shop.file(`runs/${first.run.id}/6-plan/preview/skipped.csv`)).toMatch(/desk:943,online:o943,SOURCE_HAS_CONTRACT,skip,.*desk:contract:v43.*der nächste Lauf versucht es wieder/)
    const again = await shop.run()
    expect(again.document.plan.hash).toBe(first.document.plan.hash)
    const path = join(shop.folder, 'desk/contracts.csv')
    writeFileSync(path, readFileSync(path, 'utf8').split('\n').filter((line) => !line.startsWith('v43,')).join('\n'))
    expect(mergeOf(await shop.run(), 'desk:943', 'online:o943').merge.outcome).toBe('automatic')
  })
})
