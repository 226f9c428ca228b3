import type { CalendarDate } from '../model/calendar.ts'
import type { RememberedPair } from '../model/decision.ts'
import type { Holding } from '../model/holding.ts'
import type { PairEvidence } from '../model/merge.ts'
import type { ChangedInFlight } from '../model/reconciled.ts'
import type { Coverage, RecordId, SourceRecord } from '../model/record.ts'
import type { FormerRecords } from '../ruleset/identity-refusals.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'

/** Records that matching takes for one person. */
export type MemberCluster = {
  /** Two or more, sorted by code unit. */
  readonly members: readonly RecordId[]
  /** Weakest join inside, in thousandths of a bit. */
  readonly weakestLinkMilliBits: number
}

/** Two records of different clusters and the weight of the pair, left < right by code unit. */
export type LinkedPair = { readonly left: RecordId; readonly right: RecordId; readonly weightMilliBits: number }

/** Everything stage 5 reads. Functions look up what was read before; they do no input or output. */
export type MergeInput = {
  /** Clusters of two or more; no record stands in two. */
  readonly clusters: readonly MemberCluster[]
  /** Pairs heavy enough to share a cluster that may not (an identity refusal): each becomes a denied merge, so that it is seen. */
  readonly separated: readonly LinkedPair[]
  /** The best pair of every two clusters in the review band: becomes a merge for review where both ends are free. */
  readonly reviewPairs: readonly LinkedPair[]
  readonly recordOf: (id: RecordId) => SourceRecord
  readonly formerOf: FormerRecords
  /** Holdings of a record, in any order; an empty list where it has none or none were exported. */
  readonly holdingsOf: (id: RecordId) => readonly Holding[]
  /** By system. A system that is not named exported no holdings at all. */
  readonly coverage: Readonly<Record<string, Coverage>>
  /** Scores a pair directly, even where no blocking rule proposed it. Symmetric in weight and levels. */
  readonly evidence: (source: RecordId, survivor: RecordId) => PairEvidence
  /** Owners of quarantined holdings, with the files they stand in. */
  readonly quarantined: ReadonlyMap<RecordId, readonly string[]>
  /** Records without an id of their own whose previous record is not certain. */
  readonly uncertainIds: ReadonlySet<RecordId>
  /** Issued transfers that the exports overtook. */
  readonly changedInFlight: readonly ChangedInFlight[]
  readonly remembered: readonly RememberedPair[]
  /** How often a merge of exactly these members was taken back, by `membersKey`. */
  readonly attempts: ReadonlyMap<string, number>
  readonly ruleset: Ruleset
  readonly asOf: CalendarDate
}
