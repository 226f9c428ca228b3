import { Worker } from 'node:worker_threads'
import { ingestMemory, refuseLargeExports } from '../src/edge/ingest-memory.ts'
import type { StageLog } from '../src/edge/stage-log.ts'
import type { Progress } from '../src/edge/terminal.ts'
import { DubletteError, type ErrorParts } from '../src/model/error.ts'
import { ingest, type IngestedRun, type IngestInput, type IngestSteps } from './ingest.ts'

/** What the thread says: what it does, how far it is, and at the end what it found or why not. */
export type IngestMessage =
  | { readonly kind: 'begin'; readonly stage: string; readonly words: string }
  | { readonly kind: 'at'; readonly done: number; readonly of: number }
  | { readonly kind: 'end'; readonly counts: Readonly<Record<string, number>> }
  | { readonly kind: 'ingested'; readonly ingested: IngestedRun }
  | { readonly kind: 'failed'; readonly failed: ErrorParts }

/** Exports that need more memory than this are read in a thread of their own; starting one costs less than a tenth of a second. */
const leastMemoryOfThread = 200e6

/** The heap of the thread, in megabytes: what the estimate is wrong by is no reason to die. */
const leastHeapMegabytes = 1_000

/** Room for new objects, in megabytes. */
const youngMegabytes = 128

/**
 * Stages 1 and 2. Large exports are read in a thread of their own, others where several threads are asked for: all their
 * records and holdings as objects are given back at its end, when stage 3 needs the memory.
 * @throws DubletteError MEMORY_SHORT before the work, and as reading exports does
 */
export async function ingestExports(input: IngestInput, stages: StageLog, progress: Progress, threads?: number): Promise<IngestedRun> {
  const needed = ingestMemory(input.project)
  refuseLargeExports(needed)
  let end: ReturnType<StageLog['begin']> = () => {}
  const steps: IngestSteps = { begin: (stage, words) => { end = stages.begin(stage, words) }, at: progress.at, end: (counts) => { end(counts) } }
  const isAlone = threads === undefined ? needed < leastMemoryOfThread : threads <= 1
  return isAlone ? ingest(input, steps) : inThread(input, needed, steps)
}

async function inThread(input: IngestInput, needed: number, steps: IngestSteps): Promise<IngestedRun> {
  const worker = new Worker(workerFile(), { workerData: input, resourceLimits: { maxOldGenerationSizeMb: Math.max(leastHeapMegabytes, Math.ceil((2 * needed) / 1e6)), maxYoungGenerationSizeMb: youngMegabytes } })
  try {
    return await new Promise((resolve, reject) => {
      worker.on('error', reject)
      worker.on('message', (message: IngestMessage) => {
        switch (message.kind) {
          case 'begin': steps.begin(message.stage, message.words); return
          case 'at': steps.at(message.done, message.of); return
          case 'end': steps.end(message.counts); return
          case 'ingested': resolve(message.ingested); return
          case 'failed': reject(new DubletteError(message.failed.code, message.failed.message, message.failed))
        }
      })
    })
  } finally {
    await worker.terminate()
  }
}

/** The compiled worker; where this file itself was not compiled (tests), the one that the build made. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts') ? new URL('../dist/pipelines/ingest-worker.js', import.meta.url) : new URL('./ingest-worker.js', import.meta.url)
}
