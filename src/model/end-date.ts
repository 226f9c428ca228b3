import { addDays, type CalendarDate, nextBillingDate } from './calendar.ts'
import type { HoldingOf } from './holding.ts'
import { originalDate } from './original-date.ts'

/** The first day on which a membership may end by its notice period, counted from today; today where none is known. */
export function noticeDate({ noticeDays }: Pick<HoldingOf<'subscription'>, 'noticeDays'>, asOf: CalendarDate): CalendarDate {
  return addDays(asOf, noticeDays ?? 0)
}

/**
 * The day on which a membership ends by itself: the end that its contract has, where notice allows it; else the last day
 * of the billing period in which the notice period is over, so that what was paid until the next renewal is used up. What has
 * yet to begin ends with its first period.
 */
export function regularEnd(subscription: HoldingOf<'subscription'>, asOf: CalendarDate): CalendarDate {
  const notice = noticeDate(subscription, asOf)
  if (subscription.endsOn !== null && subscription.endsOn >= notice) return subscription.endsOn
  const { startedOn, interval, renewsOn } = subscription
  const after = addDays(notice < startedOn ? startedOn : notice, 1)
  const paidUntil = renewsOn !== null && renewsOn > after ? renewsOn : after
  return addDays(nextBillingDate(originalDate(subscription), interval, paidUntil), -1)
}
