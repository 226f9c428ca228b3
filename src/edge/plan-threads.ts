import { openPlanJobs, type PlanContext, type PlanJob, type PlanJobResult } from './plan-job.ts'
import { noThreads, openThreads, type Threads } from './threads.ts'

/** Those who decide and plan: worker threads, or with one thread whoever asks. */
export type PlanThreads = Threads<PlanJob, PlanJobResult>

export function openPlanThreads(context: PlanContext, threads: number): PlanThreads {
  return threads <= 1 ? noThreads(openPlanJobs(context)) : openThreads(threads, workerFile(), context)
}

/** The compiled worker; where this file itself was not compiled (tests), the one that the build made. */
function workerFile(): URL {
  const isSource = import.meta.url.endsWith('.ts')
  return isSource ? new URL('../../dist/src/edge/plan-worker.js', import.meta.url) : new URL('./plan-worker.js', import.meta.url)
}
