import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync, type Stats } from 'node:fs'
import { isUtf8 } from 'node:buffer'
import { createRequire } from 'node:module'
import { DubletteError } from '../model/error.ts'
import { encodings, findEncoding } from './find-encoding.ts'

/** A customer file in memory: UTF-8 bytes that worker threads share, and what its head says. */
export interface CustomerFile {
  readonly path: string
  readonly bytes: Uint8Array
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252'
  /** A few bytes are not of the encoding; what stood there is lost. */
  readonly isDamaged: boolean
  readonly delimiter: string
  readonly header: readonly string[]
  /** Lines of the file that stand before its bytes here: one that names the delimiter. */
  readonly linesBefore: number
  /** Position of the first byte behind the header line. */
  readonly bodyFrom: number
  /** The first rows, for recognising columns. */
  readonly sample: readonly (readonly string[])[]
}

/** The full parser is loaded for the files that need it; most do not. */
const require = createRequire(import.meta.url)
const fullParser = (): typeof import('csv-parse/sync') => require('csv-parse/sync') as typeof import('csv-parse/sync')

const SAMPLE_ROWS = 2_000
const SAMPLE_BYTES = 2_000_000
const READ_AT_ONCE = 64 * 1024 * 1024
const DELIMITERS: readonly string[] = [',', ';', '\t', '|']

/** Reads a customer file: UTF-8 with or without byte order mark, UTF-16 with one, else Windows-1252; any common delimiter. */
export function readCustomerFile(path: string): CustomerFile {
  const { bytes: all, encoding, isDamaged } = asUtf8(readShared(path))
  // A first line `sep=;` of spreadsheets names the delimiter and is no header.
  const named = /^"?sep=(.)"?(?:\r\n|\n|\r)/.exec(textOf(all, Math.min(all.length, 16)))
  const bytes = named === null ? all : all.subarray(named[0].length)
  if (bytes.length === 0) throw new DubletteError('INPUT_UNREADABLE', 'The file is empty.', { where: { file: path }, expected: 'a header line and one row for each customer', got: 'no text' })
  const linesBefore = named === null ? 0 : 1
  const head = textOf(bytes, Math.min(bytes.length, SAMPLE_BYTES))
  const delimiter = named?.[1] ?? delimiterOf(head)
  const rows = headRows({ path, bytes, linesBefore }, head, delimiter, bytes.length > SAMPLE_BYTES)
  const header = rows[0]
  if (header === undefined) throw new DubletteError('INPUT_UNREADABLE', 'The file has no header line.', { where: { file: path, line: 1 }, expected: 'a header line and one row for each customer' })
  return { path, bytes, encoding, isDamaged, delimiter, header: distinctNames(header), linesBefore, bodyFrom: headerEnd(bytes, delimiter.charCodeAt(0)), sample: rows.slice(1) }
}

/** The size of a customer file in bytes. */
export function customerFileSize(path: string): number {
  let file: Stats
  try {
    file = statSync(path)
  } catch (cause) {
    throw new DubletteError('FILE_MISSING', 'The customer file cannot be read.', { where: { file: path }, cause })
  }
  if (file.isDirectory()) throw new DubletteError('FILE_MISSING', 'This is a folder, not a customer file.', { where: { file: path }, next: 'Name one of the files in it.' })
  return file.size
}

/** Memory that matching takes: measured as resident memory on files of 1, 94 and 936 MB, rounded up. */
const MEMORY_BYTES_AT_LEAST = 250_000_000
const FIRST_FILE_BYTES = 100_000_000
const MEMORY_BYTES_PER_FIRST_FILE_BYTE = 10
const MEMORY_BYTES_PER_FURTHER_FILE_BYTE = 4.5

/** Memory that matching a customer file of this size is expected to take, in bytes. */
export function neededMemory(fileBytes: number): number {
  const further = Math.max(0, fileBytes - FIRST_FILE_BYTES)
  return MEMORY_BYTES_AT_LEAST + MEMORY_BYTES_PER_FIRST_FILE_BYTE * (fileBytes - further) + MEMORY_BYTES_PER_FURTHER_FILE_BYTE * further
}

/** Refuses a file that this machine cannot hold, before any work is done. */
export function refuseShortMemory(path: string, fileBytes: number, availableBytes: number = process.availableMemory()): void {
  const needed = neededMemory(fileBytes)
  if (needed <= availableBytes) return
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000)} MB`
  throw new DubletteError('MEMORY_SHORT', 'Matching this file would need more memory than is free.', { where: { file: path }, expected: megabytes(needed), got: megabytes(availableBytes) })
}

function readShared(path: string): Uint8Array {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (cause) {
    throw new DubletteError('FILE_MISSING', 'The customer file cannot be read.', { where: { file: path }, cause })
  }
  try {
    const stats = fstatSync(file)
    // A pipe tells no size.
    if (!stats.isFile()) return shared([readFileSync(file)])
    const { size } = stats
    const bytes = new Uint8Array(new SharedArrayBuffer(size))
    let at = 0
    while (at < size) {
      const read = readSync(file, bytes, at, Math.min(READ_AT_ONCE, size - at), at)
      if (read === 0) break
      at += read
    }
    // Shorter where the file was cut while it was read.
    return bytes.subarray(0, at)
  } finally {
    closeSync(file)
  }
}

type Decoded = Pick<CustomerFile, 'bytes' | 'encoding' | 'isDamaged'>

function asUtf8(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { bytes: bytes.subarray(3), encoding: 'UTF-8', isDamaged: false }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { bytes: shared(decodedParts(bytes, 'utf-16')), encoding: 'UTF-16', isDamaged: false }
  if (isUtf8(bytes)) return { bytes, encoding: 'UTF-8', isDamaged: false }
  // A few broken bytes must not cost the umlauts of all other rows.
  if (findEncoding(bytes) === 'utf-8') return { bytes: shared(decodedParts(bytes, 'utf-8')), encoding: 'UTF-8', isDamaged: true }
  return { bytes: shared(decodedParts(bytes, 'windows-1252')), encoding: 'Windows-1252', isDamaged: false }
}

/** The text of a file as UTF-8, part by part: a text of half a gigabyte does not exist here. */
function decodedParts(bytes: Uint8Array, encoding: string): readonly Buffer[] {
  const decoder = encodings().getDecoder(encoding)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += READ_AT_ONCE) parts.push(Buffer.from(decoder.write(Buffer.from(bytes.slice(at, at + READ_AT_ONCE)))))
  parts.push(Buffer.from(decoder.end() ?? ''))
  return parts
}

function shared(parts: readonly Buffer[]): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(parts.reduce((sum, part) => sum + part.length, 0)))
  let at = 0
  for (const part of parts) { bytes.set(part, at); at += part.length }
  return bytes
}

function textOf(bytes: Uint8Array, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8', 0, to)
}

/** The delimiter that splits the header into the most columns; quoted stretches do not count. */
function delimiterOf(head: string): string {
  const line = (/^[^\r\n]*/.exec(head)?.[0] ?? '').replace(/"[^"]*"/g, '')
  let best = ','
  for (const delimiter of DELIMITERS) if (line.split(delimiter).length > line.split(best).length) best = delimiter
  return best
}

function headRows(file: Pick<CustomerFile, 'path' | 'bytes' | 'linesBefore'>, head: string, delimiter: string, isCut: boolean): string[][] {
  // A cut head may end within a row, so its last line is left out, and so is a row whose quoted text goes on behind it.
  const text = isCut ? head.slice(0, Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1) : head
  if (!text.includes('"')) return rowsWithoutQuotes(text, delimiter, SAMPLE_ROWS + 1)
  try {
    return fullParser().parse(text, { ...LENIENT, delimiter, to: SAMPLE_ROWS + 1, skip_records_with_error: isCut })
  } catch (error) {
    throw quoteError(file, error)
  }
}

/** Whether a line ends at a byte: a line feed, or a carriage return with none behind it. */
export function endsLine(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 10 || (bytes[at] === 13 && bytes[at + 1] !== 10)
}

/** The line of the file in which a byte stands, counted from 1. */
export function lineAt({ bytes, linesBefore }: Pick<CustomerFile, 'bytes' | 'linesBefore'>, place: number): number {
  let line = linesBefore + 1
  for (let at = 0; at < place; at += 1) if (endsLine(bytes, at)) line += 1
  return line
}

/** A quote that is opened and never closed makes one value of the whole rest: the rows in it must not vanish unseen. */
export function quoteError({ path, bytes, linesBefore }: Pick<CustomerFile, 'path' | 'bytes' | 'linesBefore'>, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED' && 'bytes' in error)) return error
  const line = lineAt({ bytes, linesBefore }, Number(error.bytes))
  return new DubletteError('INPUT_UNREADABLE', 'A quote is opened and never closed.', { where: { file: path, line }, expected: 'a quote at the end of the value too, or none', next: 'Close the quote or take it out.' })
}

/** The first rows of a text that holds no quote, as the full parser reads them. */
export function rowsWithoutQuotes(text: string, delimiter: string, most: number): string[][] {
  return text.split(/\r\n|\n|\r/).filter((line) => line !== '').slice(0, most).map((line) => line.split(delimiter))
}

/** How the full parser reads what the fast one leaves to it. */
export const LENIENT: LenientParsing = { relax_quotes: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'] }

type LenientParsing = { readonly relax_quotes: true; readonly relax_column_count: true; readonly skip_empty_lines: true; readonly record_delimiter: string[] }

/** Equal or empty headers get a number, so that columns can be told apart. */
function distinctNames(header: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return header.map((raw, index) => {
    const name = raw.trim() === '' ? `column ${index + 1}` : raw.trim()
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** Where the header line ends, as the parser reads it: a quote opens a value at its beginning only; an inch mark is none. */
function headerEnd(bytes: Uint8Array, delimiter: number): number {
  let at = 0
  // Empty lines before the header are no header.
  while (at < bytes.length && (bytes[at] === 10 || bytes[at] === 13)) at++
  for (let isCellStart = true; at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13; at++) {
    if (bytes[at] === 34 && isCellStart) {
      for (at++; at < bytes.length && (bytes[at] !== 34 || bytes[at + 1] === 34); at++) if (bytes[at] === 34) at++
    }
    isCellStart = bytes[at] === delimiter
  }
  if (bytes[at] === 13) at++
  if (bytes[at] === 10) at++
  return at
}

/** Whether a quote stands behind the header. */
export function holdsQuotes({ bytes, bodyFrom }: CustomerFile): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(34, bodyFrom) >= 0
}

/**
 * Cuts the body into about `parts` ranges of whole rows. A line break within quotes is no end of a row; the
 * number of quotes before a place tells, because in a well-formed file they come in pairs.
 */
export function rowRanges(file: CustomerFile, parts: number): readonly { readonly from: number; readonly to: number }[] {
  const { bytes, bodyFrom } = file
  const ranges: { from: number; to: number }[] = []
  const target = Math.max(1, Math.ceil((bytes.length - bodyFrom) / parts))
  const hasQuotes = holdsQuotes(file)
  let isQuoted = false
  let from = bodyFrom
  let counted = bodyFrom
  while (from < bytes.length) {
    let to = Math.min(bytes.length, from + target)
    if (hasQuotes) {
      for (let at = counted; at < to; at++) if (bytes[at] === 34) isQuoted = !isQuoted
    }
    for (; to < bytes.length; to++) {
      if (bytes[to] === 34) isQuoted = !isQuoted
      else if (bytes[to] === 10 && !isQuoted) break
    }
    to = Math.min(bytes.length, to + 1)
    ranges.push({ from, to })
    from = to
    counted = to
  }
  return ranges
}
