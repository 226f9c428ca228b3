import type { CalendarDate } from './calendar.ts'
import { foldText } from './fold-text.ts'
import type { Holding, Subscription } from './holding.ts'
import { isRunning } from './holding-state.ts'
import { givenNamesPlainlyDiffer } from './identity/given-names.ts'
import type { SourceRecord } from './record.ts'

/** A customer with everything that hangs on it. */
export type Holder = { readonly record: SourceRecord; readonly holdings: readonly Holding[] }

/**
 * Each running subscription of one customer with one of the same plan, time and person that the others have already, each
 * used once. Plans that only one of them has twice, such as those of two children, are no doubles.
 */
export function doubledPlans(one: Holder, others: readonly Holder[], asOf: CalendarDate): readonly (readonly [Subscription, Subscription])[] {
  const there = others.flatMap((holder) => runningPlans(holder, asOf).map((subscription) => ({ subscription, holder })))
  const used = new Set<string>()
  return runningPlans(one, asOf).flatMap((mine): (readonly [Subscription, Subscription])[] => {
    const other = there.find((each) => !used.has(each.subscription.id) && isSamePlan(mine, each.subscription) && maybeOnePerson(mine, one, each.subscription, each.holder))
    if (other === undefined) return []
    used.add(other.subscription.id)
    return [[mine, other.subscription]]
  })
}

/** What runs on a customer or will: paused and future subscriptions too. */
export function runningPlans({ holdings }: Pick<Holder, 'holdings'>, asOf: CalendarDate): readonly Subscription[] {
  return holdings.filter((holding): holding is Subscription => holding.kind === 'subscription' && isRunning(holding, asOf))
}

/** Whether there is a day on which both run; one that begins after the other's end follows it. */
export function runTogether(one: Subscription, other: Subscription): boolean {
  return (one.endsOn === null || other.startedOn <= one.endsOn) && (other.endsOn === null || one.startedOn <= other.endsOn)
}

/** Two systems write the name of one plan with other capitals and blanks. */
function isSamePlan(one: Subscription, other: Subscription): boolean {
  return planKey(one) === planKey(other) && runTogether(one, other)
}

function planKey({ plan }: Subscription): string {
  return foldText(plan).replaceAll(/\s+/g, ' ').trim()
}

/** Two children of one account may both have the same plan; then nothing is charged twice. */
function maybeOnePerson(mine: Subscription, owner: Holder, other: Subscription, otherOwner: Holder): boolean {
  if (mine.participant === null || other.participant === null) return true
  const [one, two] = [participantFields(owner, mine.participant), participantFields(otherOwner, other.participant)]
  return one === undefined || two === undefined || !givenNamesPlainlyDiffer(one, two)
}

function participantFields({ record }: Holder, id: string): { readonly givenName?: string } | undefined {
  const name = record.participants.find((participant) => participant.id === id)?.givenName
  return name === undefined || name === null ? undefined : { givenName: name }
}
