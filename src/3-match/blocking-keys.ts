import { BLOCK_CAP, REKEY_PARTS, type BlockingRule, type KeyPart } from './blocking-rules.ts'
import type { MatchField, MatchSpace } from './match-space.ts'
import { hashUnits, joinHashes, type ValueFeatures } from './value-features.ts'

/** Records grouped by key under one rule. */
export interface Blocks {
  /** Records of one block stand next to each other, in ascending order. */
  readonly records: Int32Array
  /** The key of each of them; blocks of equal key may stand apart. Never 0. */
  readonly keys: Int32Array
  /** How many pairs lie within the blocks. */
  readonly pairs: number
  /** Sizes of the largest blocks before they were split, descending. */
  readonly largest: readonly number[]
}

/** Which values a part reads and the code of each value; 0 means no key. */
interface PartCodes {
  readonly values: Int32Array
  readonly codes: Int32Array
}

/** Keys and the records that have them, in any or in sorted order. */
interface KeyedRecords {
  readonly keys: Int32Array
  readonly records: Int32Array
}

/** Computes the blocks of a rule. Blocks above the cap are split by further parts until none is left to split by; then they are dropped. */
export function blocksOfRule(space: MatchSpace, rule: BlockingRule): Blocks {
  const recordKeys = new Int32Array(space.count).fill(1)
  for (const part of rule.parts) joinPart(space, recordKeys, part)
  let rest = withKeys(recordKeys)
  const done: KeyedRecords[] = []
  const largest: number[] = []
  let pairs = 0
  for (let step = 0; rest.keys.length > 0; step++) {
    const { kept, tooLarge, keptPairs } = splitBySize(sortedByKey(rest), step === 0 ? largest : [])
    pairs += keptPairs
    done.push(kept)
    if (step >= REKEY_PARTS.length) break
    rest = rekeyed(space, tooLarge, REKEY_PARTS[step]!, step)
  }
  return { ...joined(done), pairs, largest: largest.sort((a, b) => b - a).slice(0, 5) }
}

/** The records that have a key, in ascending order. */
function withKeys(recordKeys: Int32Array): KeyedRecords {
  const keys = new Int32Array(recordKeys.length)
  const records = new Int32Array(recordKeys.length)
  let at = 0
  for (let record = 0; record < recordKeys.length; record++) {
    if (recordKeys[record] === 0) continue
    keys[at] = recordKeys[record]!
    records[at++] = record
  }
  return { keys: keys.subarray(0, at), records: records.subarray(0, at) }
}

const DIGIT_BITS = 11
const DIGITS = 2 ** DIGIT_BITS

/** Sorted by key, records of equal key in the order they came: three passes over 11 bits each, which together are the 32 of a key. */
export function sortedByKey({ keys, records }: KeyedRecords): KeyedRecords {
  const pair = (): KeyedRecords => ({ keys: new Int32Array(keys.length), records: new Int32Array(keys.length) })
  // The input is left as it is: the passes go to the first pair of columns, to the second, and back to the first.
  const first = pair()
  const second = pair()
  distribute({ keys, records }, first, 0)
  distribute(first, second, DIGIT_BITS)
  distribute(second, first, 2 * DIGIT_BITS)
  return first
}

function distribute(from: KeyedRecords, to: KeyedRecords, shift: number): void {
  const { keys, records } = from
  // First how many keys have each digit, then where the first of them goes.
  const places = new Int32Array(DIGITS + 1)
  countDigits(keys, shift, places)
  sumUp(places)
  for (let i = 0; i < keys.length; i++) {
    const place = places[(keys[i]! >>> shift) & (DIGITS - 1)]!++
    to.keys[place] = keys[i]!
    to.records[place] = records[i]!
  }
}

function countDigits(keys: Int32Array, shift: number, places: Int32Array): void {
  for (let i = 0; i < keys.length; i++) places[((keys[i]! >>> shift) & (DIGITS - 1)) + 1]!++
}

function sumUp(counts: Int32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!
}

function splitBySize({ keys, records }: KeyedRecords, largest: number[]): { readonly kept: KeyedRecords; readonly tooLarge: KeyedRecords; readonly keptPairs: number } {
  const kept = { keys: new Int32Array(keys.length), records: new Int32Array(keys.length) }
  const tooLarge = { keys: new Int32Array(keys.length), records: new Int32Array(keys.length) }
  let keptAt = 0
  let tooLargeAt = 0
  let keptPairs = 0
  for (let from = 0; from < keys.length; ) {
    const key = keys[from]!
    let to = from + 1
    while (to < keys.length && keys[to] === key) to++
    const size = to - from
    if (size > BLOCK_CAP) {
      largest.push(size)
      for (let i = from; i < to; i++, tooLargeAt++) {
        tooLarge.keys[tooLargeAt] = key
        tooLarge.records[tooLargeAt] = records[i]!
      }
    } else if (size > 1) {
      keptPairs += (size * (size - 1)) / 2
      for (let i = from; i < to; i++, keptAt++) {
        kept.keys[keptAt] = key
        kept.records[keptAt] = records[i]!
      }
    }
    from = to
  }
  const cut = (all: KeyedRecords, size: number): KeyedRecords => ({ keys: all.keys.subarray(0, size), records: all.records.subarray(0, size) })
  return { kept: cut(kept, keptAt), tooLarge: cut(tooLarge, tooLargeAt), keptPairs }
}

/** New keys for the records of blocks that were too large: the old key and one more part, where "no value" is a value too. */
function rekeyed(space: MatchSpace, { keys, records }: KeyedRecords, part: KeyPart, step: number): KeyedRecords {
  const { values, codes } = partCodes(space, part)
  return { keys: keys.map((key, i) => joinHashes(key + step, codes[values[records[i]!]!]!)), records }
}

function joined(parts: readonly KeyedRecords[]): KeyedRecords {
  const size = parts.reduce((total, part) => total + part.keys.length, 0)
  const all = { keys: new Int32Array(size), records: new Int32Array(size) }
  let at = 0
  for (const part of parts) {
    all.keys.set(part.keys, at)
    all.records.set(part.records, at)
    at += part.keys.length
  }
  return all
}

/** Joins a part into the keys; a missing part takes the key away. */
function joinPart(space: MatchSpace, keys: Int32Array, part: KeyPart): void {
  if (part === 'namePair') return joinNamePair(space, keys)
  const { values, codes } = partCodes(space, part)
  for (let record = 0; record < keys.length; record++) {
    if (keys[record] === 0) continue
    const code = codes[values[record]!]!
    keys[record] = code === 0 ? 0 : joinHashes(keys[record]!, code)
  }
}

/** Both names by sound, in no order, so that crossed names meet. */
function joinNamePair(space: MatchSpace, keys: Int32Array): void {
  const given = partCodes(space, 'givenSound')
  const family = partCodes(space, 'familySound')
  for (let record = 0; record < keys.length; record++) {
    const a = given.codes[given.values[record]!]!
    const b = family.codes[family.values[record]!]!
    if (keys[record] !== 0) keys[record] = a === 0 || b === 0 ? 0 : joinHashes(keys[record]!, joinHashes(Math.min(a, b), Math.max(a, b)))
  }
}

const START_LENGTH = 3
const EMAIL_START_LENGTH = 4
const PHONE_START_LENGTH = 6

function partCodes(space: MatchSpace, part: KeyPart): PartCodes {
  switch (part) {
    case 'email':
      return coded(space.email, space.email.features.hash)
    case 'emailLocal':
      return coded(space.email, space.emailLocal)
    case 'emailStart':
      return coded(space.email, starts(space.email.features, EMAIL_START_LENGTH))
    case 'phone':
      return coded(space.phone, space.phone.features.hash)
    case 'phoneTail':
      return coded(space.phone, space.phoneTail)
    case 'phoneStart':
      return coded(space.phone, starts(space.phone.features, PHONE_START_LENGTH))
    case 'phoneEnd':
      return coded(space.phone, space.phoneTail.map((tail) => (tail === 0 ? 0 : ((tail - 1) % 10_000) + 1)))
    case 'given':
      return coded(space.given, space.given.features.hash)
    case 'family':
      return coded(space.family, space.family.features.hash)
    case 'givenSound':
      return coded(space.given, sounds(space.given.features))
    case 'familySound':
      return coded(space.family, sounds(space.family.features))
    case 'givenStart':
      return coded(space.given, starts(space.given.features, START_LENGTH))
    case 'familyStart':
      return coded(space.family, starts(space.family.features, START_LENGTH))
    case 'givenInitial':
      return coded(space.given, starts(space.given.features, 1))
    case 'namePair':
      throw new Error('A name pair is joined on its own.')
    case 'date':
      return coded(space.date, space.date.features.hash)
    case 'year':
      return coded(space.date, space.dateNumbers.map((date) => Math.floor(date / 10_000)))
    case 'yearMonth':
      return coded(space.date, space.dateNumbers.map((date) => (isVague(space, date) ? 0 : Math.floor(date / 100))))
    case 'monthDay':
      return coded(space.date, space.dateNumbers.map((date) => (isVague(space, date) ? 0 : date % 10_000)))
    case 'street':
      return coded(space.street, space.street.features.hash)
    case 'streetSound':
      return coded(space.street, sounds(space.street.features))
    case 'house':
      return coded(space.house, space.house.features.hash)
    case 'postcode':
      return coded(space.postcode, space.postcode.features.hash)
    case 'city':
      return coded(space.city, space.city.features.hash)
    case 'company':
      return coded(space.company, space.company.features.hash)
    case 'companyStart':
      return coded(space.company, starts(space.company.features, EMAIL_START_LENGTH))
    default: {
      const other = space.others[Number(part.slice(6))]!
      return coded(other, other.features.hash)
    }
  }
}

function isVague(space: MatchSpace, date: number): boolean {
  return date % 10_000 === 0 || (space.firstOfJanuaryIsVague && date % 10_000 === 101)
}

function coded(field: MatchField, codes: Int32Array): PartCodes {
  return { values: field.values, codes }
}

/** The sound of a value, or its text where it is too short to have one. */
function sounds(features: ValueFeatures): Int32Array {
  return features.sound.map((sound, value) => (sound === 0 ? features.hash[value]! : sound))
}

function starts(features: ValueFeatures, length: number): Int32Array {
  const { offsets, units } = features.dictionary
  return features.hash.map((hash, value) => (hash === 0 ? 0 : hashUnits(units, offsets[value]!, Math.min(offsets[value]! + length, offsets[value + 1]!))))
}
