import { parentPort, workerData } from 'node:worker_threads'
import { errorParts } from '../model/error.ts'
import { openPlanJobs, type PlanContext, type PlanJob, type PlanJobResult } from './plan-job.ts'
import type { ThreadAnswer } from './threads.ts'

let work: ((job: PlanJob) => PlanJobResult) | undefined

parentPort?.on('message', (job: PlanJob) => {
  try {
    work ??= openPlanJobs(workerData as PlanContext)
    const result = work(job)
    const transferred = result.kind === 'plan' ? [result.plan.buffer as ArrayBuffer] : []
    parentPort!.postMessage({ result } satisfies ThreadAnswer<PlanJobResult>, transferred)
  } catch (error) {
    const failed = errorParts(error)
    if (failed === undefined) throw error
    parentPort!.postMessage({ failed } satisfies ThreadAnswer<PlanJobResult>)
  }
})
