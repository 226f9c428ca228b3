import { openPlanJobs, type PlanContext, type PlanJob, type PlanJobResult } from './plan-job.ts'
import { noThreads, openThreads, type Threads } from './threads.ts'
import { workerFile } from './worker-file.ts'

/** Those who decide and plan: worker threads, or with one thread whoever asks. */
export type PlanThreads = Threads<PlanJob, PlanJobResult>

export function openPlanThreads(context: PlanContext, threads: number): PlanThreads {
  return threads <= 1 ? noThreads(openPlanJobs(context)) : openThreads(threads, workerFile('src/edge/plan-worker.js'), context)
}
