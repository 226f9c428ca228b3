import type { CalendarDate } from '../model/calendar.ts'
import type { Holding } from '../model/holding.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import type { Alias } from '../model/store-state.ts'
import type { Totals } from '../model/totals.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'

/** The program behind a system, whose menu words staff tasks quote; null = none named. */
export type Program = 'momence' | 'smile' | 'portal' | 'rentingforce' | 'kutego' | null

/** What planning one merge reads; records and holdings as they are after issued operations. */
export type PlanInput = {
  readonly recordOf: (id: RecordId) => SourceRecord
  readonly holdingsOf: (id: RecordId) => readonly Holding[]
  /** Records that an earlier merge retired onto this one. */
  readonly aliasesOnto: (survivor: RecordId) => readonly Alias[]
  readonly programOf: (system: string) => Program
  /** Whether a system keeps cards at all; where it says it has none, nobody pays by card there. Yes where it is left out. */
  readonly keepsCards?: (system: string) => boolean
  /** How much of a credit a reviewer lets move; null = all of it. All where it is left out. */
  readonly partOf?: (holding: string) => bigint | null
  /** When a reviewer lets a subscription end with its merge, and why; null = it goes on. All go on where it is left out. */
  readonly endingOf?: (subscription: string) => { readonly when: 'end-date' | CalendarDate; readonly reason: string } | null
  readonly ruleset: Ruleset
  readonly asOf: CalendarDate
}

/** What the plan as a whole is made from, beside its merges. */
export type PlanFrame = {
  readonly ruleset: Ruleset
  readonly asOf: CalendarDate
  /** Totals over all holdings and records, as they stand. */
  readonly before: Totals
  readonly inputHash: string
  readonly stateHash: string
}
