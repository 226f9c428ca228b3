import type { CalendarDate } from '../model/calendar.ts'
import type { Holding } from '../model/holding.ts'
import type { Merge } from '../model/merge.ts'
import type { ObservedBalance } from '../model/plan.ts'
import type { ChangedInFlight } from '../model/reconciled.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import type { Alias } from '../model/store-state.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'

/** The program behind a system, whose menu words staff tasks quote; null = none named. */
export type Program = 'momence' | 'smile' | 'portal' | 'rentingforce' | 'kutego' | null

/** Everything stage 6 reads; records and holdings as they are after issued operations. */
export type PlanInput = {
  /** Sorted by id. */
  readonly merges: readonly Merge[]
  readonly recordOf: (id: RecordId) => SourceRecord
  readonly holdingsOf: (id: RecordId) => readonly Holding[]
  /** All holdings, for the totals. */
  readonly holdings: readonly Holding[]
  /** Number of records, and how many of them merges retired before. */
  readonly records: number
  readonly retired: number
  readonly balances: readonly ObservedBalance[]
  readonly changedInFlight: readonly ChangedInFlight[]
  /** Records that an earlier merge retired onto this one. */
  readonly aliasesOnto: (survivor: RecordId) => readonly Alias[]
  readonly programOf: (system: string) => Program
  /** Whether a system keeps cards at all; where it says it has none, nobody pays by card there. Yes where it is left out. */
  readonly keepsCards?: (system: string) => boolean
  /** How much of a credit a reviewer lets move; null = all of it. All where it is left out. */
  readonly partOf?: (holding: string) => bigint | null
  /** When a reviewer lets a subscription end with its merge, and why; null = it goes on. All go on where it is left out. */
  readonly endingOf?: (subscription: string) => { readonly when: 'end-date' | CalendarDate; readonly reason: string } | null
  /** Counts of earlier stages that the plan's head carries along. */
  readonly alsoCounted: Readonly<Record<string, number>>
  readonly ruleset: Ruleset
  readonly asOf: CalendarDate
  readonly inputHash: string
  readonly stateHash: string
}
