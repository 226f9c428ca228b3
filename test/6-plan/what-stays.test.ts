import { describe, expect, it } from 'vitest'
import { carryOut, type HoldingView } from '../../src/model/carry-out.ts'
import { type Holding, holdingKindNames } from '../../src/model/holding.ts'
import type { Ruleset } from '../../src/ruleset/ruleset.ts'
import { eur, type Loose, type Person, rulesOf, type Scene } from '../5-merge/scene.ts'
import { planInputOf, plannedOf, planOf } from './planned.ts'

describe('what stays although a person approved the merge', () => {
  const check = (ours: readonly Loose[], theirs: readonly Loose[], moved: readonly string[]): void => {
    const { operations } = plannedOf({ people: [{ id: 'a', origin: 'online', holds: theirs }, { id: 'b', holds: ours }] })
    expect(operations.flatMap((each) => (each.type === 'move_holding' ? [each.holding] : []))).toEqual(moved)
  }
  it('a gift card that its system cannot hand over', () => check([{ kind: 'voucher', movable: false }, { kind: 'voucher', code: 'GS-2' }], [], ['s:b:voucher:1']))
  it('and what is left on it is settled first', () => {
    const { operations } = plannedOf({ people: [{ id: 'a', origin: 'online' }, { id: 'b', holds: [{ kind: 'voucher', movable: false }] }] })
    const tasks = operations.flatMap((each) => (each.type === 'staff_task' ? [each] : []))
    expect(tasks[0]).toMatchObject({ task: 'settle_with_customer', en: 'Voucher GS-1 (20.00 EUR) cannot be moved and stays with s:b. Before anything else settle with the customer what becomes of it (redeem, pay out or issue anew).' })
  })
  it('D5.16 a voucher that the survivor has already', () => check([{ kind: 'voucher' }], [{ kind: 'voucher' }], []))
  it('D5.14 a discount beside the survivor\'s own', () => check([{ kind: 'discount', reduction: '15 %' }], [{ kind: 'discount' }], []))
  it('D7.6 what is merely allowed; a ban goes along', () => check([{ kind: 'permission' }, { kind: 'permission', action: 'stornieren', allowed: false }], [], ['s:b:permission:1']))
  it('D8.5 a file with the same content', () => check([{ kind: 'document' }, { kind: 'document', contentHash: 'bb' }], [{ kind: 'document', name: 'Kopie.pdf' }], ['s:b:document:1']))
  it('D8.7 a vote', () => check([{ kind: 'surveyVote' }], [], []))
  it('D5.14 an old discount of the survivor does not keep out one that runs', () => check([{ kind: 'discount' }], [{ kind: 'discount', reduction: '20 %', validUntil: '2026-01-31' }], ['s:b:discount:0']))
  it('D7.9 a price group without its proof beside the proven one; the proof goes along where it is missing', () => {
    check([{ kind: 'priceGroup', proven: false }], [{ kind: 'priceGroup' }], [])
    check([{ kind: 'priceGroup' }], [{ kind: 'priceGroup', proven: false }], ['s:b:priceGroup:0'])
    check([{ kind: 'priceGroup', provenUntil: '2026-01-31' }], [{ kind: 'priceGroup', proven: false }], [])
  })
  it('D5.14 D8.5 what two sources both have comes once, of two discounts the first', () => {
    const holds: readonly Loose[] = [{ kind: 'document' }, { kind: 'discount' }]
    const { operations } = plannedOf({ people: [{ id: 'a', origin: 'online' }, { id: 'b', holds }, { id: 'c', holds: [{ kind: 'document' }, { kind: 'discount', reduction: '15 %' }] }] })
    expect(operations.flatMap((each) => (each.type === 'move_holding' ? [each.holding] : []))).toEqual(['s:b:discount:1', 's:b:document:0'])
  })
  it('D8.7 a vote stays whatever a profile of one\'s own says of it', () => {
    const rules = rulesOf('default')
    const { operations } = plannedOf({ people: [{ id: 'a', origin: 'online' }, { id: 'b', holds: [{ kind: 'surveyVote' }] }], rules: { ...rules, holdings: { ...rules.holdings, surveyVote: { ...rules.holdings.surveyVote, policy: 'review' } } } })
    expect(operations.filter((each) => each.type === 'move_holding')).toEqual([])
  })
})

describe('what stays and still counts for something is settled before its customer is deactivated', () => {
  const settled = (ours: readonly Loose[], theirs: readonly Loose[], rules = rulesOf('default')): readonly string[] =>
    plannedOf({ people: [{ id: 'a', origin: 'online', holds: theirs }, { id: 'x:b', holds: ours }], rules }).operations.flatMap((each) => (each.type === 'staff_task' && each.task === 'settle_with_customer' ? [each.en] : []))
  it('D5.14 D5.16 the other discount, and a voucher that says something else', () => {
    expect(settled([{ kind: 'discount', reduction: '15 %' }, { kind: 'voucher', value: eur(3000) }], [{ kind: 'discount' }, { kind: 'voucher' }]))
      .toEqual(['These stay with x:b and do not move: permanent discount 15 %, voucher GS-1 (30.00 EUR). Settle what becomes of them before x:b is deactivated.'])
    expect(settled([{ kind: 'discount' }, { kind: 'voucher' }], [{ kind: 'discount' }, { kind: 'voucher' }])).toEqual([])
  })
  it('whatever a profile of one\'s own keeps: money, units, what runs and what is owed', () => {
    const rules = rulesOf('default')
    const kept = Object.fromEntries(holdingKindNames.map((kind) => [kind, { ...rules.holdings[kind], policy: 'keep' as const }])) as Ruleset['holdings']
    const ours: readonly Loose[] = [{ kind: 'credit' }, { kind: 'classCredit' }, { kind: 'package' }, { kind: 'subscription' }, { kind: 'invoice', open: eur(400) }, { kind: 'invoice' }, { kind: 'instalment', open: eur(500) }, { kind: 'offer' }, { kind: 'booking' }, { kind: 'rental' }, { kind: 'damageCase' }, { kind: 'note' }]
    expect(settled(ours, [], { ...rules, holdings: kept })).toEqual(['These stay with x:b and do not move: 10.00 EUR credit, 3 × Yoga, package 10er-Karte, subscription Flatrate (49.00 EUR), invoice R1 (4.00 EUR), instalment Jahreskurs (5.00 EUR), offer A1, booking Yoga, rented object Kajak 7, damage case S1. Settle what becomes of them before x:b is deactivated. A subscription that goes on would go on being charged.'])
    expect(settled(ours, [])).toEqual([])
  })
})

it('D6.10, D6.11 an invoice for the time after the end is credited, never deleted, in a merge too', () => {
  const ended: Loose = { kind: 'subscription', endsOn: '2026-10-31', state: 'ended' }
  const bill: Loose = { kind: 'invoice', number: 'R-9', subscription: 's:b:subscription:0', serviceFrom: '2026-11-01', serviceTo: '2026-11-30' }
  const { operations } = plannedOf({ people: [{ id: 'a', origin: 'online' }, { id: 'b', holds: [ended, bill] }] }, { programOf: () => 'portal' })
  expect(operations.flatMap((each) => (each.type === 'propose_credit_note' ? [[each.holding, each.owner, each.amount.amountMinor]] : []))).toEqual([['s:b:invoice:1', 's:b', 4900n]])
  expect(operations.flatMap((each) => (each.type === 'staff_task' && each.task === 'credit_invoice' ? [each.de] : []))).toEqual(['In der „Rechnungsübersicht“ von s:b die Rechnung R-9 über 49,00 EUR gutschreiben, nicht löschen: Sie gilt für die Zeit nach dem Ende. Bezahlt sind 49,00 EUR: klären, wie das Geld zurückgeht.'])
})

describe('what goes along whole', () => {
  const after = (holds: readonly Loose[], participants: Person['participants'] = []): readonly Holding[] => {
    const scene: Scene = { people: [{ id: 'a', origin: 'online' }, { id: 'b', holds, participants }] }
    const view: HoldingView = new Map(planInputOf(scene).holdings.map((holding): [string, Holding] => [holding.id, holding]))
    for (const operation of planOf(scene).merges[0]!.operations) carryOut(view, operation)
    return [...view.values()]
  }
  it('D5.16 a voucher, with what is left on it', () => expect(after([{ kind: 'voucher', value: eur(1350) }])).toMatchObject([{ owner: 's:a', code: 'GS-1', value: eur(1350) }]))
  it('D8.6 attendance, with its day and whose it is', () => {
    expect(after([{ kind: 'attendance', participant: 'p1' }], [{ id: 'p1', givenName: 'Mia', familyName: null, birthDate: null }])).toMatchObject([{ owner: 's:a', course: 'Yoga', attendedOn: '2026-10-01', state: 'attended', participant: 'p1' }])
  })
})
