import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPlanHead, readPlannedHead, readPlannedMerge, refuseOtherHead } from '../../src/6-plan/plan-lines.ts'
import { headOf, type PlannedMerge } from '../../src/model/plan.ts'
import { DubletteError } from '../../src/model/error.ts'
import type { HoldingKind } from '../../src/model/holding.ts'
import { canonicalJson } from '../../src/model/json.ts'
import type { Operation } from '../../src/model/operation.ts'
import { eur, rulesOf, type Loose, type Person, type Scene } from '../5-merge/scene.ts'
import { planOf, plannedOf } from './planned.ts'

/** A card-file record that goes into an online account. */
function twins(holds: readonly Loose[], more: Partial<Person> = {}, survivor: Partial<Person> = {}): Scene {
  return { people: [{ id: 'desk', origin: 'staff', holds, ...more }, { id: 'online', origin: 'online', createdOn: '2024-01-01', logins: [{ userName: 'anna', passwordReference: 'ref' }], ...survivor }] }
}

function bodies(scene: Scene, type: Operation['type']): readonly Operation[] {
  return plannedOf(scene).operations.filter((operation) => operation.type === type)
}

describe('a limit of the run', () => {
  const limited = (limits: Partial<ReturnType<typeof rulesOf>['limits']>): Scene => { const rules = rulesOf('default'); return { ...twins([{ kind: 'credit', balance: eur(5000) }]), rules: { ...rules, limits: { ...rules.limits, ...limits } } } }
  const check = (scene: Scene, expected: RegExp): void => {
    const error = (() => { try { planOf(scene); return null } catch (thrown) { return thrown } })()
    expect(error).toBeInstanceOf(DubletteError)
    expect((error as DubletteError).code).toBe('LIMIT_EXCEEDED')
    expect((error as DubletteError).got).toMatch(expected)
  }
  it('D9.8 number of merges', () => check(limited({ maxMerges: 0 }), /^1 automatic merges$/))
  it('D9.8 share of customers', () => check(limited({ maxShareOfCustomers: 0.1 }), /^1 of 2 customers/))
  it('D9.8 credit moved', () => check(limited({ maxCreditMovedMinor: 4999n }), /^50\.00 EUR of credit/))
  it('at the limit nothing is said', () => expect(planOf(limited({ maxMerges: 1, maxShareOfCustomers: 0.5, maxCreditMovedMinor: 5000n })).merges).toHaveLength(1))
})

describe('each kind moves in its own way', () => {
  const check = (holds: readonly Loose[], type: Operation['type'], expected: object): void => { expect(bodies(twins(holds), type)).toMatchObject([expected]) }
  it('D5.11 credit by amount', () => check([{ kind: 'credit', balance: eur(1250) }], 'transfer_credit', { from: 's:desk', to: 's:online', amount: { amountMinor: 1250n, currency: 'EUR' } }))
  it('D5.11 class credits in their own ledger', () => check([{ kind: 'classCredit', units: 3, creditType: 'Yoga' }], 'transfer_class_credit', { units: 3, creditType: 'Yoga' }))
  it('D5.3 a package is paid already and keeps its sale', () => check([{ kind: 'package', saleReference: 'K-1' }], 'move_package', { alreadyPaid: true, saleReference: 'K-1' }))
  it('D5.17 a subscription keeps the agreed price', () => check([{ kind: 'subscription', price: eur(1999), listPrice: eur(3900) }], 'move_subscription', { price: { amountMinor: 1999n } }))
  it('D5.4 the next renewal counts from the start', () => check([{ kind: 'subscription', interval: 'two-weekly', startedOn: '2025-01-06', renewsOn: null }], 'move_subscription', { renewsOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string }))
  it('D8.1 a note moves whole', () => check([{ kind: 'note', followUpOn: '2026-12-24' }], 'move_holding', { kind: 'note' }))
  it('an empty credit stays', () => expect(bodies(twins([{ kind: 'credit', balance: eur(0) }]), 'transfer_credit')).toEqual([]))
  it('D4.3 of two cards none moves, and people are asked', () => {
    const planned = plannedOf(twins([{ kind: 'card', lastFour: '1111' }], {}, { holds: [{ kind: 'card', lastFour: '2222' }] }))
    expect(planned.merge.outcome).toBe('review')
    expect(planned.operations.filter((operation) => operation.type === 'move_holding')).toEqual([])
    expect(planned.operations.flatMap((operation) => (operation.type === 'staff_task' ? [operation.task] : []))).toEqual(expect.arrayContaining(['remove_all_cards', 'ask_customer_for_card']))
  })
})

describe('order', () => {
  it('D9.3 the archive comes before everything of its source; D2.5 a login that moves retires its source after it', () => {
    const { operations } = plannedOf({ ...twins([{ kind: 'credit' }, { kind: 'package' }]), profile: 'smile' })
    const at = (type: Operation['type']): number => operations.findIndex((operation) => operation.type === type)
    expect(at('archive_customer')).toBe(0)
    expect(at('move_login')).toBeGreaterThan(0)
    expect(at('retire_customer')).toBeGreaterThan(at('move_login'))
    const ids = operations.map((operation) => operation.id)
    for (const operation of operations) for (const before of operation.dependsOn) expect(ids.indexOf(before)).toBeLessThan(ids.indexOf(operation.id))
    expect(operations.at(at('retire_customer'))!.dependsOn.length).toBeGreaterThan(0)
  })
  it('D2.4 user name and password travel together, opaque', () => expect(bodies({ ...twins([]), profile: 'smile' }, 'move_login')).toMatchObject([{ logins: [{ userName: 'anna', passwordReference: 'ref' }] }]))
  it('an id that an earlier merge retired follows', () => {
    const planned = plannedOf(twins([]), { aliasesOnto: (survivor) => (survivor === 's:desk' ? [{ record: 's:old', customer: 's:old', survivor: 's:desk', state: 'retired', since: '2025-01-01', merge: 'm-1' }] : []) })
    expect(planned.operations).toContainEqual(expect.objectContaining({ type: 'repoint_alias', record: 's:old', before: 's:desk', after: 's:online' }))
  })
})

describe('every plan', () => {
  const holding = fc.constantFrom<HoldingKind>('credit', 'classCredit', 'package', 'subscription', 'contract', 'invoice', 'communication', 'note', 'card').chain((kind) => fc.integer({ min: -5000, max: 5000 }).map((amount): Loose => (
    kind === 'credit' ? { kind, balance: eur(amount) } : kind === 'classCredit' ? { kind, units: Math.abs(amount) } : kind === 'package' ? { kind, unitsLeft: Math.abs(amount) } : { kind }
  )))
  const holds = fc.array(holding, { maxLength: 5 })
  it('D2.7 notifies nobody, keeps every total, names every operation once, and does not depend on the order of holdings', () => {
    fc.assert(fc.property(holds, holds, holds, fc.constantFrom('default', 'smile', 'momence'), (one, two, three, profile) => {
      const scene: Scene = { people: [{ id: 'a', holds: one }, { id: 'b', origin: 'online', holds: two }, { id: 'c', createdOn: '2023-01-01', holds: three }], profile }
      const { plan, merges } = planOf(scene)
      const operations = merges.flatMap((each) => each.operations)
      for (const operation of operations) expect(operation.notifyCustomer).toBe(false)
      expect(new Set(operations.map((operation) => operation.key)).size).toBe(operations.length)
      for (const total of ['records', 'credit', 'classCredit', 'packageUnits', 'openBalance', 'recurring', 'voucherValue', 'holdings'] as const) expect(canonicalJson(plan.after[total])).toBe(canonicalJson(plan.before[total]))
      expect(plan.after.customers + plan.after.retired).toBe(plan.before.customers)
    }), { numRuns: 200 })
  })
  it('is read back whole, and an altered one is refused', () => {
    const document = planOf(twins([{ kind: 'credit', balance: eur(1250) }]))
    const text = { head: canonicalJson(document.plan), merges: document.merges.map((each) => canonicalJson(each)) }
    const read = ({ head, merges }: typeof text): { readonly plan: unknown; readonly merges: readonly PlannedMerge[] } => {
      const plan = readPlanHead(head)
      expect(merges.map((line) => readPlannedHead(line, 'plan.json'))).toEqual(document.merges.map(headOf))
      const whole = merges.map((line) => readPlannedMerge(line, 'plan.json'))
      refuseOtherHead(plan, whole, 'plan.json')
      return { plan, merges: whole }
    }
    expect(canonicalJson(read(text))).toBe(canonicalJson({ plan: document.plan, merges: document.merges }))
    const altered = (change: (line: string) => string): void => {
      expect(text.merges.map(change)).not.toEqual(text.merges)
      for (const readLine of [readPlannedMerge, readPlannedHead]) expect(() => text.merges.map((line) => readLine(change(line), 'plan.json'))).toThrow(expect.objectContaining({ code: 'PLAN_ALTERED' }) as Error)
    }
    altered((line) => line.replaceAll('"1250"', '"9250"'))
    // One that is shown and handed out, though no operation names it.
    altered((line) => line.replace('"participant":null', '"participant":"p1"'))
    altered((line) => line.replace('"outcome":"automatic"', '"outcome":"review"'))
    expect(() => refuseOtherHead(document.plan, [], 'plan.json')).toThrow(expect.objectContaining({ code: 'PLAN_ALTERED' }) as Error)
  })
})
