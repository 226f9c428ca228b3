import { holdingsOfKind } from '../member.ts'
import { countedEntries, totalOf } from './counted-entries.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'

/** SOURCE_HAS_CORRESPONDENCE: e-mails, short messages or letters are kept at the record that would go. */
export const correspondenceOnSource: RefusalCheck = {
  asks: ['communication'],
  holds: (pair, rule) => {
    return totalOf(foundOn(pair, rule.side, (member) => [...holdingsOfKind(member, 'communication').map(({ id }) => ({ id, count: 1 })), ...countedEntries(member, 'communication')]))
  },
}
