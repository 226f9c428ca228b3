import { workerData } from 'node:worker_threads'
import { openPlanJobs, type PlanContext } from './plan-job.ts'
import { answerJobs } from './threads.ts'

answerJobs(() => openPlanJobs(workerData as PlanContext), (result) => (result.kind === 'plan' ? [result.plan.buffer as ArrayBuffer] : []))
