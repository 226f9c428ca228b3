import type { Encoding } from '../1-ingest/mapping.ts'
import type { Line } from '../1-ingest/split-rows.ts'
import { decodeLines, findDelimiter } from './decode-lines.ts'
import { findEncoding } from './find-encoding.ts'

/** The lines of a file from its header on, and how it is written. */
export type OpenLines = { readonly lines: Iterable<Line>; readonly delimiter: string; readonly encoding: Encoding; readonly headerLine: number }

/** What a mapping says of the form of a file; null = to be found. */
export type TextForm = { readonly encoding: Encoding | null; readonly delimiter: string | null; readonly headerLine: number }

/** Leaves out the preamble: the lines before `headerLine`, empty lines, and `sep=;` of spreadsheets, which names the delimiter. */
export function openLines(bytes: Uint8Array, form: TextForm): OpenLines {
  const encoding = form.encoding ?? findEncoding(bytes)
  const source = decodeLines(bytes, encoding)
  let next = source.next()
  let named: string | null = null
  while (!next.done) {
    const text = next.value.text ?? ''
    const separator = /^"?sep=(.)"?$/.exec(text)?.[1]
    named = separator ?? named
    if (next.value.line >= form.headerLine && separator === undefined && text.trim() !== '') break
    next = source.next()
  }
  if (next.done) return { lines: [], delimiter: form.delimiter ?? named ?? ';', encoding, headerLine: form.headerLine }
  const first = next.value
  return { lines: startingWith(first, source), delimiter: form.delimiter ?? named ?? findDelimiter(first.text ?? ''), encoding, headerLine: first.line }
}

function* startingWith(first: Line, rest: Iterable<Line>): Generator<Line> {
  yield first
  yield* rest
}
