import type { CalendarDate } from '../model/calendar.ts'

/** What a stage did: its counts and how long it took. */
export type StageCounts = { readonly stage: string; readonly milliseconds: number; readonly counts: Readonly<Record<string, number>> }

/**
 * What a run was: the only artefact that holds the clock and the run's id.
 * `status` is `done`, or the code of the error that ended it.
 */
export type Manifest = {
  readonly version: 1
  readonly run: string
  readonly dublette: string
  readonly startedAt: string
  readonly endedAt: string
  readonly asOf: CalendarDate
  readonly profile: string
  readonly rulesHash: string
  readonly inputHash: string
  readonly stateHash: string
  readonly planHash: string | null
  readonly status: string
  readonly stages: readonly StageCounts[]
}
