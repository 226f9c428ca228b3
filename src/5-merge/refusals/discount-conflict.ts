import type { Discount } from '../../model/holding.ts'
import { sameness } from '../../model/same-holding.ts'
import { holdingsOfKind, type Member } from '../member.ts'
import type { PairFacts, RefusalCheck } from './pair-facts.ts'

/** DISCOUNT_CONFLICT: both have a discount for good, and not the same. They are neither added up nor is the higher taken. */
export const discountConflict: RefusalCheck = {
  asks: ['discount'],
  holds: (pair) => {
    const [ours, theirs] = [running(pair.source, pair), pair.before.flatMap((member) => running(member, pair))]
    if (ours.length === 0 || theirs.length === 0) return null
    const there = new Set(theirs.map(sameness))
    const all = [...ours, ...theirs]
    return ours.every((discount) => there.has(sameness(discount))) && there.size === new Set(ours.map(sameness)).size
      ? null
      : { discounts: [...new Set(all.map((discount) => discount.reduction))].toSorted(), ids: all.map((discount) => discount.id).toSorted() }
  },
}

function running(member: Member, { asOf }: PairFacts): readonly Discount[] {
  return holdingsOfKind(member, 'discount').filter((discount) => discount.validUntil === null || discount.validUntil >= asOf)
}
