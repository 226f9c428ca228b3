import { parentPort } from 'node:worker_threads'
import { doJob, type Job, type JobContext } from './match-job.ts'

/** What the main thread says to a worker: a new context for all jobs to come, or a job. */
export type WorkerMessage = { readonly kind: 'context'; readonly context: JobContext } | { readonly kind: 'job'; readonly index: number; readonly job: Job }

let context: JobContext | undefined

parentPort?.on('message', (message: WorkerMessage) => {
  if (message.kind === 'context') {
    context = message.context
    return
  }
  if (context === undefined) throw new Error('A job came before its context.')
  parentPort?.postMessage({ index: message.index, result: doJob(context, message.job) })
})
