import { dateLevel } from './date-level.ts'
import type { MatchSpace } from './match-space.ts'
import { CELL_DATE_NUMBER, CELL_FULL_ADDRESS, CELL_HOUSE, CELL_MAILBOX, CELL_MAILBOX_LETTERS, CELL_MAILBOX_YEAR, CELL_PHONE_DIGITS, CELL_PHONE_TAIL, type RecordRows } from './record-rows.ts'
import {
  CONDITION_ABOVE_AGREES, CONDITION_ABOVE_DIFFERS, CONDITION_ABOVE_ONE_EDIT, CONDITION_FULL_ADDRESS, CONDITION_MAILBOX_YEAR, CONDITION_ONE_MOBILE, CONDITION_TWO_MOBILES,
  LEVEL_ELSE, LEVEL_EXACT, LEVEL_KIN, LEVEL_LIKE, LEVEL_MISSING, LEVEL_ONE_EDIT, LEVEL_WEAK, type ComparisonName,
} from './specification.ts'
import { bitCount } from './text-likeness.ts'

/** How many sets of conditions there are; a situation is `levels × CONDITION_SETS + conditions`, one bit for each of both. */
export const CONDITION_SETS = 16
/** How many situations there are. */
export const SITUATIONS = 128 * CONDITION_SETS

// These make constants; a pair's situation is put together from them with bits alone.
const levels = (...each: readonly number[]): number => each.reduce((set, level) => set | (CONDITION_SETS << level), 0)
const conditions = (...each: readonly number[]): number => each.reduce((set, condition) => set | (1 << condition), 0)

/** Nothing is known on one side at least. */
export const MISSING = levels(LEVEL_MISSING) | conditions(0)
/** The one situation in which street, house number and postcode are the same. */
export const STREET_FULL_ADDRESS = levels(LEVEL_EXACT) | conditions(CONDITION_FULL_ADDRESS)

const EXACT = levels(LEVEL_EXACT) | conditions(0)
const UNEQUAL = levels(LEVEL_MISSING, LEVEL_ELSE, LEVEL_WEAK, LEVEL_LIKE, LEVEL_ONE_EDIT, LEVEL_KIN) | conditions(0, 1)
const OTHER_EXACT = levels(LEVEL_MISSING, LEVEL_EXACT) | conditions(0, 1)
const ANY_CONDITION = conditions(0, 1, 2, 3)
const EMAIL_EXACT = levels(LEVEL_EXACT) | ANY_CONDITION
const EMAIL_SAME_MAILBOX = levels(LEVEL_KIN, LEVEL_WEAK) | ANY_CONDITION
const EMAIL_ALIKE = levels(LEVEL_ELSE, LEVEL_WEAK, LEVEL_LIKE, LEVEL_ONE_EDIT) | ANY_CONDITION
const EMAIL_ELSE = levels(LEVEL_ELSE) | ANY_CONDITION
const IS_EXACT = levels(LEVEL_EXACT)
const IS_ELSE = levels(LEVEL_ELSE)
const IS_ONE_EDIT = levels(LEVEL_ONE_EDIT)
const FIRST_CONDITION = conditions(0)
const ONE_MOBILE = conditions(CONDITION_ONE_MOBILE)
const TWO_MOBILES = conditions(CONDITION_TWO_MOBILES)
const MAILBOX_YEAR_AGREES = levels(LEVEL_LIKE) | conditions(CONDITION_MAILBOX_YEAR)
const MAILBOX_YEAR_DIFFERS = levels(LEVEL_WEAK) | conditions(CONDITION_MAILBOX_YEAR)
const ABOVE_AGREES = conditions(CONDITION_ABOVE_AGREES)
const ABOVE_MAY_AGREE = conditions(CONDITION_ABOVE_AGREES, CONDITION_ABOVE_DIFFERS)
const ABOVE_DIFFERS = conditions(CONDITION_ABOVE_DIFFERS, CONDITION_ABOVE_ONE_EDIT)
const ABOVE_OF_ABOVE_MAY_AGREE = conditions(0, CONDITION_ABOVE_AGREES)
const PHONE_ALIKE = levels(LEVEL_ELSE, LEVEL_LIKE, LEVEL_ONE_EDIT)
const STREET_ALONE = levels(LEVEL_KIN) | conditions(0)
const STREET_UNEQUAL = levels(LEVEL_ELSE, LEVEL_LIKE) | conditions(0)
const STREET_UNEQUAL_SAME_HOUSE = levels(LEVEL_WEAK, LEVEL_ONE_EDIT) | conditions(0)
const POSTCODE_UNEQUAL = levels(LEVEL_ELSE, LEVEL_LIKE, LEVEL_ONE_EDIT)
const CITY_UNEQUAL = levels(LEVEL_MISSING, LEVEL_ELSE, LEVEL_WEAK, LEVEL_LIKE, LEVEL_ONE_EDIT)

/** Where the cells of the fields stand that are read beside a comparison's own, in a pair's rows; -1 where the input lacks them. */
export interface RowPlaces {
  readonly cells: Int32Array
  /** The first cell behind those of the comparisons. */
  readonly further: number
  readonly given: number
  readonly family: number
  readonly email: number
  readonly street: number
  readonly postcode: number
  readonly firstOfJanuaryIsVague: boolean
}

export function rowPlaces(space: MatchSpace, { cells }: RecordRows): RowPlaces {
  const { given, family, email, street, postcode } = space.at
  return { cells, further: space.comparisons.length, given, family, email, street, postcode, firstOfJanuaryIsVague: space.firstOfJanuaryIsVague }
}

/** Whether the given name of one record is the family name of the other. Such a pair has no situation: any level is possible. */
export function mayBeCrossed({ cells, given, family }: RowPlaces, a: number, b: number): boolean {
  if (given < 0 || family < 0) return false
  const left = cells[a + given]!
  const right = cells[b + given]!
  return (left !== 0 && left === cells[b + family]) || (right !== 0 && right === cells[a + family])
}

/** Which levels and which conditions the comparison `index` may have, by the rows that begin at `a` and `b`, without comparing texts. */
export function situationOf(places: RowPlaces, kind: ComparisonName, index: number, a: number, b: number): number {
  const x = places.cells[a + index]!
  const y = places.cells[b + index]!
  if (kind === 'date') return dateSituation(places, x, y, a, b)
  if (x === 0 || y === 0) return MISSING
  switch (kind) {
    case 'given': case 'family': case 'company':
      return x === y ? EXACT : UNEQUAL
    case 'other':
      return x === y ? OTHER_EXACT : UNEQUAL
    case 'email':
      return x === y ? EMAIL_EXACT : emailSituation(places, a, b)
    case 'phone':
      return phoneSituation(places, x === y, a, b)
    case 'street':
      return streetSituation(places, x === y, a, b)
    case 'postcode':
      return (x === y ? IS_EXACT : POSTCODE_UNEQUAL) | conditionsBelowStreet(places, a, b)
    case 'city':
      return (x === y ? IS_EXACT : CITY_UNEQUAL) | conditionsBelowPostcode(places, a, b)
  }
}

/** The situation of two e-mails whose level is known. */
export function emailSituationOf(level: number): number {
  return (CONDITION_SETS << level) | ANY_CONDITION
}

function emailSituation({ cells, further }: RowPlaces, a: number, b: number): number {
  if (cells[a + further + CELL_MAILBOX] === cells[b + further + CELL_MAILBOX]) return EMAIL_SAME_MAILBOX
  const differing = cells[a + further + CELL_MAILBOX_LETTERS]! ^ cells[b + further + CELL_MAILBOX_LETTERS]!
  // Each of at most two edits changes two of the bits at most, and the same letters with other digits have the same letters.
  return bitCount(differing) > 4 && (differing & 0x3ffffff) !== 0 ? EMAIL_ELSE : EMAIL_ALIKE
}

function phoneSituation({ cells, further }: RowPlaces, isSame: boolean, a: number, b: number): number {
  const left = cells[a + further + CELL_PHONE_TAIL]!
  const right = cells[b + further + CELL_PHONE_TAIL]!
  const condition = ((left ^ right) & 1) === 1 ? ONE_MOBILE : (left & 1) === 1 ? TWO_MOBILES : FIRST_CONDITION
  if (isSame) return IS_EXACT | condition
  if (left >>> 1 !== 0 && left >>> 1 === right >>> 1) return IS_ONE_EDIT | condition
  const differing = cells[a + further + CELL_PHONE_DIGITS]! ^ cells[b + further + CELL_PHONE_DIGITS]!
  return (bitCount(differing) > 4 ? IS_ELSE : PHONE_ALIKE) | condition
}

function dateSituation({ cells, further, email, firstOfJanuaryIsVague }: RowPlaces, x: number, y: number, a: number, b: number): number {
  if (x !== 0 && y !== 0) return (CONDITION_SETS << dateLevel(cells[a + further + CELL_DATE_NUMBER]!, cells[b + further + CELL_DATE_NUMBER]!, firstOfJanuaryIsVague)) | FIRST_CONDITION
  if (x === y) return MISSING
  const dated = x === 0 ? b : a
  const undated = x === 0 ? a : b
  const year = cells[undated + further + CELL_MAILBOX_YEAR]!
  if (year === 0 || cells[dated + email] === cells[undated + email]) return MISSING
  const born = Math.floor(cells[dated + further + CELL_DATE_NUMBER]! / 10_000)
  return born % 100 === year - 1 ? MAILBOX_YEAR_AGREES : MAILBOX_YEAR_DIFFERS
}

function streetSituation({ cells, further }: RowPlaces, isSame: boolean, a: number, b: number): number {
  const left = cells[a + further + CELL_HOUSE]!
  const sameHouse = left === cells[b + further + CELL_HOUSE]!
  if (!isSame) return sameHouse && left !== 0 ? STREET_UNEQUAL_SAME_HOUSE : STREET_UNEQUAL
  if (!sameHouse) return STREET_ALONE
  const full = cells[a + further + CELL_FULL_ADDRESS]!
  return full !== 0 && full === cells[b + further + CELL_FULL_ADDRESS] ? STREET_FULL_ADDRESS : EXACT
}

function conditionsBelowStreet({ cells, street }: RowPlaces, a: number, b: number): number {
  if (street < 0 || cells[a + street] === 0 || cells[b + street] === 0) return FIRST_CONDITION
  return cells[a + street] === cells[b + street] ? ABOVE_AGREES : ABOVE_MAY_AGREE
}

function conditionsBelowPostcode({ cells, street, postcode }: RowPlaces, a: number, b: number): number {
  if (postcode >= 0 && cells[a + postcode] !== 0 && cells[b + postcode] !== 0) return cells[a + postcode] === cells[b + postcode] ? ABOVE_AGREES : ABOVE_DIFFERS
  return street < 0 || cells[a + street] === 0 || cells[b + street] === 0 ? FIRST_CONDITION : ABOVE_OF_ABOVE_MAY_AGREE
}
