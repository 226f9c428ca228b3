import { oneSided, type RefusalCheck } from './pair-facts.ts'

/** SANCTION_ON_ONE_SIDE: one side is restricted in what the other may do; duplicates are how restrictions are dodged. */
export const sanctionOnOneSide: RefusalCheck = {
  asks: [],
  holds: (pair, rule) => {
    const found = oneSided(rule.side, pair.source.record.flags.sanctions ?? [], pair.survivor.record.flags.sanctions ?? [])
    return found.length === 0 ? null : { sanctions: [...new Set(found)].toSorted() }
  },
}
