import { createHash } from 'node:crypto'

/**
 * How records are compared, as data: comparisons, their levels and conditions, and the shares each level is
 * expected to have among matches, among two persons of one household, and among random pairs. The shares are
 * where learning starts and what it falls back to where there is little to learn from.
 *
 * Levels mean the same everywhere: 0 a value is missing, 1 else, 2 weak likeness, 3 likeness, 4 one edit,
 * 5 exact, 6 a likeness of another kind (initial or nickname, same mailbox name, same birthday).
 */
export interface MatchSpecification {
  readonly version: 1
  readonly comparisons: readonly ComparisonSpecification[]
}

/** How two values of one field are compared. */
export interface ComparisonSpecification {
  readonly name: ComparisonName
  /** What stands in for the two unseen occurrences when the chance of an equal value is estimated: (n − 2 + this) / N. */
  readonly unseenOccurrences: number
  /** Whether a likeness (levels 3, 4 and 6) weighs more the rarer the rarer of both values is. */
  readonly likenessByRarity: boolean
  /** Situations in which the same level means something else. The position is the condition's number. */
  readonly conditions: readonly ConditionSpecification[]
  /** Whether the shares of all conditions add up to one together, or those of each condition alone. */
  readonly sharesSpanConditions: boolean
}

/** The expected shares of levels 1 to 6 in one situation. */
export interface ConditionSpecification {
  readonly name: string
  readonly matched: LevelShares
  readonly household: LevelShares
  readonly random: LevelShares
  /**
   * Where the shares at random are learned: from random pairs; from the unrelated among the candidate pairs, where
   * random pairs never see the situation; or nowhere.
   */
  readonly learnsRandom: 'randomPairs' | 'candidatePairs' | 'never'
  /** Whether an exact match weighs by how many share the very value, or by the learned share at random. */
  readonly exactByFrequency: boolean
}

/** Shares of the levels 1, 2, 3, 4, 5 and 6. */
export type LevelShares = readonly [number, number, number, number, number, number]

export type ComparisonName = 'given' | 'family' | 'email' | 'phone' | 'date' | 'street' | 'postcode' | 'city' | 'company' | 'other'

/** Bytes of a comparison: level + 8 × condition, so at most four conditions. */
export const BYTES_PER_COMPARISON = 32

export const LEVEL_MISSING = 0
export const LEVEL_ELSE = 1
export const LEVEL_WEAK = 2
export const LEVEL_LIKE = 3
export const LEVEL_ONE_EDIT = 4
export const LEVEL_EXACT = 5
export const LEVEL_KIN = 6

/** Names of person in straight order, or given and family name crossed. */
export const CONDITION_CROSSED = 1
/** Both mailbox names hold a name on which the records agree, so that a likeness adds little. */
export const CONDITION_NAMED = 1
/** Both mailbox names consist of the agreeing names and nothing else, so that even an equal address may be chance in made-up addresses. */
export const CONDITION_MADE_OF_NAME = 2
/** Both mailbox names hold a name on which the records agree, while the other name differs: ronja7 and ronja12. */
export const CONDITION_ONE_NAME_AGREES = 3
/** Both phone numbers are mobiles, or one of them is; other countries' mobiles are not told from landlines. */
export const CONDITION_TWO_MOBILES = 1
export const CONDITION_ONE_MOBILE = 2
/** One birth date is missing, and its record's mailbox name holds what may be the year (level 3: that of the other's date; 2: another). */
export const CONDITION_MAILBOX_YEAR = 1
/** The full address agrees, postcode included, and is weighed as one. */
export const CONDITION_FULL_ADDRESS = 1
/** The area (postcode or city) agrees, and a further attribute such as the state may follow from it. */
export const CONDITION_AREA_AGREES = 1
/** Postcode and city: what the value above it (street, postcode) says. */
export const CONDITION_ABOVE_AGREES = 1
export const CONDITION_ABOVE_DIFFERS = 2
export const CONDITION_ABOVE_ONE_EDIT = 3

type Shares = { readonly matched: LevelShares; readonly household?: LevelShares; readonly random: LevelShares }

function condition(name: string, shares: Shares, how: { readonly learnsRandom?: ConditionSpecification['learnsRandom']; readonly exactByFrequency?: boolean } = {}): ConditionSpecification {
  return {
    name,
    matched: shares.matched,
    household: shares.household ?? shares.random,
    random: shares.random,
    learnsRandom: how.learnsRandom ?? 'randomPairs',
    exactByFrequency: how.exactByFrequency ?? true,
  }
}

/** Source of the shares: measured on labelled customer files of several countries, rounded; the same for every file. */
export const SPECIFICATION: MatchSpecification = {
  version: 1,
  comparisons: [
    {
      name: 'given',
      unseenOccurrences: 1,
      likenessByRarity: true,
      sharesSpanConditions: true,
      conditions: [
        condition('straight', { matched: [0.06, 0.04, 0.06, 0.08, 0.65, 0.08], household: [0.929, 0.05, 0.008, 0.003, 0.004, 0.006], random: [0.93, 0.05, 0.008, 0.003, 0.006, 0.003] }),
        condition('crossed', { matched: [0, 0, 0.003, 0.006, 0.02, 0.001], random: [0, 0, 0.02, 0.004, 0.003, 0.004] }, { learnsRandom: 'never' }),
      ],
    },
    {
      name: 'family',
      unseenOccurrences: 1,
      likenessByRarity: true,
      sharesSpanConditions: false,
      conditions: [
        condition('straight', { matched: [0.07, 0.04, 0.06, 0.08, 0.7, 0.05], household: [0.05, 0.03, 0.04, 0.03, 0.84, 0.01], random: [0.95, 0.04, 0.004, 0.002, 0.003, 0.001] }),
        condition('crossed', { matched: [0, 0, 0.08, 0.15, 0.75, 0.02], random: [0, 0, 0.02, 0.004, 0.003, 0.004] }, { learnsRandom: 'never' }),
      ],
    },
    {
      name: 'email',
      unseenOccurrences: 0.3,
      likenessByRarity: false,
      sharesSpanConditions: false,
      conditions: [
        condition('free', { matched: [0.2, 0.01, 0.04, 0.1, 0.6, 0.05], household: [0.6, 0.02, 0.02, 0.02, 0.32, 0.02], random: [0.9985, 0.0003, 0.0004, 0.0004, 0.0002, 0.0002] }),
        condition('named', { matched: [0.22, 0.03, 0.05, 0.1, 0.53, 0.07], household: [0.53, 0.08, 0.02, 0.02, 0.32, 0.03], random: [0.799, 0.12, 0.02, 0.02, 0.001, 0.04] }, { learnsRandom: 'candidatePairs' }),
        condition('madeOfName', { matched: [0.2, 0.03, 0.05, 0.1, 0.55, 0.07], household: [0.6, 0.02, 0.02, 0.02, 0.3, 0.04], random: [0.856, 0.03, 0.02, 0.02, 0.004, 0.07] }, { learnsRandom: 'candidatePairs' }),
        condition('oneNameAgrees', { matched: [0.22, 0.03, 0.05, 0.1, 0.53, 0.07], household: [0.53, 0.08, 0.02, 0.02, 0.32, 0.03], random: [0.919, 0.04, 0.01, 0.01, 0.001, 0.02] }, { learnsRandom: 'candidatePairs' }),
      ],
    },
    {
      name: 'phone',
      unseenOccurrences: 0.3,
      likenessByRarity: false,
      sharesSpanConditions: false,
      conditions: [
        condition('free', { matched: [0.2, 0, 0.03, 0.07, 0.7, 0], household: [0.62, 0, 0.02, 0.02, 0.34, 0], random: [0.9995, 0, 0.0003, 0.0001, 0.0001, 0] }),
        // A mobile belongs to one person, the landline to the home.
        condition('twoMobiles', { matched: [0.2, 0, 0.03, 0.07, 0.7, 0], household: [0.84, 0, 0.02, 0.02, 0.12, 0], random: [0.9995, 0, 0.0003, 0.0001, 0.0001, 0] }),
        // Whoever has both gives now the one and now the other.
        condition('mobileAndLandline', { matched: [0.99, 0, 0.005, 0.005, 0, 0], household: [0.997, 0, 0.002, 0.001, 0, 0], random: [0.9996, 0, 0.0003, 0.0001, 0, 0] }),
      ],
    },
    {
      name: 'date',
      unseenOccurrences: 0.3,
      likenessByRarity: false,
      sharesSpanConditions: false,
      conditions: [
        condition('free', { matched: [0.03, 0.03, 0.05, 0.1, 0.76, 0.03], household: [0.888, 0.085, 0.01, 0.003, 0.01, 0.004], random: [0.9, 0.085, 0.01, 0.003, 0.0001, 0.004] }),
        // Half of the numbers in mailbox names are years of birth; the others agree with a year once in fifty times.
        condition('mailboxYear', { matched: [0, 0.5, 0.5, 0, 0, 0], household: [0, 0.97, 0.03, 0, 0, 0], random: [0, 0.98, 0.02, 0, 0, 0] }),
      ],
    },
    {
      name: 'street',
      unseenOccurrences: 0.3,
      likenessByRarity: false,
      sharesSpanConditions: true,
      conditions: [
        condition('free', { matched: [0.22, 0.04, 0.06, 0.08, 0.1, 0.05], household: [0.12, 0.02, 0.02, 0.02, 0.1, 0.02], random: [0.96, 0.02, 0.008, 0.001, 0.001, 0.01] }),
        condition('fullAddress', { matched: [0, 0, 0, 0, 0.45, 0], household: [0, 0, 0, 0, 0.7, 0], random: [0, 0, 0, 0, 0.0002, 0] }, { learnsRandom: 'never' }),
      ],
    },
    {
      name: 'postcode',
      unseenOccurrences: 1,
      likenessByRarity: false,
      sharesSpanConditions: false,
      conditions: [
        condition('alone', { matched: [0.2, 0, 0.05, 0.07, 0.68, 0], household: [0.08, 0, 0.02, 0.02, 0.88, 0], random: [0.93, 0, 0.06, 0.005, 0.005, 0] }),
        condition('streetAgrees', { matched: [0.04, 0, 0.03, 0.08, 0.85, 0], household: [0.03, 0, 0.02, 0.03, 0.92, 0], random: [0.7, 0, 0.12, 0.03, 0.15, 0] }, { exactByFrequency: false }),
        condition('streetDiffers', { matched: [0.6, 0, 0.12, 0.04, 0.24, 0], household: [0.6, 0, 0.12, 0.04, 0.24, 0], random: [0.93, 0, 0.06, 0.005, 0.005, 0] }),
      ],
    },
    {
      name: 'city',
      unseenOccurrences: 1,
      likenessByRarity: false,
      sharesSpanConditions: false,
      conditions: [
        condition('alone', { matched: [0.2, 0.04, 0.04, 0.07, 0.65, 0], household: [0.08, 0.01, 0.01, 0.02, 0.88, 0], random: [0.93, 0.04, 0.005, 0.005, 0.02, 0] }),
        condition('postcodeAgrees', { matched: [0.06, 0.03, 0.04, 0.07, 0.8, 0], household: [0.05, 0.02, 0.03, 0.05, 0.85, 0], random: [0.18, 0.04, 0.03, 0.05, 0.7, 0] }, { exactByFrequency: false }),
        condition('postcodeDiffers', { matched: [0.55, 0.06, 0.03, 0.03, 0.33, 0], household: [0.55, 0.06, 0.03, 0.03, 0.33, 0], random: [0.93, 0.04, 0.005, 0.005, 0.02, 0] }),
        condition('postcodeOneEdit', { matched: [0.15, 0.04, 0.04, 0.07, 0.7, 0], household: [0.15, 0.04, 0.04, 0.07, 0.7, 0], random: [0.7, 0.06, 0.03, 0.01, 0.2, 0] }, { exactByFrequency: false }),
      ],
    },
    {
      name: 'company',
      unseenOccurrences: 1,
      likenessByRarity: true,
      sharesSpanConditions: false,
      conditions: [condition('free', { matched: [0.25, 0.03, 0.04, 0.05, 0.55, 0.08], household: [0.5, 0.03, 0.03, 0.02, 0.4, 0.02], random: [0.95, 0.03, 0.005, 0.002, 0.008, 0.005] })],
    },
    {
      name: 'other',
      unseenOccurrences: 1,
      likenessByRarity: false,
      sharesSpanConditions: false,
      conditions: [
        condition('alone', { matched: [0.25, 0.03, 0.04, 0.05, 0.58, 0.05], random: [0.7, 0.1, 0.02, 0.02, 0.15, 0.01] }),
        condition('areaAgrees', { matched: [0.25, 0.03, 0.04, 0.05, 0.58, 0.05], random: [0.7, 0.1, 0.02, 0.02, 0.15, 0.01] }),
      ],
    },
  ],
}

/** The specification of a comparison. */
export function comparisonSpecification(name: ComparisonName): ComparisonSpecification {
  return SPECIFICATION.comparisons.find((comparison) => comparison.name === name)!
}

/** Every mistake in a specification, in words; none for a sound one. */
export function specificationProblems(specification: MatchSpecification): readonly string[] {
  const problems: string[] = []
  for (const comparison of specification.comparisons) {
    if (comparison.conditions.length < 1 || comparison.conditions.length > BYTES_PER_COMPARISON / 8) problems.push(`${comparison.name}: one to four conditions, not ${comparison.conditions.length}`)
    if (!(comparison.unseenOccurrences > 0)) problems.push(`${comparison.name}: unseenOccurrences must be above zero`)
    const sum = (shares: readonly number[]): number => shares.reduce((total, share) => total + share, 0)
    const groups = comparison.sharesSpanConditions ? [comparison.conditions] : comparison.conditions.map((one) => [one])
    for (const group of groups) {
      const matched = group.reduce((total, one) => total + sum(one.matched), 0)
      if (Math.abs(matched - 1) > 1e-6) problems.push(`${comparison.name}/${group[0]!.name}: the shares among matches add up to ${matched.toFixed(6)}, not 1`)
    }
    for (const one of comparison.conditions) {
      if ([...one.matched, ...one.household, ...one.random].some((share) => !(share >= 0 && share <= 1))) problems.push(`${comparison.name}/${one.name}: a share lies between 0 and 1`)
    }
  }
  return problems
}

/** SHA-256 of the specification, so that a model is never used with another one. */
export function specificationHash(specification: MatchSpecification = SPECIFICATION): string {
  return createHash('sha256').update(JSON.stringify(specification)).digest('hex')
}
