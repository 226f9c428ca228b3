import type { CalendarDate } from './calendar.ts'
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
