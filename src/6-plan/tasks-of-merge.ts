import { dateWords } from '../model/date-words.ts'
import type { Holding } from '../model/holding.ts'
import type { Merge } from '../model/merge.ts'
import type { OperationOf, TaskKind } from '../model/operation.ts'
import { systemOf, type SourceRecord } from '../model/record.ts'
import type { PlanInput, Program } from './plan-input.ts'
import { mergeSteps } from './merge-steps.ts'

type TaskBody = Omit<OperationOf<'staff_task'>, 'id' | 'merge' | 'dependsOn' | 'key' | 'notifyCustomer'>

/** What a person must do because no program may press the buttons, in the order in which it must be done. */
export function tasksOfMerge(merge: Merge, survivor: SourceRecord, sources: readonly SourceRecord[], input: PlanInput): readonly TaskBody[] {
  const tasks: TaskBody[] = []
  const program = input.programOf(survivor.system)
  const add = (task: TaskKind, record: SourceRecord, de: string, en: string): void => { tasks.push({ type: 'staff_task', task, system: systemOf(record.id), record: record.id, de, en }) }
  const members = [survivor, ...sources]
  const cards = members.flatMap((member) => input.holdingsOf(member.id).filter((holding) => holding.kind === 'card'))
  const subscriptions = members.flatMap((member) => input.holdingsOf(member.id).filter((holding) => holding.kind === 'subscription' && holding.state === 'active'))
  for (const source of sources) {
    if (source.system !== survivor.system) { crossSystem(merge, source, survivor, input, add); continue }
    const words = mergeSteps(program, survivor.id, source.id, { login: merge.loginFrom === source.id })
    add('merge_by_hand', survivor, words.de, words.en)
  }
  if (cards.length > 1) cardTasks(program, survivor, cards.length, add)
  else if (cards.length === 0 && subscriptions.length > 0) add('warn_no_card', survivor, `Es ist keine Karte hinterlegt, aber ein Abo verlängert sich${renewalWords(subscriptions, 'de')}. Vorher eine Zahlungsart klären.`, `No card is on file but a subscription renews${renewalWords(subscriptions, 'en')}. Settle the payment method before.`)
  const double = samePlanTwice(subscriptions)
  if (double !== null) add('decide_double_subscription', survivor, `„${double}“ läuft zweimal. Entscheiden, welches Abo bleibt; das andere am Enddatum beenden, bereits gestellte Rechnungen gutschreiben.`, `"${double}" runs twice. Decide which subscription stays; end the other on its end date and credit invoices already issued.`)
  add('check_saved', survivor, `Kunde ${survivor.id} erneut öffnen und mit dem Bericht vergleichen (Felder, Guthaben, Pakete, Abos). Erst dann abhaken.`, `Open customer ${survivor.id} again and compare it with the report (fields, credit, packages, subscriptions). Tick only then.`)
  return tasks
}

type Add = (task: TaskKind, record: SourceRecord, de: string, en: string) => void

/** Two systems cannot merge with each other: what moves is entered anew, free of charge, and the source is closed. */
function crossSystem(merge: Merge, source: SourceRecord, survivor: SourceRecord, input: PlanInput, add: Add): void {
  const changed = merge.golden.some((field) => field.from === source.id && field.result !== (field.values.find((each) => each.record === survivor.id)?.value ?? null))
  if (changed) add('merge_by_hand', survivor, `Bei ${survivor.id} die Werte eintragen, die laut Bericht von ${source.id} kommen. Keine Nachricht an den Kunden.`, `Enter for ${survivor.id} the values that come from ${source.id} as in the report. No message to the customer.`)
  const entitlements = input.holdingsOf(source.id).filter((holding) => ['credit', 'classCredit', 'package', 'subscription'].includes(holding.kind))
  if (entitlements.length > 0) {
    const sale = input.programOf(survivor.system) === 'momence'
    add('free_re_entry', survivor, `Ansprüche von ${source.id} bei ${survivor.id} kostenlos eintragen (siehe Korrekturdateien); sie sind schon bezahlt.${sale ? ' Über „Neuer Verkauf“; vor dem Bestätigen das Häkchen bei der Benachrichtigung entfernen.' : ' Dabei keine Benachrichtigung senden.'}`, `Enter the entitlements of ${source.id} for ${survivor.id} free of charge (see the correction files); they are paid already.${sale ? ' Use "Neuer Verkauf"; untick the notification before confirming.' : ' Send no notification.'}`)
  }
  const portal = input.programOf(source.system) === 'portal'
  add('deactivate', source, portal ? `In „Kundenübersicht“ den Kunden ${source.id} öffnen und über „Abmelden“ inaktiv setzen. Nicht löschen.` : `Kunden ${source.id} in ${source.system} stilllegen (nicht löschen) und auf ${survivor.id} verweisen. Keine Nachricht an den Kunden.`, portal ? `In "Kundenübersicht" open customer ${source.id} and make it inactive with "Abmelden". Do not delete.` : `Deactivate customer ${source.id} in ${source.system} (do not delete) and point to ${survivor.id}. No message to the customer.`)
}

/** Whose card is whose cannot be told: both are removed, and each customer is asked. */
function cardTasks(program: Program, survivor: SourceRecord, count: number, add: Add): void {
  const menu = program === 'momence' ? { de: ' (Kundenprofil, „Aktionsmenü“ oben rechts)', en: ' (customer profile, "Aktionsmenü" top right)' } : { de: '', en: '' }
  add('remove_all_cards', survivor, `Abbuchungen anhalten und alle ${count} Karten bei ${survivor.id} entfernen${menu.de}: Es ist nicht sicher, wem welche gehört.`, `Stop charging and remove all ${count} cards of ${survivor.id}${menu.en}: it is not certain whose is whose.`)
  add('ask_customer_for_card', survivor, 'Den Kunden bitten, die Karte neu zu hinterlegen. Textvorschlag: „Bitte hinterlegen Sie Ihre Zahlungsart in Ihrem Konto noch einmal; wir haben unsere Kundendaten zusammengeführt.“', 'Ask the customer to add the card again. Suggested text: "Please add your payment method to your account once more; we have joined our customer records."')
}

function renewalWords(subscriptions: readonly Holding[], language: 'de' | 'en'): string {
  const dates = subscriptions.flatMap((each) => (each.kind === 'subscription' && each.renewsOn !== null ? [each.renewsOn] : [])).toSorted()
  return dates.length === 0 ? '' : language === 'de' ? ` am ${dateWords(dates[0]!).de}` : ` on ${dateWords(dates[0]!).en}`
}

function samePlanTwice(subscriptions: readonly Holding[]): string | null {
  const plans = subscriptions.flatMap((each) => (each.kind === 'subscription' ? [each.plan] : [])).toSorted()
  return plans.find((plan, index) => plans[index + 1] === plan) ?? null
}
