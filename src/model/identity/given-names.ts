import { foldWords } from '../fold-text.ts'
import { nicknameGroups } from '../nicknames.ts'
import type { Fields } from '../field.ts'

/** Shorter names have real neighbours one letter away (Jan, Jon, Ian), so a typing mistake is assumed only from here on. */
const SHORTEST_WITH_TYPO = 5
/** Two mistakes are assumed only in long names. */
const SHORTEST_WITH_TWO_TYPOS = 8
/** From here on one slip is at least something to ask about, where more than the name speaks for one person (Tnja, Tanja). */
const SHORTEST_WITH_SLIP = 3
/** A short form is read as the beginning of a longer name from three letters on (Alex, Alexander). */
const SHORTEST_BEGINNING = 3

/**
 * Whether both given names are there and plainly those of two people. Nicknames (Hans, Johannes), initials, typing
 * mistakes, parts of a double name (Hans-Peter, Hans) and given and family name in each other's place do not count.
 */
export function givenNamesPlainlyDiffer(left: Fields, right: Fields): boolean {
  const a = foldWords(left.givenName ?? '')
  const b = foldWords(right.givenName ?? '')
  if (a === '' || b === '' || joined(a) === joined(b)) return false
  if (isSwapped(a, right) || isSwapped(b, left)) return false
  if (gendersContradict(left, right)) return !isInitialOf(a, b)
  return !everyNameIs(areAlike, a, b) && !areAlike(joined(a), joined(b))
}

/**
 * Whether given names that plainly differ are one slip apart: inserted, missing, wrong or transposed (Tnja and Tanja, and
 * also Tim and Tom, Jan and Jana). The names alone do not tell a slip from two people.
 */
export function areOneSlipApart(left: Fields, right: Fields): boolean {
  const isSlip = (one: string, other: string): boolean => areAlike(one, other) || (Math.min(one.length, other.length) >= SHORTEST_WITH_SLIP && mistakesBetween(one, other, 1) <= 1)
  return givenNamesPlainlyDiffer(left, right) && !gendersContradict(left, right) && everyNameIs(isSlip, foldWords(left.givenName ?? ''), foldWords(right.givenName ?? ''))
}

/** Every part of the name with fewer of them is one of the other's: Peter is Hans-Peter, but Anna Maria is not Eva Maria. */
function everyNameIs(alike: (one: string, other: string) => boolean, a: string, b: string): boolean {
  const [fewer, more] = [a.split(' '), b.split(' ')].toSorted((one, other) => one.length - other.length) as [string[], string[]]
  return fewer.every((mine) => more.some((other) => alike(mine, other)))
}

function joined(name: string): string {
  return name.replaceAll(' ', '')
}

/** The given name of one stands as the family name of the other: probably the columns were swapped. */
function isSwapped(givenName: string, other: Fields): boolean {
  return other.familyName !== undefined && foldWords(other.familyName) === givenName
}

function isInitialOf(a: string, b: string): boolean {
  return (a.length === 1 || b.length === 1) && a[0] === b[0]
}

function areAlike(a: string, b: string): boolean {
  if (a === b || isInitialOf(a, b)) return true
  const groups = nicknameGroups(a)
  if (groups.length > 0 && nicknameGroups(b).some((group) => groups.includes(group))) return true
  if (areHisAndHers(a, b)) return false
  if (isBeginning(a, b) || isBeginning(b, a)) return true
  // Two names that both are in the book are two names, however close their letters are (Maria, Marie share a line above).
  if (groups.length > 0 && nicknameGroups(b).length > 0) return false
  const shorter = Math.min(a.length, b.length)
  const allowed = shorter >= SHORTEST_WITH_TWO_TYPOS ? 2 : shorter >= SHORTEST_WITH_TYPO ? 1 : 0
  return allowed > 0 && mistakesBetween(a, b, allowed) <= allowed
}

function isBeginning(a: string, b: string): boolean {
  return a.length >= SHORTEST_BEGINNING && a.length < b.length && b.startsWith(a)
}

/** Martin and Martina, Mario and Maria, Julian and Juliane, Stefan and Stefanie: one letter, two people. */
function areHisAndHers(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  if (longer.startsWith(shorter)) {
    const ending = longer.slice(shorter.length)
    // Karolin and Karoline are two spellings of one name.
    return ['a', 'e', 'ie', 'ina', 'ine', 'ette', 'in'].includes(ending) && !/[aeiou]$/.test(shorter) && !(ending === 'e' && shorter.endsWith('in'))
  }
  return shorter.length === longer.length && shorter.slice(0, -1) === longer.slice(0, -1) && ((shorter.endsWith('o') && longer.endsWith('a')) || (shorter.endsWith('a') && longer.endsWith('o')))
}

const SALUTATIONS: Readonly<Record<string, 'm' | 'f'>> = { herr: 'm', herrn: 'm', mr: 'm', frau: 'f', mrs: 'f', ms: 'f', miss: 'f', m: 'm', w: 'f', f: 'f', male: 'm', female: 'f', maennlich: 'm', weiblich: 'f', mann: 'm', man: 'm', woman: 'f' }

function genderOf(fields: Fields): 'm' | 'f' | undefined {
  return SALUTATIONS[foldWords(fields.gender ?? '')] ?? SALUTATIONS[foldWords(fields.salutation ?? '')]
}

function gendersContradict(left: Fields, right: Fields): boolean {
  const ours = genderOf(left)
  const theirs = genderOf(right)
  return ours !== undefined && theirs !== undefined && ours !== theirs
}

/** Inserted, missing, wrong or transposed letters (optimal string alignment); anything above `limit` is `limit + 1`. */
function mistakesBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let twoBack: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const wrong = a[row - 1] === b[column - 1] ? 0 : 1
      let best = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + wrong)
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) best = Math.min(best, twoBack[column - 2]! + 1)
      current.push(best)
    }
    twoBack = previous
    previous = current
  }
  return Math.min(previous[b.length]!, limit + 1)
}
