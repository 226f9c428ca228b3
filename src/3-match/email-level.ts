import type { ValueDictionary } from '../model/record-columns.ts'
import type { MatchSpace } from './match-space.ts'
import { LEVEL_ELSE, LEVEL_EXACT, LEVEL_KIN, LEVEL_LIKE, LEVEL_ONE_EDIT, LEVEL_WEAK } from './specification.ts'
import { bitCount, editDistance } from './text-likeness.ts'

/** Shorter mailbox names are one edit apart by chance. */
const SHORTEST_FOR_ONE_EDIT = 4
const SHORTEST_FOR_TWO_EDITS = 6

/** A name part of at least this length inside a mailbox name is no chance. */
const SHORTEST_NAME_PART = 3
/** So many letters of a name stand for it: short forms and slips are mostly behind them. */
const LONGEST_START = 4

/**
 * The level of two e-mail addresses: 6 the same mailbox name at another domain; 4 the mailbox name one edit
 * apart; 3 one edit and another domain, or two edits; 2 two edits and another domain, or the same letters with
 * other digits.
 */
export function emailLevel(space: MatchSpace, a: number, b: number): number {
  if (a === b) return LEVEL_EXACT
  const { dictionary, letters } = space.email.features
  const { offsets, units } = dictionary
  const aFrom = offsets[a]!
  const bFrom = offsets[b]!
  const aTo = space.emailAt[a]!
  const bTo = space.emailAt[b]!
  // Initials alone (f.s@…) are shared by many.
  if (space.emailLocal[a] === space.emailLocal[b]) return aTo - aFrom >= SHORTEST_FOR_ONE_EDIT ? LEVEL_KIN : LEVEL_WEAK
  const sameDomain = space.emailDomain[a] === space.emailDomain[b]
  const longer = Math.max(aTo - aFrom, bTo - bFrom)
  // Only with the same domain do the letters of the whole address speak for the mailbox name alone.
  const tooFar = sameDomain && bitCount(letters[a]! ^ letters[b]!) > 4
  const limit = longer >= SHORTEST_FOR_TWO_EDITS ? 2 : 1
  const distance = tooFar || longer < SHORTEST_FOR_ONE_EDIT ? limit + 1 : editDistance(units, aFrom, aTo, units, bFrom, bTo, limit)
  if (distance <= limit) {
    if (distance === 1) return sameDomain ? LEVEL_ONE_EDIT : LEVEL_LIKE
    return sameDomain ? LEVEL_LIKE : LEVEL_WEAK
  }
  return sameLettersOtherDigits(units, aFrom, aTo, bFrom, bTo) ? LEVEL_WEAK : LEVEL_ELSE
}

/** Whether the letters are the same once digits and signs are left out, four letters or more. */
function sameLettersOtherDigits(units: Uint16Array, aFrom: number, aTo: number, bFrom: number, bTo: number): boolean {
  let a = aFrom
  let b = bFrom
  let letters = 0
  for (;;) {
    while (a < aTo && !isLetter(units[a]!)) a++
    while (b < bTo && !isLetter(units[b]!)) b++
    if (a === aTo || b === bTo) break
    if (units[a] !== units[b]) return false
    a++
    b++
    letters++
  }
  return a === aTo && b === bTo && letters >= SHORTEST_FOR_ONE_EDIT
}

function isLetter(unit: number): boolean {
  return unit > 96
}

/** On which names two records agree, or do not contradict each other. */
export interface AgreeingNames { readonly given: boolean; readonly family: boolean }

/**
 * Whether the mailbox name holds the beginning of a name on which both records agree, as either of them writes it: Mel
 * stands for Melanie, and a slip of the pen in one record does not make the other's mailbox a word of its own.
 */
export function isNamedAfter(space: MatchSpace, left: number, right: number, email: number, agreeing: AgreeingNames): boolean {
  const { given, family } = space
  return (agreeing.family && (holdsStart(space, email, family.values[left]!) || holdsStart(space, email, family.values[right]!))) ||
    (agreeing.given && (holdsStart(space, email, given.values[left]!) || holdsStart(space, email, given.values[right]!)))
}

function holdsStart(space: MatchSpace, email: number, name: number): boolean {
  return name !== 0 && holds(space, email, name, Math.min(LONGEST_START, firstWordLength(namesOf(space), name)))
}

/** Whether the mailbox name of an e-mail value holds the first word of a name value. */
function holdsName(space: MatchSpace, email: number, name: number): boolean {
  return name !== 0 && holds(space, email, name, firstWordLength(namesOf(space), name))
}

function holds(space: MatchSpace, email: number, name: number, length: number): boolean {
  if (length < SHORTEST_NAME_PART) return false
  const names = namesOf(space)
  const from = names.offsets[name]!
  const { offsets, units } = space.email.features.dictionary
  const last = space.emailAt[email]! - length
  for (let start = offsets[email]!; start <= last; start++) {
    let i = 0
    while (i < length && units[start + i] === names.units[from + i]) i++
    if (i === length) return true
  }
  return false
}

function namesOf(space: MatchSpace): ValueDictionary {
  return (space.at.given >= 0 ? space.given : space.family).features.dictionary
}

/**
 * Whether the mailbox name consists of the record's own names alone: family and given name, or one of them and the
 * other's first letter, in either order, with or without signs between them.
 */
export function isMadeOfName(space: MatchSpace, record: number, email: number): boolean {
  const given = space.given.values[record]!
  const family = space.family.values[record]!
  if (given === 0 || family === 0) return false
  const { offsets, units } = space.email.features.dictionary
  const names = space.given.features.dictionary
  let letters = 0
  for (let i = offsets[email]!; i < space.emailAt[email]!; i++) if (isLetterOrDigit(units[i]!)) letters++
  const givenLength = firstWordLength(names, given)
  const familyLength = firstWordLength(names, family)
  if (letters === givenLength + familyLength) return holdsName(space, email, given) && holdsName(space, email, family)
  if (letters === familyLength + 1) return holdsName(space, email, family) && holdsUnit(space, email, names.units[names.offsets[given]!]!)
  return letters === givenLength + 1 && holdsName(space, email, given) && holdsUnit(space, email, names.units[names.offsets[family]!]!)
}

function firstWordLength(names: ValueDictionary, name: number): number {
  const from = names.offsets[name]!
  const to = names.offsets[name + 1]!
  let end = from
  while (end < to && names.units[end] !== 32) end++
  return end - from
}

function isLetterOrDigit(unit: number): boolean {
  return unit > 96 || (unit >= 48 && unit <= 57)
}

/** Whether the mailbox name begins or ends with a letter. */
function holdsUnit(space: MatchSpace, email: number, unit: number): boolean {
  const { offsets, units } = space.email.features.dictionary
  return units[offsets[email]!] === unit || units[space.emailAt[email]! - 1] === unit
}
