import { balanceFact } from '../../model/refusal-words.ts'
import { foundOn, plainly, type RefusalCheck } from './pair-facts.ts'

/** ID_UNCERTAIN: a record without an id of its own, and several earlier ones fit. */
export const idUncertain: RefusalCheck = {
  asks: [],
  holds: (pair, rule) => plainly(foundOn(pair, rule.side, (member) => (pair.uncertainIds.has(member.record.id) ? [member] : [])).length > 0),
}

/** CHANGED_IN_FLIGHT: somebody spent of a holding while its transfer was on the way. */
export const changedInFlight: RefusalCheck = {
  asks: [],
  holds: (pair, rule) => {
    const changes = foundOn(pair, rule.side, (member) => pair.changedInFlight.get(member.record.id) ?? [])
    if (changes.length === 0) return null
    return { old: changes.map((each) => balanceFact(each.old, each.unit)), new: changes.map((each) => balanceFact(each.new, each.unit)), found: changes.map((each) => balanceFact(each.found, each.unit)) }
  },
}

/** HOLDING_QUARANTINED: a holding could not be read; merged without it, it would have no owner to return to. */
export const holdingQuarantined: RefusalCheck = {
  asks: [],
  holds: (pair, rule) => {
    const files = foundOn(pair, rule.side, (member) => pair.quarantined.get(member.record.id) ?? [])
    return files.length === 0 ? null : { files: [...new Set(files)].toSorted() }
  },
}
