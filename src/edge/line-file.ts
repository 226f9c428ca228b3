import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { DubletteError } from '../model/error.ts'

/** A file of lines and where each begins: line `n` is bytes `starts[n]` to `starts[n + 1]`, its line break included. In shared memory, so that threads read the same file. */
export type LineFile = { readonly path: string; readonly starts: Float64Array }

/** Reads single lines of a file, or some that follow one another, from wherever they stand. */
export type LineReader = { readonly line: (number: number) => string; readonly lines: (from: number, to: number) => readonly string[]; readonly close: () => void }

/** Many texts are shorter than this. */
const usualBytes = 4096

/** @throws DubletteError FILE_MISSING where the file is no longer what it was when it was written, as its reading does */
export function openLineFile({ path, starts }: LineFile): LineReader {
  const unreadable = (got: string, cause?: unknown): never => { throw new DubletteError('FILE_MISSING', 'An artefact of the run cannot be read.', { where: { file: path }, got, expected: 'as it was written a moment ago', next: 'Leave the folder of a run alone until it has ended, and start again.', cause }) }
  const file = opened(path, unreadable)
  let room = Buffer.allocUnsafe(usualBytes)
  const text = (from: number, to: number): string => {
    const length = to - from
    if (length > room.length) room = Buffer.allocUnsafe(2 * length)
    for (let got = 0; got < length;) {
      const more = readSync(file, room, got, length - got, from + got)
      if (more === 0) unreadable('it is shorter')
      got += more
    }
    return room.toString('utf8', 0, length)
  }
  return {
    line: (number) => text(starts[number]!, starts[number + 1]! - 1),
    lines: (from, to) => (from === to ? [] : text(starts[from]!, starts[to]! - 1).split('\n')),
    close: () => closeSync(file),
  }
}

/** So many bytes are looked through for line breaks at a time. */
const scannedBytes = 1 << 22
const lineFeed = 10

/** Where the lines of a file that was written before begin. @throws DubletteError FILE_MISSING */
export async function findLines(path: string): Promise<LineFile> {
  const lengths: number[] = []
  let before = 0
  try {
    for await (const block of createReadStream(path, { highWaterMark: scannedBytes }) as AsyncIterable<Buffer>) {
      let from = 0
      for (let end = block.indexOf(lineFeed); end !== -1; end = block.indexOf(lineFeed, from)) {
        lengths.push(before + end + 1 - from)
        before = 0
        from = end + 1
      }
      before += block.length - from
    }
    // What stands behind the last line break is a line too, as if it had one: nothing of a file goes unread.
    if (before > 0) lengths.push(before + 1)
  } catch (cause) {
    throw new DubletteError('FILE_MISSING', 'An artefact of the run cannot be read.', { where: { file: path }, cause })
  }
  return { path, starts: startsOf(lengths) }
}

function opened(path: string, unreadable: (got: string, cause: unknown) => never): number {
  try { return openSync(path, 'r') } catch (cause) { return unreadable('it is gone', cause) }
}

/** Where lines begin, as they are written one behind the other. */
export function startsOf(lengths: readonly number[]): Float64Array {
  const starts = new Float64Array(new SharedArrayBuffer((lengths.length + 1) * 8))
  for (const [number, length] of lengths.entries()) starts[number + 1] = starts[number]! + length
  return starts
}
