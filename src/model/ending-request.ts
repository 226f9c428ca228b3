import type { CalendarDate } from './calendar.ts'

/** When something ends: at once, on the day that contract and notice give, or on a day that was named. */
export type EndWhen = 'now' | 'end-date' | CalendarDate

/**
 * What a person asks for one membership. Changing a day that was chosen before is the same request with another day;
 * `withdraw` takes an ending back that has not come yet.
 */
export type EndingRequest = {
  /** Id of the subscription, `system:subscription:id`. */
  readonly subscription: string
  readonly when: EndWhen | 'withdraw'
  /** When the customer is deactivated; null = not at all: an ended membership leaves the customer's access as it is. */
  readonly deactivate: EndWhen | null
  /** The route by which the customer's money credit is paid out, in words for the document; null = the credit stays. */
  readonly payOut: string | null
  /** Why; needed where it ends at once or before the notice period is over. */
  readonly reason: string
  /** Where the request stands, for messages: a line of a list, or the command line. */
  readonly where: string
}
