import type { MatchRole } from '../model/match-role.ts'
import { createByteTexts, createNumberList, internBytes, plainText, push, textsOf, type ByteTexts, type NumberList } from './byte-texts.ts'
import { withoutEmptyTalk, type RawChunk, type RawColumn } from './chunk.ts'

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
  const texts = plan.columns.map(() => createByteTexts())
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
        push(idStarts, start - from)
        push(idEnds, end - from)
      } else if (slot >= 0) push(rows[slot]!, start === end ? 0 : internBytes(texts[slot]!, bytes, from, start - from, end - from, hash))
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
  return collected(bytes, from, plan, texts, rows, idStarts, idEnds)
}

function collected(bytes: Uint8Array, from: number, plan: ScanPlan, texts: readonly ByteTexts[], rows: readonly NumberList[], idStarts: NumberList, idEnds: NumberList): RawChunk {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = (start: number, end: number): string => {
    const decoded = plainText(bytes, from + start, from + end) ?? buffer.toString('utf8', from + start, from + end)
    return bytes[from + start - 1] === QUOTE && decoded.includes('""') ? decoded.replaceAll('""', '"') : decoded
  }
  const rowCount = plan.columns.length > 0 ? rows[0]!.size : idStarts.size
  const ids: string[] = []
  for (let row = 0; row < rowCount; row++) ids.push(plan.idColumn < 0 ? '' : text(idStarts.numbers[row]!, idEnds.numbers[row]!))
  const columns = plan.columns.map((column, slot): RawColumn => ({
    role: column.role, name: column.name,
    rows: rows[slot]!.numbers.slice(0, rows[slot]!.size),
    raws: withoutEmptyTalk(textsOf(texts[slot]!, text)),
  }))
  return { ids, systems: null, columns }
}
