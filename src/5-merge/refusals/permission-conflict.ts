import { holdingsOfKind, type Member } from '../member.ts'
import type { RefusalCheck } from './pair-facts.ts'

/** PERMISSION_CONFLICT: one side may not do what the other may, or what everybody may; the stricter must not be lost. */
export const permissionConflict: RefusalCheck = {
  asks: ['permission'],
  holds: (pair) => {
    const [ours, theirs] = [forbidden([pair.source]), forbidden(pair.before)]
    const oneSided = [...ours.filter((action) => !theirs.includes(action)), ...theirs.filter((action) => !ours.includes(action))]
    return oneSided.length === 0 ? null : { actions: [...new Set(oneSided)].toSorted() }
  },
}

function forbidden(members: readonly Member[]): readonly string[] {
  return members.flatMap((member) => holdingsOfKind(member, 'permission').filter((permission) => !permission.allowed).map((permission) => permission.action))
}
