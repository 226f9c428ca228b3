import { saysNothing } from '../model/fold-text.ts'
import type { MatchRole } from '../model/match-role.ts'
import type { RawChunk, RawColumn } from './chunk.ts'

/** What a scan reads of each row. */
export interface ScanPlan {
  readonly delimiter: number
  /** How many columns every row must have. */
  readonly columnCount: number
  /** Column of the id, or -1: then the ids stay empty. */
  readonly idColumn: number
  /** The columns to read, by position. */
  readonly columns: readonly { readonly at: number; readonly role: MatchRole; readonly name: string }[]
}

const QUOTE = 34
const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** Texts of one column while they are found: an open hash table over stretches of the bytes. */
interface ByteInterner {
  slots: Int32Array<ArrayBuffer>
  hashes: Int32Array<ArrayBuffer>
  starts: Float64Array<ArrayBuffer>
  ends: Float64Array<ArrayBuffer>
  /** Numbers given so far; number 0 is "no value". */
  size: number
}

/**
 * Splits the bytes of a well-formed CSV (RFC 4180, UTF-8, without its header) into interned columns. `from` must be the
 * start of a row and `to` the end of one. Returns null for anything that is not plainly well-formed: a quote within
 * an unquoted field, text behind a closing quote, a row with more or fewer columns. Then a full parser must decide.
 */
export function scanCsv(bytes: Uint8Array, from: number, to: number, plan: ScanPlan): RawChunk | null {
  const slotOf = new Int32Array(plan.columnCount).fill(-1)
  plan.columns.forEach((column, slot) => (slotOf[column.at] = slot))
  const idSlot = plan.columns.length
  if (plan.idColumn >= 0) slotOf[plan.idColumn] = idSlot
  const interners = plan.columns.map(() => createByteInterner())
  const idStarts = createNumberList()
  const idEnds = createNumberList()
  const rows = plan.columns.map(() => createNumberList())
  let at = from
  while (at < to) {
    const first = bytes[at]!
    // An empty line is no row, as for the full parser.
    if (first === LINE_FEED || first === CARRIAGE_RETURN) {
      at++
      continue
    }
    for (let column = 0; ; column++) {
      if (column === plan.columnCount) return null
      const slot = slotOf[column]!
      let start = at
      let end: number
      let hash = FNV_OFFSET
      if (bytes[at] === QUOTE) {
        start++
        at++
        for (;;) {
          if (at >= to) return null
          const byte = bytes[at]!
          if (byte === QUOTE) {
            if (at + 1 < to && bytes[at + 1] === QUOTE) at++
            else break
          }
          hash = Math.imul(hash ^ byte, FNV_PRIME)
          at++
        }
        end = at
        at++
      } else {
        for (; at < to; at++) {
          const byte = bytes[at]!
          if (byte === plan.delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) break
          if (byte === QUOTE || byte === 0) return null
          hash = Math.imul(hash ^ byte, FNV_PRIME)
        }
        end = at
      }
      if (slot === idSlot) {
        push(idStarts, start)
        push(idEnds, end)
      } else if (slot >= 0) push(rows[slot]!, start === end ? 0 : internBytes(interners[slot]!, bytes, start, end, hash))
      if (at < to && bytes[at] === plan.delimiter) {
        at++
        continue
      }
      if (at < to && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) return null
      if (column !== plan.columnCount - 1) return null
      if (bytes[at] === CARRIAGE_RETURN) at++
      if (bytes[at] === LINE_FEED) at++
      break
    }
  }
  return collected(bytes, plan, interners, rows, idStarts, idEnds)
}

function collected(bytes: Uint8Array, plan: ScanPlan, interners: readonly ByteInterner[], rows: readonly NumberList[], idStarts: NumberList, idEnds: NumberList): RawChunk {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = (start: number, end: number): string => {
    const decoded = buffer.toString('utf8', start, end)
    return bytes[start - 1] === QUOTE && decoded.includes('""') ? decoded.replaceAll('""', '"') : decoded
  }
  const rowCount = plan.columns.length > 0 ? rows[0]!.size : idStarts.size
  const ids = plan.idColumn < 0
    ? Array.from({ length: rowCount }, () => '')
    : Array.from({ length: rowCount }, (_, row) => text(idStarts.numbers[row]!, idEnds.numbers[row]!))
  const columns = plan.columns.map((column, slot): RawColumn => {
    const interner = interners[slot]!
    const raws = Array.from({ length: interner.size }, (_, number) => {
      if (number === 0) return ''
      const raw = text(interner.starts[number]!, interner.ends[number]!)
      return saysNothing(raw) ? '' : raw
    })
    return { role: column.role, name: column.name, rows: Int32Array.from(rows[slot]!.numbers.subarray(0, rows[slot]!.size)), raws }
  })
  return { ids, systems: null, columns }
}

function createByteInterner(): ByteInterner {
  return { slots: new Int32Array(1024), hashes: new Int32Array(512), starts: new Float64Array(512), ends: new Float64Array(512), size: 1 }
}

function internBytes(interner: ByteInterner, bytes: Uint8Array, start: number, end: number, hash: number): number {
  let mask = interner.slots.length - 1
  let slot = (hash ^ (hash >>> 15)) & mask
  for (let number = interner.slots[slot]!; number !== 0; number = interner.slots[slot]!) {
    if (interner.hashes[number] === hash && sameBytes(bytes, interner.starts[number]!, interner.ends[number]!, start, end)) return number
    slot = (slot + 1) & mask
  }
  const number = interner.size++
  if (number === interner.hashes.length) growColumns(interner)
  interner.hashes[number] = hash
  interner.starts[number] = start
  interner.ends[number] = end
  interner.slots[slot] = number
  if (number * 2 > interner.slots.length) growSlots(interner)
  return number
}

function sameBytes(bytes: Uint8Array, knownStart: number, knownEnd: number, start: number, end: number): boolean {
  if (knownEnd - knownStart !== end - start) return false
  for (let i = knownStart, j = start; j < end; i++, j++) if (bytes[i] !== bytes[j]) return false
  return true
}

function growColumns(interner: ByteInterner): void {
  const size = interner.hashes.length * 2
  const hashes = new Int32Array(size)
  hashes.set(interner.hashes)
  interner.hashes = hashes
  const starts = new Float64Array(size)
  starts.set(interner.starts)
  interner.starts = starts
  const ends = new Float64Array(size)
  ends.set(interner.ends)
  interner.ends = ends
}

function growSlots(interner: ByteInterner): void {
  const slots = new Int32Array(interner.slots.length * 2)
  const mask = slots.length - 1
  for (let number = 1; number < interner.size; number++) {
    const hash = interner.hashes[number]!
    let slot = (hash ^ (hash >>> 15)) & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = number
  }
  interner.slots = slots
}

/** Numbers one behind the other in an array that doubles. */
interface NumberList {
  numbers: Float64Array<ArrayBuffer>
  size: number
}

function createNumberList(): NumberList {
  return { numbers: new Float64Array(1024), size: 0 }
}

function push(list: NumberList, number: number): void {
  if (list.size === list.numbers.length) {
    const numbers = new Float64Array(list.numbers.length * 2)
    numbers.set(list.numbers)
    list.numbers = numbers
  }
  list.numbers[list.size++] = number
}
