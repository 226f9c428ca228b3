import type { PriceGroup } from '../../model/holding.ts'
import { holdingsOfKind } from '../member.ts'
import type { RefusalCheck } from './pair-facts.ts'

/** PRICE_GROUP_CONFLICT: the source pays a reduced price that the survivor does not have just so, with or without the proof it needs. */
export const priceGroupConflict: RefusalCheck = {
  asks: ['priceGroup'],
  holds: (pair) => {
    const there = new Set(pair.before.flatMap((member) => holdingsOfKind(member, 'priceGroup').map((group) => groupKey(group, pair.asOf))))
    const differing = holdingsOfKind(pair.source, 'priceGroup').filter((group) => !there.has(groupKey(group, pair.asOf)))
    return differing.length === 0 ? null : { groups: [...new Set(differing.map((group) => group.name))].toSorted(), ids: differing.map((group) => group.id) }
  },
}

/** A proof that has run out proves nothing. */
function groupKey({ name, proven, provenUntil }: PriceGroup, asOf: string): string {
  return `${name}\t${proven && (provenUntil === null || provenUntil >= asOf)}`
}
