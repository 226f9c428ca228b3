import type { NormalisedChunk } from '../2-normalise/chunk.ts'
import { normaliseChunk, type DateOrders } from '../2-normalise/normalise-chunk.ts'
import { scanCsv, type ScanPlan } from '../2-normalise/scan-csv.ts'
import { doMatchTask, type MatchContext, type MatchTask, type MatchTaskResult } from '../3-match/match-task.ts'

/** What the jobs of one kind have in common; sent to each thread once. */
export type JobContext =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly plan: ScanPlan; readonly dateOrders: DateOrders }
  | { readonly kind: 'match'; readonly context: MatchContext }

/** One piece of work for a thread. */
export type Job = { readonly kind: 'read'; readonly from: number; readonly to: number } | { readonly kind: 'match'; readonly task: MatchTask }

/** The outcome of a job; null where the rows are not plainly well-formed. */
export type JobResult = NormalisedChunk | null | MatchTaskResult

/** Does a job on whatever thread this is. */
export function doJob(context: JobContext, job: Job): JobResult {
  if (context.kind === 'read' && job.kind === 'read') {
    const raw = scanCsv(context.bytes, job.from, job.to, context.plan)
    return raw === null ? null : normaliseChunk(raw, context.dateOrders)
  }
  if (context.kind === 'match' && job.kind === 'match') return doMatchTask(context.context, job.task)
  throw new Error(`A ${job.kind} job came with the context of a ${context.kind} job.`)
}
