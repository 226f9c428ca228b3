import { type CalendarDate, nextBillingDate } from '../model/calendar.ts'
import type { HoldingOf } from '../model/holding.ts'
import { isRunning } from '../model/holding-state.ts'

/**
 * The next renewal on or after the as-of date, counted from the original date, so that a merge never shifts it; none where
 * it has ended. A date that the export gives stands; only one that has passed is carried on from.
 */
export function renewalDate(holding: HoldingOf<'subscription'>, asOf: CalendarDate): CalendarDate | null {
  if (!isRunning(holding, asOf)) return null
  const given = holding.renewsOn
  if (given !== null && given >= asOf) return given
  const next = nextBillingDate(originalDate(holding), holding.interval, asOf)
  return holding.endsOn !== null && next > holding.endsOn ? null : next
}

/** The date from which renewals count: the first day, or a renewal that was moved by hand, which starts a rhythm of its own. */
export function originalDate({ startedOn, interval, renewsOn }: HoldingOf<'subscription'>): CalendarDate {
  return renewsOn === null || nextBillingDate(startedOn, interval, renewsOn) === renewsOn ? startedOn : renewsOn
}
