import type { RefusalCheck } from './pair-facts.ts'

/** GROUP_TOO_LARGE: so many records of one person are more often several people. */
export const groupTooLarge: RefusalCheck = {
  asks: [],
  holds: (pair) => (pair.records > pair.ruleset.limits.maxGroupSize ? { size: pair.records } : null),
}
