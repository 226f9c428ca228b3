import { linkageWeights } from '../3-match/linkage-weights.ts'
import type { MatchResult } from '../3-match/match.ts'
import { clustersOf, componentWork, type ComponentWork } from '../4-cluster/cluster.ts'
import type { ClusterConflict, Clusters } from '../model/clusters.ts'
import type { MatchConstraints } from '../model/match-model.ts'
import type { Workers } from './match-workers.ts'

/** About so many edges are clustered by one job: enough to be worth a message, few enough for all threads to end together. */
const EDGES_OF_JOB = 20_000

/** Clusters what a match found, each thread a part of the components. */
export async function clusterOnThreads(workers: Workers, { space, weights, edges }: MatchResult, constraints: MatchConstraints): Promise<Clusters> {
  const input = { records: space.count, edges, constraints, exclusiveSystem: space.exclusiveSystem }
  const work = componentWork(input)
  const done = await workers.run({ kind: 'cluster', input, space, weights, work }, jobsOf(work))
  const conflicts = done.flatMap((result) => (Array.isArray(result) ? (result as readonly ClusterConflict[]) : []))
  return clustersOf({ ...input, weights: linkageWeights(space, weights) }, work, conflicts)
}

function jobsOf({ starts, roots }: ComponentWork): readonly { readonly kind: 'cluster'; readonly from: number; readonly to: number }[] {
  const jobs = []
  for (let from = 0, component = 1; component <= roots.length; component++) {
    if (component < roots.length && starts[component]! - starts[from]! < EDGES_OF_JOB) continue
    jobs.push({ kind: 'cluster', from, to: component } as const)
    from = component
  }
  return jobs
}
