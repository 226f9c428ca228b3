import { beforeAll, describe, expect, it } from 'vitest'
import type { DedupeResult } from '../dedupe.ts'
import { balancesOf } from '../../src/model/account.ts'
import { carryOut, type HoldingView } from '../../src/model/carry-out.ts'
import type { Holding } from '../../src/model/holding.ts'
import type { OperationType } from '../../src/model/operation.ts'
import { refusalWords } from '../../src/model/refusal-words.ts'
import { eur } from '../5-merge/scene.ts'
import { planInputOf, planOf } from '../6-plan/planned.ts'
import { mergeOf, studio, together, twice } from './studio.ts'

let result: DedupeResult
const operationsOf = (number: number, type: OperationType) => mergeOf(result, `desk:9${number}`, `online:o9${number}`).operations.filter((operation) => operation.type === type)

beforeAll(async () => {
  const subscription = { plan: 'Yoga frei', state: 'active', currency: 'EUR', startedOn: '2025-01-31' }
  result = await (await studio(together(
    ...[50, 51, 52, 53, 54, 55].map((number) => twice(number)),
    // Somebody of whom little more than the name is known on one side.
    twice(56, {}, { birthDate: '', phone: '', street: '', houseNumber: '' }),
    { 'desk/credits.csv': [{ id: 'g50a', customer: '950', balance: '0.10', currency: 'EUR' }, { id: 'g50b', customer: '950', balance: '0.20', currency: 'EUR' }, { id: 'g50c', customer: '950', balance: '7.00', currency: 'CHF' }, { id: 'g56', customer: '956', balance: '20.00', currency: 'EUR' }] },
    { 'desk/class-credits.csv': [{ id: 'y50', customer: '950', creditType: 'Yoga', units: '2' }] },
    { 'desk/subscriptions.csv': [
      { ...subscription, id: 's51', customer: '951', interval: 'monthly', price: '39.90', listPrice: '59.00' },
      { ...subscription, id: 's52', customer: '952', interval: 'monthly', price: '49.00' },
      { ...subscription, id: 's53', customer: '953', interval: 'two-weekly', price: '19.00' },
      { ...subscription, id: 's54', customer: '954', interval: 'monthly', price: '49.00', plan: 'Kraftraum' },
    ] },
    { 'online/subscriptions.csv': [{ ...subscription, id: 'so52', customer: 'o952', interval: 'monthly', price: '55.00' }, { ...subscription, id: 'so54', customer: 'o954', interval: 'monthly', price: '29.00', plan: 'Sauna' }] },
    { 'desk/invoices.csv': [{ id: 'r55', customer: '955', number: 'R-55', total: '49.00', open: '0.00', currency: 'EUR', issuedOn: '2016-02-01' }] },
  ))).run()
})

describe('credit, packages, subscriptions', () => {
  it('D5.11 money and class credits are moved by operations of two kinds and never mix', () => {
    expect(operationsOf(50, 'transfer_credit')).toHaveLength(3)
    expect(operationsOf(50, 'transfer_class_credit')).toMatchObject([{ creditType: 'Yoga', units: 2 }])
  })
  it('D5.12 credit moves only where the records agree enough; otherwise a person sees how much is missing', () => {
    const found = result.document.merges.find(({ merge }) => [merge.survivor, ...merge.sources, ...merge.leftOut].includes('desk:956'))
    expect(found!.merge).toMatchObject({ outcome: 'review' })
    const weak = planOf({ people: [{ id: 'desk', holds: [{ kind: 'credit', balance: eur(2000) }] }, { id: 'on', origin: 'online' }], bits: { 'desk on': 9 } }).merges[0]!.merge
    expect(weak).toMatchObject({ outcome: 'review', decidedBy: 'CREDIT_ABOVE_EVIDENCE' })
    expect(refusalWords(weak.refusals[0]!).en).toBe('Credit of 20.00 EUR would move; for that the profile asks for more evidence (10 bits, there are 9).')
    const strong = planOf({ people: [{ id: 'desk', holds: [{ kind: 'credit', balance: eur(2000) }] }, { id: 'on', origin: 'online' }], bits: { 'desk on': 10 } }).merges[0]!
    const transfers = strong.operations.filter((operation) => operation.type === 'transfer_credit')
    expect(transfers).toMatchObject([{ from: 's:desk', to: 's:on', amount: eur(2000) }])
  })
  it('D5.13 ten cents and twenty cents are thirty, each currency apart, and a part that was spent before leaves the rest', async () => {
    expect(operationsOf(50, 'transfer_credit').map((each) => each.type === 'transfer_credit' && each.amount)).toEqual([eur(10), eur(20), { amountMinor: 700n, currency: 'CHF' }])
    const shop = await studio(together(twice(50), { 'desk/credits.csv': [{ id: 'g50', customer: '950', balance: '4.99', currency: 'EUR' }] }))
    const left = mergeOf(await shop.run(), 'desk:950', 'online:o950').operations.filter((each) => each.type === 'transfer_credit')
    expect(left).toMatchObject([{ amount: eur(499) }])
    expect(result.document.plan.after.credit).toEqual(result.document.plan.before.credit)
  })
  it('D5.15 an invoice changes its owner and nothing else, whatever is planned', () => {
    expect(operationsOf(55, 'move_holding')).toMatchObject([{ holding: 'desk:invoice:r55', kind: 'invoice' }])
    const scene = { people: [{ id: 'desk', holds: [{ kind: 'invoice', open: eur(900) }, { kind: 'credit' }, { kind: 'subscription' }] }, { id: 'on', origin: 'online' }] } as const
    const before = planInputOf(scene).holdings
    const view: HoldingView = new Map(before.map((holding): [string, Holding] => [holding.id, holding]))
    for (const operation of planOf(scene).merges[0]!.operations) carryOut(view, operation)
    const invoices = (holdings: Iterable<Holding>): readonly Holding[] => [...holdings].filter((holding) => holding.kind === 'invoice').map((holding) => ({ ...holding, owner: 's:any' as const }))
    expect(invoices(view.values())).toEqual(invoices(before))
    expect([...balancesOf(view.values()).values()].reduce((sum, amount) => sum + amount, 0n)).toBe([...balancesOf(before).values()].reduce((sum, amount) => sum + amount, 0n))
  })
  it('D5.17 the agreed price goes along, not the list price', () => {
    expect(operationsOf(51, 'move_subscription')).toMatchObject([{ price: { amountMinor: 3990n, currency: 'EUR' }, renewsOn: '2026-03-31' }])
  })
  it('D5.4 every two weeks from the first day, over the change of the clocks', () => {
    expect(operationsOf(53, 'move_subscription')).toMatchObject([{ renewsOn: '2026-04-10' }])
  })
  it('D5.18 the same plan on both: what the next billing run would charge twice, and a person decides', () => {
    const { merge, operations } = mergeOf(result, 'desk:952', 'online:o952')
    expect(merge).toMatchObject({ outcome: 'review', decidedBy: 'DOUBLE_SUBSCRIPTION' })
    expect(refusalWords(merge.refusals[0]!).de).toBe('Dasselbe Abo läuft auf beiden (Yoga frei); der nächste Einzug würde 49,00 EUR doppelt kosten.')
    expect(operations.filter((operation) => operation.type === 'end_subscription')).toEqual([])
    expect(operations.find((operation) => operation.type === 'staff_task')).toMatchObject({ task: 'decide_double_subscription' })
  })
  it('D5.18 different plans on both are named, and none is ended', () => {
    const { merge, operations } = mergeOf(result, 'desk:954', 'online:o954')
    expect(refusalWords(merge.refusals[0]!).de).toBe('Auf beiden laufen Abos: Kraftraum, Sauna.')
    expect(operations.filter((operation) => operation.type === 'end_subscription')).toEqual([])
  })
})
