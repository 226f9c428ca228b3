import { beforeAll, describe, expect, it } from 'vitest'
import type { DedupeResult } from '../dedupe.ts'
import { csvLines } from '../../src/8-apply/output-table.ts'
import { previewTables } from '../8-apply/preview-tables.ts'
import { holdingNotices } from '../../src/7-review/holding-notices.ts'
import { carryOut, type HoldingView } from '../../src/model/carry-out.ts'
import type { Holding } from '../../src/model/holding.ts'
import { reverseOf } from '../../src/model/reverse-operation.ts'
import { planInputOf, plannedOf } from '../6-plan/planned.ts'
import type { Scene } from '../5-merge/scene.ts'
import { mergeOf, somebody, studio, together, twice } from './studio.ts'

let result: DedupeResult
beforeAll(async () => {
  const shop = await studio(together(
    twice(70), { 'online/logins.csv': [{ customer: 'o970', userName: 'zweiter', passwordReference: 'ref-zwei' }] },
    { 'desk/customers.csv': [somebody(71, { id: '971', createdOn: '2016-04-01' })], 'online/customers.csv': [somebody(71, { id: 'o971', createdOn: '2015-01-01', loginUserName: '', loginPasswordReference: '' }), somebody(72, { id: 'o972', loginUserName: 'u', loginPasswordReference: 'r' })] },
  ), (yaml) => yaml.replace('profile: default', 'profile: smile').replace('  - name: online\n    origin: online', '  - name: online\n    origin: has-login'))
  result = await shop.run()
})

describe('logins', () => {
  it('D7.1 a customer may hold several logins; all of them move together', () => {
    const [move] = mergeOf(result, 'desk:970', 'online:o970').operations.filter((operation) => operation.type === 'move_login')
    expect(move).toMatchObject({ from: 'online:o970', to: 'desk:970' })
    expect(move?.type === 'move_login' && move.logins.map((login) => login.userName ?? '').toSorted()).toEqual(['user970', 'zweiter'])
  })
  it('D7.1 after the merge every login of the customer is handed out, not the first alone', () => {
    const two = { logins: [{ userName: 'anna', passwordReference: 'r1' }, { userName: 'anna2', passwordReference: 'r2' }] }
    const scene: Scene = { people: [{ id: 'old' }, { id: 'on', origin: 'online', ...two }], profile: 'smile' }
    expect([...csvLines(previewTables(scene).find((table) => table.path === 'logins.csv')!)]).toEqual(['system,customer,userName,passwordReference\n', 's,old,anna,r1\n', 's,old,anna2,r2\n'])
  })
  it('D7.2 a login is the evidence of an online registration where the mapping says so: without one the record counts as made by staff', () => {
    const { merge } = mergeOf(result, 'desk:971', 'online:o971')
    expect(merge).toMatchObject({ outcome: 'automatic', decidedBy: 'two-old-records', survivor: 'online:o971' })
    expect(mergeOf(result, 'desk:970', 'online:o970').merge.decidedBy).toBe('online-twin')
  })
  it('D7.4 user name and password reference go in one operation, and come back in one', () => {
    const { operations } = mergeOf(result, 'desk:970', 'online:o970')
    const moves = operations.filter((operation) => operation.type === 'move_login')
    expect(moves).toHaveLength(1)
    for (const login of moves[0]?.type === 'move_login' ? moves[0].logins : []) expect([login.userName, login.passwordReference].every((part) => part !== null)).toBe(true)
    expect(reverseOf(moves[0]!)).toMatchObject({ type: 'move_login', from: 'desk:970', to: 'online:o970' })
    expect(operations.filter((operation) => operation.type === 'set_field' && /login|password/i.test(operation.field))).toEqual([])
  })
})

describe('groups and prices', () => {
  const scene: Scene = {
    people: [{ id: 'desk', holds: [{ kind: 'booking', title: 'Aquafit', price: { amountMinor: 900n, currency: 'EUR' }, startsOn: '2026-12-05' }, { kind: 'group', name: 'Rundbrief', steers: 'mailing' }] }, { id: 'on', origin: 'online', holds: [{ kind: 'group', name: 'Ferien', steers: 'mailing' }] }],
  }
  it('D7.8 mailings that begin with a group are said in the report, and somebody checks them before the work counts as done', () => {
    const planned = plannedOf(scene, { programOf: () => 'kutego' })
    expect(holdingNotices(planned, () => null)).toEqual([{ de: 'Mit der Gruppe „Rundbrief“ beginnen deren Mitteilungen im bleibenden Konto.', en: 'With the group “Rundbrief” its mailings begin in the account that stays.' }])
    const tasks = planned.operations.flatMap((operation) => (operation.type === 'staff_task' ? [operation] : []))
    const task = tasks.find((each) => each.task === 'check_mailing_groups')!
    expect(task).toMatchObject({ record: 's:on', de: expect.stringMatching(/Rundbrief.*„Kundengruppen“.*„Mitteilungen“/) as string, en: expect.stringMatching(/Rundbrief.*"Kundengruppen".*"Mitteilungen"/) as string })
    expect(tasks.indexOf(task)).toBeLessThan(tasks.findIndex((each) => each.task === 'check_saved'))
  })
  it('D7.10 a group is assigned before anything that is booked moves', () => {
    const moved = plannedOf(scene).operations.flatMap((operation) => (operation.type === 'move_holding' ? [operation.kind] : []))
    expect(moved).toEqual(['group', 'booking'])
  })
  it('D7.11 no booking, package or plan is priced anew because a group came along', () => {
    const prices = (holdings: Iterable<Holding>): readonly unknown[] => [...holdings].flatMap((holding) => ('price' in holding ? [[holding.id, holding.price]] : []))
    const before = planInputOf(scene).holdings
    const view: HoldingView = new Map(before.map((holding): [string, Holding] => [holding.id, holding]))
    const { operations } = plannedOf(scene)
    for (const operation of operations) carryOut(view, operation)
    expect(prices(view.values())).toEqual(prices(before))
    expect(operations.filter((operation) => operation.type === 'set_renewal')).toEqual([])
  })
})
