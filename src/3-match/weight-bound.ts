import type { MatchSpace } from './match-space.ts'
import { emailLevel } from './email-level.ts'
import { areOfTwoGenerations, cityCondition, postcodeCondition, streetLevel, writeNames } from './pair-levels.ts'
import { CONDITION_SETS, emailSituationOf, mayBeCrossed, MISSING, rowPlaces, situationOf, SITUATIONS, STREET_FULL_ADDRESS, type RowPlaces } from './pair-situation.ts'
import { CELL_HOUSE, type RecordRows } from './record-rows.ts'
import { BYTES_PER_COMPARISON, CONDITION_FULL_ADDRESS, LEVEL_EXACT, LEVEL_KIN, LEVEL_MISSING, type ComparisonName } from './specification.ts'
import { postcodeLevel, textLevel } from './value-levels.ts'
import { mostOfValue, valuePart, type Weights } from './weights.ts'

/**
 * How much a pair can weigh at most, from what its rows show without comparing any text. Most candidate pairs are no
 * edge whatever their texts are, and this tells them at a tenth of the cost of comparing them.
 */
export interface WeightBound {
  readonly space: MatchSpace
  readonly weights: Weights
  readonly places: RowPlaces
  readonly width: number
  readonly kinds: readonly ComparisonName[]
  /** `comparison × SITUATIONS + situation`: the most that a byte of the situation adds to a match where its value adds what is known, … */
  readonly fixed: Int32Array
  /** … the same, without the rarity of the value, where that is added, … */
  readonly byValue: Int32Array
  /** … and the most by which a byte speaks more for one person than for one household. */
  readonly apart: Int32Array
  /** Of the pair at hand: the most that it weighs, in two ways, and its levels as far as they are known. */
  readonly levels: Uint8Array
  readonly sums: { matched: number; apart: number }
}

/** Less than any weight; all comparisons together do not overflow. */
const NONE = -50_000_000
const NOT_YET_KNOWN = 2 ** 31 - 1

/** A bound under these weights; what a situation adds is found when it first comes up, because few of them do. */
export function createWeightBound(space: MatchSpace, weights: Weights, rows: RecordRows): WeightBound {
  const size = space.comparisons.length * SITUATIONS
  return { space, weights, places: rowPlaces(space, rows), width: rows.width, kinds: space.comparisons.map((one) => one.kind), fixed: new Int32Array(size).fill(NONE), byValue: new Int32Array(size).fill(NONE), apart: new Int32Array(size).fill(NOT_YET_KNOWN), levels: new Uint8Array(space.comparisons.length), sums: { matched: 0, apart: 0 } }
}

function look(bound: WeightBound, index: number, situation: number): void {
  const { weights, fixed, byValue, apart } = bound
  const at = index * SITUATIONS + situation
  apart[at] = NONE
  bound.space.comparisons[index]!.specification.conditions.forEach((_, condition) => {
    for (let level = LEVEL_MISSING; level <= LEVEL_KIN; level++) {
      if ((situation & (CONDITION_SETS << level)) === 0 || (situation & (1 << condition)) === 0) continue
      const place = index * BYTES_PER_COMPARISON + level + 8 * condition
      const most = mostOfValue(weights, index, level + 8 * condition)
      if (most === null) byValue[at] = Math.max(byValue[at]!, weights.matched[place]!)
      else fixed[at] = Math.max(fixed[at]!, weights.matched[place]! + most)
      apart[at] = Math.max(apart[at]!, weights.matched[place]! - weights.household[place]!)
    }
  })
}

/** Whether the pair may weigh more than the floor: by its rows alone, then with its addresses compared, then its names, then its e-mails. */
export function mayWeighMoreThan(bound: WeightBound, floorMilliBits: number, left: number, right: number): boolean {
  const { weights, places, kinds, width, sums } = bound
  const a = left * width
  const b = right * width
  if (mayBeCrossed(places, a, b) || areOfTwoGenerations(bound.space, left, right)) return true
  sums.matched = weights.priorMilliBits
  // What the household explains too is taken off: the weight passes neither of both sums.
  sums.apart = weights.priorMilliBits - weights.householdPriorMilliBits
  for (let index = 0; index < kinds.length; index++) addSituation(bound, index, situationOf(places, kinds[index]!, index, a, b), left, 1)
  if (sums.matched <= floorMilliBits || sums.apart <= floorMilliBits) return false
  compareAddresses(bound, left, right)
  if (sums.matched <= floorMilliBits || sums.apart <= floorMilliBits) return false
  compareNames(bound, left, right)
  if (sums.matched <= floorMilliBits || sums.apart <= floorMilliBits) return false
  compareEmails(bound, left, right)
  return sums.matched > floorMilliBits && sums.apart > floorMilliBits
}

/** Adds the most that a situation adds, or takes it away again. */
function addSituation(bound: WeightBound, index: number, situation: number, left: number, sign: 1 | -1): void {
  if (situation === MISSING) return
  const at = index * SITUATIONS + situation
  if (bound.apart[at] === NOT_YET_KNOWN) look(bound, index, situation)
  const byValue = bound.byValue[at]!
  const withValue = byValue === NONE ? NONE : byValue + rarityOfValue(bound, index, situation, left)
  bound.sums.matched += sign * Math.max(bound.fixed[at]!, withValue)
  bound.sums.apart += sign * bound.apart[at]!
}

function compareAddresses(bound: WeightBound, left: number, right: number): void {
  const { space, places, width } = bound
  const { cells, further } = places
  const a = left * width
  const b = right * width
  const { street, postcode, city } = space.at
  const streetNow = street < 0 ? LEVEL_MISSING : streetLevel(space.street.features, cells[a + street]!, cells[b + street]!, cells[a + further + CELL_HOUSE]!, cells[b + further + CELL_HOUSE]!)
  // The situation of an equal street leaves one byte open already.
  if (street >= 0 && streetNow !== LEVEL_EXACT) putLevel(bound, street, streetNow, left, right)
  const postcodeNow = postcode < 0 ? LEVEL_MISSING : postcodeLevel(space.postcode.features, cells[a + postcode]!, cells[b + postcode]!)
  if (postcode >= 0) putLevel(bound, postcode, postcodeNow === LEVEL_MISSING ? 0 : postcodeNow + 8 * postcodeCondition(streetNow), left, right)
  if (city < 0) return
  const cityNow = textLevel(space.city.features, cells[a + city]!, cells[b + city]!)
  putLevel(bound, city, cityNow === LEVEL_MISSING ? 0 : cityNow + 8 * cityCondition(streetNow, postcodeNow), left, right)
}

function compareNames(bound: WeightBound, left: number, right: number): void {
  const { space, levels } = bound
  writeNames(space, left, right, levels, 0)
  if (space.at.given >= 0) putLevel(bound, space.at.given, levels[space.at.given]!, left, right)
  if (space.at.family >= 0) putLevel(bound, space.at.family, levels[space.at.family]!, left, right)
}

/** The condition of an e-mail costs more to find than its level, and stays open. */
function compareEmails(bound: WeightBound, left: number, right: number): void {
  const { space, places, width } = bound
  const index = space.at.email
  if (index < 0) return
  const now = situationOf(places, 'email', index, left * width, right * width)
  if (now === MISSING) return
  addSituation(bound, index, now, left, -1)
  addSituation(bound, index, emailSituationOf(emailLevel(space, places.cells[left * width + index]!, places.cells[right * width + index]!)), left, 1)
}

/** Puts what the level byte of a comparison adds in the place of what its situation adds at most. */
function putLevel(bound: WeightBound, index: number, byte: number, left: number, right: number): void {
  const { space, weights, sums, places, kinds, width } = bound
  addSituation(bound, index, situationOf(places, kinds[index]!, index, left * width, right * width), left, -1)
  if (byte === LEVEL_MISSING) return
  const place = index * BYTES_PER_COMPARISON + byte
  sums.matched += weights.matched[place]! + valuePart(space, weights, index, byte, left, right)
  sums.apart += weights.matched[place]! - weights.household[place]!
}

function rarityOfValue({ space, weights, kinds, places, width }: WeightBound, index: number, situation: number, left: number): number {
  if (kinds[index] !== 'street') return weights.rarity[index]![places.cells[left * width + index]!]!
  const byte = LEVEL_EXACT + (situation === STREET_FULL_ADDRESS ? 8 * CONDITION_FULL_ADDRESS : 0)
  return valuePart(space, weights, index, byte, left, left)
}
