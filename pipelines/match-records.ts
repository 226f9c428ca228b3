import { clusterOnThreads } from '../src/edge/cluster-on-threads.ts'
import { foundShares } from '../src/3-match/found-shares.ts'
import { match, type MatchResult } from '../src/3-match/match.ts'
import { reweigh } from '../src/3-match/reweigh.ts'
import { scorePair } from '../src/3-match/score-pair.ts'
import { defaultThreads, matchCrew, openWorkers } from '../src/edge/match-workers.ts'
import type { SystemMapping } from '../src/1-ingest/mapping.ts'
import type { LinkedPair } from '../src/5-merge/merge-input.ts'
import type { Clusters } from '../src/model/clusters.ts'
import type { RememberedPair } from '../src/model/decision.ts'
import type { FoundShares, MatchModel } from '../src/model/match-model.ts'
import { driftOf } from '../src/model/model-difference.ts'
import type { RecordColumns } from '../src/model/record-columns.ts'
import type { SourceRecord } from '../src/model/record.ts'
import type { SetWeights } from '../src/model/set-weights.ts'
import { rememberedVerdicts } from '../src/model/remembered-pairs.ts'
import { type FormerRecords, mayNotComeTogether } from '../src/ruleset/identity-refusals.ts'
import type { Ruleset } from '../src/ruleset/ruleset.ts'
import { forbiddenEdges, linkedPairs, rememberedConstraints, separatedPairs } from '../src/run/link-records.ts'

export type MatchRecordsInput = {
  readonly columns: RecordColumns
  /** The record of a number of the columns. */
  readonly recordAt: (number: number) => SourceRecord
  readonly formerOf: FormerRecords
  readonly ruleset: Ruleset
  readonly remembered: readonly RememberedPair[]
  readonly systems: readonly SystemMapping[]
  /** A model to match with; learned from these records where it is left out. */
  readonly model?: MatchModel
  readonly setWeights?: SetWeights
  readonly threads?: number
}

export type MatchedRecords = { readonly result: MatchResult; readonly clusters: Clusters; readonly separated: readonly LinkedPair[]; readonly found: FoundShares; readonly drift: readonly string[] }

/** Below this many records starting threads costs more than they save. */
const fewestRecordsForThreads = 20_000

/** How many threads match so many records, where nobody says. */
export function threadsFor(records: number): number {
  return records < fewestRecordsForThreads ? 1 : defaultThreads()
}

/** Stages 3 and 4 for a project's records: pairs that the rules keep apart never share a cluster. */
export async function matchRecords(input: MatchRecordsInput): Promise<MatchedRecords> {
  const { columns } = input
  const constraints = rememberedConstraints(columns, input.remembered, input.systems.filter((system) => system.freeOfDuplicates).map((system) => system.name))
  const verdict = rememberedVerdicts(input.remembered)
  const workers = openWorkers(input.threads ?? threadsFor(columns.count))
  try {
    const first = await match(columns, { crew: matchCrew(workers), constraints, ...(input.model === undefined ? {} : { model: input.model }), ...(input.setWeights === undefined ? {} : { setWeights: input.setWeights }) })
    const forbidden = forbiddenEdges(first.edges, input.recordAt, (left, right) => mayNotComeTogether(left, right, input.ruleset, verdict, input.formerOf))
    const clustered = async (result: MatchResult): Promise<{ readonly clusters: Clusters; readonly never: readonly (readonly [number, number])[] }> => {
      const never = separatedPairs(result.edges, forbidden)
      const clusters = await clusterOnThreads(workers, result, { ...constraints, never: [...constraints.never, ...never] })
      return { clusters, never }
    }
    const result = reweigh(first, (await clustered(first)).clusters.clusterOf)
    const { clusters, never } = await clustered(result)
    const separated = linkedPairs(columns, never.map(([left, right]) => ({ left, right, weightMilliBits: scorePair(result.space, result.weights, left, right).weightMilliBits })))
    const found = foundShares(result, clusters.clusterOf)
    return { result, clusters, separated, found, drift: input.model?.found === undefined ? [] : driftOf(input.model.found, found) }
  } finally {
    await workers.close()
  }
}
