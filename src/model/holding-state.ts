import type { CalendarDate } from './calendar.ts'
import type { ClassCredit, Contract, Package, Subscription } from './holding.ts'

/** Whether a subscription still runs or will: not ended, neither by its state nor by its date. Paused and future ones run. */
export function isRunning(subscription: Subscription, asOf: CalendarDate): boolean {
  return subscription.state !== 'ended' && (subscription.endsOn === null || subscription.endsOn >= asOf)
}

/** Whether the next billing run charges it: it runs, has begun and is not paused. */
export function isCharged(subscription: Subscription, asOf: CalendarDate): boolean {
  const paused = subscription.pauses.some((pause) => pause.from <= asOf && (pause.to === null || pause.to >= asOf))
  return isRunning(subscription, asOf) && subscription.state === 'active' && !paused
}

/** Whether a contract has not ended, neither by its state nor by its date. One that starts in the future counts. */
export function isCurrent(contract: Contract, asOf: CalendarDate): boolean {
  return contract.state !== 'ended' && (contract.endsOn === null || contract.endsOn >= asOf)
}

/** Whether something is left of a package or class credits that has not run out. */
export function isUsable(holding: ClassCredit | Package, asOf: CalendarDate): boolean {
  const left = holding.kind === 'package' ? holding.unitsLeft : holding.units
  return left !== 0 && (holding.expiresOn === null || holding.expiresOn >= asOf)
}
