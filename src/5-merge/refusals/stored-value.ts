import { holdingsOfKind } from '../member.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'

/** STORED_VALUE: a gift card or store credit that its system cannot hand to another customer, unless nothing is left on it. */
export const storedValue: RefusalCheck = {
  asks: ['voucher'],
  holds: (pair, rule) => {
    const stored = foundOn(pair, rule.side, (member) => holdingsOfKind(member, 'voucher').filter((voucher) => !voucher.movable && voucher.value?.amountMinor !== 0n))
    return stored.length === 0 ? null : { count: stored.length, ids: stored.map((voucher) => voucher.id) }
  },
}
