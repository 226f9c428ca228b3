import type { CalendarDate } from '../../model/calendar.ts'
import type { EndingRequest, EndWhen } from '../../model/ending-request.ts'
import { DubletteError } from '../../model/error.ts'
import type { Holding, HoldingOf } from '../../model/holding.ts'
import { isCurrent, isRunning, isUsable } from '../../model/holding-state.ts'
import { byCodeUnit } from '../../model/json.ts'
import type { PresentState } from '../../model/present-state.ts'
import type { Program } from '../plan-input.ts'
import { beyondEnd } from '../../model/beyond-end.ts'
import { noticeDate, regularEnd } from '../../model/end-date.ts'
import { type Ending, isException } from './ending.ts'
import { endingPrefix } from './plan-endings.ts'

export type EndingsInput = { readonly requests: readonly EndingRequest[]; readonly state: PresentState; readonly programOf: (system: string) => Program; readonly asOf: CalendarDate }

/**
 * What each request means on the present state, sorted by subscription.
 * @throws DubletteError ENDING_INVALID listing every mistake with its place; no values
 */
export function findEndings(input: EndingsInput): readonly Ending[] {
  const subscriptions = new Map([...input.state.holdings.values()].flat().flatMap((holding): [string, HoldingOf<'subscription'>][] => (holding.kind === 'subscription' ? [[holding.id, holding]] : [])))
  const mistakes: string[] = []
  const seen = new Set<string>()
  const found = input.requests.flatMap((request): readonly Ending[] => {
    const subscription = subscriptions.get(request.subscription)
    const ending = subscription === undefined ? null : endingOf(request, subscription, input)
    const wrong = ending === null ? ['there is no such subscription; ids are written system:subscription:id'] : mistakesOf(ending, input.asOf)
    if (seen.has(request.subscription)) wrong.push('this subscription is named twice')
    seen.add(request.subscription)
    mistakes.push(...wrong.map((each) => `${request.where}: ${each}`))
    return ending === null ? [] : [ending]
  })
  const all = deactivatedOnce(found)
  mistakes.push(...all.flatMap((ending) => [...deactivatedTooEarly(ending), ...stillRunning(ending, all, input)]))
  if (mistakes.length > 0) throw new DubletteError('ENDING_INVALID', `What is to end has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n    ${mistakes.join('\n    ')}`)
  return all.toSorted((left, right) => byCodeUnit(left.subscription.id, right.subscription.id))
}

function endingOf(request: EndingRequest, subscription: HoldingOf<'subscription'>, { state, programOf, asOf }: EndingsInput): Ending {
  const owner = state.records.get(subscription.owner)!
  const held = state.holdings.get(owner.id) ?? []
  const dayOf = (when: EndWhen): CalendarDate | 'now' => (when === 'end-date' ? regularEnd(subscription, asOf) : when)
  const on = request.when === 'withdraw' ? null : dayOf(request.when)
  return {
    request, owner, program: programOf(owner.system), subscription, on, noticeOn: noticeDate(subscription, asOf),
    deactivateOn: request.deactivate === null ? null : request.deactivate === 'end-date' ? (on ?? null) : request.deactivate,
    payOut: request.payOut === null ? [] : held.filter((holding): holding is HoldingOf<'credit'> => holding.kind === 'credit' && holding.balance.amountMinor > 0n),
    beyond: beyondEnd(subscription, held, on ?? 'now', asOf), owes: owedIn(held), left: leftOf(held, asOf),
  }
}

/** What the customer still owes, by currency: it is offset before anything is paid out. */
function owedIn(held: readonly Holding[]): ReadonlyMap<string, bigint> {
  const owed = new Map<string, bigint>()
  for (const each of held) {
    const open = each.kind === 'credit' && each.balance.amountMinor < 0n ? { ...each.balance, amountMinor: -each.balance.amountMinor } : each.kind === 'invoice' ? each.open : null
    if (open !== null && open.amountMinor !== 0n) owed.set(open.currency, (owed.get(open.currency) ?? 0n) + open.amountMinor)
  }
  return owed
}

/** What the customer has paid for and could not use any more once deactivated. */
function leftOf(held: readonly Holding[], asOf: CalendarDate): Ending['left'] {
  return held.filter((each): each is HoldingOf<'credit' | 'package'> => (each.kind === 'credit' && each.balance.amountMinor > 0n) || (each.kind === 'package' && isUsable(each, asOf)))
}

function mistakesOf(ending: Ending, asOf: CalendarDate): string[] {
  const { request, subscription, on, noticeOn, deactivateOn } = ending
  const wrong: string[] = []
  if (!isRunning(subscription, asOf)) wrong.push('this subscription has ended already')
  if (on === null && subscription.endsOn === null) wrong.push('no end is entered that could be taken back')
  if (on === null && request.deactivate !== null) wrong.push('a customer whose ending is taken back is not deactivated')
  if (on !== null && on !== 'now' && on < asOf) wrong.push(`the end ${on} lies before today, ${asOf}`)
  else if (on !== null && on !== 'now' && on < subscription.startedOn) wrong.push(`the end ${on} lies before the beginning, ${subscription.startedOn}: name a later day, or end it at once, so that it never begins`)
  if (on !== null && on === subscription.endsOn && deactivateOn === null) wrong.push(`it ends on ${on} already`)
  else if (isException(ending) && request.reason.trim() === '') wrong.push(`${on === 'now' ? 'ending at once' : `the end ${on} before the notice period is over, ${noticeOn},`} needs a reason`)
  if (request.payOut?.trim() === '') wrong.push('a pay-out needs the route by which the money goes back: it stands in the invoice')
  if (request.payOut !== null && ending.payOut.length === 0) wrong.push('there is no credit to pay out')
  if (request.payOut !== null && on === null) wrong.push('nothing is paid out where an ending is taken back')
  return wrong
}

/** Of several memberships of one customer that end, the last one brings the deactivation, on one day the last in the order of the plan; on the end date means on theirs. */
function deactivatedOnce(endings: readonly Ending[]): readonly Ending[] {
  return endings.map((ending) => {
    if (ending.deactivateOn === null) return ending
    const those = endings.filter((each) => each.owner.id === ending.owner.id && each.request.deactivate === ending.request.deactivate)
    const last = those.toSorted((left, right) => (before(left.on!, right.on!) ? -1 : before(right.on!, left.on!) ? 1 : byCodeUnit(endingPrefix(left.subscription.id), endingPrefix(right.subscription.id)))).at(-1)
    return last === ending ? ending : { ...ending, deactivateOn: null }
  })
}

function deactivatedTooEarly({ request, on, deactivateOn }: Ending): readonly string[] {
  return deactivateOn !== null && on !== null && before(deactivateOn, on) ? [`${request.where}: the customer would be deactivated before the membership ends`] : []
}

/** A customer who is deactivated must have nothing that runs on. */
function stillRunning({ request, owner, deactivateOn }: Ending, all: readonly Ending[], { state, asOf }: EndingsInput): readonly string[] {
  if (deactivateOn === null) return []
  const endOf = (id: string, otherwise: CalendarDate | null): CalendarDate | 'now' | null => {
    const own = all.find((each) => each.subscription.id === id)
    return own === undefined ? otherwise : own.on
  }
  const running = (state.holdings.get(owner.id) ?? []).filter((holding) => {
    if (holding.kind === 'contract') return isCurrent(holding, asOf) && !endsBy(holding.endsOn, deactivateOn)
    return holding.kind === 'subscription' && isRunning(holding, asOf) && !endsBy(endOf(holding.id, holding.endsOn), deactivateOn)
  })
  return running.length === 0 ? [] : [`${request.where}: the customer cannot be deactivated while something runs on: ${running.map((holding) => holding.id).toSorted(byCodeUnit).join(', ')}`]
}

function endsBy(end: CalendarDate | 'now' | null, day: CalendarDate | 'now'): boolean {
  return end !== null && !before(day, end)
}

/** `now` comes before every day. */
function before(one: CalendarDate | 'now', other: CalendarDate | 'now'): boolean {
  return other !== 'now' && (one === 'now' || one < other)
}
