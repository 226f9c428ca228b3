import type { CalendarDate } from '../model/calendar.ts'
import { dateWords } from '../model/date-words.ts'
import type { Holding, HoldingOf } from '../model/holding.ts'
import { isRunning } from '../model/holding-state.ts'
import type { OperationBody } from '../model/operation.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { sameness } from '../model/same-holding.ts'
import type { Words } from '../model/words.ts'
import type { PlanInput, Program } from './plan-input.ts'
import { renewalDate } from './renewal-date.ts'
import { taskFor, type TaskBody } from './task-body.ts'

/** What is to be done about payment methods: before the merge, and after it. */
export type CardTasks = { readonly before: readonly TaskBody[]; readonly after: readonly TaskBody[] }

/**
 * With a card of a source and more than one altogether nobody can tell afterwards whose is whose: charging stops, all are
 * removed before the merge and the customer is asked. One card that is on both sides is one, and what the survivor has of
 * its own stays. Where none is left and something renews, that is said.
 */
export function cardTasks(survivor: SourceRecord, sources: readonly SourceRecord[], bodies: readonly OperationBody[], input: PlanInput): CardTasks {
  const members = [survivor, ...sources]
  const cards = members.flatMap((member) => input.holdingsOf(member.id).filter((holding) => holding.kind === 'card'))
  const program = input.programOf(survivor.system)
  const warning = input.keepsCards?.(survivor.system) === false ? [] : noCardWarning(survivor, members, input)
  const distinct = new Set(cards.map((card) => sameness(card) ?? card.id)).size
  if (distinct > 1 && cards.some((card) => card.owner !== survivor.id)) {
    const holders = members.filter((member) => cards.some((card) => card.owner === member.id))
    return { before: holders.map((holder) => removal(holder, input.programOf(holder.system))), after: [askForCard(survivor), ...warning] }
  }
  const comes = cards.some((card) => card.owner === survivor.id || bodies.some((body) => body.type === 'move_holding' && body.holding === card.id) || addsCards(program, card.owner, sources, survivor))
  return { before: [], after: comes ? [] : warning }
}

/** Momence adds the card of the account that goes to the one that stays. */
export function addsCards(program: Program, owner: string, sources: readonly SourceRecord[], survivor: SourceRecord): boolean {
  return program === 'momence' && sources.some((source) => source.id === owner && source.system === survivor.system)
}

/** Where a card is removed, in the program's own words. */
export function removeCardMenu(program: Program): Words {
  return program === 'momence' ? { de: ' (Kundenprofil, „Aktionsmenü“ oben rechts)', en: ' (customer profile, "Aktionsmenü" top right)' } : { de: '', en: '' }
}

function removal(holder: SourceRecord, program: Program): TaskBody {
  const menu = removeCardMenu(program)
  return taskFor('remove_all_cards', holder.id, {
    de: `Vor dem Zusammenführen Abbuchungen anhalten und alle Karten bei ${holder.id} entfernen${menu.de}: Danach ließe sich nicht mehr sagen, wem welche gehört.`,
    en: `Before the merge stop charging and remove all cards of ${holder.id}${menu.en}: afterwards nobody could tell whose is whose.`,
  })
}

/** Whoever stopped charging has to start it again; that belongs to the step after which it may. */
function askForCard(survivor: SourceRecord): TaskBody {
  const asked = askForCardTask(survivor.id, { de: 'wir haben unsere Kundendaten zusammengeführt', en: 'we have joined our customer records' })
  return { ...asked, de: `${asked.de} Sobald sie hinterlegt ist, die angehaltenen Abbuchungen wieder aufnehmen.`, en: `${asked.en} As soon as it is there, resume the charging that was stopped.` }
}

/** The request that staff sends; `reason` is the half sentence that says why. */
export function askForCardTask(customer: RecordId, reason: Words): TaskBody {
  return taskFor('ask_customer_for_card', customer, {
    de: `Den Kunden bitten, die Karte neu zu hinterlegen. Textvorschlag: „Bitte hinterlegen Sie Ihre Zahlungsart in Ihrem Konto noch einmal; ${reason.de}.“`,
    en: `Ask the customer to add the card again. Suggested text: "Please add your payment method to your account once more; ${reason.en}."`,
  })
}

function noCardWarning(survivor: SourceRecord, members: readonly SourceRecord[], input: PlanInput): readonly TaskBody[] {
  return noCardTask(survivor.id, members.flatMap((member) => input.holdingsOf(member.id)), input.asOf)
}

/** Something renews and no card is there to be charged; nothing where nothing runs. */
export function noCardTask(customer: RecordId, holdings: readonly Holding[], asOf: CalendarDate): readonly TaskBody[] {
  const running = holdings.filter((holding): holding is HoldingOf<'subscription'> => holding.kind === 'subscription' && isRunning(holding, asOf))
  if (running.length === 0) return []
  const first = running.flatMap((each) => renewalDate(each, asOf) ?? []).toSorted()[0]
  const on = first === undefined ? { de: '', en: '' } : { de: ` am ${dateWords(first).de}`, en: ` on ${dateWords(first).en}` }
  return [taskFor('warn_no_card', customer, {
    de: `Es ist keine Karte hinterlegt, aber ein Abo verlängert sich${on.de}. Vorher eine Zahlungsart klären.`,
    en: `No card is on file but a subscription renews${on.en}. Settle the payment method before.`,
  })]
}
