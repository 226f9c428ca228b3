import type { RefusalCheck } from './pair-facts.ts'

/** SANCTION_ON_ONE_SIDE: one side is restricted in what the other may do; duplicates are how restrictions are dodged. */
export const sanctionOnOneSide: RefusalCheck = {
  asks: [],
  holds: (pair) => {
    const [ours, theirs] = [pair.source.record.flags.sanctions ?? [], pair.survivor.record.flags.sanctions ?? []]
    const oneSided = [...ours.filter((each) => !theirs.includes(each)), ...theirs.filter((each) => !ours.includes(each))]
    return oneSided.length === 0 ? null : { sanctions: [...new Set(oneSided)].toSorted() }
  },
}
