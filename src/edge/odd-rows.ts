import { looksLikeRows } from '../1-ingest/split-rows.ts'
import { type CustomerFile, endsLine, lineAt } from './customer-file.ts'

/** How many rows there are of a kind, and the lines of the first of them, counted from 1. */
type Found = { readonly count: number; readonly line: number; readonly toLine: number }

/** Rows of a customer file that are read, but perhaps not as they were meant. */
export type OddRows = {
  /** Quoted values that look like whole rows: two stray quotes and what stands between them. */
  readonly swallowing: Found | null
  /** Rows with more or fewer columns than the header. */
  readonly uneven: Found | null
}

/** What a customer may be missing for, in words: read as they stand, they may not be as they were meant. */
export function oddRowNotes(file: Content): readonly string[] {
  const { swallowing, uneven } = oddRows(file)
  const more = ({ count }: Found): string => (count === 1 ? '' : ` (and so ${count - 1} more)`)
  return [
    ...(swallowing === null ? [] : [`Lines ${swallowing.line} to ${swallowing.toLine} are one row, because a quoted value goes over them, but each looks like a row by itself${more(swallowing)}. If the quotes stand there by mistake, customers are missing: take them out and match again.`]),
    ...(uneven === null ? [] : [`${uneven.toLine === uneven.line ? `Line ${uneven.line} has` : `Lines ${uneven.line} to ${uneven.toLine}, one row by their quotes, have`} more or fewer columns than the header${more(uneven)}: where columns are missing, the last values are empty; what is too much is left out.`]),
  ]
}

type Content = Pick<CustomerFile, 'bytes' | 'delimiter' | 'header' | 'bodyFrom' | 'linesBefore'>

const QUOTE = 34
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** Goes through the rows as the lenient parser reads them: a quote opens at the beginning of a cell only, and the next one that is not doubled closes it. */
export function oddRows(file: Content): OddRows {
  const { bytes, header: { length: columns } } = file
  const delimiter = file.delimiter.charCodeAt(0)
  let line = lineAt(file, file.bodyFrom)
  let swallowing = null as OddRows['swallowing']
  let uneven = null as OddRows['uneven']
  for (let at = file.bodyFrom; at < bytes.length; at += 1) {
    if (endsLine(bytes, at)) line += 1
    if (isLineEnd(bytes[at])) continue
    const firstLine = line
    let [cells, isSwallowing, isCellStart] = [1, false, true]
    for (; at < bytes.length && !isLineEnd(bytes[at]); at += 1) {
      if (bytes[at] === QUOTE && isCellStart) {
        const opened = at
        at = closingQuote(bytes, opened)
        // Hardly any value goes over lines; the others are not gone through again.
        if (at < 0) {
          at = -at
          const delimiters = delimitersByLine(bytes, opened, at, delimiter)
          line += delimiters.length - 1
          isSwallowing ||= holdsRows(delimiters, cells, columns)
        }
      }
      isCellStart = bytes[at] === delimiter
      if (isCellStart) cells += 1
    }
    // The line end is counted by the loop.
    at -= 1
    if (isSwallowing) swallowing = { line: firstLine, toLine: line, ...swallowing, count: (swallowing?.count ?? 0) + 1 }
    if (cells !== columns) uneven = { line: firstLine, toLine: line, ...uneven, count: (uneven?.count ?? 0) + 1 }
  }
  return { swallowing, uneven }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN
}

/** Where a value that opens with a quote ends; negative where a line end stands in it. */
function closingQuote(bytes: Uint8Array, opened: number): number {
  let goesOverLines = false
  let at = opened + 1
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at]!
    if (byte <= CARRIAGE_RETURN && isLineEnd(byte)) goesOverLines = true
    if (byte !== QUOTE) continue
    if (bytes[at + 1] !== QUOTE) break
    at += 1
  }
  return goesOverLines ? -at : at
}

/** How many delimiters each line of a quoted value holds. */
function delimitersByLine(bytes: Uint8Array, opened: number, closed: number, delimiter: number): readonly number[] {
  const delimiters = [0]
  for (let at = opened + 1; at < closed; at += 1) {
    if (bytes[at] === delimiter) delimiters.push(delimiters.pop()! + 1)
    else if (endsLine(bytes, at)) delimiters.push(0)
  }
  return delimiters
}

/** Whether each line of the value, with what stands before and behind it, is a row by itself: so two stray quotes look that stand in the same column. */
function holdsRows(delimiters: readonly number[], cells: number, columns: number): boolean {
  const [first, ...more] = delimiters
  const last = more.pop()
  return looksLikeRows(delimiters.length, columns) && first! + cells === columns && last! + 1 === cells && more.every((each) => each + 1 === columns)
}
