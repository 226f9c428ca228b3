import pLimit from 'p-limit'
import { setImmediate } from 'node:timers/promises'
import { parentPort, type TransferListItem, Worker } from 'node:worker_threads'
import { DubletteError, errorParts, type ErrorParts } from '../model/error.ts'

/** Threads that do jobs of one kind with one context. */
export type Threads<Job, Result> = {
  /** The results in the order of the jobs, whichever thread did them; jobs are begun a little ahead of who takes the results. */
  readonly each: (jobs: Iterable<Job>) => AsyncGenerator<Result>
  readonly close: () => Promise<void>
}

/** What a thread answers: a result, or why there is none. */
export type ThreadAnswer<Result> = { readonly result: Result } | { readonly failed: ErrorParts }

/** So many jobs a thread are begun before the first of them is taken: enough to keep it busy, few enough to hold. */
const aheadOfThread = 2

/** Room for new objects in each thread: most of a job's live until it is done, and need not be copied meanwhile. */
const youngMegabytes = 64

/** Jobs done right here, one after the other; signals are heard between them. */
export function noThreads<Job, Result>(work: (job: Job) => Result): Threads<Job, Result> {
  return {
    each: async function* (jobs) {
      for (const job of jobs) {
        yield work(job)
        await setImmediate()
      }
    },
    close: () => Promise.resolve(),
  }
}

/** Starts threads of a worker file, which gets the context as its `workerData`, a job as each message, and answers each. */
export function openThreads<Job, Result>(threads: number, file: URL, context: unknown): Threads<Job, Result> {
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData: context, resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes } }))
  const free = [...workers]
  const limit = pLimit(threads)
  const ask = (job: Job): Promise<Result> => limit(async () => {
    const worker = free.pop()!
    try {
      return await answerOf<Result>(worker, job)
    } finally {
      free.push(worker)
    }
  })
  return {
    each: async function* (jobs) {
      const begun: Promise<Result>[] = []
      for (const job of jobs) {
        const result = ask(job)
        // Whoever takes it sees its failure; until then it must not end the program.
        result.catch(() => undefined)
        begun.push(result)
        if (begun.length > threads * aheadOfThread) yield await begun.shift()!
      }
      for (const result of begun) yield await result
    },
    close: async () => { await Promise.all(workers.map((worker) => worker.terminate())) },
  }
}

/** The other side, in a worker file: does each job that comes. `open` is called once, with the first of them; `moved` names what of a result is handed over instead of copied. */
export function answerJobs<Result>(open: () => (job: never) => Result, moved: (result: Result) => readonly TransferListItem[]): void {
  let work: ((job: never) => Result) | undefined
  parentPort?.on('message', (job: unknown) => {
    try {
      work ??= open()
      // The worker file and whoever asks it agree on what a job is.
      const result = work(job as never)
      parentPort!.postMessage({ result } satisfies ThreadAnswer<Result>, moved(result))
    } catch (error) {
      const failed = errorParts(error)
      if (failed === undefined) throw error
      parentPort!.postMessage({ failed } satisfies ThreadAnswer<Result>)
    }
  })
}

function answerOf<Result>(worker: Worker, job: unknown): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: ThreadAnswer<Result>): void => {
      worker.off('error', onError)
      if ('result' in answer) resolve(answer.result)
      else reject(new DubletteError(answer.failed.code, answer.failed.message, answer.failed))
    }
    const onError = (error: unknown): void => { worker.off('message', onMessage); reject(error instanceof Error ? error : new Error(String(error))) }
    worker.once('message', onMessage)
    worker.once('error', onError)
    worker.postMessage(job)
  })
}
