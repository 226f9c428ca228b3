import { readFile } from 'node:fs/promises'
import type { FileSample } from '../1-ingest/recognise-file.ts'
import type { WrittenForm } from '../1-ingest/propose-file.ts'
import { splitRow, splitRows, type SplitRow } from '../1-ingest/split-rows.ts'
import { DubletteError } from '../model/error.ts'
import { decodeLines, findDelimiter } from './decode-lines.ts'
import { findEncoding } from './find-encoding.ts'
import { openLines } from './open-lines.ts'
import { readJsonRows } from './read-json.ts'
import { readXlsxRows } from './read-xlsx.ts'

/** So many rows are looked at: enough to tell day and month apart, few enough to be quick. */
const sampleRows = 20_000

/** The header is looked for in so many lines. */
const longestPreamble = 40

/** The first rows of an export, and how it is written; null for an empty file. `name` is the path that the project file would name. */
export async function sampleFile(path: string, name: string): Promise<{ readonly sample: FileSample; readonly written: WrittenForm } | null> {
  const bytes = await readFile(path).catch((cause: unknown) => { throw new DubletteError('FILE_MISSING', 'A file cannot be read.', { where: { file: name }, cause }) })
  if (bytes.length === 0) return null
  const untyped = { file: name, sheet: null, dateForms: [], decimal: null }
  if (/\.xlsx$/i.test(path)) {
    const rows = await readXlsxRows(bytes, { ...untyped, headerLine: 1 })
    const widest = rows.slice(0, longestPreamble).map((row) => splitRow(row.text, ',').filter((cell) => cell !== '').length)
    const at = widest.indexOf(widest.reduce((most, each) => Math.max(most, each), 0))
    return sampled(name, rows.slice(at), ',', { encoding: null, delimiter: null, headerLine: rows[at]?.line ?? 1 })
  }
  if (/\.json$/i.test(path)) return sampled(name, readJsonRows(bytes, untyped), ',', { encoding: null, delimiter: null, headerLine: 1 })
  const encoding = findEncoding(bytes)
  const { delimiter, headerLine } = findHeader(firstTexts(bytes, encoding))
  const lines = openLines(bytes, { encoding, delimiter, headerLine })
  return sampled(name, splitRows(lines.lines, lines.delimiter), lines.delimiter, { encoding, delimiter: lines.delimiter, headerLine: lines.headerLine })
}

function firstTexts(bytes: Uint8Array, encoding: ReturnType<typeof findEncoding>): readonly string[] {
  const texts: string[] = []
  for (const line of decodeLines(bytes, encoding)) {
    texts.push(line.text ?? '')
    if (texts.length === longestPreamble) break
  }
  return texts
}

/**
 * The header is the first line with as many cells as most lines have; what stands before it is a preamble. A
 * spreadsheet pads the lines of a preamble with empty cells: a header names at least half of what the fullest line fills.
 */
function findHeader(texts: readonly string[]): { readonly delimiter: string | null; readonly headerLine: number } {
  const named = /^"?sep=(.)"?$/.exec(texts[0] ?? '')?.[1]
  const widest = texts.reduce((most, text) => (cellsOf(text, findDelimiter(text)) > cellsOf(most, findDelimiter(most)) ? text : most), '')
  const delimiter = named ?? findDelimiter(widest)
  const counts = texts.map((text) => cellsOf(text, delimiter))
  const frequency = new Map<number, number>()
  for (const count of counts) if (count > 1) frequency.set(count, (frequency.get(count) ?? 0) + 1)
  const [mode] = [...frequency].toSorted((left, right) => right[1] - left[1] || right[0] - left[0])
  if (mode === undefined) return { delimiter, headerLine: 1 }
  const filled = texts.map((text, line) => (counts[line] === mode[0] ? filledCells(text, delimiter) : 0))
  const fullest = filled.reduce((most, each) => Math.max(most, each), 0)
  return { delimiter, headerLine: filled.findIndex((each) => each > 0 && each * 2 >= fullest) + 1 }
}

function filledCells(text: string, delimiter: string): number {
  return text.replaceAll(/"(?:[^"]|"")*"/g, '"').split(delimiter).filter((cell) => cell.trim() !== '').length
}

function cellsOf(text: string, delimiter: string): number {
  return text.replaceAll(/"(?:[^"]|"")*"/g, '').split(delimiter).length
}

function sampled(name: string, rows: Iterable<SplitRow>, delimiter: string, written: WrittenForm): { readonly sample: FileSample; readonly written: WrittenForm } | null {
  const source = rows[Symbol.iterator]()
  const head = source.next()
  if (head.done || head.value.issue !== null) return null
  const header = splitRow(head.value.text, delimiter).map((cell) => cell.replace(/^\uFEFF/, '').trim().replace(/^'/, ''))
  const read: (readonly string[])[] = []
  for (let next = source.next(); !next.done && read.length < sampleRows; next = source.next()) if (next.value.issue === null) read.push(splitRow(next.value.text, delimiter))
  return { sample: { file: name, header, rows: read }, written }
}
