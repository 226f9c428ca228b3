import type { CalendarDate } from '../../model/calendar.ts'
import type { EndingRequest, EndWhen } from '../../model/ending-request.ts'
import { DubletteError } from '../../model/error.ts'
import type { HoldingOf } from '../../model/holding.ts'
import { isCurrent, isRunning } from '../../model/holding-state.ts'
import { byCodeUnit } from '../../model/json.ts'
import type { PresentState } from '../../model/present-state.ts'
import type { Program } from '../plan-input.ts'
import { beyondEnd } from '../../model/beyond-end.ts'
import { noticeDate, regularEnd } from '../../model/end-date.ts'
import { type Ending, isException } from './ending.ts'

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
  mistakes.push(...found.flatMap((ending) => stillRunning(ending, found, input)))
  if (mistakes.length > 0) throw new DubletteError('ENDING_INVALID', `What is to end has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n    ${mistakes.join('\n    ')}`)
  return found.toSorted((left, right) => byCodeUnit(left.subscription.id, right.subscription.id))
}

function endingOf(request: EndingRequest, subscription: HoldingOf<'subscription'>, { state, programOf, asOf }: EndingsInput): Ending {
  const owner = state.records.get(subscription.owner)!
  const dayOf = (when: EndWhen): CalendarDate | 'now' => (when === 'end-date' ? regularEnd(subscription, asOf) : when)
  const on = request.when === 'withdraw' ? null : dayOf(request.when)
  return {
    request, owner, program: programOf(owner.system), subscription, on, noticeOn: noticeDate(subscription, asOf),
    deactivateOn: request.deactivate === null ? null : request.deactivate === 'end-date' ? (on ?? null) : request.deactivate,
    payOut: request.payOut === null ? [] : (state.holdings.get(owner.id) ?? []).filter((holding): holding is HoldingOf<'credit'> => holding.kind === 'credit' && holding.balance.amountMinor > 0n),
    beyond: beyondEnd(subscription, state.holdings.get(owner.id) ?? [], on === 'now' || on === null ? asOf : on),
  }
}

function mistakesOf(ending: Ending, asOf: CalendarDate): string[] {
  const { request, subscription, on, noticeOn, deactivateOn } = ending
  const wrong: string[] = []
  if (!isRunning(subscription, asOf)) wrong.push('this subscription has ended already')
  if (on === null && subscription.endsOn === null) wrong.push('no end is entered that could be taken back')
  if (on === null && request.deactivate !== null) wrong.push('a customer whose ending is taken back is not deactivated')
  if (on !== null && on !== 'now' && on < asOf) wrong.push(`the end ${on} lies before today, ${asOf}`)
  if (on !== null && on !== 'now' && on < subscription.startedOn) wrong.push(`the end ${on} lies before the beginning`)
  if (on !== null && on === subscription.endsOn && deactivateOn === null) wrong.push(`it ends on ${on} already`)
  if (isException(ending) && request.reason.trim() === '') wrong.push(`${on === 'now' ? 'ending at once' : `the end ${on} before the notice period is over, ${noticeOn},`} needs a reason`)
  if (deactivateOn !== null && on !== null && before(deactivateOn, on)) wrong.push('the customer would be deactivated before the membership ends')
  if (request.payOut?.trim() === '') wrong.push('a pay-out needs the route by which the money goes back: it stands in the invoice')
  if (request.payOut !== null && ending.payOut.length === 0) wrong.push('there is no credit to pay out')
  if (request.payOut !== null && on === null) wrong.push('nothing is paid out where an ending is taken back')
  return wrong
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
