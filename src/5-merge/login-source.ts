import type { RecordId } from '../model/record.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { Member } from './member.ts'

/** Whose login stays; `order` is survivor first. Null where nobody has one. */
export function loginFrom(order: readonly Member[], rules: Ruleset): RecordId | null {
  const holders = order.filter((member) => member.record.logins.length > 0)
  const online = holders.find((member) => member.record.origin === 'online')
  if (rules.loginFrom === 'online' && online !== undefined) return online.record.id
  // The survivor comes first in the order; where it has none, somebody else's login is better than none.
  return holders[0]?.record.id ?? null
}

/** Whose e-mail stays. Null where nobody has one. */
export function emailFrom(order: readonly Member[], rules: Ruleset): RecordId | null {
  const holders = order.filter((member) => member.record.fields.email !== undefined)
  const online = holders.find((member) => member.record.origin === 'online')
  if (rules.emailFrom === 'online' && online !== undefined) return online.record.id
  const signsIn = rules.emailFrom === 'login' ? loginFrom(order, rules) : null
  if (signsIn !== null && holders.some((member) => member.record.id === signsIn)) return signsIn
  return holders[0]?.record.id ?? null
}
