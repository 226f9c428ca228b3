import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** One run of a command: wall time, largest memory of it and its children together, and how it ended. */
export interface Measured { readonly seconds: number; readonly peakBytes: number; readonly exitCode: number; readonly lastWords: string }

/** How often memory is looked at, in milliseconds. The kernel keeps each process's peak, so little is missed in between. */
const LOOK_EVERY = 25

/** Runs a command to its end and measures it. Linux only: memory is read from /proc. */
export async function measure(command: string, args: readonly string[], limitSeconds: number): Promise<Measured> {
  const started = performance.now()
  const child = spawn(command, [...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  const peaks = new Map<number, number>()
  let lastWords = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { lastWords = (lastWords + text).slice(-2000) })
  const looking = setInterval(() => { if (child.pid !== undefined) notePeaks(child.pid, peaks) }, LOOK_EVERY)
  const limit = setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000)
  const exitCode = await new Promise<number>((resolve) => {
    child.on('error', (error) => { lastWords = error.message; resolve(127) })
    child.on('close', (code) => { resolve(code ?? 137) })
  })
  clearInterval(looking)
  clearTimeout(limit)
  return { seconds: (performance.now() - started) / 1000, peakBytes: [...peaks.values()].reduce((sum, peak) => sum + peak, 0), exitCode, lastWords }
}

function notePeaks(pid: number, peaks: Map<number, number>): void {
  try {
    const found = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))
    if (found !== null) peaks.set(pid, Number(found[1]) * 1024)
    for (const child of readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ')) if (child !== '') notePeaks(Number(child), peaks)
  } catch {
    // The process ended between two looks; its last peak stands.
  }
}
