import { describe, expect, it } from 'vitest'
import { findEndings } from '../../src/6-plan/end/find-endings.ts'
import { planEndings } from '../../src/6-plan/end/plan-endings.ts'
import type { EndingRequest } from '../../src/model/ending-request.ts'
import { DubletteError } from '../../src/model/error.ts'
import type { Holding, HoldingOf } from '../../src/model/holding.ts'
import type { OperationOf, OperationType } from '../../src/model/operation.ts'
import type { PlanDocument, PlannedMerge } from '../../src/model/plan.ts'
import { presentState } from '../../src/model/present-state.ts'
import { reconcile } from '../../src/1-ingest/reconcile.ts'
import { emptyStoreState } from '../../src/model/store-state.ts'
import { credit, ingested, invoice, pack, record, subscription } from '../edge/store/world.ts'

const asOf = '2026-11-23'
type Program = Parameters<typeof findEndings>[0]['programOf'] extends (system: string) => infer P ? P : never

/** Billed on the last day of every month, 30 days of notice. */
const flat: HoldingOf<'subscription'> = { ...subscription('gym:subscription:17', 'gym:1', 4900n) as HoldingOf<'subscription'>, noticeDays: 30 }

function request(more: Partial<EndingRequest> = {}): EndingRequest {
  return { subscription: flat.id, when: 'end-date', deactivate: null, payOut: null, reason: '', where: 'line 2', ...more }
}

function planned(holdings: readonly Holding[], requests: readonly EndingRequest[], program: Program = 'portal', former: readonly PlannedMerge[] = []): PlanDocument {
  const reconciled = reconcile(ingested([record('gym:1')], holdings), emptyStoreState, { maxGoneShare: 0 })
  const state = presentState(reconciled)
  return planEndings({ endings: findEndings({ requests, state, programOf: () => program, asOf }), reconciled, state, formerOf: () => former, asOf, inputHash: 'i', stateHash: 's' })
}

function operations<T extends OperationType>(document: PlanDocument, type: T): readonly OperationOf<T>[] {
  return document.merges.flatMap((each) => each.operations).filter((each): each is OperationOf<T> => each.type === type)
}

const tasks = (document: PlanDocument, language: 'de' | 'en' = 'en'): readonly string[] => operations(document, 'staff_task').map((each) => each[language])
const endOf = (subscriptionLike: HoldingOf<'subscription'>, more: Partial<EndingRequest> = {}): unknown => operations(planned([subscriptionLike], [request(more)]), 'end_subscription')[0]!.on

describe('what may not end so', () => {
  const check = (holdings: readonly Holding[], asked: readonly Partial<EndingRequest>[], words: RegExp): void => {
    expect(() => planned(holdings, asked.map(request))).toThrowError(expect.objectContaining({ code: 'ENDING_INVALID', message: expect.stringMatching(words) as string }) as DubletteError)
  }
  it('what is not there, has ended, or is named twice', () => {
    check([flat], [{ subscription: 'gym:subscription:18' }], /line 2: there is no such subscription/)
    check([{ ...flat, state: 'ended' }], [{}], /has ended already/)
    check([flat], [{}, { where: 'line 3' }], /line 3: this subscription is named twice/)
    check([{ ...flat, endsOn: '2027-01-30' }], [{ when: '2027-01-30' }], /it ends on 2027-01-30 already/)
  })
  it('D6.3 before the notice period is over it needs a reason', () => {
    check([flat], [{ when: '2026-12-15' }], /the end 2026-12-15 before the notice period is over, 2026-12-23, needs a reason/)
    expect(endOf(flat, { when: '2026-12-15', reason: 'moves away' })).toBe('2026-12-15')
    expect(endOf(flat, { when: '2026-12-23' })).toBe('2026-12-23')
  })
  it('D6.1 at once is never the default, and needs a reason', () => {
    check([flat], [{ when: 'now' }], /ending at once needs a reason/)
    expect(endOf(flat)).not.toBe('now')
    expect(endOf(flat, { when: 'now', reason: 'house ban' })).toBe('now')
  })
  it('a day that has passed, or before the beginning', () => {
    check([flat], [{ when: '2026-11-22', reason: 'x' }], /lies before today/)
    check([{ ...flat, state: 'future', startedOn: '2027-02-01' }], [{ when: '2027-01-15' }], /lies before the beginning, 2027-02-01: name a later day, or end it at once, so that it never begins/)
  })
  it('D6.8 a customer with something that runs on is not deactivated, nor before the end', () => {
    const other: Holding = { ...flat, id: 'gym:subscription:18', plan: 'sauna' }
    check([flat, other], [{ deactivate: 'end-date' }], /cannot be deactivated while something runs on: gym:subscription:18/)
    check([flat], [{ deactivate: '2026-12-01' }], /deactivated before the membership ends/)
    expect(tasks(planned([flat, other], [request({ deactivate: 'end-date' }), request({ subscription: other.id })])).filter((each) => each.includes('"Abmelden"'))).toHaveLength(1)
  })
  it('D6.15 a pay-out without the route of refund, or of nothing', () => {
    check([flat, credit('gym:credit:1', 'gym:1', 1250n)], [{ payOut: ' ' }], /a pay-out needs the route/)
    check([flat], [{ payOut: 'transfer' }], /no credit to pay out/)
  })
})

describe('D6.2 the end date', () => {
  it('is the last day of the period in which the notice period is over', () => {
    expect(endOf(flat)).toBe('2026-12-30')
    expect(endOf({ ...flat, noticeDays: null })).toBe('2026-11-29')
    expect(endOf({ ...flat, noticeDays: 40 })).toBe('2027-01-30')
    expect(endOf({ ...flat, interval: 'two-weekly', startedOn: '2026-11-16', noticeDays: 0 })).toBe('2026-11-29')
  })
  it('D5.4 what was paid until the next renewal is used up, also where that was moved by hand or paid ahead', () => {
    expect(endOf({ ...flat, noticeDays: 0, renewsOn: '2026-12-20' })).toBe('2026-12-19')
    expect(endOf({ ...flat, noticeDays: 0, renewsOn: '2027-02-28' })).toBe('2027-02-27')
    expect(endOf({ ...flat, noticeDays: 30, renewsOn: '2026-12-20' })).toBe('2027-01-19')
    expect(endOf({ ...flat, noticeDays: 0, renewsOn: '2026-10-30' })).toBe('2026-11-29')
  })
  it('is the end that the contract has, where notice allows it', () => {
    expect(endOf({ ...flat, endsOn: '2027-06-30' }, { deactivate: 'end-date' })).toBe('2027-06-30')
    expect(endOf({ ...flat, endsOn: '2026-12-01' })).toBe('2026-12-30')
  })
  it('says that it stays usable until then, in the words of the menu', () => {
    const document = planned([flat], [request()])
    expect(tasks(document)[0]).toBe('"Kunden & Mitarbeiter" › customer gym:1 › "Produkte" › membership "flat" › "Optionen" (top right) › "Mitgliedschaft beenden" › "Am Enddatum", end 30 Dec 2026. Until then it stays usable, then it ends by itself; no more invoices after that. The customer can still sign in to the account; deactivating it is a step of its own.')
    expect(tasks(document, 'de')[0]).toBe('„Kunden & Mitarbeiter“ › Kunde gym:1 › „Produkte“ › Mitgliedschaft „flat“ › „Optionen“ (oben rechts) › „Mitgliedschaft beenden“ › „Am Enddatum“, Ende 30.12.2026. Bis dahin bleibt sie nutzbar, dann endet sie von selbst; danach entstehen keine Rechnungen mehr. In seinem Kundenkonto kann sich der Kunde weiter anmelden; ihn stillzulegen ist ein eigener Schritt.')
    expect(tasks(planned([flat], [request()], null))[0]).toMatch(/^End "flat" of gym:1 on 30 Dec 2026, not at once\./)
  })
})

describe('what follows from it', () => {
  const bill = (id: string, from: string, to: string): Holding => ({ ...invoice(`gym:invoice:${id}`, 'gym:1', 4900n) as HoldingOf<'invoice'>, number: id, subscription: '17', serviceFrom: from, serviceTo: to })
  it('D6.4 ending at once is named as the exception, with its reason, and what it takes from the recurring revenue', () => {
    const document = planned([flat], [request({ when: 'now', reason: 'house ban' })])
    expect(tasks(document)[0]).toMatch(/"Sofort"\. Access and services are lost at once; this is the exception\. Reason: house ban\./)
    expect(document.plan).toMatchObject({ counts: { exceptions: 1 }, before: { recurring: { 'monthly EUR': 4900n } }, after: { recurring: { 'monthly EUR': 0n } }, corrections: [{ total: 'recurring', key: 'monthly EUR', difference: -4900n }] })
    expect(planned([flat], [request()]).plan.corrections).toEqual([])
  })
  it('D6.9, D6.10, D6.11 invoices for the time after the end are credited, never deleted; of one that reaches over it, a person decides', () => {
    const document = planned([flat, bill('R1', '2026-12-01', '2026-12-31'), bill('R2', '2027-01-01', '2027-01-31'), bill('R3', '2026-11-01', '2026-11-30')], [request()])
    expect(operations(document, 'propose_credit_note').map((each) => [each.holding, each.amount])).toEqual([['gym:invoice:R2', { amountMinor: 4900n, currency: 'EUR' }]])
    const undated = planned([flat, { ...bill('R5', '2026-12-01', '2027-01-09') as HoldingOf<'invoice'>, serviceFrom: null }], [request()])
    expect(tasks(undated).filter((each) => each.includes('invoice R5'))).toEqual(['In the "Rechnungsübersicht" of gym:1 look at invoice R5 of 49.00 EUR: 10 days lie after the end. Decide how much to credit; do not delete it.'])
    const said = tasks(document).filter((each) => each.includes('invoice R'))
    expect(said).toEqual([
      'In the "Rechnungsübersicht" of gym:1 look at invoice R1 of 49.00 EUR: 1 of 31 days lie after the end. Decide how much to credit; do not delete it.',
      'In the "Rechnungsübersicht" of gym:1 credit invoice R2 of 49.00 EUR, do not delete it: it is for the time after the end.',
    ])
  })
  it('D6.10 an invoice over which a credit note stands is not credited again; for which month it is, is not guessed', () => {
    const note = (id: string, of: Holding, change: Partial<HoldingOf<'invoice'>> = {}): Holding => ({ ...of as HoldingOf<'invoice'>, id: `gym:invoice:${id}`, number: id, total: { amountMinor: -4900n, currency: 'EUR' }, ...change })
    const [january, february] = [bill('R2', '2027-01-01', '2027-01-31'), bill('R4', '2027-02-01', '2027-02-28')]
    const proposed = (...more: readonly Holding[]): readonly string[] => operations(planned([flat, january, ...more], [request()]), 'propose_credit_note').map((each) => each.holding)
    expect(proposed(note('G1', january))).toEqual([])
    expect(proposed(note('G1', january, { serviceFrom: null, serviceTo: null }))).toEqual([])
    expect(proposed(february, note('G1', february))).toEqual(['gym:invoice:R2'])
    expect(proposed(february, note('G1', february, { serviceFrom: null, serviceTo: null }))).toEqual(['gym:invoice:R2', 'gym:invoice:R4'])
    expect(proposed(note('G1', january, { total: { amountMinor: -4800n, currency: 'EUR' } }))).toEqual(['gym:invoice:R2'])
    expect(proposed(note('G1', february))).toEqual(['gym:invoice:R2'])
  })
  it('D6.2 what has yet to begin ends with its first period', () => {
    expect(operations(planned([{ ...flat, state: 'future', startedOn: '2027-03-01', renewsOn: null }], [request()]), 'end_subscription')).toMatchObject([{ on: '2027-03-31' }])
  })
  it('D6.9 an invoice that names no membership: credited where none but this one ran in its time, looked at where another does', () => {
    const loose = (more: Partial<HoldingOf<'invoice'>> = {}): Holding => ({ ...bill('R5', '2027-01-01', '2027-01-31') as HoldingOf<'invoice'>, subscription: null, ...more })
    const old = { ...flat, id: 'gym:subscription:3', state: 'ended' as const, endsOn: '2025-01-31' }
    expect(operations(planned([flat, old, loose()], [request()]), 'propose_credit_note')).toHaveLength(1)
    const document = planned([flat, { ...flat, id: 'gym:subscription:18', plan: 'sauna' }, loose()], [request()])
    expect(operations(document, 'propose_credit_note')).toEqual([])
    expect(tasks(document).filter((each) => each.includes('R5'))).toEqual(['In the "Rechnungsübersicht" of gym:1 look at invoice R5 of 49.00 EUR: it is for the time after the end. It names no membership: look first which one it is for. Decide how much to credit; do not delete it.'])
  })
  it('D6.10 what was paid goes back, and what a credit note has cancelled is not credited twice', () => {
    const paid: Holding = { ...bill('R2', '2027-01-01', '2027-01-31') as HoldingOf<'invoice'>, open: { amountMinor: 0n, currency: 'EUR' } }
    expect(tasks(planned([flat, paid], [request()])).filter((each) => each.includes('R2'))).toEqual(['In the "Rechnungsübersicht" of gym:1 credit invoice R2 of 49.00 EUR, do not delete it: it is for the time after the end. 49.00 EUR are paid: settle how the money goes back.'])
    const note: Holding = { ...paid as HoldingOf<'invoice'>, id: 'gym:invoice:R9', number: 'R9', total: { amountMinor: -4900n, currency: 'EUR' } }
    expect(operations(planned([flat, paid, note], [request()]), 'propose_credit_note')).toEqual([])
    expect(operations(planned([flat, paid, { ...paid as HoldingOf<'invoice'>, id: 'gym:invoice:R4', number: 'R4' }, note], [request()]), 'propose_credit_note')).toHaveLength(1)
  })
  it('D6.12 open instalments are not remitted by the end; those of another contract are not named', () => {
    const rate: HoldingOf<'instalment'> = { id: 'gym:instalment:1', owner: 'gym:1', participant: null, kind: 'instalment', title: 'Aufnahme', amount: { amountMinor: 5000n, currency: 'EUR' }, open: { amountMinor: 2500n, currency: 'EUR' }, dueOn: '2026-12-01', contract: null }
    const contract: Holding = { id: 'gym:contract:v', owner: 'gym:1', participant: null, kind: 'contract', title: 'Trainer', startsOn: null, endsOn: null, state: 'active' }
    const said = (holdings: readonly Holding[], language: 'de' | 'en'): readonly string[] => tasks(planned([flat, ...holdings], [request()]), language).filter((each) => /instalment|Rate/.test(each))
    expect(said([rate], 'en')).toEqual(['gym:1 still has open instalments: "Aufnahme", 25.00 EUR, due on 1 Dec 2026. The end of the membership does not remit them: settle whether and when they are still paid.'])
    expect(said([{ ...rate, contract: '17' }], 'de')).toEqual(['gym:1 hat noch offene Raten: „Aufnahme“, 25,00 EUR, fällig am 01.12.2026. Das Ende der Mitgliedschaft erlässt sie nicht: klären, ob und wann sie noch bezahlt werden.'])
    expect(said([contract, { ...rate, contract: 'v' }], 'en')).toEqual([])
  })
  it('D5.10 a booking that is paid with credits of the membership ends with it, and today\'s where it ends at once', () => {
    const credits: Holding = { id: 'gym:classCredit:5', owner: 'gym:1', participant: null, kind: 'classCredit', creditType: 'Yoga', units: 0, expiresOn: null, subscription: '17' }
    const booked = (title: string, on: string, paidWith: string): Holding => ({ id: `gym:booking:${title}`, owner: 'gym:1', participant: null, kind: 'booking', title, slot: null, startsOn: on, state: 'booked', price: null, paidWith })
    const all = [flat, credits, booked('Pilates', '2027-01-04', '5'), booked('Spinning', asOf, '17'), booked('Rowing', '2027-01-05', '6')]
    expect(tasks(planned(all, [request()])).join()).toMatch(/Still booked: Pilates on 4 Jan 2027; look/)
    expect(tasks(planned(all, [request({ when: 'now', reason: 'house ban.' })])).join()).toMatch(/Reason: house ban\. [^]*Still booked: Pilates on 4 Jan 2027, Spinning on 23 Nov 2026; look/)
  })
  it('D6.5 a changed day takes back what was done for the day before, and the same once more is refused', () => {
    const gone = bill('R2', '2027-01-01', '2027-01-31')
    const first = planned([flat, gone], [request({ deactivate: 'end-date' })]).merges
    const ending = { ...flat, endsOn: '2026-12-30' }
    const later = planned([ending, gone], [request({ when: '2027-06-30' })], 'portal', first)
    expect(later.merges[0]!.merge.id).toMatch(/-2$/)
    expect(tasks(later).slice(1, 3)).toEqual([
      'If already done, take back: In the "Rechnungsübersicht" of gym:1 credit invoice R2 of 49.00 EUR, do not delete it: it is for the time after the end.',
      'Activate customer gym:1 in gym again if it was deactivated already; take a deactivation out that is set for a day. No message to the customer.',
    ])
    expect(tasks(planned([ending, gone], [request({ when: 'withdraw' })], 'portal', first)).slice(1, 3)).toEqual(tasks(later).slice(1, 3))
    expect(() => planned([ending, gone], [request({ deactivate: 'end-date' })], 'portal', first)).toThrowError(/line 2: this is planned and applied already, as e-[0-9a-f]{16}-1/)
    // Another day of deactivation is something else.
    expect(tasks(planned([ending, gone], [request({ deactivate: '2027-01-31' })], 'portal', first)).filter((each) => each.includes('deactivat') || each.includes('Abmelden'))).toHaveLength(2)
  })
  it('D5.10 credits and bookings that end with it are listed', () => {
    const credits: Holding = { id: 'gym:classCredit:5', owner: 'gym:1', participant: null, kind: 'classCredit', creditType: 'Yoga', units: 4, expiresOn: null, subscription: '17' }
    const booked = (id: string, on: string): Holding => ({ id: `gym:booking:${id}`, owner: 'gym:1', participant: null, kind: 'booking', title: 'Pilates', slot: null, startsOn: on, state: 'booked', price: null, paidWith: '17' })
    const [text] = tasks(planned([flat, credits, booked('1', '2027-01-04'), booked('2', '2026-12-29')], [request()])).filter((each) => each.includes('Still booked'))
    expect(text).toBe('After 30 Dec 2026 gym:1 can book nothing more with "flat". Class credits end with it: 4 × Yoga. Still booked: Pilates on 4 Jan 2027; look at each booking and cancel it or have it paid otherwise. No message to the customer.')
  })
  it('D6.6 a pause stays a pause', () => {
    const paused = { ...flat, state: 'paused' as const, pauses: [{ from: '2026-11-01', to: null }] }
    expect(tasks(planned([paused], [request()]))[0]).toContain('a pause is no end')
  })
  it('D6.7, D9.7 ended is not removed: deactivation is a task of its own, on its day', () => {
    expect(operations(planned([flat], [request()]), 'staff_task').map((each) => each.task)).not.toContain('deactivate')
    const [text] = tasks(planned([flat], [request({ deactivate: '2027-01-15' })])).filter((each) => each.includes('Abmelden'))
    expect(text).toBe('In "Kundenübersicht" open customer gym:1 and make it inactive with "Abmelden" (on the left) on 15 Jan 2027, not at once. Do not delete.')
  })
  it('D6.8 several memberships of one customer end, and the last one brings the deactivation', () => {
    const sauna = { ...flat, id: 'gym:subscription:18', plan: 'sauna', noticeDays: 90 }
    const document = planned([flat, sauna], [request({ deactivate: 'end-date' }), request({ subscription: sauna.id, deactivate: 'end-date' })])
    expect(tasks(document).filter((each) => each.includes('Abmelden'))).toEqual(['In "Kundenübersicht" open customer gym:1 and make it inactive with "Abmelden" (on the left) on 27 Feb 2027, not at once. Do not delete.'])
    expect(operations(document, 'staff_task').find((each) => each.task === 'deactivate')!.merge).toBe(operations(document, 'end_subscription').find((each) => each.holding === sauna.id)!.merge)
  })
  it('D6.8 what is still there is settled before anybody is deactivated', () => {
    const pass: Holding = { ...pack('gym:package:3', 'gym:1', 3) as HoldingOf<'package'>, product: 'Sauna' }
    const [text] = tasks(planned([flat, credit('gym:credit:1', 'gym:1', 1250n), credit('gym:credit:2', 'gym:1', -100n), pass], [request({ deactivate: 'end-date' })]), 'de').filter((each) => each.includes('Abmelden'))
    expect(text).toMatch(/^Vorher klären, was noch da ist: 12,50 EUR Guthaben; Paket „Sauna“, noch 3.*; offen 1,00 EUR\. In „Kundenübersicht“/)
    expect(tasks(planned([flat, credit('gym:credit:1', 'gym:1', 1250n)], [request({ deactivate: 'end-date', payOut: 'cash' })])).join()).not.toContain('still there')
  })
  it('D6.14, D6.16, D6.17 credit is paid out by its document, closed when it stands as paid, and the proof is kept', () => {
    const document = planned([flat, credit('gym:credit:1', 'gym:1', 1250n), credit('gym:credit:2', 'gym:1', -100n)], [request({ payOut: 'transfer of 30 Nov' })], 'kutego')
    expect(operations(document, 'propose_payout')).toMatchObject([{ holding: 'gym:credit:1', amount: { amountMinor: 1250n }, refundRoute: 'transfer of 30 Nov', notifyCustomer: false }])
    const [text] = tasks(document).filter((each) => each.includes('Minusrechnung'))
    expect(text).toBe('The customer still owes 1.00 EUR: offset it first and pay out only the rest. Make an invoice for gym:1: position "sonstiges", text "Auszahlung Kundenguthaben - Gutschrift", 0,00 €, deduct the credit of 12.50 EUR; this gives a "Minusrechnung". Name the route of refund in the text of the invoice: transfer of 30 Nov. Then mark it paid under "Finanzen" › "Rechnungen"; the credit in the tab "Kundenguthaben" is 0.00 then. Keep the proof of refund for ten years.')
  })
  it('an ending that has not come can be taken back', () => {
    const document = planned([{ ...flat, endsOn: '2026-12-30' }], [request({ when: 'withdraw' })])
    expect(operations(document, 'end_subscription')).toMatchObject([{ on: null, endsOnBefore: '2026-12-30' }])
    expect(tasks(document)[0]).toMatch(/^Take back the end of "flat" on 30 Dec 2026 of gym:1/)
    expect(() => planned([flat], [request({ when: 'withdraw' })])).toThrowError(/no end is entered/)
  })
  it('every task waits for the one before, and each ending is a unit of its own', () => {
    const document = planned([flat, { ...flat, id: 'gym:subscription:18' }], [request({ deactivate: null }), request({ subscription: 'gym:subscription:18' })])
    expect(document.merges).toHaveLength(2)
    for (const { operations: list } of document.merges) for (const [index, task] of list.filter((each) => each.type === 'staff_task').entries()) expect(task.dependsOn).toHaveLength(index === 0 ? 0 : 1)
  })
})
