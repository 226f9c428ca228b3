import type { ValueDictionary } from '../model/record-columns.ts'

/** A column of integers in shared memory. */
export function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4))
}

/** Writes texts one behind the other into shared memory. */
export function packTexts(texts: readonly string[]): ValueDictionary {
  const offsets = sharedInts(texts.length + 1)
  let total = 0
  for (let i = 0; i < texts.length; i++) {
    offsets[i] = total
    total += texts[i]!.length
  }
  offsets[texts.length] = total
  const units = new Uint16Array(new SharedArrayBuffer(total * 2))
  for (let i = 0; i < texts.length; i++) writeUnits(texts[i]!, units, offsets[i]!)
  return { offsets, units }
}

function writeUnits(text: string, units: Uint16Array, at: number): void {
  for (let i = 0; i < text.length; i++) units[at + i] = text.charCodeAt(i)
}

/** Several dictionaries as one, and for each of them its value numbers in the joined one. */
export interface JoinedDictionaries {
  readonly dictionary: ValueDictionary
  readonly numbers: readonly Int32Array[]
}

/** Joins dictionaries: equal texts get one number. Value 0 stays "no value". */
export function joinDictionaries(dictionaries: readonly ValueDictionary[]): JoinedDictionaries {
  const most = dictionaries.reduce((total, one) => total + one.offsets.length - 1, 1)
  let capacity = 16
  while (capacity < most * 2) capacity *= 2
  const table: JoinTable = { slots: new Int32Array(capacity), hashes: new Int32Array(most + 1), from: new Int32Array(most + 1), source: new Uint16Array(most + 1), dictionaries, size: 1 }
  const numbers = dictionaries.map((one, source) => {
    const own = sharedInts(one.offsets.length - 1)
    for (let value = 1; value < own.length; value++) own[value] = joinedNumber(table, source, value)
    return own
  })
  return { dictionary: packedFrom(table), numbers }
}

interface JoinTable {
  readonly slots: Int32Array
  readonly hashes: Int32Array
  /** Joined number → value number in its source. */
  readonly from: Int32Array
  readonly source: Uint16Array
  readonly dictionaries: readonly ValueDictionary[]
  size: number
}

function joinedNumber(table: JoinTable, source: number, value: number): number {
  const { units, offsets } = table.dictionaries[source]!
  const start = offsets[value]!
  const end = offsets[value + 1]!
  if (start === end) return 0
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ units[i]!, 0x01000193)
  const mask = table.slots.length - 1
  let slot = (hash ^ (hash >>> 15)) & mask
  for (let number = table.slots[slot]!; number !== 0; number = table.slots[slot]!) {
    if (table.hashes[number] === hash && isSameText(table, number, units, start, end)) return number
    slot = (slot + 1) & mask
  }
  const number = table.size++
  table.slots[slot] = number
  table.hashes[number] = hash
  table.from[number] = value
  table.source[number] = source
  return number
}

function isSameText(table: JoinTable, number: number, units: Uint16Array, start: number, end: number): boolean {
  const known = table.dictionaries[table.source[number]!]!
  const from = known.offsets[table.from[number]!]!
  if (known.offsets[table.from[number]! + 1]! - from !== end - start) return false
  for (let i = 0; i < end - start; i++) if (known.units[from + i] !== units[start + i]) return false
  return true
}

function packedFrom(table: JoinTable): ValueDictionary {
  const offsets = sharedInts(table.size + 1)
  for (let number = 1; number < table.size; number++) {
    const known = table.dictionaries[table.source[number]!]!
    offsets[number + 1] = offsets[number]! + known.offsets[table.from[number]! + 1]! - known.offsets[table.from[number]!]!
  }
  const units = new Uint16Array(new SharedArrayBuffer(offsets[table.size]! * 2))
  for (let number = 1; number < table.size; number++) {
    const known = table.dictionaries[table.source[number]!]!
    const start = known.offsets[table.from[number]!]!
    const length = offsets[number + 1]! - offsets[number]!
    for (let i = 0; i < length; i++) units[offsets[number]! + i] = known.units[start + i]!
  }
  return { offsets, units }
}

/** Beyond this length sorting letter by letter costs more than comparing whole texts. */
const LONGEST_SORTED_BY_LETTER = 48

/**
 * Text number → its rank by code unit among all texts. Letter by letter from the last to the first, each time
 * stable, so that the first letter has the last word; a text that has ended comes before one that goes on.
 */
export function ranksOfTexts(texts: ValueDictionary): Int32Array {
  const count = texts.offsets.length - 1
  let longest = 0
  let isNarrow = true
  for (let text = 0; text < count; text++) longest = Math.max(longest, texts.offsets[text + 1]! - texts.offsets[text]!)
  for (let i = 0; i < texts.units.length && isNarrow; i++) isNarrow = texts.units[i]! < 255
  const order = new Int32Array(count)
  for (let text = 0; text < count; text++) order[text] = text
  const sorted = isNarrow && longest <= LONGEST_SORTED_BY_LETTER ? sortedByLetters(texts, order, longest) : order.sort((a, b) => compareTexts(texts, a, b))
  const ranks = new Int32Array(count)
  for (let rank = 0; rank < count; rank++) ranks[sorted[rank]!] = rank
  return ranks
}

function sortedByLetters(texts: ValueDictionary, order: Int32Array<ArrayBuffer>, longest: number): Int32Array {
  let now = order
  let next = new Int32Array(order.length)
  const letters = new Uint8Array(order.length)
  for (let position = longest - 1; position >= 0; position--) {
    readLetters(texts, position, letters)
    distribute(now, letters, next)
    const done = now
    now = next
    next = done
  }
  return now
}

/** The letter of every text at a position plus one, 0 where it has ended. */
function readLetters({ offsets, units }: ValueDictionary, position: number, letters: Uint8Array): void {
  for (let text = 0; text < letters.length; text++) {
    const at = offsets[text]! + position
    letters[text] = at < offsets[text + 1]! ? units[at]! + 1 : 0
  }
}

/** Texts by their letters, those of equal letter in the order they came. */
function distribute(texts: Int32Array, letters: Uint8Array, into: Int32Array): void {
  const starts = new Int32Array(257)
  for (let text = 0; text < letters.length; text++) starts[letters[text]! + 1]!++
  for (let letter = 0; letter < 256; letter++) starts[letter + 1]! += starts[letter]!
  for (let i = 0; i < texts.length; i++) into[starts[letters[texts[i]!]!]!++] = texts[i]!
}

function compareTexts(texts: ValueDictionary, a: number, b: number): number {
  const { offsets, units } = texts
  const aEnd = offsets[a + 1]!
  const bEnd = offsets[b + 1]!
  let i = offsets[a]!
  let j = offsets[b]!
  while (i < aEnd && j < bEnd) {
    if (units[i] !== units[j]) return units[i]! - units[j]!
    i++
    j++
  }
  return aEnd - i - (bEnd - j) || a - b
}
