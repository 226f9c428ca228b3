import { holdingsOfKind, type Member } from '../member.ts'
import { oneSided, type RefusalCheck } from './pair-facts.ts'

/** PERMISSION_CONFLICT: one side may not do what the other may; who has no entry may what the settings of the system say, else everything. */
export const permissionConflict: RefusalCheck = {
  asks: ['permission'],
  holds: (pair, rule) => {
    const everybody = [...pair.before, pair.source]
    const actions = [...new Set(everybody.flatMap((member) => holdingsOfKind(member, 'permission').map((permission) => permission.action)))].toSorted()
    const forbidden = (members: readonly Member[]): readonly string[] => actions.filter((action) => !members.every((member) => mayDo(member, action, everybody)))
    const found = oneSided(rule.side, forbidden([pair.source]), forbidden(pair.before))
    return found.length === 0 ? null : { actions: [...found].toSorted() }
  },
}

function mayDo(member: Member, action: string, everybody: readonly Member[]): boolean {
  const own = holdingsOfKind(member, 'permission').filter((permission) => permission.action === action)
  return own.length > 0 ? own.every((permission) => permission.allowed) : usual(member.record.system, action, everybody)
}

/** What the settings of a system give to everybody, as far as an entry tells. */
function usual(system: string, action: string, everybody: readonly Member[]): boolean {
  const told = everybody.filter((member) => member.record.system === system).flatMap((member) => holdingsOfKind(member, 'permission'))
  return told.find((permission) => permission.action === action && permission.isDefault)?.allowed ?? true
}
