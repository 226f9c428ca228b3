import { type CalendarDate, nextBillingDate } from './calendar.ts'
import type { HoldingOf } from './holding.ts'

/** The date from which renewals count: the first day, or a renewal that was moved by hand, which starts a rhythm of its own. */
export function originalDate({ startedOn, interval, renewsOn }: HoldingOf<'subscription'>): CalendarDate {
  return renewsOn === null || nextBillingDate(startedOn, interval, renewsOn) === renewsOn ? startedOn : renewsOn
}
