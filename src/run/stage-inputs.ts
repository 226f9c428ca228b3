import type { LinkedPair, MergeInput } from '../5-merge/merge-input.ts'
import type { PlanInput, Program } from '../6-plan/plan-input.ts'
import type { MatchResult } from '../3-match/match.ts'
import { edgeBetween, scorePair } from '../3-match/score-pair.ts'
import { comparisonNames } from '../model/comparison.ts'
import type { CalendarDate } from '../model/calendar.ts'
import type { Clusters } from '../model/clusters.ts'
import type { Holding } from '../model/holding.ts'
import type { Ingested } from '../model/ingested.ts'
import type { PairEvidence } from '../model/merge.ts'
import type { Reconciled } from '../model/reconciled.ts'
import { recordOf as recordNumber, type RecordColumns } from '../model/record-columns.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import type { Alias, StoreState } from '../model/store-state.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { formerRecords } from './former-records.ts'
import { linkedPairs, memberClusters } from './link-records.ts'
import type { Lookups } from './lookups.ts'

/** What a run has found when stage 5 begins. */
export type Found = {
  readonly ingested: Pick<Ingested, 'coverage' | 'quarantine'>
  /** New records of which it is not certain which remembered ones they are. */
  readonly uncertain: ReadonlySet<RecordId>
  readonly view: Pick<Reconciled, 'changedInFlight' | 'aliases' | 'retired'>
  readonly lookups: Lookups
  readonly state: Pick<StoreState, 'pairs' | 'attempts'>
  readonly matched: { readonly result: MatchResult; readonly clusters: Clusters; readonly separated: readonly LinkedPair[] }
  readonly columns: RecordColumns
  readonly ruleset: Ruleset
  readonly asOf: CalendarDate
}

/** Looks holdings up by their owner. */
export function holdingsByOwner(holdings: readonly Holding[]): (owner: RecordId) => readonly Holding[] {
  const byOwner = new Map<RecordId, Holding[]>()
  for (const holding of holdings) {
    const list = byOwner.get(holding.owner)
    if (list) list.push(holding)
    else byOwner.set(holding.owner, [holding])
  }
  return (owner) => byOwner.get(owner) ?? []
}

/** Looks records up by id: a record that is asked for and not there is a mistake of ours. */
export function recordsById(records: readonly SourceRecord[]): (id: RecordId) => SourceRecord {
  const byId = new Map(records.map((record) => [record.id, record]))
  return (id) => {
    const record = byId.get(id)
    if (!record) throw new Error(`no record ${id}`)
    return record
  }
}

/** Everything stage 5 reads. */
export function mergeInput(found: Found): MergeInput {
  const { ingested, uncertain, view, lookups, state, matched, columns, ruleset, asOf } = found
  return {
    clusters: memberClusters(columns, matched.clusters),
    separated: matched.separated,
    reviewPairs: linkedPairs(columns, matched.clusters.reviewLinks),
    recordOf: lookups.recordOf, formerOf: formerRecords(view.aliases, view.retired.map(({ id }) => id), lookups.recordOf), holdingsOf: lookups.holdingsOf,
    coverage: ingested.coverage, evidence: evidenceOf(matched.result, columns),
    quarantined: quarantinedOwners(ingested), uncertainIds: uncertain, changedInFlight: view.changedInFlight,
    remembered: state.pairs, attempts: state.attempts, ruleset, asOf,
  }
}

/** What pairs are scored by. */
export type ScoredBy = Pick<MatchResult, 'space' | 'weights' | 'edges'> & { readonly rules: readonly Pick<MatchResult['rules'][number], 'name'>[] }

/** Scores any pair of ids, in the words of stage 5. */
export function evidenceOf(result: ScoredBy, columns: Pick<RecordColumns, 'count' | 'ids'>): (source: RecordId, survivor: RecordId) => PairEvidence {
  // Where a comparison is missing from the exports its level is 0, "missing"; of several further columns the first counts.
  const positions = comparisonNames.map((name) => result.space.comparisons.findIndex((comparison) => comparison.kind === name))
  return (source, survivor) => {
    const one = recordNumber(columns, source)
    const other = recordNumber(columns, survivor)
    const scored = scorePair(result.space, result.weights, one, other)
    const edge = edgeBetween(result.edges, one, other)
    return { source, weightMilliBits: scored.weightMilliBits, levels: positions.map((at) => (at < 0 ? 0 : scored.levels[at]!)), blockingRule: edge < 0 ? null : (result.rules[result.edges.rule[edge]!]?.name ?? null) }
  }
}

/** Per customer, which of its holdings could not be read: kind, file and line, no values. */
export function quarantinedOwners(ingested: Pick<Ingested, 'quarantine'>): ReadonlyMap<RecordId, readonly string[]> {
  const owners = new Map<RecordId, string[]>()
  for (const row of ingested.quarantine) {
    if (row.owner === null) continue
    // No line number: what follows must not depend on the order of rows.
    owners.set(row.owner, [...new Set([...(owners.get(row.owner) ?? []), row.file])].toSorted())
  }
  return owners
}

/** What stage 6 reads to plan single merges. */
export function planInput({ lookups, aliases, programs, coverage, ruleset, asOf }: PlanKnowledge): PlanInput {
  const onto = new Map<RecordId, Alias[]>()
  for (const alias of aliases) onto.set(alias.survivor, [...(onto.get(alias.survivor) ?? []), alias])
  return {
    recordOf: lookups.recordOf, holdingsOf: lookups.holdingsOf, aliasesOnto: (survivor) => onto.get(survivor) ?? [],
    programOf: (system) => programs.get(system) ?? null, keepsCards: (system) => coverage[system]?.card !== 'none', ruleset, asOf,
  }
}

/** What is known when stage 6 begins. */
export type PlanKnowledge = {
  readonly lookups: Lookups
  readonly aliases: readonly Alias[]
  /** The program behind each system. */
  readonly programs: ReadonlyMap<string, Program>
  readonly coverage: Ingested['coverage']
  readonly ruleset: Ruleset
  readonly asOf: CalendarDate
}
