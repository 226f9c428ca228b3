import type { Subscription } from '../../model/holding.ts'
import { isCharged, isRunning } from '../../model/holding-state.ts'
import type { Money } from '../../model/money.ts'
import { givenNamesPlainlyDiffer } from '../../model/identity/given-names.ts'
import { hasNone, holdingsOfKind, type Member } from '../member.ts'
import { sumPerCurrency } from './sum-per-currency.ts'
import type { PairFacts, RefusalCheck } from './pair-facts.ts'

const knownEmpty = (pair: PairFacts): boolean => hasNone(pair.source, 'subscription') || pair.before.every((member) => hasNone(member, 'subscription'))

/** DOUBLE_SUBSCRIPTION: the same plan runs on both; names what the next billing run would charge twice, the smaller price of each two. */
export const doubleSubscription: RefusalCheck = {
  asks: ['subscription'],
  moot: knownEmpty,
  holds: (pair) => {
    const doubles = doublesOf(pair)
    if (doubles.length === 0) return null
    const plans = [...new Set(doubles.map(([mine]) => mine.plan))]
    return { plan: plans, amount: sumPerCurrency(doubles.flatMap(([mine, other]) => chargedTwice(mine, other, pair))), ids: doubles.flatMap(([mine, other]) => [mine.id, other.id]).toSorted() }
  },
}

/** BOTH_SUBSCRIBED: different plans run on both. */
export const bothSubscribed: RefusalCheck = {
  asks: ['subscription'],
  moot: knownEmpty,
  holds: (pair) => {
    const [ours, theirs] = [running(pair.source, pair), pair.before.flatMap((member) => running(member, pair))]
    if (ours.length === 0 || theirs.length === 0) return null
    const doubled = new Set(doublesOf(pair).flatMap(([mine, other]) => [mine.id, other.id]))
    if ([...ours, ...theirs].every((each) => doubled.has(each.id))) return null
    return { plans: [...new Set([...ours, ...theirs].map((each) => each.plan))].toSorted(), ids: [...ours, ...theirs].map((each) => each.id).toSorted() }
  },
}

function running(member: Member, pair: PairFacts): readonly Subscription[] {
  return holdingsOfKind(member, 'subscription').filter((subscription) => isRunning(subscription, pair.asOf))
}

/** Each running subscription of the source with one of the same plan and person that is there already, each used once. */
function doublesOf(pair: PairFacts): readonly (readonly [Subscription, Subscription])[] {
  const there = pair.before.flatMap((member) => running(member, pair).map((subscription) => ({ subscription, member })))
  const used = new Set<string>()
  return running(pair.source, pair).flatMap((mine): (readonly [Subscription, Subscription])[] => {
    const other = there.find((each) => each.subscription.plan === mine.plan && !used.has(each.subscription.id) && maybeOnePerson(mine, pair.source, each.subscription, each.member))
    if (other === undefined) return []
    used.add(other.subscription.id)
    return [[mine, other.subscription]]
  })
}

/** Two children of one account may both have the same plan; then nothing is charged twice. */
function maybeOnePerson(mine: Subscription, owner: Member, other: Subscription, otherOwner: Member): boolean {
  if (mine.participant === null || other.participant === null) return true
  const [one, two] = [participantFields(owner, mine.participant), participantFields(otherOwner, other.participant)]
  return one === undefined || two === undefined || !givenNamesPlainlyDiffer(one, two)
}

function participantFields(member: Member, id: string): { readonly givenName?: string } | undefined {
  const name = member.record.participants.find((participant) => participant.id === id)?.givenName
  return name === undefined || name === null ? undefined : { givenName: name }
}

function chargedTwice(mine: Subscription, other: Subscription, pair: PairFacts): readonly Money[] {
  const nothing = { amountMinor: 0n, currency: mine.price.currency }
  if (!isCharged(mine, pair.asOf) || !isCharged(other, pair.asOf)) return [nothing]
  if (mine.price.currency !== other.price.currency) return [mine.price]
  return [mine.price.amountMinor <= other.price.amountMinor ? mine.price : other.price]
}
