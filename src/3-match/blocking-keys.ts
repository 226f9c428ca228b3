import { BLOCK_CAP, REKEY_PARTS, type BlockingRule, type KeyPart } from './blocking-rules.ts'
import type { MatchField, MatchSpace } from './match-space.ts'
import { hashUnits, joinHashes, type ValueFeatures } from './value-features.ts'

/** A key has 29 bits and a record number 24, so that both fit into the 53 bits of a number and sort together. */
export const RECORD_RANGE = 2 ** 24
const KEY_MASK = 0x1fffffff

/** The blocks of one rule: records of equal key stand next to each other, in ascending order. */
export interface Blocks {
  /** Key × 2^24 + record, ascending; only records that share their key with another one. */
  readonly packed: Float64Array
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

/** Computes the blocks of a rule. Blocks above the cap are split by further parts until none is left to split by; then they are dropped. */
export function blocksOfRule(space: MatchSpace, rule: BlockingRule): Blocks {
  const keys = new Int32Array(space.count).fill(1)
  for (const part of rule.parts) joinPart(space, keys, part, false)
  let packed = packedKeys(keys)
  const done: Float64Array[] = []
  const largest: number[] = []
  let pairs = 0
  for (let step = 0; packed.length > 0; step++) {
    packed.sort()
    const { kept, tooLarge, keptPairs } = splitBySize(packed, step === 0 ? largest : [])
    pairs += keptPairs
    done.push(kept)
    if (step >= REKEY_PARTS.length) break
    packed = rekeyed(space, tooLarge, REKEY_PARTS[step]!, step)
  }
  return { packed: joined(done), pairs, largest: largest.sort((a, b) => b - a).slice(0, 5) }
}

function packedKeys(keys: Int32Array): Float64Array {
  let active = 0
  for (const key of keys) if (key !== 0) active++
  const packed = new Float64Array(active)
  let at = 0
  for (let record = 0; record < keys.length; record++) if (keys[record] !== 0) packed[at++] = (keys[record]! & KEY_MASK) * RECORD_RANGE + record
  return packed
}

function splitBySize(packed: Float64Array, largest: number[]): { readonly kept: Float64Array; readonly tooLarge: Float64Array; readonly keptPairs: number } {
  const kept = new Float64Array(packed.length)
  const tooLarge: number[] = []
  let at = 0
  let keptPairs = 0
  for (let from = 0; from < packed.length; ) {
    const key = Math.floor(packed[from]! / RECORD_RANGE)
    const end = (key + 1) * RECORD_RANGE
    let to = from + 1
    while (to < packed.length && packed[to]! < end) to++
    const size = to - from
    if (size > BLOCK_CAP) {
      largest.push(size)
      for (let i = from; i < to; i++) tooLarge.push(packed[i]!)
    } else if (size > 1) {
      keptPairs += (size * (size - 1)) / 2
      for (let i = from; i < to; i++) kept[at++] = packed[i]!
    }
    from = to
  }
  return { kept: kept.subarray(0, at), tooLarge: Float64Array.from(tooLarge), keptPairs }
}

/** New keys for the records of blocks that were too large: the old key and one more part, where "no value" is a value too. */
function rekeyed(space: MatchSpace, packed: Float64Array, part: KeyPart, step: number): Float64Array {
  const { values, codes } = partCodes(space, part)
  const again = new Float64Array(packed.length)
  for (let i = 0; i < packed.length; i++) {
    const key = Math.floor(packed[i]! / RECORD_RANGE)
    const record = packed[i]! - key * RECORD_RANGE
    again[i] = (joinHashes(key + step, codes[values[record]!]!) & KEY_MASK) * RECORD_RANGE + record
  }
  return again
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const packed = new Float64Array(new SharedArrayBuffer(parts.reduce((total, part) => total + part.length, 0) * 8))
  let at = 0
  for (const part of parts) {
    packed.set(part, at)
    at += part.length
  }
  return packed.sort()
}

/** Joins a part into the keys; a missing part takes the key away. */
function joinPart(space: MatchSpace, keys: Int32Array, part: KeyPart, keepMissing: boolean): void {
  if (part === 'namePair') return joinNamePair(space, keys)
  const { values, codes } = partCodes(space, part)
  for (let record = 0; record < keys.length; record++) {
    if (keys[record] === 0) continue
    const code = codes[values[record]!]!
    keys[record] = code === 0 && !keepMissing ? 0 : joinHashes(keys[record]!, code)
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
