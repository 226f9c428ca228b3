import { type ComparisonName, type ComparisonSpecification, LEVEL_ELSE } from './specification.ts'

/** What stays with a person: that two records of one person differ in it is a slip or a missing piece, whatever the file. */
const UNCHANGING: ReadonlySet<ComparisonName> = new Set(['given', 'date'])

/** So many times the expected share of records of one person may differ wholly in what stays with them. */
const MOST_CONTRADICTIONS = 2

/**
 * Holds what is learned of contradictions among matches: where a file has many relatives and few duplicates, they would
 * else pass for matches, one round after the other, and the class of matches become one of families.
 */
export function withFewContradictions({ name, conditions, sharesSpanConditions }: ComparisonSpecification, shares: Float64Array, defaults: Float64Array): Float64Array {
  if (!UNCHANGING.has(name)) return shares
  const held = shares.slice()
  for (const condition of conditions.keys()) {
    const otherwise = LEVEL_ELSE + 8 * condition
    const most = MOST_CONTRADICTIONS * defaults[otherwise]!
    if (shares[otherwise]! <= most) continue
    for (const [byte, share] of shares.entries()) if (sharesSpanConditions || byte >> 3 === condition) held[byte] = share * (1 - most) / (1 - shares[otherwise]!)
    held[otherwise] = most
  }
  return held
}
