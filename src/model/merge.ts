import type { ValueName } from './record-value.ts'
import type { RecordId } from './record.ts'
import type { Refusal } from './refusal.ts'

/** What becomes of a merge. `failed` is only known after apply. */
export type Outcome = 'automatic' | 'review' | 'skipped' | 'denied'

/** What the engine knows of a (source, survivor) pair; weights in thousandths of a bit (log2 odds). */
export type PairEvidence = {
  readonly source: RecordId
  readonly weightMilliBits: number
  /** Level of each comparison, in the order of the specification. */
  readonly levels: readonly number[]
  /** The blocking rule that found the pair, null where none did. */
  readonly blockingRule: string | null
}

/** Where a value of the golden record came from: which record, by which rule. */
export type GoldenField = {
  readonly field: ValueName
  /** The value every member holds, in the order survivor, sources; null = none. */
  readonly values: readonly { readonly record: RecordId; readonly value: string | null }[]
  readonly result: string | null
  readonly from: RecordId | null
  /** Id of the field rule that decided. */
  readonly rule: string
}

/** Participants of several members that look like one person. */
export type ParticipantMatch = {
  readonly participants: readonly { readonly owner: RecordId; readonly participant: string }[]
  /** `combine` is proposed for equal ones; `keep` where they may be twins or conflict. */
  readonly proposal: 'combine' | 'keep'
}

/** One survivor and the sources that pass: the unit that is reviewed, applied and taken back as a whole. */
export type Merge = {
  /** `m-` and 16 hexadecimal digits of the hash of the sorted member ids and the attempt: stable over runs. */
  readonly id: string
  readonly survivor: RecordId
  /** The records that would be retired, sorted. Empty where every source was refused. */
  readonly sources: readonly RecordId[]
  /** Members of the cluster that leave the merge and stay as they are; their refusals say why. */
  readonly leftOut: readonly RecordId[]
  readonly outcome: Outcome
  /** Id and reason of the decision rule, or the refusal code, that gave the outcome. */
  readonly decidedBy: string
  readonly loginFrom: RecordId | null
  readonly emailFrom: RecordId | null
  readonly pairs: readonly PairEvidence[]
  readonly refusals: readonly Refusal[]
  readonly golden: readonly GoldenField[]
  readonly participants: readonly ParticipantMatch[]
  /** Weakest edge on the strongest path that holds the members together. */
  readonly weakestLinkMilliBits: number
  /** How often a merge of these members was taken back before: keeps idempotency keys apart. */
  readonly attempt: number
  /** Hash over the members' records and holdings: the state this merge was made from. */
  readonly stateHash: string
}
