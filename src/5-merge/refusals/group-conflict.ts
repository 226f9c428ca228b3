import { holdingsOfKind } from '../member.ts'
import type { RefusalCheck } from './pair-facts.ts'

/** GROUP_CONFLICT: the survivor would come into a group that steers prices or rights, or of which nobody said what it steers. */
export const groupConflict: RefusalCheck = {
  asks: ['group'],
  holds: (pair) => {
    const there = new Set(pair.before.flatMap((member) => holdingsOfKind(member, 'group').map((group) => group.name)))
    const added = holdingsOfKind(pair.source, 'group').filter((group) => !there.has(group.name) && group.steers !== 'mailing' && group.steers !== 'nothing')
    return added.length === 0 ? null : { groups: [...new Set(added.map((group) => group.name))].toSorted(), ids: added.map((group) => group.id) }
  },
}
