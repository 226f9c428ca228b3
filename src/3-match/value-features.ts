import { textOf, valueCount, type ValueDictionary } from '../model/record-columns.ts'
import { cologneCode } from './cologne-code.ts'
import { nicknameGroups } from '../model/nicknames.ts'

/**
 * What is computed once for each distinct value of a dictionary, in shared memory. Value 0 has zeros throughout.
 * Hashes depend on the text alone, never on the value's number.
 */
export interface ValueFeatures {
  readonly dictionary: ValueDictionary
  /** Hash of the text; never 0 for a value. */
  readonly hash: Int32Array
  /** Which letters occur: a–z in bits 0–25, digits in 26–29, blanks in 30, anything else in 31. */
  readonly letters: Int32Array
  /**
   * Names: hash of the Cologne code of each word, 0 where the code has fewer than two digits. Phone numbers: for each
   * digit, how often it occurs, as up to three bits, so that counting differing bits bounds the edit distance.
   */
  readonly sound: Int32Array
}

/** How many nickname groups of a name are looked at; Bert stands in nine. */
export const NICKNAME_SLOTS = 10

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193
const BLANK = 32

/** Creates shared columns for the features of a dictionary; `fillFeatures` computes them, range by range. */
export function createFeatures(dictionary: ValueDictionary): ValueFeatures {
  const size = valueCount(dictionary)
  const column = (): Int32Array => new Int32Array(new SharedArrayBuffer(size * 4))
  return { dictionary, hash: column(), letters: column(), sound: column() }
}

/** Computes the features of the values `from` (inclusive) to `to` (exclusive). */
export function fillFeatures(features: ValueFeatures, sounds: 'words' | 'digits' | 'none', from: number, to: number): void {
  const first = Math.max(1, from)
  fillLetters(features, first, to)
  if (sounds === 'words') fillSounds(features, first, to)
  else if (sounds === 'digits') fillDigits(features, first, to)
}

function fillLetters({ dictionary, hash, letters }: ValueFeatures, from: number, to: number): void {
  const { offsets, units } = dictionary
  for (let value = from; value < to; value++) {
    hash[value] = hashUnits(units, offsets[value]!, offsets[value + 1]!)
    letters[value] = letterBits(units, offsets[value]!, offsets[value + 1]!)
  }
}

function fillSounds({ dictionary, sound }: ValueFeatures, from: number, to: number): void {
  for (let value = from; value < to; value++) sound[value] = soundHash(textOf(dictionary, value))
}

function fillDigits({ dictionary, sound }: ValueFeatures, from: number, to: number): void {
  const { offsets, units } = dictionary
  for (let value = from; value < to; value++) sound[value] = digitBits(units, offsets[value]!, offsets[value + 1]!)
}

/** FNV-1a over code units, mixed so that all bits depend on all units; never 0. */
export function hashUnits(units: Uint16Array, from: number, to: number): number {
  let hash = FNV_OFFSET
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ units[i]!, FNV_PRIME)
  return mixed(hash) | 0 || 1
}

/** The same hash for a text. */
export function hashText(text: string): number {
  let hash = FNV_OFFSET
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  return mixed(hash) | 0 || 1
}

/** Joins two hashes into one, order mattering; never 0. */
export function joinHashes(first: number, second: number): number {
  return mixed(Math.imul(first, 0x9e3779b1) ^ (second + 0x7f4a7c15)) | 0 || 1
}

function mixed(hash: number): number {
  let x = hash
  x ^= x >>> 16
  x = Math.imul(x, 0x85ebca6b)
  x ^= x >>> 13
  x = Math.imul(x, 0xc2b2ae35)
  return x ^ (x >>> 16)
}

/** Which letters occur in a stretch of code units: a–z in bits 0–25, digits in 26–29, blanks in 30, anything else in 31. */
export function letterBits(units: Uint16Array, from: number, to: number): number {
  let bits = 0
  for (let i = from; i < to; i++) {
    const unit = units[i]!
    if (unit >= 97 && unit <= 122) bits |= 1 << (unit - 97)
    else if (unit >= 48 && unit <= 57) bits |= 1 << (26 + (unit & 3))
    else if (unit === BLANK) bits |= 1 << 30
    else bits |= 1 << 31
  }
  return bits
}

function digitBits(units: Uint16Array, from: number, to: number): number {
  let bits = 0
  for (let i = from; i < to; i++) {
    const lowest = (units[i]! - 48) * 3
    // One more of this digit: the lowest of its three bits that is still free.
    const more = ~(bits >>> lowest) & 7
    bits |= (more & -more) << lowest
  }
  return bits
}

function soundHash(text: string): number {
  const code = text.includes(' ') ? text.split(' ').map(cologneCode).join('') : cologneCode(text)
  return code.length < 2 ? 0 : hashText(code)
}

/** The nickname groups of every value: slot `value * NICKNAME_SLOTS + i`, 0 for none. */
export function nicknameColumn(dictionary: ValueDictionary): Int32Array {
  const size = valueCount(dictionary)
  const groups = new Int32Array(new SharedArrayBuffer(size * NICKNAME_SLOTS * 4))
  for (let value = 1; value < size; value++) {
    const text = textOf(dictionary, value)
    const found = text.includes(' ') ? [...new Set(text.split(' ').flatMap(nicknameGroups))] : nicknameGroups(text)
    for (let slot = 0; slot < NICKNAME_SLOTS && slot < found.length; slot++) groups[value * NICKNAME_SLOTS + slot] = found[slot]!
  }
  return groups
}
