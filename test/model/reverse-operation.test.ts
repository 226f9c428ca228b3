import { describe, expect, it } from 'vitest'
import { transferOf } from '../../src/model/account.ts'
import { carryOut, type HoldingView } from '../../src/model/carry-out.ts'
import type { Holding } from '../../src/model/holding.ts'
import type { Entitlement } from '../../src/model/merged-elsewhere.ts'
import { taskKinds, type OperationBody, type OperationType } from '../../src/model/operation.ts'
import type { SourceRecord } from '../../src/model/record.ts'
import { reverseOf } from '../../src/model/reverse-operation.ts'

const price = { amountMinor: 4900n, currency: 'EUR' }
const holdings: readonly Holding[] = [
  { kind: 'package', id: 'p', owner: 's:a', participant: null, product: 'ten', unitsLeft: 4, unitsTotal: 10, price: null, boughtOn: null, expiresOn: null, saleReference: null },
  { kind: 'subscription', id: 'y', owner: 's:a', participant: null, plan: 'Yoga', state: 'active', interval: 'monthly', price, listPrice: null, startedOn: '2026-01-31', endsOn: null, renewsOn: '2026-11-30', noticeDays: null, pauses: [], saleReference: null },
  { kind: 'note', id: 'n', owner: 's:a', participant: null, origin: null, name: null, title: null, text: 'x', followUpOn: '2026-12-01', informStaff: null },
]

const lost: SourceRecord = { id: 's:a', system: 's', origin: 'online', createdOn: null, lastLoginOn: null, fields: {}, extra: {}, logins: [], participants: [], flags: {}, issues: [], hash: 'h' }

/** One operation of every type; a new type does not compile until it stands here with what takes it back. */
const cases: { readonly [T in OperationType]: { readonly body: Extract<OperationBody, { readonly type: T }>; readonly back: OperationType | null } } = {
  archive_customer: { body: { type: 'archive_customer', record: 's:a', recordHash: 'h' }, back: null },
  set_field: { body: { type: 'set_field', record: 's:b', field: 'city', before: 'Ulm', after: 'Kiel', from: 's:a', rule: 'address' }, back: 'set_field' },
  move_login: { body: { type: 'move_login', from: 's:a', to: 's:b', logins: [{ userName: 'anna', passwordReference: 'ref' }], replaced: [] }, back: 'move_login' },
  transfer_credit: { body: { type: 'transfer_credit', holding: 'c', from: 's:a', to: 's:b', amount: price }, back: 'transfer_credit' },
  transfer_class_credit: { body: { type: 'transfer_class_credit', holding: 'k', from: 's:a', to: 's:b', creditType: 'Yoga', units: 3, expiresOn: null }, back: 'transfer_class_credit' },
  correct_transfer: { body: { type: 'correct_transfer', holding: 'c', from: 's:a', to: 's:b', unit: 'EUR', amountBefore: 4900n, amountAfter: 900n, corrects: 'key' }, back: 'correct_transfer' },
  move_package: { body: { type: 'move_package', holding: 'p', from: 's:a', to: 's:b', unitsLeft: 4, alreadyPaid: true, saleReference: null }, back: 'move_package' },
  move_subscription: { body: { type: 'move_subscription', holding: 'y', from: 's:a', to: 's:b', price, renewsOn: '2026-11-30' }, back: 'move_subscription' },
  end_subscription: { body: { type: 'end_subscription', holding: 'y', owner: 's:a', on: '2026-12-31', endsOnBefore: null }, back: 'end_subscription' },
  set_renewal: { body: { type: 'set_renewal', holding: 'y', owner: 's:a', priceBefore: price, priceAfter: { amountMinor: 3900n, currency: 'EUR' }, renewsOnBefore: '2026-11-30', renewsOnAfter: '2026-12-15' }, back: 'set_renewal' },
  move_participant: { body: { type: 'move_participant', participant: 'p1', from: 's:a', to: 's:b', combineWith: 'p2' }, back: 'move_participant' },
  move_holding: { body: { type: 'move_holding', holding: 'n', kind: 'note', from: 's:a', to: 's:b' }, back: 'move_holding' },
  propose_credit_note: { body: { type: 'propose_credit_note', holding: 'i', owner: 's:a', amount: price, reason: 'beyond the end' }, back: null },
  propose_payout: { body: { type: 'propose_payout', holding: 'c', owner: 's:a', amount: price, refundRoute: 'transfer' }, back: null },
  clear_followup: { body: { type: 'clear_followup', holding: 'n', owner: 's:a', followUpOnBefore: '2026-12-01' }, back: null },
  retire_customer: { body: { type: 'retire_customer', record: 's:a', survivor: 's:b', on: 'now' }, back: 'restore_customer' },
  restore_customer: { body: { type: 'restore_customer', record: 's:a', survivor: 's:b' }, back: 'retire_customer' },
  add_alias: { body: { type: 'add_alias', record: 's:a', survivor: 's:b' }, back: 'repoint_alias' },
  repoint_alias: { body: { type: 'repoint_alias', record: 's:z', before: 's:a', after: 's:b' }, back: 'repoint_alias' },
  add_note: { body: { type: 'add_note', record: 's:b', de: 'x', en: 'x' }, back: 'add_note' },
  keep_lost_customer: { body: { type: 'keep_lost_customer', record: 's:a', survivor: 's:b', lastKnown: { record: lost, holdings: [], cards: null, unknown: [] } }, back: null },
  give_back: { body: { type: 'give_back', takenOff: 's:b', foundAs: 'p', enteredFor: 's:a', entitlement: holdings[0] as Entitlement, renewsOn: null, alreadyPaid: true }, back: null },
  staff_task: { body: { type: 'staff_task', task: 'merge_by_hand', system: 's', record: 's:b', de: 'x', en: 'x' }, back: 'staff_task' },
}

describe('D9.1 what takes an operation back', () => {
  for (const { body, back } of Object.values(cases)) {
    it(`${body.type}: ${back ?? 'nothing'}`, () => {
      const reverse = reverseOf(body)
      expect(reverse?.type ?? null).toBe(back)
      if (reverse === null) return
      const [there, again] = [transferOf(body), transferOf(reverse)]
      if (there !== null) {
        expect(again).toMatchObject(body.type === 'correct_transfer' ? { from: there.from, to: there.to, amount: body.amountBefore } : { from: there.to, to: there.from, amount: there.amount, unit: there.unit })
        return
      }
      const view: HoldingView = new Map(holdings.map((holding): [string, Holding] => [holding.id, holding]))
      carryOut(view, body)
      carryOut(view, reverse)
      expect([...view.values()]).toEqual(holdings)
    })
  }

  it('user name and password go back together, and the survivor gets its own', () => {
    const replaced = [{ userName: 'old', passwordReference: 'old-ref' }]
    expect(reverseOf({ ...cases.move_login.body, replaced })).toEqual({ ...cases.move_login.body, replaced, from: 's:b', to: 's:a' })
  })

  it('D7.3 D9.5 of the tasks those that changed something; none mails anybody', () => {
    const back = taskKinds.filter((task) => reverseOf({ ...cases.staff_task.body, task }) !== null)
    expect(back).toEqual(['merge_by_hand', 'free_re_entry', 'set_renewal_by_hand', 're_create_customer', 'deactivate', 'remove_entitlement', 'enter_again', 'credit_invoice', 'decide_double_subscription', 'end_by_hand', 'pay_out'])
    expect(reverseOf({ ...cases.staff_task.body, task: 'deactivate', record: 's:a' })).toMatchObject({ task: 'check_saved', de: expect.stringMatching(/s:a in s wieder aktivieren/) as string })
  })
})
