import { fstatSync, statSync } from 'node:fs'

/** Where a command speaks: results on standard output, progress and errors on standard error. */
export type Terminal = {
  readonly json: boolean
  /** Width in columns; 80 where there is none. */
  readonly width: number
  /** Prints a line of the result, unless results go out as JSON. */
  readonly line: (text?: string) => void
  /** Says something on the way, on standard error. */
  readonly note: (text: string) => void
  /** Prints the result as one JSON line where --json was given. */
  readonly result: (value: unknown) => void
  readonly progress: Progress
}

/** Shows how far a piece of work is; `of` 0 = unknown. */
export type Progress = {
  readonly step: (name: string) => void
  readonly at: (done: number, of: number) => void
  readonly end: () => void
}

/** Progress that says nothing: for tests and for calls from other programs. */
export const silent: Progress = { step: () => {}, at: () => {}, end: () => {} }

/** `output`: a file that the command writes; where that is standard output itself, lines go to standard error. */
export function openTerminal(json: boolean, output?: string): Terminal {
  const lines = output !== undefined && isStandardOutput(output) ? process.stderr : process.stdout
  return {
    json,
    width: process.stdout.columns ?? 80,
    line: (text = '') => { if (!json) lines.write(`${text}\n`) },
    note: (text) => { process.stderr.write(process.stderr.isTTY ? `\r\u001B[2K${text}\n` : `${text}\n`) },
    result: (value) => { if (json) process.stdout.write(`${JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner))}\n`) },
    progress: process.stderr.isTTY ? liveProgress() : plainProgress(),
  }
}

function isStandardOutput(path: string): boolean {
  try {
    const [file, output] = [statSync(path), fstatSync(1)]
    return file.dev === output.dev && file.ino === output.ino
  } catch {
    return false
  }
}

/** On a terminal: one line that is written over, with the share done and the time left. */
function liveProgress(): Progress {
  let name = ''
  let started = process.hrtime.bigint()
  let shownAt = 0n
  const clear = (): void => { process.stderr.write('\r\u001B[2K') }
  return {
    step: (next) => { clear(); name = next; started = process.hrtime.bigint(); shownAt = 0n; process.stderr.write(`${name} …`) },
    at: (done, of) => {
      const now = process.hrtime.bigint()
      if (now - shownAt < 100_000_000n) return
      shownAt = now
      const share = of > 0 ? ` ${Math.floor((100 * done) / of)} %` : ` ${done}`
      const left = of > 0 && done > 0 ? secondsLeft(now - started, done, of) : ''
      clear()
      process.stderr.write(`${name} …${share}${left}`)
    },
    end: () => { clear(); name = '' },
  }
}

/** Nothing is said of the time left before two seconds have passed: too little is known. */
function secondsLeft(elapsed: bigint, done: number, of: number): string {
  if (elapsed < 2_000_000_000n) return ''
  return `, about ${Math.ceil((Number(elapsed) / 1e9) * ((of - done) / done))} s left`
}

/** Elsewhere: a plain line a step. */
function plainProgress(): Progress {
  return { step: (name) => { process.stderr.write(`${name}\n`) }, at: () => {}, end: () => {} }
}

/** A table of text: first column to the left, the others to the right, cut to the width by wrapping the first column's words. */
export function tableLines(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)))
  const others = widths.slice(1).reduce((sum, each) => sum + each + 2, 0)
  const first = Math.max(12, Math.min(widths[0] ?? 0, width - others))
  const lines: string[] = []
  for (const row of rows) {
    const wrapped = wrap(row[0] ?? '', first)
    const rest = widths.slice(1).map((each, index) => (row[index + 1] ?? '').padStart(each)).join('  ')
    wrapped.forEach((part, index) => lines.push(index === wrapped.length - 1 && rest !== '' ? `${part.padEnd(first)}  ${rest}`.trimEnd() : part))
  }
  return lines
}

/** Breaks a text at spaces into lines of at most `width` characters; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) { lines.push(line); line = word } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  return lines
}
