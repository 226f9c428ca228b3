import type { CalendarDate } from '../model/calendar.ts'
import type { ChosenEnding, Decision } from '../model/decision.ts'
import { regularEnd } from '../model/end-date.ts'
import { isRunning } from '../model/holding-state.ts'
import type { PlannedMerge } from '../model/plan.ts'

/** What is wrong with the subscriptions that a reviewer lets end with a merge. */
export function endingProblems(planned: PlannedMerge, endings: Decision['endings'], asOf: CalendarDate): readonly string[] {
  const chosen = endings ?? []
  const twice = chosen.filter((each, index) => chosen.findIndex((other) => other.subscription === each.subscription) < index)
  return [...chosen.flatMap((each) => problemOf(each, planned, asOf) ?? []), ...[...new Set(twice.map((each) => each.subscription))].map((id) => `${id} is ended twice`)]
}

function problemOf({ subscription, when }: ChosenEnding, { merge, holdings }: PlannedMerge, asOf: CalendarDate): string | null {
  const members: readonly string[] = [merge.survivor, ...merge.sources]
  const found = holdings.find((each) => each.id === subscription && members.includes(each.owner))
  if (found?.kind !== 'subscription' || !isRunning(found, asOf)) return `${subscription} is no subscription that runs on a customer of this merge`
  const on = when === 'end-date' ? regularEnd(found, asOf) : when
  if (on < asOf) return `${subscription}: its end lies before today, ${asOf}`
  if (on < found.startedOn) return `${subscription}: its end lies before its beginning`
  return found.endsOn === on ? `${subscription} ends on that day already` : null
}
