import { sameness } from '../../model/same-holding.ts'
import { holdingsOfKind } from '../member.ts'
import type { RefusalCheck } from './pair-facts.ts'

/** VOUCHER_CONFLICT: the same voucher code stands on both. It is one voucher; what is left on it, only a look at it tells. */
export const voucherConflict: RefusalCheck = {
  asks: ['voucher'],
  holds: (pair) => {
    const there = new Set(pair.before.flatMap((member) => holdingsOfKind(member, 'voucher').map(sameness)))
    const twice = holdingsOfKind(pair.source, 'voucher').filter((voucher) => there.has(sameness(voucher)))
    return twice.length === 0 ? null : { codes: [...new Set(twice.map((voucher) => voucher.code))].toSorted(), ids: twice.map((voucher) => voucher.id) }
  },
}
