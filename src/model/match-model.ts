import type { SetWeights } from './set-weights.ts'

/**
 * What matching learned, as plain JSON: readable, to be kept, compared and given again, in which case nothing is
 * learned anew. Shares are probabilities rounded to nine digits, so that a saved model weighs as the live one.
 */
export interface MatchModel {
  readonly version: 1
  /** SHA-256 of the specification that the model was learned for. */
  readonly specificationHash: string
  /** Share of all pairs of records that are one person. */
  readonly lambdaMatch: number
  /** Share of all pairs that are two persons of one household. */
  readonly lambdaHousehold: number
  readonly comparisons: readonly LearnedComparison[]
  /** Streets with house number, and full addresses, where there is a street column. */
  readonly addresses: { readonly address: LearnedFrequencies; readonly fullAddress: LearnedFrequencies } | null
  /** Names of the blocking rules that were worth their pairs. */
  readonly rules: readonly string[]
  /** Weights that a person set instead of those learned; left out where there are none. */
  readonly setWeights?: SetWeights
  /** What was found when it was learned, so that a later match can tell how far its records have drifted. */
  readonly found?: FoundShares
}

/** What a match found, in shares. */
export interface FoundShares {
  readonly records: number
  /** Pairs above the threshold. */
  readonly links: number
  /** Pairs within clusters for each record. */
  readonly pairsPerRecord: number
  readonly largestCluster: number
  /** Comparison → share of each level (position = level, 0 = missing) among the links. */
  readonly levels: Readonly<Record<string, readonly number[]>>
}

/** How often values occur. */
export interface LearnedFrequencies {
  /** How many records (in the second round: persons) have a value; the denominator of every frequency. */
  readonly filled: number
  /** Values that three or more share, with their counts, sorted by value. Rarer ones are not listed. */
  readonly frequencies: Readonly<Record<string, number>>
}

/** The learned shares of one comparison, each list indexed by level + 8 × condition. */
export interface LearnedComparison extends LearnedFrequencies {
  readonly name: string
  readonly matched: readonly number[]
  readonly household: readonly number[]
  readonly random: readonly number[]
  /** Level → the rarity of the rarer value at which a likeness weighs as usual, in thousandths of a bit. */
  readonly usualRarity: readonly number[]
  /** Values found to stand for "unknown"; they neither block nor score. Sorted. */
  readonly placeholders: readonly string[]
}

/** Pairs that a person decided, and systems known to hold nobody twice. */
export interface MatchConstraints {
  /** Pairs of record numbers that are never one person. */
  readonly never: readonly (readonly [number, number])[]
  /** Pairs of record numbers that are always one person. */
  readonly always: readonly (readonly [number, number])[]
  /** Names of systems that hold nobody twice. */
  readonly systemsFreeOfDuplicates: readonly string[]
}

/** No constraints at all. */
export const NO_CONSTRAINTS: MatchConstraints = { never: [], always: [], systemsFreeOfDuplicates: [] }
