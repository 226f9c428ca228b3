import type { Login } from '../../model/record.ts'
import { foundOn, plainly, type RefusalCheck } from './pair-facts.ts'

/** TWO_LOGINS: the record that would go has a login, and so has one that is there already. */
export const twoLogins: RefusalCheck = {
  asks: [],
  holds: (pair) => plainly(pair.source.record.logins.length > 0 && pair.before.some((member) => member.record.logins.length > 0)),
}

/** HALF_LOGIN: a user name without a password reference, or the reverse. Both travel together or not at all. */
export const halfLogin: RefusalCheck = {
  asks: [],
  holds: (pair, rule) => plainly(foundOn(pair, rule.side, (member) => member.record.logins.filter(isHalf)).length > 0),
}

function isHalf(login: Login): boolean {
  return (login.userName === null) !== (login.passwordReference === null)
}
