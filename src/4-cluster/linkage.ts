/**
 * What is known about the likeness of two groups of records: per comparison, over the pairs of records that both
 * have a value, how many there are, the sum and the largest of their weights. Two linkages of the same group with
 * two others add up to the linkage with both together, so no pair of records is compared twice.
 */
export interface Linkage {
  /** Five numbers a comparison: pairs, sum and maximum of the match weights, sum and maximum of the household weights. */
  readonly sums: number[]
}

const PER_COMPARISON = 5
const PAIRS = 0
const MATCH_SUM = 1
const MATCH_MOST = 2
const HOUSEHOLD_SUM = 3
const HOUSEHOLD_MOST = 4

export function emptyLinkage(comparisons: number): Linkage {
  const empty = EMPTY[comparisons] ??= Array.from({ length: comparisons }, () => [0, 0, -Infinity, 0, -Infinity]).flat()
  return { sums: empty.slice() }
}

/** One for each number of comparisons. There are hundreds of thousands of linkages, and a copy of a plain array is made in a tenth of the time of a typed one. */
const EMPTY: number[][] = []

/** Adds a pair of records with one comparison's weights. */
export function addPair(linkage: Linkage, comparison: number, matched: number, household: number): void {
  const { sums } = linkage
  const at = comparison * PER_COMPARISON
  sums[at + PAIRS]!++
  sums[at + MATCH_SUM]! += matched
  sums[at + HOUSEHOLD_SUM]! += household
  if (matched > sums[at + MATCH_MOST]!) sums[at + MATCH_MOST] = matched
  if (household > sums[at + HOUSEHOLD_MOST]!) sums[at + HOUSEHOLD_MOST] = household
}

/** Adds what another linkage of the same group knows. */
export function addLinkage(linkage: Linkage, other: Linkage): void {
  const { sums } = linkage
  for (let at = 0; at < sums.length; at += PER_COMPARISON) {
    sums[at + PAIRS]! += other.sums[at + PAIRS]!
    sums[at + MATCH_SUM]! += other.sums[at + MATCH_SUM]!
    sums[at + HOUSEHOLD_SUM]! += other.sums[at + HOUSEHOLD_SUM]!
    sums[at + MATCH_MOST] = Math.max(sums[at + MATCH_MOST]!, other.sums[at + MATCH_MOST]!)
    sums[at + HOUSEHOLD_MOST] = Math.max(sums[at + HOUSEHOLD_MOST]!, other.sums[at + HOUSEHOLD_MOST]!)
  }
}

/** What the comparisons of two groups add to the priors of match and household. */
export interface LinkedWeight {
  readonly matched: number
  readonly household: number
}

/**
 * Field by field a·max + (1 − a)·mean with a = ½ / size of the smaller group: for single records the two are
 * the same; in groups the mean decides the more, the larger they are. Rounded per comparison, so that sums agree.
 */
export function linkedWeight(linkage: Linkage, smallerGroup: number): LinkedWeight {
  const { sums } = linkage
  const a = 0.5 / smallerGroup
  let matched = 0
  let household = 0
  for (let at = 0; at < sums.length; at += PER_COMPARISON) {
    const pairs = sums[at + PAIRS]!
    if (pairs === 0) continue
    matched += Math.round(a * sums[at + MATCH_MOST]! + ((1 - a) * sums[at + MATCH_SUM]!) / pairs)
    household += Math.round(a * sums[at + HOUSEHOLD_MOST]! + ((1 - a) * sums[at + HOUSEHOLD_SUM]!) / pairs)
  }
  return { matched, household }
}
