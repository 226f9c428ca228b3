import { holdingsOfKind } from '../member.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'

/** SOURCE_HAS_CORRESPONDENCE: e-mails, short messages or letters are kept at the record that would go. */
export const correspondenceOnSource: RefusalCheck = {
  asks: ['communication'],
  holds: (pair, rule) => {
    const ids = foundOn(pair, rule.side, (member) => holdingsOfKind(member, 'communication')).map((communication) => communication.id)
    return ids.length === 0 ? null : { count: ids.length, ids }
  },
}
