/**
 * Texts while they are found in the bytes of a file: an open hash table over stretches of the bytes. Places are counted
 * from the beginning of the range that is read, so that they fit into 32 bits.
 */
export interface ByteTexts {
  slots: Int32Array<ArrayBuffer>
  /** Hash, first byte and end of each text, next to each other: mostly all three are looked at. */
  entries: Int32Array<ArrayBuffer>
  /** Numbers given so far; number 0 is "no value". */
  size: number
}

const ENTRY = 3
const HASH = 0
const START = 1
const END = 2

export function createByteTexts(): ByteTexts {
  return { slots: new Int32Array(1024), entries: new Int32Array(512 * ENTRY), size: 1 }
}

/** The number of the text from `start` to `end`, counted from `origin`; equal texts have equal numbers. */
export function internBytes(texts: ByteTexts, bytes: Uint8Array, origin: number, start: number, end: number, hash: number): number {
  const { slots, entries } = texts
  const mask = slots.length - 1
  let slot = (hash ^ (hash >>> 15)) & mask
  for (let number = slots[slot]!; number !== 0; number = slots[slot]!) {
    const entry = number * ENTRY
    if (entries[entry + HASH] === hash && end - start === entries[entry + END]! - entries[entry + START]! && isSame(bytes, origin + entries[entry + START]!, origin + start, end - start)) return number
    slot = (slot + 1) & mask
  }
  const number = texts.size++
  slots[slot] = number
  if ((number + 1) * ENTRY > entries.length) growEntries(texts)
  const entry = number * ENTRY
  texts.entries[entry + HASH] = hash
  texts.entries[entry + START] = start
  texts.entries[entry + END] = end
  if (number * 2 > slots.length) growSlots(texts)
  return number
}

function isSame(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[one + i] !== bytes[other + i]) return false
  return true
}

function growEntries(texts: ByteTexts): void {
  const entries = new Int32Array(texts.entries.length * 2)
  entries.set(texts.entries)
  texts.entries = entries
}

function growSlots(texts: ByteTexts): void {
  const slots = new Int32Array(texts.slots.length * 2)
  const mask = slots.length - 1
  for (let number = 1; number < texts.size; number++) {
    const hash = texts.entries[number * ENTRY + HASH]!
    let slot = (hash ^ (hash >>> 15)) & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = number
  }
  texts.slots = slots
}

/** The text of every number, as `textAt` reads it; that of 0 is empty. */
export function textsOf({ entries, size }: ByteTexts, textAt: (start: number, end: number) => string): string[] {
  const found = ['']
  for (let number = 1; number < size; number++) found.push(textAt(entries[number * ENTRY + START]!, entries[number * ENTRY + END]!))
  return found
}

/** Numbers one behind the other in an array that doubles. */
export interface NumberList {
  numbers: Int32Array<ArrayBuffer>
  size: number
}

export function createNumberList(): NumberList {
  return { numbers: new Int32Array(1024), size: 0 }
}

export function push(list: NumberList, number: number): void {
  if (list.size === list.numbers.length) {
    const numbers = new Int32Array(list.numbers.length * 2)
    numbers.set(list.numbers)
    list.numbers = numbers
  }
  list.numbers[list.size++] = number
}

/** Arrays of each length up to 63, used again and again. */
const unitsOfLength = Array.from({ length: 64 }, (_, length) => Array.from({ length }, () => 0))

/** The text of short plain bytes, at a fifth of the time that a decoder takes to be called; undefined for all others. */
export function plainText(bytes: Uint8Array, start: number, end: number): string | undefined {
  const units = unitsOfLength[end - start]
  if (units === undefined) return undefined
  for (let i = 0; i < units.length; i++) {
    const byte = bytes[start + i]!
    if (byte > 127) return undefined
    units[i] = byte
  }
  return String.fromCharCode.apply(null, units)
}
