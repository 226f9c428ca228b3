import type { Encoding } from '../1-ingest/mapping.ts'
import { longestLine, type Line } from '../1-ingest/split-rows.ts'
import { encodings } from './find-encoding.ts'

/** Blocks of about this many bytes are decoded at a time. */
const blockBytes = 1 << 20

/** A block grows to the next line feed. Where none comes for so long, its lines are looked for one by one: a text of half a gigabyte does not exist here. */
const longestBlock = 16 << 20

/** More bytes than these are a line that is too long in any encoding: a character takes four at most. */
const longestBytes = 4 * longestLine

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The lines of a file, numbered from 1; CRLF, LF and lone CR all end a line. A line that cannot be decoded has no text. */
export function* decodeLines(bytes: Uint8Array, encoding: Encoding): Generator<Line, undefined> {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') { yield* linesOf(withPlainEnds(new TextDecoder(encoding).decode(bytes)), 1); return }
  let line = 1
  for (let from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0; from < bytes.length;) {
    let to = Math.min(bytes.length, from + blockBytes)
    if (to < bytes.length) {
      const end = bytes.indexOf(0x0a, to)
      to = end === -1 ? bytes.length : end + 1
    }
    for (const each of decodeBlock(bytes.subarray(from, to), encoding, line)) { yield each; line = each.line + 1 }
    from = to
  }
  return undefined
}

function decodeBlock(block: Uint8Array, encoding: Encoding, line: number): Iterable<Line> {
  if (block.length > longestBlock) return linesOneByOne(block, encoding, line)
  if (encoding !== 'utf-8') return linesOf(withPlainEnds(westernText(block)), line)
  try {
    return linesOf(withPlainEnds(strict.decode(block)), line)
  } catch {
    return linesOneByOne(block, encoding, line)
  }
}

/** Windows-1252, of which ISO-8859-1 is a part. The decoder built into Node 20 gives control characters for € and typographic signs. */
function westernText(bytes: Uint8Array): string {
  return encodings().decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'win1252')
}

function withPlainEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text
}

function* linesOf(text: string, first: number): Generator<Line, undefined> {
  let line = first
  for (let from = 0; from < text.length; line += 1) {
    const end = text.indexOf('\n', from)
    yield { line, text: text.slice(from, end === -1 ? text.length : end), bytes: '' }
    from = end === -1 ? text.length : end + 1
  }
  return undefined
}

/** Line by line, where a block holds bytes that are not of its encoding, or lines so long that only their beginning is decoded. */
function* linesOneByOne(block: Uint8Array, encoding: Encoding, first: number): Generator<Line> {
  let line = first
  for (let from = 0; from < block.length; line += 1) {
    let end = from
    while (end < block.length && block[end] !== 0x0a && block[end] !== 0x0d) end += 1
    const bytes = block.subarray(from, end)
    const text = bytes.length > longestBytes ? westernText(bytes.subarray(0, longestLine + 1)) : encoding === 'utf-8' ? strictText(bytes) : westernText(bytes)
    yield { line, text, bytes: text === null ? westernText(bytes) : '' }
    from = block[end] === 0x0d && block[end + 1] === 0x0a ? end + 2 : end + 1
  }
}

/** UTF-8, or null where some byte is not. */
function strictText(bytes: Uint8Array): string | null {
  try { return strict.decode(bytes) } catch { return null }
}

/** The delimiter that occurs most often in the header outside quotes. */
export function findDelimiter(header: string): string {
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '')
  const count = (sign: string): number => bare.split(sign).length - 1
  return [';', ',', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ';')
}
