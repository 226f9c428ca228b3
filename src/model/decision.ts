import type { CalendarDate } from './calendar.ts'
import type { RecordId } from './record.ts'
import type { ValueName } from './record-value.ts'

/** What a reviewer says of one merge. `never` is remembered as NOT_A_DUPLICATE; `always` keeps them together in every later run. */
export type Decision = {
  readonly merge: string
  readonly mergeHash: string
  readonly verdict: 'merge' | 'leave' | 'never'
  /** A person's name or `rules:<hash>`. */
  readonly reviewer: string
  /** ISO instant, part of the record of who decided when, never of a plan's hash. */
  readonly at: string
  readonly reason: string
  readonly overrides: readonly { readonly field: ValueName; readonly value: string | null; readonly from: RecordId | null }[]
  /** Credits of which only a part moves; left out where all of every credit does. */
  readonly credits?: readonly CreditPart[]
  /** Subscriptions that end because the other one of the same plan stays; left out where none does. */
  readonly endings?: readonly ChosenEnding[]
}

/** How much of a credit moves, in minor units of its currency or in units of class credits; the rest stays with the source. */
export type CreditPart = { readonly holding: string; readonly amount: bigint }

/** On the day that contract and notice give, or on a day that was named. At once ends nothing within a merge: see `dublette end`. */
export type ChosenEnding = { readonly subscription: string; readonly when: 'end-date' | CalendarDate }

/** The file a review ends in: it names the plan it belongs to. */
export type Decisions = { readonly version: 1; readonly planHash: string; readonly decisions: readonly Decision[] }

/** A pair a person spoke about, remembered in the store. */
export type RememberedPair = { readonly left: RecordId; readonly right: RecordId; readonly verdict: 'never' | 'always' }
