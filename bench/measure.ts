import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** One run of a command: wall time, largest memory of it and its children together, and how it ended. */
export interface Measured { readonly seconds: number; readonly peakBytes: number; readonly exitCode: number; readonly lastWords: string }

/** How often memory is looked at, in milliseconds. The kernel keeps a lone process's peak, so little is missed in between. */
const LOOK_EVERY = 100

/** Runs a command to its end and measures it. Linux only: memory is read from /proc. */
export async function measure(command: string, args: readonly string[], limitSeconds: number): Promise<Measured> {
  const started = performance.now()
  const child = spawn(command, [...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let peakBytes = 0
  let lastWords = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { lastWords = (lastWords + text).slice(-2000) })
  const looking = setInterval(() => { if (child.pid !== undefined) peakBytes = Math.max(peakBytes, memoryOf(child.pid)) }, LOOK_EVERY)
  const limit = setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000)
  const exitCode = await new Promise<number>((resolve) => {
    child.on('error', (error) => { lastWords = error.message; resolve(127) })
    child.on('close', (code) => { resolve(code ?? 137) })
  })
  clearInterval(looking)
  clearTimeout(limit)
  return { seconds: (performance.now() - started) / 1000, peakBytes, exitCode, lastWords }
}

/** The peak of a process without children; for several, what they hold now, pages that they share counted once. */
function memoryOf(pid: number): number {
  const children = childrenOf(pid)
  if (children.length === 0) return readKilobytes(`/proc/${pid}/status`, /VmHWM:\s*(\d+) kB/)
  return [pid, ...children].reduce((sum, each) => sum + readKilobytes(`/proc/${each}/smaps_rollup`, /^Pss:\s*(\d+) kB/m), 0)
}

function childrenOf(pid: number): readonly number[] {
  const own = text(`/proc/${pid}/task/${pid}/children`).split(' ').filter((child) => child !== '').map(Number)
  return own.flatMap((child) => [child, ...childrenOf(child)])
}

function readKilobytes(path: string, pattern: RegExp): number {
  return Number(pattern.exec(text(path))?.[1] ?? 0) * 1024
}

function text(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    // The process ended between two looks.
    return ''
  }
}
