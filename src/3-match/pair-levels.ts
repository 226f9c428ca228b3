import type { MatchField, MatchSpace } from './match-space.ts'
import { emailLevel, isMadeOfName, isNamedAfter, type AgreeingNames } from './email-level.ts'
import { dateLevel } from './date-level.ts'
import { alikeLevel, attributeLevel, nameLevel, phoneLevel, postcodeLevel, textLevel } from './value-levels.ts'
import {
  CONDITION_ABOVE_AGREES, CONDITION_ABOVE_DIFFERS, CONDITION_ABOVE_ONE_EDIT, CONDITION_AREA_AGREES, CONDITION_CROSSED, CONDITION_FULL_ADDRESS, CONDITION_MADE_OF_NAME, CONDITION_MAILBOX_YEAR, CONDITION_NAMED, CONDITION_ONE_MOBILE, CONDITION_ONE_NAME_AGREES, CONDITION_TWO_MOBILES,
  LEVEL_ELSE, LEVEL_EXACT, LEVEL_KIN, LEVEL_LIKE, LEVEL_MISSING, LEVEL_ONE_EDIT, LEVEL_WEAK,
} from './specification.ts'

/** Writes the level byte of every comparison of a pair to `out`, from position `at`. Symmetric in both records. */
export function writePairLevels(space: MatchSpace, left: number, right: number, out: Uint8Array, at: number): void {
  writeLevelsButEmail(space, left, right, out, at)
  writeEmail(space, left, right, out, at)
}

/** The same without the e-mail, whose byte becomes that of a missing one: two unequal e-mails cost the most to compare. */
export function writeLevelsButEmail(space: MatchSpace, left: number, right: number, out: Uint8Array, at: number): void {
  if (space.at.email >= 0) out[at + space.at.email] = LEVEL_MISSING
  writeNames(space, left, right, out, at)
  writePhoneAndDate(space, left, right, out, at)
  writeAddress(space, left, right, out, at)
  if (space.at.company >= 0) out[at + space.at.company] = wordsLevel(space, space.company, left, right)
  const first = space.comparisons.length - space.others.length
  const inArea = areaAgrees(space, out, at) ? 8 * CONDITION_AREA_AGREES : 0
  const isGivenSame = space.at.given >= 0 && out[at + space.at.given] === LEVEL_EXACT
  for (let i = 0; i < space.others.length; i++) {
    const other = space.others[i]!
    // Two of one given name are of one sex by necessity, father and son as well: counted beside the name it would count twice.
    const level = isGivenSame && space.followsGiven[first + i]! ? LEVEL_MISSING : attributeLevel(other.features, other.values[left]!, other.values[right]!)
    out[at + first + i] = level === LEVEL_MISSING ? level : level + inArea
  }
}

/** Whether postcode or city are the same. */
function areaAgrees(space: MatchSpace, out: Uint8Array, at: number): boolean {
  return (space.at.postcode >= 0 && (out[at + space.at.postcode]! & 7) === LEVEL_EXACT) || (space.at.city >= 0 && (out[at + space.at.city]! & 7) === LEVEL_EXACT)
}

function wordsLevel(space: MatchSpace, field: MatchField, left: number, right: number): number {
  const a = field.values[left]!
  const b = field.values[right]!
  return a === 0 || b === 0 ? LEVEL_MISSING : nameLevel(field.features, space.nicknames, a, b, false)
}

/** Given and family name; crossed where both crossed comparisons are better than the straight ones. */
export function writeNames(space: MatchSpace, left: number, right: number, out: Uint8Array, at: number): void {
  const { given, family, nicknames } = space
  const ga = given.values[left]!
  const gb = given.values[right]!
  const fa = family.values[left]!
  const fb = family.values[right]!
  const features = space.at.given >= 0 ? given.features : family.features
  let givenLevel = ga === 0 || gb === 0 ? LEVEL_MISSING : nameLevel(features, nicknames, ga, gb, true)
  let familyLevel = fa === 0 || fb === 0 ? LEVEL_MISSING : nameLevel(features, nicknames, fa, fb, false)
  if (givenLevel <= LEVEL_WEAK && familyLevel <= LEVEL_WEAK && ga !== 0 && gb !== 0 && fa !== 0 && fb !== 0) {
    const first = nameLevel(features, nicknames, ga, fb, true)
    const second = first < LEVEL_LIKE ? LEVEL_ELSE : nameLevel(features, nicknames, fa, gb, true)
    if (first >= LEVEL_LIKE && second >= LEVEL_LIKE && (first === LEVEL_EXACT || second === LEVEL_EXACT || Math.min(first, second) >= LEVEL_ONE_EDIT)) {
      givenLevel = first + 8 * CONDITION_CROSSED
      familyLevel = second + 8 * CONDITION_CROSSED
    }
  }
  // Karl junior and Karl senior are two people of one name, which then says no more for one than another name would.
  if (givenLevel !== LEVEL_MISSING && givenLevel < 8 && areOfTwoGenerations(space, left, right)) givenLevel = LEVEL_ELSE
  if (space.at.given >= 0) out[at + space.at.given] = givenLevel
  if (space.at.family >= 0) out[at + space.at.family] = familyLevel
}

/** Whether their names say that they are two of one name: senior and junior, or two numerals. */
export function areOfTwoGenerations({ generation }: MatchSpace, left: number, right: number): boolean {
  if (generation === null) return false
  const a = generation[left]!
  const b = generation[right]!
  return a !== 0 && b !== 0 && a !== b && a >> 4 === b >> 4
}

/** Writes the level byte of the e-mail, once those of the names are written. */
export function writeEmail(space: MatchSpace, left: number, right: number, out: Uint8Array, at: number): void {
  if (space.at.email < 0) return
  const a = space.email.values[left]!
  const b = space.email.values[right]!
  const level = a === 0 || b === 0 ? LEVEL_MISSING : emailLevel(space, a, b)
  out[at + space.at.email] = level === LEVEL_MISSING ? level : level + 8 * emailCondition(space, left, right, level, agreeingNames(space, out, at))
}

function writePhoneAndDate(space: MatchSpace, left: number, right: number, out: Uint8Array, at: number): void {
  const { phone, date } = space
  if (space.at.phone >= 0) {
    const a = phone.values[left]!
    const b = phone.values[right]!
    out[at + space.at.phone] = a === 0 || b === 0 ? LEVEL_MISSING : phoneLevel(phone.features, space.phoneTail, a, b) + 8 * phoneCondition(space, a, b)
  }
  if (space.at.date >= 0) {
    const a = date.values[left]!
    const b = date.values[right]!
    if (a !== 0 && b !== 0) out[at + space.at.date] = dateLevel(space.dateNumbers[a]!, space.dateNumbers[b]!, space.firstOfJanuaryIsVague)
    else out[at + space.at.date] = a === b ? LEVEL_MISSING : mailboxYear(space, a === 0 ? right : left, a === 0 ? left : right)
  }
}

/** Whether the year of birth of the one record stands in the mailbox name of the other, which has no birth date. One mailbox for both says nothing. */
function mailboxYear({ date, dateNumbers, email, emailYear }: MatchSpace, dated: number, undated: number): number {
  const year = emailYear[email.values[undated]!]!
  if (year === 0 || email.values[dated] === email.values[undated]) return LEVEL_MISSING
  const born = Math.floor(dateNumbers[date.values[dated]!]! / 10_000)
  return (born % 100 === year - 1 ? LEVEL_LIKE : LEVEL_WEAK) + 8 * CONDITION_MAILBOX_YEAR
}

function phoneCondition({ phoneIsMobile }: MatchSpace, a: number, b: number): number {
  if (phoneIsMobile[a] !== phoneIsMobile[b]) return CONDITION_ONE_MOBILE
  return phoneIsMobile[a] === 1 ? CONDITION_TWO_MOBILES : 0
}

/** Whether a likeness of two e-mails, or even their being equal, follows from the names: ronja7 and ronja12 are alike because both are called Ronja. */
function emailCondition(space: MatchSpace, left: number, right: number, level: number, agreeing: AgreeingNames): number {
  const a = space.email.values[left]!
  const b = space.email.values[right]!
  const bothAgree = agreeing.given && agreeing.family
  // Ronald.Campbell and Donald.Campbell are as alike as their owners' names.
  const isLikeness = level !== LEVEL_ELSE && level !== LEVEL_EXACT
  if (!bothAgree && isLikeness && isMadeOfName(space, left, a) && isMadeOfName(space, right, b)) return CONDITION_MADE_OF_NAME
  if (!isNamedAfter(space, left, right, a, agreeing) || !isNamedAfter(space, left, right, b, agreeing)) return 0
  if (!bothAgree) return CONDITION_ONE_NAME_AGREES
  return isMadeOfName(space, left, a) || isMadeOfName(space, right, b) ? CONDITION_MADE_OF_NAME : CONDITION_NAMED
}

/** Which names do not speak for another person; the byte of a crossed name is above every level, and counts as alike. */
function agreeingNames(space: MatchSpace, out: Uint8Array, at: number): AgreeingNames {
  const given = space.at.given < 0 ? LEVEL_MISSING : out[at + space.at.given]!
  const family = space.at.family < 0 ? LEVEL_MISSING : out[at + space.at.family]!
  return { given: given === LEVEL_MISSING || given >= LEVEL_LIKE, family: family === LEVEL_MISSING || family >= LEVEL_LIKE }
}

/** Street with house number, then the postcode given the street, then the city given the postcode. */
function writeAddress(space: MatchSpace, left: number, right: number, out: Uint8Array, at: number): void {
  const street = streetLevel(space.street.features, space.street.values[left]!, space.street.values[right]!, space.house.values[left]!, space.house.values[right]!)
  const postcode = fieldLevel(space.postcode, left, right, postcodeLevel)
  const city = fieldLevel(space.city, left, right, textLevel)
  const areaAgrees = postcode === LEVEL_MISSING ? city === LEVEL_EXACT : postcode === LEVEL_EXACT
  const sameFullAddress = street === LEVEL_EXACT && areaAgrees && space.fullAddress[left] !== 0 && space.fullAddress[left] === space.fullAddress[right]
  if (space.at.street >= 0) out[at + space.at.street] = street + (sameFullAddress ? 8 * CONDITION_FULL_ADDRESS : 0)
  if (space.at.postcode >= 0) out[at + space.at.postcode] = postcode === LEVEL_MISSING ? 0 : postcode + 8 * postcodeCondition(street)
  if (space.at.city >= 0) {
    out[at + space.at.city] = city === LEVEL_MISSING ? 0 : city + 8 * cityCondition(street, postcode)
  }
}

/** The condition of a postcode, given the level of the street. */
export function postcodeCondition(street: number): number {
  return conditionBelow(street, street !== LEVEL_WEAK)
}

function conditionBelow(level: number, agrees: boolean): number {
  if (level === LEVEL_MISSING) return 0
  return level > LEVEL_ELSE && agrees ? CONDITION_ABOVE_AGREES : CONDITION_ABOVE_DIFFERS
}

/** The condition of a city, given the levels of street and postcode. */
export function cityCondition(street: number, postcode: number): number {
  switch (postcode) {
    case LEVEL_MISSING:
      // A street of the same name says something about the city; another street says nothing.
      return postcodeCondition(street) === CONDITION_ABOVE_AGREES ? CONDITION_ABOVE_AGREES : 0
    case LEVEL_EXACT:
      return CONDITION_ABOVE_AGREES
    case LEVEL_ONE_EDIT:
      return CONDITION_ABOVE_ONE_EDIT
    default:
      return CONDITION_ABOVE_DIFFERS
  }
}

function fieldLevel(field: MatchField, left: number, right: number, level: (features: MatchField['features'], a: number, b: number) => number): number {
  return level(field.features, field.values[left]!, field.values[right]!)
}

/** 5 street and house number; 6 street alone; 4 and 3 a likeness with and without the house number; 2 the house number alone. */
export function streetLevel(features: MatchField['features'], a: number, b: number, houseLeft: number, houseRight: number): number {
  if (a === 0 || b === 0) return LEVEL_MISSING
  const sameHouse = houseLeft !== 0 && houseLeft === houseRight
  if (a === b) return sameHouse || (houseLeft === 0 && houseRight === 0) ? LEVEL_EXACT : LEVEL_KIN
  const likeness = alikeLevel(features, a, b)
  if (likeness >= LEVEL_LIKE) return sameHouse ? LEVEL_ONE_EDIT : LEVEL_LIKE
  return sameHouse ? LEVEL_WEAK : LEVEL_ELSE
}
