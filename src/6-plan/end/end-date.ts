import { addDays, type CalendarDate, nextBillingDate } from '../../model/calendar.ts'
import type { HoldingOf } from '../../model/holding.ts'
import { originalDate } from '../renewal-date.ts'

/** The first day on which a membership may end by its notice period, counted from today; today where none is known. */
export function noticeDate({ noticeDays }: Pick<HoldingOf<'subscription'>, 'noticeDays'>, asOf: CalendarDate): CalendarDate {
  return addDays(asOf, noticeDays ?? 0)
}

/**
 * The day on which a membership ends by itself: the end that its contract has, where notice allows it; else the last day
 * of the billing period in which the notice period is over, so that what was paid until the next renewal is used up.
 */
export function regularEnd(subscription: HoldingOf<'subscription'>, asOf: CalendarDate): CalendarDate {
  const notice = noticeDate(subscription, asOf)
  if (subscription.endsOn !== null && subscription.endsOn >= notice) return subscription.endsOn
  const after = addDays(notice, 1)
  const paidUntil = subscription.renewsOn !== null && subscription.renewsOn > after ? subscription.renewsOn : after
  return addDays(nextBillingDate(originalDate(subscription), subscription.interval, paidUntil), -1)
}
