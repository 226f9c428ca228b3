import { Worker } from 'node:worker_threads'
import { defaultThreads } from '../src/edge/match-workers.ts'
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

/** The heap of the thread as a share of the memory needed: with more, the collector lets lie what it could give back. */
const heapShare = 0.9
const leastHeapMegabytes = 500

/** Room for new objects, in megabytes. */
const youngMegabytes = 64

/**
 * Stages 1 and 2. Large exports are read in a thread of their own, others where several threads are asked for: all their
 * records and holdings as objects are given back at its end, when stage 3 needs the memory.
 * @throws DubletteError MEMORY_SHORT before the work, and as reading exports does
 */
export async function ingestExports(asked: Omit<IngestInput, 'threads'>, stages: StageLog, progress: Progress, threads?: number): Promise<IngestedRun> {
  const needed = ingestMemory(asked.project)
  refuseLargeExports(needed)
  let end: ReturnType<StageLog['begin']> = () => {}
  const steps: IngestSteps = { begin: (stage, words) => { end = stages.begin(stage, words) }, at: progress.at, end: (counts) => { end(counts) } }
  const isAlone = threads === undefined ? needed < leastMemoryOfThread : threads <= 1
  const input: IngestInput = { ...asked, threads: isAlone ? 1 : threads ?? defaultThreads() }
  if (isAlone) return ingest(input, steps)
  // The estimate is one: exports that need more get what there is.
  for (const heapBytes of [heapShare * needed, process.availableMemory()]) {
    const ingested = await inThread(input, Math.max(leastHeapMegabytes, Math.ceil(heapBytes / 1e6)), steps)
    if (ingested !== null) return ingested
  }
  throw new DubletteError('MEMORY_SHORT', 'Reading these exports needs more memory than is free.', { got: `${Math.floor(process.availableMemory() / 1e6)} MB` })
}

/** Null where the heap was too small. */
async function inThread(input: IngestInput, heapMegabytes: number, steps: IngestSteps): Promise<IngestedRun | null> {
  const worker = new Worker(workerFile(), { workerData: input, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: youngMegabytes } })
  try {
    return await new Promise((resolve, reject) => {
      worker.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(null); else reject(error) })
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
