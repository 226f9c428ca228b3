import type { AddressFrequencies, Frequencies } from './frequency.ts'
import { levelNames } from '../model/comparison.ts'
import { NO_SET_WEIGHTS, type SetWeights } from '../model/set-weights.ts'
import type { MatchSpace } from './match-space.ts'
import { BYTES_PER_COMPARISON, CONDITION_AREA_AGREES, CONDITION_CROSSED, CONDITION_FULL_ADDRESS, CONDITION_MADE_OF_NAME, LEVEL_EXACT, LEVEL_KIN, LEVEL_LIKE, LEVEL_ONE_EDIT } from './specification.ts'

/** The learned shares of one comparison as the weighing reads them, indexed by level byte. */
export interface ComparisonShares {
  readonly matched: Float64Array
  readonly household: Float64Array
  readonly random: Float64Array
  /** Level → the rarity of the rarer value at which a likeness weighs as usual, in thousandths of a bit. */
  readonly usualRarity: Int32Array
}

/** What matching knows after learning: shares of the classes and of the levels. */
export interface Shares {
  readonly lambdaMatch: number
  readonly lambdaHousehold: number
  readonly comparisons: readonly ComparisonShares[]
}

/** Everything that turns level bytes and values into a match weight; integers in thousandths of a bit. */
export interface Weights {
  /** log2 of the odds of a match before anything is compared. */
  readonly priorMilliBits: number
  /** log2 of the odds of one household before anything is compared. */
  readonly householdPriorMilliBits: number
  /** `comparison × 32 + byte`: log2 (matched / random), without the random share where frequency stands in for it. */
  readonly matched: Int32Array
  readonly household: Int32Array
  /** `comparison × 32 + byte`: which part of the weight comes from the values themselves. */
  readonly mode: Uint8Array
  /** Per comparison: value → rarity. */
  readonly rarity: readonly Int32Array[]
  /** `comparison × 8 + level`: the rarity of the rarer value at which a likeness weighs as usual. */
  readonly usualRarity: Int32Array
  /** Per comparison: how surprising an equal value is where it may follow from others that agree. */
  readonly conditionRarity: Int32Array
  readonly addressRarity: Int32Array
  readonly fullAddressRarity: Int32Array
}

const MODE_TABLE = 0
const MODE_EXACT = 1
const MODE_LIKENESS = 2
const MODE_ADDRESS = 3
const MODE_FULL_ADDRESS = 4
const MODE_CROSSED = 5
const MODE_EXACT_CAPPED = 6

/** How far the rarity of the rarer value may move the weight of a likeness. */
const LEAST_LIKENESS_SHIFT = -8000
const MOST_LIKENESS_SHIFT = 6000

const NO_RARITY = new Int32Array(1)

/** Puts shares and frequencies into the form in which pairs are weighed. */
export function compileWeights(space: MatchSpace, shares: Shares, frequencies: readonly Frequencies[], addresses: AddressFrequencies, set: SetWeights = NO_SET_WEIGHTS): Weights {
  const size = space.comparisons.length * BYTES_PER_COMPARISON
  const matched = sharedInts(size)
  const household = sharedInts(size)
  const mode = new Uint8Array(new SharedArrayBuffer(size))
  space.comparisons.forEach((comparison, index) => {
    const own = shares.comparisons[index]!
    comparison.specification.conditions.forEach((_, condition) => {
      for (let level = 1; level <= LEVEL_KIN; level++) {
        const byte = level + 8 * condition
        const at = index * BYTES_PER_COMPARISON + byte
        const setBits = set[comparison.name]?.[levelNames[level]!]
        if (setBits !== undefined) {
          // What a person set holds for every value, and against the household as well.
          mode[at] = MODE_TABLE
          matched[at] = Math.round(1000 * setBits)
          household[at] = Math.min(matched[at]!, milliBits(own.household[byte]!) - milliBits(own.random[byte]!))
          continue
        }
        mode[at] = modeOf(space, index, level, condition)
        const byValue = mode[at] !== MODE_TABLE && mode[at] !== MODE_LIKENESS
        // The rarity of a full address already holds the postcode's chance agreement, which the postcode counts itself.
        const random = mode[at] === MODE_FULL_ADDRESS ? -areaAgreementMilliBits(space, shares) : byValue ? 0 : milliBits(own.random[byte]!)
        matched[at] = milliBits(own.matched[byte]!) - random
        household[at] = milliBits(own.household[byte]!) - random
      }
    })
  })
  return {
    priorMilliBits: Math.round(1000 * Math.log2(shares.lambdaMatch / (1 - shares.lambdaMatch))),
    householdPriorMilliBits: Math.round(1000 * Math.log2(shares.lambdaHousehold / (1 - shares.lambdaMatch))),
    matched,
    household,
    mode,
    rarity: frequencies.map((one) => one.rarityMilliBits),
    usualRarity: Int32Array.from({ length: shares.comparisons.length * 8 }, (_, at) => shares.comparisons[at >> 3]!.usualRarity[at & 7]!),
    conditionRarity: Int32Array.from(shares.comparisons, (one, index) => -milliBits(one.random[LEVEL_EXACT + 8 * (space.comparisons[index]!.kind === 'email' ? CONDITION_MADE_OF_NAME : CONDITION_AREA_AGREES)]!)),
    addressRarity: addresses?.address.rarityMilliBits ?? NO_RARITY,
    fullAddressRarity: addresses?.fullAddress.rarityMilliBits ?? NO_RARITY,
  }
}

/** log2 of the chance that the postcode (or, without one, the city) agrees when the street does; at most 0. */
function areaAgreementMilliBits(space: MatchSpace, shares: Shares): number {
  const index = space.at.postcode >= 0 ? space.at.postcode : space.at.city
  return index < 0 ? 0 : milliBits(shares.comparisons[index]!.random[LEVEL_EXACT + 8]!)
}

function modeOf(space: MatchSpace, index: number, level: number, condition: number): number {
  const { kind, specification } = space.comparisons[index]!
  if (level === LEVEL_EXACT) {
    if ((kind === 'other' && condition === CONDITION_AREA_AGREES) || (kind === 'email' && condition === CONDITION_MADE_OF_NAME)) return MODE_EXACT_CAPPED
    if (kind === 'street') return condition === CONDITION_FULL_ADDRESS ? MODE_FULL_ADDRESS : MODE_ADDRESS
    if ((kind === 'given' || kind === 'family') && condition === CONDITION_CROSSED) return MODE_CROSSED
    return specification.conditions[condition]!.exactByFrequency ? MODE_EXACT : MODE_TABLE
  }
  const straight = condition === 0
  const isLikeness = level === LEVEL_LIKE || level === LEVEL_ONE_EDIT || level === LEVEL_KIN
  return specification.likenessByRarity && straight && isLikeness ? MODE_LIKENESS : MODE_TABLE
}

/**
 * The part of a comparison's weight that comes from the compared values: how rare the shared value is, or for a
 * likeness how much rarer than usual the rarer value is.
 */
export function valuePart(space: MatchSpace, weights: Weights, index: number, byte: number, left: number, right: number): number {
  switch (weights.mode[index * BYTES_PER_COMPARISON + byte]) {
    case MODE_EXACT:
      return weights.rarity[index]![space.compared[index]![left]!]!
    case MODE_EXACT_CAPPED:
      // What follows from the area, as the state does, or from the name, as some e-mails do, is no evidence of its own.
      return Math.min(weights.rarity[index]![space.compared[index]![left]!]!, weights.conditionRarity[index]!)
    case MODE_LIKENESS: {
      const values = space.compared[index]!
      const a = values[left]!
      const b = values[right]!
      if ((byte & 7) === LEVEL_KIN && (isOneUnit(space, index, a) || isOneUnit(space, index, b))) return 0
      const rarer = Math.max(weights.rarity[index]![a]!, weights.rarity[index]![b]!)
      return Math.min(MOST_LIKENESS_SHIFT, Math.max(LEAST_LIKENESS_SHIFT, rarer - weights.usualRarity[index * 8 + (byte & 7)]!))
    }
    case MODE_ADDRESS: {
      const address = space.address[left]!
      return address !== 0 ? weights.addressRarity[address]! : weights.rarity[index]![space.street.values[left]!]!
    }
    case MODE_FULL_ADDRESS:
      return weights.fullAddressRarity[space.fullAddress[left]!]!
    case MODE_CROSSED: {
      // A name is as rare as in the column in which it is more common.
      const value = (index === space.at.given ? space.given : space.family).values[left]!
      return Math.min(weights.rarity[space.at.given]![value]!, weights.rarity[space.at.family]![value]!)
    }
    default:
      return 0
  }
}

/** Whether the weight of a byte depends on the compared values at all; that of most does not. */
export function addsByValue(weights: Weights, index: number, byte: number): boolean {
  return weights.mode[index * BYTES_PER_COMPARISON + byte] !== MODE_TABLE
}

/** At most what the values add to the weight of a byte; null where it is the rarity of the shared value, or less. */
export function mostOfValue(weights: Weights, index: number, byte: number): number | null {
  const mode = weights.mode[index * BYTES_PER_COMPARISON + byte]
  if (mode === MODE_TABLE) return 0
  return mode === MODE_LIKENESS ? MOST_LIKENESS_SHIFT : null
}

function isOneUnit(space: MatchSpace, index: number, value: number): boolean {
  const { kind } = space.comparisons[index]!
  if (kind === 'other') return false
  const { offsets } = space[kind].features.dictionary
  return (offsets[value + 1]! - offsets[value]!) === 1
}

/** The match weight S of a pair from its level bytes. */
export function pairWeight(space: MatchSpace, weights: Weights, left: number, right: number, levels: Uint8Array, at: number): number {
  let matched = weights.priorMilliBits
  let household = weights.householdPriorMilliBits
  const comparisons = space.comparisons.length
  for (let index = 0; index < comparisons; index++) {
    const byte = levels[at + index]!
    if (byte === 0) continue
    const part = valuePart(space, weights, index, byte, left, right)
    matched += weights.matched[index * BYTES_PER_COMPARISON + byte]! + part
    household += weights.household[index * BYTES_PER_COMPARISON + byte]! + part
  }
  return matched - householdCost(household)
}

/** Beyond these the cost is nothing, or the household weight itself, to within half a thousandth of a bit. */
const NO_COST_BELOW = -12_000
const FULL_COST_ABOVE = 12_000

/** The costs between them, found when they first come up. */
const COSTS = new Int32Array(FULL_COST_ABOVE - NO_COST_BELOW)

/** What a pair loses because two persons of one household explain it too: log2(1 + odds of the household). */
export function householdCost(householdMilliBits: number): number {
  if (householdMilliBits <= NO_COST_BELOW) return 0
  return householdMilliBits >= FULL_COST_ABOVE ? householdMilliBits : (COSTS[householdMilliBits - NO_COST_BELOW] ||= Math.round(1000 * Math.log2(1 + 2 ** (householdMilliBits / 1000))))
}

/** log2 of a share in thousandths of a bit; shares below one in a billion are taken for that. */
export function milliBits(share: number): number {
  return Math.round(1000 * Math.log2(Math.max(share, 1e-9)))
}

function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4))
}
