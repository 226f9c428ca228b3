import { holdingsOfKind } from '../member.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'

/** DAMAGE_CASE: damage is linked to the record, settled or not; liability must not pass to somebody else unseen. */
export const damageCase: RefusalCheck = {
  asks: ['damageCase'],
  holds: (pair, rule) => {
    const cases = foundOn(pair, rule.side, (member) => holdingsOfKind(member, 'damageCase'))
    return cases.length === 0 ? null : { count: cases.length, numbers: cases.map((each) => each.number).toSorted(), ids: cases.map((each) => each.id) }
  },
}
