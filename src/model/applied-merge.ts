import type { CalendarDate } from './calendar.ts'
import type { Merge } from './merge.ts'
import type { Plan, PlannedMerge } from './plan.ts'
import type { IssuedOperation } from './store-state.ts'

/** A merge the store holds, with what it did and how far each of its operations is. */
export type AppliedMerge = {
  readonly planned: PlannedMerge
  readonly kind: Plan['kind']
  readonly state: 'applied' | 'reversed'
  readonly appliedOn: CalendarDate
  /** Place in the order of application. */
  readonly sequence: number
  readonly operations: readonly IssuedOperation[]
}

/** What a store holds, counted; of each merge only what is listed. */
export type AppliedCounts = {
  /** Merges that stand, merges that were taken back, and repairs of merges made elsewhere. */
  readonly standing: number
  readonly takenBack: number
  readonly repairs: number
  /** Operations that are handed out, those that an export or a person confirmed, and the tasks among the former. */
  readonly issued: number
  readonly confirmed: number
  readonly openTasks: number
  /** In the order of application. */
  readonly merges: readonly (Pick<AppliedMerge, 'kind' | 'state' | 'appliedOn'> & Pick<Merge, 'survivor' | 'sources'> & { readonly merge: string })[]
}

export const nothingApplied: AppliedCounts = { standing: 0, takenBack: 0, repairs: 0, issued: 0, confirmed: 0, openTasks: 0, merges: [] }
