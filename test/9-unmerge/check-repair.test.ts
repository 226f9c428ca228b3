import { describe, expect, it } from 'vitest'
import { reconcile } from '../../src/1-ingest/reconcile.ts'
import { planRepair } from '../../src/6-plan/repair/plan-repair.ts'
import { checkRepairs, type RepairCheck } from '../../src/9-unmerge/repair/check-repair.ts'
import { mergedElsewhere } from '../../src/9-unmerge/repair/merged-elsewhere.ts'
import type { AppliedMerge } from '../../src/model/applied-merge.ts'
import type { HoldingKind } from '../../src/model/holding.ts'
import type { RecordId } from '../../src/model/record.ts'
import { emptyStoreState, type StoreState } from '../../src/model/store-state.ts'
import { eur, exported, holdingsOf, lastKnown, recordId, recordOf, type Loose, type Short } from './lost.ts'

const asOf = '2026-04-10'
const fields = { phone: '222', givenName: 'Lena', familyName: 'Sommer', email: 'lena@x.example' }
const subscription: Loose = { kind: 'subscription', id: 'y', startedOn: '2025-01-31', renewsOn: '2026-04-30', saleReference: 'S-1' }
const ten: Loose = { kind: 'package', id: 'p', expiresOn: '2027-01-12' }
const credit = (amount: number, id = 'own'): Loose => ({ kind: 'credit', id, balance: eur(amount) })
const card: Loose = { kind: 'card', id: 'k', lastFour: '4444' }
const note: Loose = { kind: 'note', id: 'n', origin: 'Telefon', text: 'gentle classes', followUpOn: '2026-05-01', informStaff: 'Petra' }
const lena: Short = { id: 'b', fields, login: true, holds: [subscription, ten, credit(2000, 'theirs'), card, note] }
const before: readonly Loose[] = [credit(1000)]
const joined: Short = { id: 'a', fields: { phone: '222' }, holds: [credit(3000), subscription, ten, { ...card, id: 'k2' }] }

/** The repair of `b` out of `a`, applied on the as-of date. */
function repair(): AppliedMerge {
  const today = exported([joined])
  const merged = mergedElsewhere([{ remaining: recordId('a'), lastKnown: lastKnown(lena) }], { recordNow: () => today.records[0]!, recordBefore: () => recordOf({ id: 'a' }), holdingsNow: () => today.holdings, holdingsBefore: () => holdingsOf([{ id: 'a', holds: before }]), coverageOf: () => today.coverage['s']!, asOf })
  const document = planRepair({ merged, reconciled: reconcile(today, emptyStoreState, { maxGoneShare: 1 }), exportedOf: () => today.holdings, programOf: () => 'momence', asOf, inputHash: 'i', stateHash: 's' })
  const planned = document.merges[0]!
  return { planned, kind: 'repair', state: 'applied', appliedOn: asOf, sequence: 1, operations: planned.operations.map((operation) => ({ operation, state: operation.type === 'keep_lost_customer' ? 'confirmed' : 'issued', appliedOn: asOf })) }
}

function checked(later: readonly Short[], { told = {}, unknown = [] }: { readonly told?: Readonly<Record<string, string>>; readonly unknown?: readonly HoldingKind[] } = {}): RepairCheck {
  return checkRepairs({ repairs: [repair()], ingested: exported(later, unknown), aliases: [], told: new Map(Object.entries(told).map(([from, to]): [RecordId, RecordId] => [recordId(from), recordId(to)])) })
}

const own: Short = { id: 'a', holds: [credit(1000)] }
const again = (holds: readonly Loose[], more: Partial<Short> = {}): Short => ({ id: 'n', fields, createdOn: '2026-04-11', holds, ...more })
const entered: readonly Loose[] = [{ ...subscription, id: 'y2', startedOn: '2026-04-11' }, { ...ten, id: 'p2', price: eur(0) }, credit(2000, 'c2'), { ...card, id: 'k3', lastFour: '9999' }, { ...note, id: 'n2' }]
const open = (check: RepairCheck, kind: string): readonly string[] => check.open.filter((each) => each.kind === kind).map((each) => each.code)

describe('what the next export shows of a repair', () => {
  it('D5.8 nothing was done: every step is open, and nothing is confirmed', () => {
    const check = checked([joined])
    expect(check.done).toEqual([])
    expect(check.keys).toEqual([])
    expect([...new Set(check.open.map((each) => each.code))].toSorted()).toEqual(['DUE_WITHOUT_CARD', 'NOT_CREATED', 'NO_CARD', 'NO_LOGIN', 'STILL_THERE', 'WAITS'])
  })
  it('everything was done: nothing is open, and all of the repair is confirmed', () => {
    const check = checked([own, again(entered, { login: true })])
    expect(check.open).toEqual([])
    expect(check.keys).toHaveLength(repair().operations.length - 1)
    expect(check.reCreated).toEqual([{ merge: repair().planned.merge.id, record: 's:b', remaining: 's:a', as: 's:n' }])
  })
  describe('one thing is wrong', () => {
    const without = (kind: string, ...instead: readonly Loose[]): readonly Loose[] => [...entered.filter((each) => each.kind !== kind), ...instead]
    const rows: readonly (readonly [what: string, later: readonly Short[], kind: string, code: string])[] = [
      ['the card is still there', [{ ...own, holds: [credit(1000), { ...card, id: 'k2' }] }, again(entered, { login: true })], 'remove_card', 'STILL_THERE'],
      ['the value is still the other\'s', [{ ...own, fields: { phone: '222' } }, again(entered, { login: true })], 'restore_values', 'STILL_THERE'],
      ['the credit was not taken off', [{ ...own, holds: [credit(3000)] }, again(entered, { login: true })], 'remove_entitlement', 'STILL_THERE'],
      ['the package was not taken off', [{ ...own, holds: [credit(1000), ten] }, again(entered, { login: true })], 'remove_entitlement', 'STILL_THERE'],
      ['D5.3 the package was sold at a price', [own, again(without('package', { ...ten, id: 'p2', price: eur(16000) }), { login: true })], 'free_re_entry', 'NOT_FREE'],
      ['another number of units', [own, again(without('package', { ...ten, id: 'p2', price: eur(0), unitsLeft: 10 }), { login: true })], 'free_re_entry', 'AMOUNT_DIFFERS'],
      ['another validity', [own, again(without('package', { ...ten, id: 'p2', price: eur(0), expiresOn: '2027-04-11' }), { login: true })], 'free_re_entry', 'DATE_DIFFERS'],
      ['another credit', [own, again(without('credit', credit(1500, 'c2')), { login: true })], 'free_re_entry', 'AMOUNT_DIFFERS'],
      ['no credit', [own, again(without('credit'), { login: true })], 'free_re_entry', 'NOT_ENTERED'],
      ['D5.6 the renewal price is the list price', [own, again(without('subscription', { ...subscription, id: 'y2', price: eur(4900) }), { login: true })], 'set_renewal_by_hand', 'PRICE_DIFFERS'],
      ['D5.4 the renewal counts from the day of the sale', [own, again(without('subscription', { ...subscription, id: 'y2', renewsOn: '2026-05-11' }), { login: true })], 'set_renewal_by_hand', 'DATE_DIFFERS'],
      ['D4.5 no card', [own, again(without('card'), { login: true })], 'warn_no_card', 'DUE_WITHOUT_CARD'],
      ['D8.1 the note was not entered', [own, again(without('note'), { login: true })], 'enter_again', 'NOT_ENTERED'],
      ['D8.1 D8.2 the note lost its follow-up', [own, again(without('note', { ...note, id: 'n2', followUpOn: null }), { login: true })], 'enter_again', 'PARTS_DIFFER'],
      ['no login', [own, again(entered)], 're_invite', 'NO_LOGIN'],
    ]
    it.each(rows)('%s', (_, later, kind, code) => {
      const check = checked(later)
      expect(open(check, kind)).toEqual([code])
      expect(open(check, 'check_saved')).toEqual(['WAITS', 'WAITS'])
    })
  })
  it('D5.4 a later renewal on the original rhythm is right: 31 May, not 30 May', () => {
    const later = (renewsOn: string): readonly string[] => open(checked([own, again([...entered.slice(1), { ...subscription, id: 'y2', renewsOn }], { login: true })]), 'set_renewal_by_hand')
    expect(later('2026-05-31')).toEqual([])
    expect(later('2026-05-12')).toEqual(['DATE_DIFFERS'])
  })
  it('a kind that is not exported stays open until a person ticks it', () => expect(open(checked([own, again(entered, { login: true })], { unknown: ['package'] }), 'free_re_entry')).toEqual(['NOT_EXPORTED']))
})

describe('who was created again', () => {
  const check = (later: readonly Short[], expected: string, told: Readonly<Record<string, string>> = {}): void => {
    const found = checked([own, ...later], { told })
    expect(found.reCreated[0]?.as ?? found.open.find((each) => each.kind === 're_create_customer')?.code).toBe(expected)
  }
  it('by e-mail and family name, or by both names and birth date, and not older than the repair', () => {
    check([again([])], 's:n')
    check([again([], { fields: { ...fields, email: 'LENA@x.example' } })], 's:n')
    check([again([], { createdOn: '2026-04-01' })], 'NOT_CREATED')
    check([again([], { fields: { familyName: 'Sommer', givenName: 'Lena' } })], 'NOT_CREATED')
    check([again([], { fields: { ...fields, familyName: 'Winter' } })], 'NOT_CREATED')
  })
  it('D9.4 under the old id after all', () => check([again([], { id: 'b' })], 's:b'))
  it('several are for a person to decide', () => {
    check([again([]), again([], { id: 'm' })], 'SEVERAL_CANDIDATES')
    check([again([]), again([], { id: 'm' })], 's:m', { b: 'm' })
    expect(() => checked([own], { told: { b: 'z' } })).toThrow(expect.objectContaining({ code: 'RECORD_UNKNOWN' }) as Error)
  })
})

describe('D9.4 the old id in the next run', () => {
  const alias = (merge: string): StoreState => ({ ...emptyStoreState, aliases: [{ record: 's:b', customer: 's:b', survivor: 's:a', state: 'retired', since: asOf, merge }] })
  const owners = (state: StoreState): readonly string[] => reconcile(exported([own, lena]), state, { maxGoneShare: 1 }).holdings.filter((holding) => holding.id === 'p').map((holding) => holding.owner)
  it('leads to the account that remains; where the customer is back under it, nothing of theirs is taken', () => {
    expect(owners(alias('r-0123456789abcdef'))).toEqual(['s:b'])
    expect(owners(alias('m-0123456789abcdef'))).toEqual(['s:a'])
  })
})
