import { fieldOfComparison, type MatchSpace } from './match-space.ts'
import { BYTES_PER_COMPARISON, LEVEL_KIN, type ConditionSpecification, type LevelShares } from './specification.ts'
import { addsByValue, compileWeights, householdCost, valuePart, type Shares } from './weights.ts'
import type { AddressFrequencies, Frequencies } from './frequency.ts'

/** Pairs with their levels, and how many pairs each stands for. */
export interface PairSample {
  readonly left: Int32Array
  readonly right: Int32Array
  /** `pair × comparisons + comparison`. */
  readonly levels: Uint8Array
  readonly weight: Float64Array
}

/** Everything that learning reads. */
export interface EstimationInput {
  readonly space: MatchSpace
  readonly frequencies: readonly Frequencies[]
  readonly addresses: AddressFrequencies
  /** Pairs drawn from all pairs; what they show is chance. */
  readonly random: PairSample
  /** Pairs drawn from the candidate pairs. */
  readonly candidates: PairSample
}

/** How many pairs the defaults count for: what is learned moves away from them only as far as there is evidence. */
const PSEUDO_COUNT_MATCHED = 40
const PSEUDO_COUNT_HOUSEHOLD = 200
const PSEUDO_COUNT_RANDOM = 1000

/**
 * However much evidence there is, the defaults keep this weight beside it, so that learning stays near what a match is.
 * Not more: what they say is rare but possible, as another given name, stays at least that often among matches, and
 * where one file has a hundred times as many relatives as such matches, twins and namesakes of one house would pass for them.
 */
const PSEUDO_SHARE = 0.01

/**
 * Pairs less likely than this teach nothing about matches. Many thousand pairs that merely share a town and a
 * common name would each add a little, and together carry learning away to another meaning of "match".
 */
const LEAST_POSTERIOR = 0.1

/** Odds below one in a thousand are none: most candidate pairs are of strangers, and need not be counted in every round. */
const NOTHING_MILLI_BITS = -10_000

const ROUNDS = 12
/** Learning ends early when the estimated number of matches moves by less than this share. */
const SETTLED = 1e-3

/** How many partners a record has before anything is known: a tenth of the records a duplicate, a tenth a relative. */
const FIRST_MATCHES_PER_RECORD = 0.1
const FIRST_RELATIVES_PER_RECORD = 0.1

/** The defaults of the specification, before learning. */
export function defaultShares(space: MatchSpace): Shares {
  const pairs = pairCount(space)
  return {
    lambdaMatch: Math.min(0.2, (FIRST_MATCHES_PER_RECORD * space.count) / pairs),
    lambdaHousehold: Math.min(0.1, (FIRST_RELATIVES_PER_RECORD * space.count) / pairs),
    comparisons: space.comparisons.map(({ specification }) => ({
      matched: byByte(specification.conditions, (one) => one.matched),
      household: byByte(specification.conditions, (one) => one.household),
      random: byByte(specification.conditions, (one) => one.random),
      usualRarity: new Int32Array(8),
    })),
  }
}

function byByte(conditions: readonly ConditionSpecification[], shares: (condition: ConditionSpecification) => LevelShares): Float64Array {
  const bytes = new Float64Array(BYTES_PER_COMPARISON)
  conditions.forEach((condition, index) => {
    shares(condition).forEach((share, level) => {
      bytes[level + 1 + 8 * index] = share
    })
  })
  return bytes
}

function pairCount(space: MatchSpace): number {
  return Math.max(1, (space.count * (space.count - 1)) / 2)
}

/**
 * Learns the shares by expectation and maximisation over the whole space of pairs: the candidate sample stands
 * for all candidate pairs, every other pair counts as unrelated. `from` continues an earlier estimate.
 */
export function estimateShares(input: EstimationInput, from: Shares): Shares {
  const { space } = input
  const start = defaultShares(space)
  const firstRandom = learnedRandom(space, start, input.random, input.random.weight)
  const usual = usualRarities(input)
  let shares: Shares = { ...from, comparisons: from.comparisons.map((one, index) => ({ ...one, random: firstRandom[index]!, usualRarity: usual[index]! })) }
  const candidateParts = valueParts(input, shares, input.candidates)
  const randomParts = valueParts(input, shares, input.random)
  for (let round = 0; round < ROUNDS; round++) {
    const posteriors = posteriorsOf(input, shares, input.candidates, candidateParts)
    const lambdaBefore = shares.lambdaMatch
    shares = maximised(space, start, shares, input.candidates, posteriors)
    if (round === 2) {
      // Random pairs hold matches too, above all in small files; what is known by now takes them out.
      const ofRandom = posteriorsOf(input, shares, input.random, randomParts)
      const random = learnedRandom(space, start, input.random, unrelatedOf(ofRandom))
      shares = { ...shares, comparisons: shares.comparisons.map((one, index) => ({ ...one, random: randomShares(space, index, random[index]!, one.random) })) }
    }
    if (round > 3 && Math.abs(shares.lambdaMatch - lambdaBefore) < SETTLED * lambdaBefore) break
  }
  return shares
}

/** Chance as random pairs show it, and as candidate pairs do for the conditions that learn it there. */
function randomShares(space: MatchSpace, index: number, ofRandomPairs: Float64Array, ofCandidatePairs: Float64Array): Float64Array {
  const { conditions } = space.comparisons[index]!.specification
  return ofRandomPairs.map((share, byte) => (conditions[byte >> 3]?.learnsRandom === 'candidatePairs' ? ofCandidatePairs[byte]! : share))
}

/** The probabilities of match and household for each sampled pair. */
export interface Posteriors {
  readonly match: Float64Array
  readonly household: Float64Array
}

/** The part of every pair's weight that comes from its values. The caps of capped comparisons follow the given shares. */
function valueParts(input: EstimationInput, shares: Shares, sample: PairSample): Float64Array {
  const weights = compileWeights(input.space, shares, input.frequencies, input.addresses)
  const comparisons = input.space.comparisons.length
  const parts = new Float64Array(sample.left.length)
  for (let pair = 0; pair < parts.length; pair++) {
    let total = 0
    for (let index = 0; index < comparisons; index++) {
      const byte = sample.levels[pair * comparisons + index]!
      if (addsByValue(weights, index, byte)) total += valuePart(input.space, weights, index, byte, sample.left[pair]!, sample.right[pair]!)
    }
    parts[pair] = total
  }
  return parts
}

/** The probabilities of match and household under the given shares. */
export function posteriorsOf(input: EstimationInput, shares: Shares, sample: PairSample, parts: Float64Array = valueParts(input, shares, sample)): Posteriors {
  const weights = compileWeights(input.space, shares, input.frequencies, input.addresses)
  const comparisons = input.space.comparisons.length
  const { levels } = sample
  const match = new Float64Array(parts.length)
  const household = new Float64Array(parts.length)
  for (let pair = 0; pair < parts.length; pair++) {
    let matched = weights.priorMilliBits + parts[pair]!
    let related = weights.householdPriorMilliBits + parts[pair]!
    for (let index = 0; index < comparisons; index++) {
      const place = index * BYTES_PER_COMPARISON + levels[pair * comparisons + index]!
      matched += weights.matched[place]!
      related += weights.household[place]!
    }
    const cost = householdCost(related)
    const odds = oddsOf(matched - cost)
    const probability = odds === Infinity ? 1 : odds / (1 + odds)
    match[pair] = probability < LEAST_POSTERIOR ? 0 : probability
    // Of what is not a match, the household has its own odds against the unrelated.
    household[pair] = (1 - match[pair]!) * oddsOf(related - cost)
  }
  return { match, household }
}

/** The probability that a pair is neither match nor household. */
function unrelatedOf({ match, household }: Posteriors): Float64Array {
  return match.map((probability, pair) => Math.max(0, 1 - probability - household[pair]!))
}

/** The odds of each weight from nothing to 30 bits, found when they first come up: the same weights come up in every round. */
const ODDS_BELOW = 30_000
const ODDS = new Float64Array(ODDS_BELOW - NOTHING_MILLI_BITS)

function oddsOf(milliBits: number): number {
  if (milliBits < NOTHING_MILLI_BITS) return 0
  return milliBits < ODDS_BELOW ? (ODDS[milliBits - NOTHING_MILLI_BITS] ||= 2 ** (milliBits / 1000)) : 2 ** (milliBits / 1000)
}

function maximised(space: MatchSpace, start: Shares, before: Shares, sample: PairSample, posteriors: Posteriors): Shares {
  const matches = countLevels(space, sample, posteriors.match)
  const relatives = countLevels(space, sample, posteriors.household)
  const unrelated = countLevels(space, sample, unrelatedOf(posteriors))
  const pairs = pairCount(space)
  return {
    lambdaMatch: Math.min(0.5, (matches.pairs + 1) / pairs),
    lambdaHousehold: Math.min(0.5, (relatives.pairs + 1) / pairs),
    comparisons: before.comparisons.map((one, index) => {
      const { matched, household, random } = start.comparisons[index]!
      return {
        matched: learned(space, index, matched, matches, PSEUDO_COUNT_MATCHED),
        household: learned(space, index, household, relatives, PSEUDO_COUNT_HOUSEHOLD),
        usualRarity: one.usualRarity,
        random: randomShares(space, index, one.random, learned(space, index, random, unrelated, PSEUDO_COUNT_MATCHED)),
      }
    }),
  }
}

/** What a sample shows of one class of pairs. */
interface LevelCounts {
  /** How many pairs of the class the sample stands for. */
  readonly pairs: number
  /** `comparison × 32 + byte`, counted as sampled pairs. */
  readonly counts: Float64Array
}

/** Counts the level bytes of all comparisons, each pair as far as it belongs to a class. */
function countLevels(space: MatchSpace, { levels, weight }: PairSample, posterior: Float64Array): LevelCounts {
  const comparisons = space.comparisons.length
  const counts = new Float64Array(comparisons * BYTES_PER_COMPARISON)
  let pairs = 0
  let squares = 0
  for (let pair = 0; pair < posterior.length; pair++) {
    if (posterior[pair] === 0) continue
    const standsFor = posterior[pair]! * weight[pair]!
    for (let index = 0; index < comparisons; index++) counts[index * BYTES_PER_COMPARISON + levels[pair * comparisons + index]!]! += standsFor
    pairs += standsFor
    squares += standsFor * weight[pair]!
  }
  // Not as the pairs they stand for: a sample knows no more than it has seen (Kish's effective size).
  const seen = squares === 0 ? 0 : pairs / squares
  return { pairs, counts: counts.map((count) => count * seen) }
}

function countsOf({ counts }: LevelCounts, index: number): Float64Array {
  return counts.subarray(index * BYTES_PER_COMPARISON, (index + 1) * BYTES_PER_COMPARISON)
}

/** The shares of a comparison's level bytes in a class, held by the defaults as by so many pairs. */
function learned(space: MatchSpace, index: number, defaults: Float64Array, seen: LevelCounts, pseudoCount: number): Float64Array {
  return normalised(space, index, countsOf(seen, index), defaults, pseudoCount, () => true)
}

function normalised(space: MatchSpace, index: number, counts: Float64Array, defaults: Float64Array, pseudoCount: number, learns: (condition: number) => boolean): Float64Array {
  const { conditions, sharesSpanConditions } = space.comparisons[index]!.specification
  const shares = new Float64Array(BYTES_PER_COMPARISON)
  const all = conditions.map((_, condition) => condition)
  for (const group of sharesSpanConditions ? [all] : all.map((condition) => [condition])) {
    const bytes = group.filter(learns).flatMap((condition) => [1, 2, 3, 4, 5, LEVEL_KIN].map((level) => level + 8 * condition))
    const counted = bytes.reduce((total, byte) => total + counts[byte]!, 0)
    const expected = bytes.reduce((total, byte) => total + defaults[byte]!, 0)
    const pseudo = Math.max(pseudoCount, PSEUDO_SHARE * counted)
    for (const byte of bytes) shares[byte] = (counts[byte]! + pseudo * defaults[byte]!) / (counted + pseudo * expected)
  }
  for (const condition of all) {
    if (learns(condition)) continue
    for (let level = 1; level <= LEVEL_KIN; level++) shares[level + 8 * condition] = defaults[level + 8 * condition]!
  }
  return shares
}

/** Shares at random, of each comparison, from random pairs as far as they are unrelated. */
function learnedRandom(space: MatchSpace, start: Shares, sample: PairSample, unrelated: Float64Array): readonly Float64Array[] {
  const seen = countLevels(space, sample, unrelated)
  return start.comparisons.map((one, index) => {
    const counts = countsOf(seen, index)
    const { kind, specification } = space.comparisons[index]!
    const learns = (condition: number): boolean => specification.conditions[condition]!.learnsRandom === 'randomPairs'
    const random = normalised(space, index, counts, one.random, PSEUDO_COUNT_RANDOM, learns)
    if (kind !== 'other') return random
    // Whether an attribute follows from the area is unknown beforehand, so the expectation is that it does not.
    const expected = random.map((_, byte) => random[byte & 7]!)
    return normalised(space, index, counts, expected, PSEUDO_COUNT_RANDOM, learns)
  })
}

/** A likeness weighs as usual at this many bits above the average rarity where random pairs show none. */
const UNSEEN_USUAL_RARITY = 3000
const PSEUDO_COUNT_USUAL = 5

/** Rarity → 1 / share, found when it first comes up: few rarities do, time and again. */
const SHARES_OF_ONE = new Float64Array(40_000)

/**
 * For each level of likeness the rarity at which it weighs as usual: the mean over random pairs of 1 / share of the
 * rarer value, as bits. So the weights of common and of rare values average to the learned one. Two established
 * names one edit apart (Maria, Marina) are more likely two names; a name that nobody else has is a typing mistake.
 */
function usualRarities(input: EstimationInput): readonly Int32Array[] {
  const { space, random } = input
  const comparisons = space.comparisons.length
  return space.comparisons.map((_, index) => {
    const { rarityMilliBits, averageRarityMilliBits } = input.frequencies[index]!
    const { values } = fieldOfComparison(space, index)
    const sums = new Float64Array(8).fill(PSEUDO_COUNT_USUAL * 2 ** ((averageRarityMilliBits + UNSEEN_USUAL_RARITY) / 1000))
    const counts = new Float64Array(8).fill(PSEUDO_COUNT_USUAL)
    for (let pair = 0; pair < random.left.length; pair++) {
      const level = random.levels[pair * comparisons + index]!
      if (level === 0 || level > LEVEL_KIN) continue
      const rarer = Math.max(rarityMilliBits[values[random.left[pair]!]!]!, rarityMilliBits[values[random.right[pair]!]!]!)
      sums[level]! += SHARES_OF_ONE[rarer] ||= 2 ** (rarer / 1000)
      counts[level]!++
    }
    return Int32Array.from(sums, (sum, level) => Math.round(1000 * Math.log2(sum / counts[level]!)))
  })
}
