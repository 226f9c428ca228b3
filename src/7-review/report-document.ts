import type { CalendarDate } from '../model/calendar.ts'
import type { ValueName } from '../model/record-value.ts'
import type { HoldingKind } from '../model/holding.ts'
import type { Outcome } from '../model/merge.ts'
import type { TaskKind } from '../model/operation.ts'
import type { Plan } from '../model/plan.ts'
import type { Origin, RecordId } from '../model/record.ts'
import type { RefusalCode, Severity } from '../model/refusal.ts'
import type { Words } from '../model/words.ts'

/** A record as the page names it. `role` leftOut: it left the merge and stays as it is. */
export type ReportMember = {
  readonly id: RecordId
  /** Name for the desk, "Anna Müller"; the record id where there is none. */
  readonly name: string
  readonly role: 'survivor' | 'source' | 'leftOut'
  readonly origin: Origin
  readonly createdOn: CalendarDate | null
  readonly hasLogin: boolean
}

/** One field: what each member holds (survivor first, then sources), what the result is and why. */
export type ReportField = {
  readonly field: ValueName
  readonly values: readonly { readonly record: RecordId; readonly value: string | null }[]
  readonly result: string | null
  readonly from: RecordId | null
  readonly rule: string
  readonly ruleWords: Words
  /** Fields of one group travel together (street + postcode + city); null for a field on its own. */
  readonly group: string | null
  /** Only the last four are shown. A decision then names the record (`from`), and the true value is taken from there. */
  readonly masked: boolean
}

/** One bar of the picture of weights; weights in thousandths of a bit, negative = speaks against. */
export type ReportComparison = { readonly name: Words; readonly level: Words; readonly weightMilliBits: number }

/** Why a source was taken for the survivor. The comparisons sum up to `weightMilliBits` (a first one may be the starting weight). */
export type ReportEvidence = {
  readonly source: RecordId
  readonly survivor: RecordId
  readonly weightMilliBits: number
  readonly comparisons: readonly ReportComparison[]
  readonly sentences: readonly Words[]
}

/** A holding of a member and what becomes of it. */
export type ReportHolding = {
  readonly id: string
  readonly kind: HoldingKind
  /** What it is: "10er-Karte Yoga, 4 von 10 übrig, bis 31.12.2026". */
  readonly words: Words
  readonly owner: RecordId
  readonly action: 'move' | 'stay' | 'combine' | 'archive' | 'end' | 'review'
  /** The owner afterwards; null where nothing changes. */
  readonly to: RecordId | null
  /** A credit of which a part may move: its balance in minor units, or in units where it is no money (currency null). Left out where it moves whole. */
  readonly divisible?: { readonly amount: string; readonly currency: string | null }
  /** A subscription of which another runs beside it after the merge: a reviewer may let it end. */
  readonly mayEnd?: true
}

export type ReportRefusal = { readonly code: RefusalCode; readonly severity: Exclude<Severity, 'off'>; readonly final: boolean; readonly source: RecordId; readonly words: Words }

export type ReportTask = { readonly id: string; readonly task: TaskKind; readonly system: string; readonly record: RecordId; readonly words: Words; readonly dependsOn: readonly string[] }

/** Everything the page says of one merge. */
export type ReportMerge = {
  readonly id: string
  /** Content hash that a decision names. */
  readonly hash: string
  readonly outcome: Outcome
  /** Decision rule or refusal code, and its reason. */
  readonly decidedBy: string
  readonly decidedWhy: Words
  /** Survivor first, then sources, then those left out. */
  readonly members: readonly ReportMember[]
  readonly loginFrom: RecordId | null
  readonly emailFrom: RecordId | null
  /** Weakest edge on the strongest path that holds the members together. */
  readonly weakestLinkMilliBits: number
  readonly fields: readonly ReportField[]
  readonly evidence: readonly ReportEvidence[]
  readonly holdings: readonly ReportHolding[]
  /** What moves, in a few words for the list: "12,50 EUR, 2 Pakete"; empty where nothing moves. */
  readonly moves: Words
  /** Participants that are proposed as one, or kept apart. */
  readonly participants: readonly Words[]
  /** What the customer will notice: e-mail for the login, renewal dates, mailing lists, … */
  readonly notices: readonly Words[]
  readonly refusals: readonly ReportRefusal[]
  readonly tasks: readonly ReportTask[]
  /** Other customers who live or are reached with a member and are somebody else, a sentence each. */
  readonly household: readonly Words[]
  /** It moves so much money that two people must approve it. */
  readonly fourEyes: boolean
}

/** One conserved total; `equal` or explained by named corrections. */
export type ReportTotal = { readonly name: Words; readonly before: Words; readonly after: Words; readonly equal: boolean; readonly corrections: readonly Words[] }

/** Rows set aside on ingest, grouped; a few of them as they stood, and their amounts as far as they had any. */
export type ReportQuarantine = { readonly code: string; readonly words: Words; readonly system: string; readonly file: string; readonly count: number; readonly examples: readonly string[]; readonly amounts: readonly string[] }

/**
 * What the review page shows: made by stage 7 from the plan, for the file and for the server alike.
 * Words are plain text: the page never reads them as markup.
 */
export type ReportDocument = {
  readonly version: 1
  readonly kind: Plan['kind']
  readonly language: 'de' | 'en'
  readonly project: string
  readonly asOf: CalendarDate
  readonly profile: string
  readonly planHash: string
  readonly rulesHash: string
  readonly systems: readonly { readonly name: string; readonly records: number }[]
  readonly customersBefore: number
  readonly customersAfter: number
  /** Merges of the whole plan by outcome; `shown` of them are in this document. */
  readonly outcomes: Readonly<Record<Outcome, { readonly all: number; readonly shown: number }>>
  /** Refusals of the whole plan, most frequent first. */
  readonly refused: readonly { readonly code: RefusalCode; readonly severity: Exclude<Severity, 'off'>; readonly count: number; readonly words: Words }[]
  /** How many merges were skipped for contracts or correspondence alone, and how many of those the other direction would let pass; null where none were. */
  readonly otherDirection: Words | null
  readonly totals: readonly ReportTotal[]
  readonly quarantine: readonly ReportQuarantine[]
  /** Kinds of holding that were not exported and are therefore unknown, a sentence each. */
  readonly unknown: readonly Words[]
  /** What the page leaves out, a sentence each: the sample's size, the limit of merges or of bytes. */
  readonly leftOut: readonly Words[]
  readonly merges: readonly ReportMerge[]
}
