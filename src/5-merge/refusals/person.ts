import type { RecordFlags } from '../../model/record.ts'
import { membersOf, plainly, type RefusalCheck } from './pair-facts.ts'

/** What was not exported is not taken for true: these flags mark single people, and most exports have no such column. */
function flagged(flag: 'staff' | 'dataRequestPending' | 'redacted'): RefusalCheck {
  const isSet = (flags: RecordFlags): boolean => flags[flag] === true
  return { asks: [], holds: (pair) => plainly(membersOf(pair, 'either').some((member) => isSet(member.record.flags))) }
}

/** STAFF_ACCOUNT: the studio's own people stand in the customer list too. */
export const staffAccount = flagged('staff')
/** DATA_REQUEST_PENDING: an answer about one person's data must not change while it is being written. */
export const dataRequestPending = flagged('dataRequestPending')
/** REDACTED: nobody can say any more whose record it was. */
export const redacted = flagged('redacted')
