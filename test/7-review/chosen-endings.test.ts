import { describe, expect, it } from 'vitest'
import { plannedMerge } from '../../src/6-plan/plan-merges.ts'
import { approvedWhole } from './approved-whole.ts'
import type { ChosenEnding } from '../../src/model/decision.ts'
import type { DubletteError } from '../../src/model/error.ts'
import type { Operation } from '../../src/model/operation.ts'
import { eur, type Loose, type Scene } from '../5-merge/scene.ts'
import { planInputOf, planOf } from '../6-plan/planned.ts'

/** Anna has the flat rate at the desk and online; 23 November 2026, billed on the first. */
function scene(ours: Partial<Extract<Loose, { kind: 'subscription' }>> = {}, more: readonly Loose[] = []): Scene {
  return { people: [{ id: 'online', origin: 'online', holds: [{ kind: 'subscription', price: eur(3900) }] }, { id: 'x:desk', holds: [{ kind: 'subscription', noticeDays: 30, ...ours }, ...more] }] }
}
const [atDesk, online] = ['x:desk:subscription:0', 's:online:subscription:0']

/** What is carried out where the endings are chosen. */
function approved(of: Scene, endings: readonly ChosenEnding[]): readonly Operation[] {
  const document = planOf(of)
  const planned = document.merges[0]!
  const decision = { merge: planned.merge.id, mergeHash: planned.hash, verdict: 'merge' as const, reviewer: 'Petra Klein', at: '', reason: 'asked her', overrides: [], endings }
  const { approved: plan } = approvedWhole({
    document, decisions: { version: 1, planHash: document.plan.hash, decisions: [decision] }, automatic: null, fourEyesFromMinor: null, groups: [], rememberWith: () => [],
    replan: (merge, asked) => plannedMerge(merge, planInputOf(of, { endingOf: (id) => asked.endings.find((each) => each.subscription === id) ?? null })),
  })
  return plan.merges[0]!.operations
}
const tasks = (operations: readonly Operation[]): readonly string[] => operations.flatMap((each) => (each.type === 'staff_task' ? [`${each.task}: ${each.en}`] : []))

describe('a reviewer ends one of two subscriptions within the merge', () => {
  it('D5.18 D6.2 on the day that notice and contract give, where it stands; nobody is asked again which one stays', () => {
    // The notice period is over on 23 December, so the period that is paid lasts until the end of the month.
    const operations = approved(scene(), [{ subscription: atDesk, when: 'end-date' }])
    expect(operations.filter((each) => each.type === 'end_subscription')).toMatchObject([{ holding: atDesk, owner: 'x:desk', on: '2026-12-31', endsOnBefore: null }])
    expect(operations.filter((each) => each.type === 'move_subscription')).toMatchObject([{ holding: atDesk, price: eur(4900), renewsOn: '2026-12-01' }])
    expect(tasks(operations)[0]).toMatch(/^end_by_hand: End "Flatrate" of x:desk on 31 Dec 2026, not at once\./)
    expect(tasks(operations).filter((text) => text.startsWith('decide_double_subscription'))).toEqual([])
    expect(tasks(operations).find((text) => text.startsWith('set_renewal_by_hand'))).toMatch(/Enter its end, 31 Dec 2026, again\.$/)
    expect(tasks(approved(scene(), [])).some((text) => text.startsWith('decide_double_subscription'))).toBe(true)
  })
  it('D6.3 before the notice period is over with the reason of the decision, and nothing renews on or after it', () => {
    const operations = approved(scene(), [{ subscription: atDesk, when: '2026-11-30' }])
    expect(operations.filter((each) => each.type === 'move_subscription')).toMatchObject([{ renewsOn: null }])
    expect(tasks(operations)[0]).toMatch(/That is before the notice period is over \(23 Dec 2026\); reason: asked her\./)
  })
  it('D6.10 an invoice for the time after it is proposed as a credit note, once', () => {
    const operations = approved(scene({}, [{ kind: 'invoice', number: 'R-7', subscription: atDesk, serviceFrom: '2027-01-01', serviceTo: '2027-01-31' }]), [{ subscription: atDesk, when: 'end-date' }])
    expect(operations.filter((each) => each.type === 'propose_credit_note')).toMatchObject([{ holding: 'x:desk:invoice:1', amount: eur(4900) }])
    expect(tasks(operations).filter((text) => text.startsWith('credit_invoice'))).toHaveLength(1)
  })
  it('D6.12 open instalments are not remitted by it', () => {
    const operations = approved(scene({}, [{ kind: 'instalment', open: eur(500), dueOn: '2026-12-01' }]), [{ subscription: atDesk, when: 'end-date' }])
    expect(tasks(operations)[1]).toBe('settle_with_customer: x:desk still has open instalments: "Jahreskurs", 5.00 EUR, due on 1 Dec 2026. The end of the membership does not remit them: settle whether and when they are still paid.')
  })
  it('that of the account that stays ends as well', () => {
    expect(approved(scene(), [{ subscription: online, when: '2026-12-15' }]).filter((each) => each.type === 'end_subscription')).toMatchObject([{ holding: online, owner: 's:online', on: '2026-12-15' }])
  })
})

describe('endings that do not fit', () => {
  const refused = (of: Scene, endings: readonly ChosenEnding[], words: RegExp): void => {
    const error = ((): unknown => { try { approved(of, endings); return null } catch (thrown) { return thrown } })()
    expect((error as DubletteError).code).toBe('DECISIONS_INVALID')
    expect((error as DubletteError).message).toMatch(words)
  }
  it('nothing that runs here', () => {
    refused(scene(), [{ subscription: 'x:desk:subscription:9', when: 'end-date' }], /is no subscription that runs on a customer of this merge/)
    refused(scene({ state: 'ended' }, [{ kind: 'credit', balance: eur(-100) }]), [{ subscription: atDesk, when: 'end-date' }], /is no subscription that runs/)
  })
  it('a day before today or before its beginning', () => {
    refused(scene(), [{ subscription: atDesk, when: '2026-11-22' }], /its end lies before today, 2026-11-23/)
    refused(scene({ state: 'future', startedOn: '2027-01-01' }), [{ subscription: atDesk, when: '2026-12-01' }], /before its beginning/)
  })
  it('the day on which it ends anyway, and one named twice', () => {
    refused(scene({ endsOn: '2027-06-30' }), [{ subscription: atDesk, when: 'end-date' }], /ends on that day already/)
    refused(scene(), [{ subscription: atDesk, when: 'end-date' }, { subscription: atDesk, when: '2026-12-01' }], /is ended twice/)
  })
})
