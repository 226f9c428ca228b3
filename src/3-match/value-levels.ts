import { LEVEL_ELSE, LEVEL_EXACT, LEVEL_KIN, LEVEL_LIKE, LEVEL_MISSING, LEVEL_ONE_EDIT, LEVEL_WEAK } from './specification.ts'
import { bitCount, editDistance, jaroWinkler } from './text-likeness.ts'
import { NICKNAME_SLOTS, type ValueFeatures } from './value-features.ts'

/** Jaro-Winkler thresholds in thousandths. */
const JARO_WINKLER_LIKE = 920
const JARO_WINKLER_WEAK = 800
/** The same sound alone joins Eugen and Joachim, so the letters must agree a little too. */
const JARO_WINKLER_SAME_SOUND = 600

const BLANK = 32
const BLANK_BIT = 1 << 30
const LETTERS = 0x3ffffff
const OTHER_SIGNS_BIT = 1 << 31

/** The level of two texts without more meaning than their letters. Missing when either value is 0, or the two are of different scripts. */
export function textLevel(features: ValueFeatures, a: number, b: number): number {
  if (a === 0 || b === 0 || areOfTwoScripts(features, a, b)) return LEVEL_MISSING
  if (a === b) return LEVEL_EXACT
  return lettersLevel(features, a, b)
}

/** The level of two attributes: the letters', or kin when one is short for the other, as TX for Texas. */
export function attributeLevel(features: ValueFeatures, a: number, b: number): number {
  const level = textLevel(features, a, b)
  return level !== LEVEL_MISSING && level < LEVEL_LIKE && isShortFor(features, a, b) ? LEVEL_KIN : level
}

/** One in Latin letters and one without any: \u738b may well be Wang, so nothing can be said. */
function areOfTwoScripts({ letters }: ValueFeatures, a: number, b: number): boolean {
  return isForeign(letters[a]!) ? (letters[b]! & LETTERS) !== 0 : isForeign(letters[b]!) && (letters[a]! & LETTERS) !== 0
}

function isForeign(letters: number): boolean {
  return (letters & OTHER_SIGNS_BIT) !== 0 && (letters & LETTERS) === 0
}

const LONGEST_ABBREVIATION = 3

/** Whether the shorter text of at most three letters begins like the longer one and its letters stand there in the same order. */
function isShortFor(features: ValueFeatures, a: number, b: number): boolean {
  const { offsets, units } = features.dictionary
  const lengthOf = (value: number): number => offsets[value + 1]! - offsets[value]!
  const [short, long] = lengthOf(a) < lengthOf(b) ? [a, b] : [b, a]
  if (lengthOf(short) === lengthOf(long) || lengthOf(short) > LONGEST_ABBREVIATION || (features.letters[short]! & LETTERS) === 0 || units[offsets[short]!] !== units[offsets[long]!]) return false
  let at = offsets[short]!
  for (let i = offsets[long]!; i < offsets[long + 1]! && at < offsets[short + 1]!; i++) if (units[i] === units[at]) at++
  return at === offsets[short + 1]!
}

/** The level of two names: the letters', or kin when one is the other's initial, nickname or shares a word with it. */
export function nameLevel(features: ValueFeatures, nicknames: Int32Array, a: number, b: number, isGiven: boolean): number {
  if (a === b) return LEVEL_EXACT
  if (areOfTwoScripts(features, a, b)) return LEVEL_MISSING
  const level = lettersLevel(features, a, b)
  // Mark and Mary are two names, however close their letters.
  if (isGiven && level > LEVEL_ELSE && areTwoNames(nicknames, a, b)) return LEVEL_WEAK
  if (level >= LEVEL_ONE_EDIT) return level
  if (isInitial(features, a, b) || (isGiven && shareNickname(nicknames, a, b)) || shareWord(features, a, b)) return LEVEL_KIN
  return level
}

/** Whether two different texts are alike, and not weakly: how streets are compared. */
export function alikeLevel(features: ValueFeatures, a: number, b: number): number {
  return lettersLevel(features, a, b, JARO_WINKLER_LIKE)
}

/** 4 one edit; 3 two edits, close Jaro-Winkler, same sound or prefix; 2 a weaker likeness; else 1. */
function lettersLevel(features: ValueFeatures, a: number, b: number, leastJaroWinkler: number = JARO_WINKLER_WEAK): number {
  const { offsets, units } = features.dictionary
  const aFrom = offsets[a]!
  const aTo = offsets[a + 1]!
  const bFrom = offsets[b]!
  const bTo = offsets[b + 1]!
  const longer = Math.max(aTo - aFrom, bTo - bFrom)
  const shorter = Math.min(aTo - aFrom, bTo - bFrom)
  const sameSound = features.sound[a] !== 0 && features.sound[a] === features.sound[b]
  const lettersLeft = features.letters[a]!
  const lettersRight = features.letters[b]!
  const limit = longer >= 10 ? 3 : 2
  let distance = limit + 1
  // Each edit changes at most two letter bits, so texts that differ in more bits cannot be that close.
  if (longer - shorter <= limit && bitCount(lettersLeft ^ lettersRight) <= 2 * limit) distance = editDistance(units, aFrom, aTo, units, bFrom, bTo, limit)
  if (distance === 1 && longer >= 4) return LEVEL_ONE_EDIT
  if ((distance === 2 && longer >= 6) || (distance === 3 && longer >= 10)) return LEVEL_LIKE
  // Numbers have no sound and no beginning that means anything; beyond an edit or two they are different.
  if (((lettersLeft | lettersRight) & LETTERS) === 0) return LEVEL_ELSE
  if (shorter >= 3 && startsWith(units, aFrom, bFrom, shorter)) return LEVEL_LIKE
  // OH and CA are two edits apart, and nothing else is left of either.
  if (distance <= 2 && (sameSound || distance < shorter)) return sameSound ? LEVEL_LIKE : LEVEL_WEAK
  // Letters that only one side has cannot be common; without enough common ones Jaro-Winkler cannot reach the threshold.
  const commonAtMost = Math.min(aTo - aFrom - bitCount(lettersLeft & ~lettersRight), bTo - bFrom - bitCount(lettersRight & ~lettersLeft))
  const jaroAtMost = (commonAtMost / (aTo - aFrom) + commonAtMost / (bTo - bFrom) + 1) / 3
  if (commonAtMost <= 0 || jaroAtMost + 0.4 * (1 - jaroAtMost) + 1e-9 < (sameSound ? JARO_WINKLER_SAME_SOUND : leastJaroWinkler) / 1000) return LEVEL_ELSE
  const likeness = jaroWinkler(units, aFrom, aTo, units, bFrom, bTo)
  if (likeness >= JARO_WINKLER_LIKE || (sameSound && likeness >= JARO_WINKLER_SAME_SOUND)) return LEVEL_LIKE
  return likeness >= leastJaroWinkler ? LEVEL_WEAK : LEVEL_ELSE
}

function startsWith(units: Uint16Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (units[a + i] !== units[b + i]) return false
  return true
}

function isInitial(features: ValueFeatures, a: number, b: number): boolean {
  const { offsets, units } = features.dictionary
  const aFrom = offsets[a]!
  const bFrom = offsets[b]!
  return (offsets[a + 1]! - aFrom === 1 || offsets[b + 1]! - bFrom === 1) && units[aFrom] === units[bFrom]
}

/** Whether both are established given names, and not forms of one. */
function areTwoNames(nicknames: Int32Array, a: number, b: number): boolean {
  return nicknames[a * NICKNAME_SLOTS] !== 0 && nicknames[b * NICKNAME_SLOTS] !== 0 && !shareNickname(nicknames, a, b)
}

function shareNickname(nicknames: Int32Array, a: number, b: number): boolean {
  const left = a * NICKNAME_SLOTS
  const right = b * NICKNAME_SLOTS
  if (nicknames[left] === 0 || nicknames[right] === 0) return false
  for (let i = 0; i < NICKNAME_SLOTS && nicknames[left + i] !== 0; i++) {
    for (let j = 0; j < NICKNAME_SLOTS && nicknames[right + j] !== 0; j++) if (nicknames[left + i] === nicknames[right + j]) return true
  }
  return false
}

/** Whether both share a word of three letters or more, at least one of them having several words. */
function shareWord(features: ValueFeatures, a: number, b: number): boolean {
  if (((features.letters[a]! | features.letters[b]!) & BLANK_BIT) === 0) return false
  const { offsets, units } = features.dictionary
  const aTo = offsets[a + 1]!
  const bTo = offsets[b + 1]!
  for (let i = offsets[a]!; i < aTo; i = wordEnd(units, i, aTo) + 1) {
    const length = wordEnd(units, i, aTo) - i
    if (length < 3) continue
    for (let j = offsets[b]!; j < bTo; j = wordEnd(units, j, bTo) + 1) {
      if (wordEnd(units, j, bTo) - j === length && startsWith(units, i, j, length)) return true
    }
  }
  // Klausi is short for Klaus Kurt: the first word continued, or cut off.
  const first = Math.min(wordEnd(units, offsets[a]!, aTo) - offsets[a]!, wordEnd(units, offsets[b]!, bTo) - offsets[b]!)
  return first >= 4 && startsWith(units, offsets[a]!, offsets[b]!, first)
}

function wordEnd(units: Uint16Array, from: number, to: number): number {
  let end = from
  while (end < to && units[end] !== BLANK) end++
  return end
}

/** 4 the same last seven digits or one edit; 3 two edits; else 1. */
export function phoneLevel(features: ValueFeatures, tails: Int32Array, a: number, b: number): number {
  if (a === b) return LEVEL_EXACT
  if (tails[a] !== 0 && tails[a] === tails[b]) return LEVEL_ONE_EDIT
  const { offsets, units } = features.dictionary
  // Each edit changes at most two of the bits that count digits.
  if (bitCount(features.sound[a]! ^ features.sound[b]!) > 4) return LEVEL_ELSE
  const distance = editDistance(units, offsets[a]!, offsets[a + 1]!, units, offsets[b]!, offsets[b + 1]!, 2)
  if (distance === 1) return LEVEL_ONE_EDIT
  return distance === 2 ? LEVEL_LIKE : LEVEL_ELSE
}

/** 4 one edit; 3 the same area; else 1. The area is the first two digits, or what stands before the last three signs of a code with letters. */
export function postcodeLevel(features: ValueFeatures, a: number, b: number): number {
  if (a === 0 || b === 0) return LEVEL_MISSING
  if (a === b) return LEVEL_EXACT
  const { offsets, units } = features.dictionary
  const aFrom = offsets[a]!
  const bFrom = offsets[b]!
  const aLength = offsets[a + 1]! - aFrom
  const bLength = offsets[b + 1]! - bFrom
  if (Math.max(aLength, bLength) >= 4 && editDistance(units, aFrom, aFrom + aLength, units, bFrom, bFrom + bLength, 1) === 1) return LEVEL_ONE_EDIT
  const area = areaLength(features, a, aLength)
  const sameArea = area > 0 && area === areaLength(features, b, bLength) && startsWith(units, aFrom, bFrom, area)
  return sameArea ? LEVEL_LIKE : LEVEL_ELSE
}

function areaLength(features: ValueFeatures, value: number, length: number): number {
  const hasLetters = (features.letters[value]! & 0x3ffffff) !== 0
  return hasLetters ? Math.max(0, length - 3) : Math.min(2, length)
}
