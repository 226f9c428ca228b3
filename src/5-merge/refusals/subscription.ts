import { doubledPlans, runningPlans, runTogether } from '../../model/doubled-plans.ts'
import type { Subscription } from '../../model/holding.ts'
import { isCharged } from '../../model/holding-state.ts'
import type { Money } from '../../model/money.ts'
import { hasNone } from '../member.ts'
import { sumPerCurrency } from './sum-per-currency.ts'
import type { PairFacts, RefusalCheck } from './pair-facts.ts'

const knownEmpty = (pair: PairFacts): boolean => hasNone(pair.source, 'subscription') || pair.before.every((member) => hasNone(member, 'subscription'))

/** DOUBLE_SUBSCRIPTION: the same plan runs on both; names what the next billing run would charge twice, the smaller price of each two. */
export const doubleSubscription: RefusalCheck = {
  asks: ['subscription'],
  moot: knownEmpty,
  holds: (pair) => {
    const doubles = doubledPlans(pair.source, pair.before, pair.asOf)
    if (doubles.length === 0) return null
    const plans = [...new Set(doubles.map(([mine]) => mine.plan))]
    return { plan: plans, amount: sumPerCurrency(doubles.map((each) => chargedTwice(each, pair))), ids: doubles.flatMap(([mine, other]) => [mine.id, other.id]).toSorted() }
  },
}

/** BOTH_SUBSCRIBED: different plans run on both. */
export const bothSubscribed: RefusalCheck = {
  asks: ['subscription'],
  moot: knownEmpty,
  holds: (pair) => {
    const there = pair.before.flatMap((member) => runningPlans(member, pair.asOf))
    const ours = runningPlans(pair.source, pair.asOf).filter((mine) => there.some((other) => runTogether(mine, other)))
    if (ours.length === 0) return null
    const all = [...ours, ...there.filter((other) => ours.some((mine) => runTogether(mine, other)))]
    const doubled = new Set(doubledPlans(pair.source, pair.before, pair.asOf).flatMap(([mine, other]) => [mine.id, other.id]))
    if (all.every((each) => doubled.has(each.id))) return null
    return { plans: [...new Set(all.map((each) => each.plan))].toSorted(), ids: all.map((each) => each.id).toSorted() }
  },
}

/** The smaller price of the two is what would not be charged if there were one; nothing while one of them is not charged. */
function chargedTwice([mine, other]: readonly [Subscription, Subscription], pair: PairFacts): Money {
  if (!isCharged(mine, pair.asOf) || !isCharged(other, pair.asOf)) return { amountMinor: 0n, currency: mine.price.currency }
  if (mine.price.currency !== other.price.currency) return mine.price
  return mine.price.amountMinor <= other.price.amountMinor ? mine.price : other.price
}
