import { addDays, type CalendarDate, nextBillingDate } from '../model/calendar.ts'
import type { HoldingOf } from '../model/holding.ts'
import { isRunning } from '../model/holding-state.ts'
import { originalDate } from '../model/original-date.ts'

/**
 * The next renewal on or after the as-of date, counted from the original date, so that a merge never shifts it. A date that
 * the export gives stands; only one that has passed is carried on from. None where it is paused and nobody knows until
 * when, and none on or after its last day: what ends is not charged for another period.
 */
export function renewalDate(holding: HoldingOf<'subscription'>, asOf: CalendarDate): CalendarDate | null {
  if (!isRunning(holding, asOf)) return null
  const given = holding.renewsOn
  const next = given !== null && given >= asOf ? given : unpaused(holding, originalDate(holding), asOf)
  return next === null || (holding.endsOn !== null && next >= holding.endsOn) ? null : next
}

/** The first date of the rhythm on which nothing is paused. */
function unpaused(holding: HoldingOf<'subscription'>, original: CalendarDate, from: CalendarDate): CalendarDate | null {
  if (holding.state === 'paused' && holding.pauses.length === 0) return null
  const next = nextBillingDate(original, holding.interval, from)
  const pause = holding.pauses.find((each) => each.from <= next && (each.to === null || each.to >= next))
  if (pause === undefined) return next
  return pause.to === null ? null : unpaused(holding, original, addDays(pause.to, 1))
}
