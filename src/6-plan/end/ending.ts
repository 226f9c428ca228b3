import type { CalendarDate } from '../../model/calendar.ts'
import type { EndingRequest } from '../../model/ending-request.ts'
import type { HoldingOf } from '../../model/holding.ts'
import type { SourceRecord } from '../../model/record.ts'
import type { Program } from '../plan-input.ts'
import type { BeyondEnd } from '../../model/beyond-end.ts'

/** One membership that ends, with everything that follows from it. */
export type Ending = {
  readonly request: EndingRequest
  readonly owner: SourceRecord
  readonly program: Program
  readonly subscription: HoldingOf<'subscription'>
  /** `now`, its last day, or null where an ending is taken back. */
  readonly on: CalendarDate | 'now' | null
  /** The day before which it may not end by its notice period. */
  readonly noticeOn: CalendarDate
  readonly deactivateOn: CalendarDate | 'now' | null
  readonly beyond: BeyondEnd
  /** What the customer still owes, in minor units by currency. */
  readonly owes: ReadonlyMap<string, bigint>
  /** Credit and packages that the customer has. */
  readonly left: readonly HoldingOf<'credit' | 'package'>[]
  /** Money credits to pay out; none where nobody asked for it. */
  readonly payOut: readonly HoldingOf<'credit'>[]
}

/** Whether the notice period is not kept: an exception, which a reason must explain. */
export function isException({ on, noticeOn }: Pick<Ending, 'on' | 'noticeOn'>): boolean {
  return on === 'now' || (on !== null && on < noticeOn)
}
