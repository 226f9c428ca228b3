import { holdingsOfKind, type Member } from '../member.ts'
import { oneSided, type RefusalCheck } from './pair-facts.ts'

/** PERMISSION_CONFLICT: one side may not do what the other may, or what everybody may; the stricter must not be lost. */
export const permissionConflict: RefusalCheck = {
  asks: ['permission'],
  holds: (pair, rule) => {
    const found = oneSided(rule.side, forbidden([pair.source]), forbidden(pair.before))
    return found.length === 0 ? null : { actions: [...new Set(found)].toSorted() }
  },
}

function forbidden(members: readonly Member[]): readonly string[] {
  return members.flatMap((member) => holdingsOfKind(member, 'permission').filter((permission) => !permission.allowed).map((permission) => permission.action))
}
