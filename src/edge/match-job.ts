import type { NormalisedChunk } from '../2-normalise/chunk.ts'
import { normaliseChunk, type DateOrders } from '../2-normalise/normalise-chunk.ts'
import { joinDictionaries, type JoinedDictionaries } from '../2-normalise/packed-texts.ts'
import { scanCsv, type ScanPlan } from '../2-normalise/scan-csv.ts'
import { linkageWeights } from '../3-match/linkage-weights.ts'
import type { MatchSpace } from '../3-match/match-space.ts'
import { doMatchTask, type MatchContext, type MatchTask, type MatchTaskResult } from '../3-match/match-task.ts'
import type { Weights } from '../3-match/weights.ts'
import { clusterComponents, type ClusterInput, type ComponentWork } from '../4-cluster/cluster.ts'
import type { ClusterConflict } from '../model/clusters.ts'
import type { ValueDictionary } from '../model/record-columns.ts'

/** What the jobs of one kind have in common; sent to each thread once. */
export type JobContext =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly plan: ScanPlan; readonly dateOrders: DateOrders }
  | { readonly kind: 'join' }
  | { readonly kind: 'match'; readonly context: MatchContext }
  | { readonly kind: 'cluster'; readonly input: Omit<ClusterInput, 'weights'>; readonly space: MatchSpace; readonly weights: Weights; readonly work: ComponentWork }

/** One piece of work for a thread. */
export type Job =
  | { readonly kind: 'read'; readonly from: number; readonly to: number }
  | { readonly kind: 'join'; readonly dictionaries: readonly ValueDictionary[] }
  | { readonly kind: 'match'; readonly task: MatchTask }
  | { readonly kind: 'cluster'; readonly from: number; readonly to: number }

/** The outcome of a job; null where the rows are not plainly well-formed. */
export type JobResult = NormalisedChunk | null | JoinedDictionaries | MatchTaskResult | readonly ClusterConflict[]

/** Does a job on whatever thread this is. */
export function doJob(context: JobContext, job: Job): JobResult {
  if (context.kind === 'read' && job.kind === 'read') {
    const raw = scanCsv(context.bytes, job.from, job.to, context.plan)
    return raw === null ? null : normaliseChunk(raw, context.dateOrders)
  }
  if (context.kind === 'join' && job.kind === 'join') return joinDictionaries(job.dictionaries)
  if (context.kind === 'cluster' && job.kind === 'cluster') return clusterComponents({ ...context.input, weights: linkageWeights(context.space, context.weights) }, context.work, job.from, job.to)
  if (context.kind === 'match' && job.kind === 'match') return doMatchTask(context.context, job.task)
  throw new Error(`A ${job.kind} job came with the context of a ${context.kind} job.`)
}
