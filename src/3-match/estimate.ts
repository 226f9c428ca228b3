import { fieldOfComparison, type MatchSpace } from './match-space.ts'
import { BYTES_PER_COMPARISON, LEVEL_KIN, type ConditionSpecification, type LevelShares } from './specification.ts'
import { compileWeights, householdCost, valuePart, type ComparisonShares, type Shares } from './weights.ts'
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
  const firstRandom = withLearnedRandom(space, start, input.random, null)
  const usual = usualRarities(input)
  let shares: Shares = { ...from, comparisons: from.comparisons.map((one, index) => ({ ...one, random: firstRandom[index]!.random, usualRarity: usual[index]! })) }
  const candidateParts = valueParts(input, shares, input.candidates)
  const randomParts = valueParts(input, shares, input.random)
  for (let round = 0; round < ROUNDS; round++) {
    const posteriors = posteriorsOf(input, shares, input.candidates, candidateParts)
    const lambdaBefore = shares.lambdaMatch
    shares = maximised(space, start, shares, input.candidates, posteriors)
    if (round === 2) {
      // Random pairs hold matches too, above all in small files; what is known by now takes them out.
      const ofRandom = posteriorsOf(input, shares, input.random, randomParts)
      const random = withLearnedRandom(space, start, input.random, ofRandom)
      shares = { ...shares, comparisons: shares.comparisons.map((one, index) => ({ ...one, random: withFreshRandom(space, index, one.random, random[index]!.random) })) }
    }
    if (round > 3 && Math.abs(shares.lambdaMatch - lambdaBefore) < SETTLED * lambdaBefore) break
  }
  return shares
}

/** Takes over what random pairs show, and keeps what candidate pairs have shown. */
function withFreshRandom(space: MatchSpace, index: number, before: Float64Array, fresh: Float64Array): Float64Array {
  const { conditions } = space.comparisons[index]!.specification
  return fresh.map((share, byte) => (conditions[byte >> 3]?.learnsRandom === 'candidatePairs' ? before[byte]! : share))
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
      if (byte !== 0) total += valuePart(input.space, weights, index, byte, sample.left[pair]!, sample.right[pair]!)
    }
    parts[pair] = total
  }
  return parts
}

/** The probabilities of match and household under the given shares. */
export function posteriorsOf(input: EstimationInput, shares: Shares, sample: PairSample, parts: Float64Array = valueParts(input, shares, sample)): Posteriors {
  const weights = compileWeights(input.space, shares, input.frequencies, input.addresses)
  const comparisons = input.space.comparisons.length
  const match = new Float64Array(sample.left.length)
  const household = new Float64Array(sample.left.length)
  for (let pair = 0; pair < match.length; pair++) {
    let matched = weights.priorMilliBits + parts[pair]!
    let related = weights.householdPriorMilliBits + parts[pair]!
    for (let index = 0; index < comparisons; index++) {
      const byte = sample.levels[pair * comparisons + index]!
      matched += weights.matched[index * BYTES_PER_COMPARISON + byte]!
      related += weights.household[index * BYTES_PER_COMPARISON + byte]!
    }
    const cost = householdCost(related)
    const odds = oddsOf(matched - cost)
    match[pair] = odds === Infinity ? 1 : odds / (1 + odds)
    if (match[pair]! < LEAST_POSTERIOR) match[pair] = 0
    // Of what is not a match, the household has its own odds against the unrelated.
    household[pair] = (1 - match[pair]!) * oddsOf(related - cost)
  }
  return { match, household }
}

/** The odds of each weight from nothing to 30 bits: the same weights come up in every round. */
const ODDS_BELOW = 30_000
const ODDS = Float64Array.from({ length: ODDS_BELOW - NOTHING_MILLI_BITS }, (_, at) => 2 ** ((at + NOTHING_MILLI_BITS) / 1000))

function oddsOf(milliBits: number): number {
  if (milliBits < NOTHING_MILLI_BITS) return 0
  return milliBits < ODDS_BELOW ? ODDS[milliBits - NOTHING_MILLI_BITS]! : 2 ** (milliBits / 1000)
}

function maximised(space: MatchSpace, start: Shares, before: Shares, sample: PairSample, posteriors: Posteriors): Shares {
  let matches = 0
  let relatives = 0
  for (let pair = 0; pair < sample.left.length; pair++) {
    matches += sample.weight[pair]! * posteriors.match[pair]!
    relatives += sample.weight[pair]! * posteriors.household[pair]!
  }
  const pairs = pairCount(space)
  return {
    lambdaMatch: Math.min(0.5, (matches + 1) / pairs),
    lambdaHousehold: Math.min(0.5, (relatives + 1) / pairs),
    comparisons: before.comparisons.map((one, index) => {
      const { matched, household, random } = start.comparisons[index]!
      return {
        matched: learned(space, index, matched, sample, posteriors.match, PSEUDO_COUNT_MATCHED),
        household: learned(space, index, household, sample, posteriors.household, PSEUDO_COUNT_HOUSEHOLD),
        usualRarity: one.usualRarity,
        random: withCandidateRandom(space, index, random, one.random, sample, posteriors),
      }
    }),
  }
}

/** Where a condition learns chance from candidate pairs: its shares among those that are neither match nor household. */
function withCandidateRandom(space: MatchSpace, index: number, defaults: Float64Array, before: Float64Array, sample: PairSample, posteriors: Posteriors): Float64Array {
  const { conditions } = space.comparisons[index]!.specification
  const learnsHere = (condition: number): boolean => conditions[condition]?.learnsRandom === 'candidatePairs'
  if (!conditions.some((_, condition) => learnsHere(condition))) return before
  const unrelated = posteriors.match.map((match, pair) => Math.max(0, 1 - match - posteriors.household[pair]!))
  const shares = learned(space, index, defaults, sample, unrelated, PSEUDO_COUNT_MATCHED)
  return before.map((share, byte) => (learnsHere(byte >> 3) ? shares[byte]! : share))
}

/** Shares of the level bytes among pairs weighted by a posterior, held by the defaults as by so many pairs. */
function learned(space: MatchSpace, index: number, defaults: Float64Array, sample: PairSample, posterior: Float64Array, pseudoCount: number): Float64Array {
  const comparisons = space.comparisons.length
  const counts = new Float64Array(BYTES_PER_COMPARISON)
  let sum = 0
  let squares = 0
  for (let pair = 0; pair < posterior.length; pair++) {
    if (posterior[pair] === 0) continue
    const weight = sample.weight[pair]!
    const standsFor = posterior[pair]! * weight
    counts[sample.levels[pair * comparisons + index]!]! += standsFor
    sum += standsFor
    squares += standsFor * weight
  }
  // Counted as sampled pairs, not as the pairs they stand for: a sample knows no more than it has seen (Kish's effective size).
  const seen = squares === 0 ? 0 : sum / squares
  for (let byte = 0; byte < counts.length; byte++) counts[byte]! *= seen
  return normalised(space, index, counts, defaults, pseudoCount, () => true)
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

/** Shares at random, from pairs of which the probable matches and relatives are taken out. */
function withLearnedRandom(space: MatchSpace, start: Shares, sample: PairSample, posteriors: Posteriors | null): readonly ComparisonShares[] {
  const comparisons = space.comparisons.length
  return start.comparisons.map((one, index) => {
    const counts = new Float64Array(BYTES_PER_COMPARISON)
    for (let pair = 0; pair < sample.left.length; pair++) {
      const unrelated = posteriors === null ? 1 : 1 - posteriors.match[pair]! - posteriors.household[pair]!
      counts[sample.levels[pair * comparisons + index]!]! += Math.max(0, unrelated)
    }
    const { kind, specification } = space.comparisons[index]!
    const learns = (condition: number): boolean => specification.conditions[condition]!.learnsRandom === 'randomPairs'
    const random = normalised(space, index, counts, one.random, PSEUDO_COUNT_RANDOM, learns)
    if (kind !== 'other') return { ...one, random }
    // Whether an attribute follows from the area is unknown beforehand, so the expectation is that it does not.
    const expected = random.map((_, byte) => random[byte & 7]!)
    return { ...one, random: normalised(space, index, counts, expected, PSEUDO_COUNT_RANDOM, learns) }
  })
}

/** A likeness weighs as usual at this many bits above the average rarity where random pairs show none. */
const UNSEEN_USUAL_RARITY = 3000
const PSEUDO_COUNT_USUAL = 5

/** Rarity → 1 / share: few rarities come up, time and again. */
const SHARES_OF_ONE = Float64Array.from({ length: 40_000 }, (_, rarity) => 2 ** (rarity / 1000))

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
      sums[level]! += SHARES_OF_ONE[Math.max(rarityMilliBits[values[random.left[pair]!]!]!, rarityMilliBits[values[random.right[pair]!]!]!)]!
      counts[level]!++
    }
    return Int32Array.from(sums, (sum, level) => Math.round(1000 * Math.log2(sum / counts[level]!)))
  })
}
