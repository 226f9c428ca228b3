import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Crew } from '../3-match/crew.ts'
import type { MatchTaskResult } from '../3-match/match-task.ts'
import { doJob, type Job, type JobContext, type JobResult } from './match-job.ts'
import type { WorkerMessage } from './match-worker.ts'

/** Threads that do jobs. The results stand in the order of the jobs, whichever thread did them. */
export interface Workers {
  readonly threads: number
  readonly run: (context: JobContext, jobs: readonly Job[]) => Promise<readonly JobResult[]>
  readonly close: () => Promise<void>
}

/** How many threads pay off: not more than processors, and beyond eight the joining of results dominates. */
export function defaultThreads(): number {
  return Math.max(1, Math.min(8, availableParallelism()))
}

/** Starts worker threads; with one thread the jobs are done right here, and signals are heard between them. */
export function openWorkers(threads: number): Workers {
  if (threads <= 1) {
    return { threads: 1, run: doAll, close: () => Promise.resolve() }
  }
  const workers = Array.from({ length: threads }, () => new Worker(workerFile()))
  return {
    threads,
    run: (context, jobs) => runOn(workers, context, jobs),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

async function doAll(context: JobContext, jobs: readonly Job[]): Promise<readonly JobResult[]> {
  const results: JobResult[] = []
  for (const job of jobs) {
    results.push(doJob(context, job))
    await setImmediate()
  }
  return results
}

/** The compiled worker; where this file itself was not compiled (tests), the one that the build made. */
function workerFile(): URL {
  const isSource = import.meta.url.endsWith('.ts')
  return isSource ? new URL('../../dist/src/edge/match-worker.js', import.meta.url) : new URL('./match-worker.js', import.meta.url)
}

function runOn(workers: readonly Worker[], context: JobContext, jobs: readonly Job[]): Promise<readonly JobResult[]> {
  return new Promise((resolve, reject) => {
    const results: JobResult[] = []
    let next = 0
    let open = jobs.length
    if (open === 0) {
      resolve([])
      return
    }
    const stops: (() => void)[] = []
    const finish = (settle: () => void): void => {
      for (const stop of stops) stop()
      settle()
    }
    for (const worker of workers) {
      const giveNext = (): void => {
        if (next >= jobs.length) return
        const message: WorkerMessage = { kind: 'job', index: next, job: jobs[next]! }
        next++
        worker.postMessage(message)
      }
      const onMessage = (done: { readonly index: number; readonly result: JobResult }): void => {
        results[done.index] = done.result
        open--
        if (open === 0) finish(() => resolve(results))
        else giveNext()
      }
      const onError = (error: unknown): void => finish(() => reject(error))
      worker.on('message', onMessage)
      worker.on('error', onError)
      stops.push(() => {
        worker.off('message', onMessage)
        worker.off('error', onError)
      })
      worker.postMessage({ kind: 'context', context } satisfies WorkerMessage)
      giveNext()
    }
  })
}

/** The workers as those who do the tasks of a match. */
export function matchCrew(workers: Workers): Crew {
  return {
    run: async (context, tasks) => {
      const results = await workers.run({ kind: 'match', context }, tasks.map((task) => ({ kind: 'match', task })))
      return results.filter((result): result is MatchTaskResult => result !== null && 'kind' in result)
    },
  }
}
