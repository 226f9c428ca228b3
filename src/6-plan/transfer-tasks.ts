import { transferOf, withBalance } from '../model/account.ts'
import type { CalendarDate } from '../model/calendar.ts'
import { dateWords } from '../model/date-words.ts'
import { type Holding, holdingKinds, holdingKindNames, type HoldingOf } from '../model/holding.ts'
import { isRunning, isUsable } from '../model/holding-state.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import { moneyWords } from '../model/money.ts'
import type { OperationBody } from '../model/operation.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import type { Words } from '../model/words.ts'
import { placeWords } from './menu-places.ts'
import type { PlanInput, Program } from './plan-input.ts'
import { stayingTasks } from './staying-tasks.ts'
import { taskFor, type TaskBody } from './task-body.ts'

/** What moves to the survivor by being entered anew, free of charge. What has ended or is used up is history, and nobody gets it again. */
function isEntitlement(holding: Holding, asOf: CalendarDate): boolean {
  if (holding.kind === 'subscription') return isRunning(holding, asOf)
  if (holding.kind === 'package') return isUsable(holding, asOf)
  return holding.kind === 'credit' || holding.kind === 'classCredit'
}

/** One source whose values and holdings are entered by hand, because no program merges it with the survivor. */
export type Transfer = {
  readonly merge: Merge
  readonly survivor: SourceRecord
  readonly source: SourceRecord
  /** What the plan moves from this source. */
  readonly bodies: readonly OperationBody[]
  readonly retireOn: CalendarDate | 'now'
}

/** The steps in their order: values, entitlements, then the price and date of what renews, what else moves, and the source's end. */
export function transferTasks(transfer: Transfer, input: PlanInput): readonly TaskBody[] {
  const moved = movedHoldings(transfer, input)
  const entered = moved.filter((holding) => isEntitlement(holding, input.asOf))
  return [
    ...valueTasks(transfer),
    ...entitlementTasks(transfer, entered, input.programOf(transfer.survivor.system)),
    ...entered.flatMap((holding) => (holding.kind === 'subscription' ? [renewalTask(holding, transfer.survivor.id, movedRenewal(holding, transfer), termWords(holding), input.programOf(transfer.survivor.system))] : [])),
    ...otherTasks(transfer, moved.filter((holding) => !entered.includes(holding)), input.programOf(transfer.survivor.system)),
    ...loginTasks(transfer, input.programOf(transfer.survivor.system)),
    ...keptTasks(transfer, input),
    ...stayingTasks(transfer.source, transfer.survivor.id, transfer.bodies, input),
    deactivation(transfer, input.programOf(transfer.source.system)),
  ]
}

/** What moves, each credit with the amount of it that does. */
function movedHoldings({ source, bodies }: Transfer, input: PlanInput): readonly Holding[] {
  const moving = new Map(bodies.flatMap((body) => ('holding' in body ? [[body.holding, transferOf(body)?.amount ?? null] as const] : [])))
  return input.holdingsOf(source.id).flatMap((holding) => {
    const amount = moving.get(holding.id)
    return amount === undefined ? [] : [amount === null ? holding : withBalance(holding, holding.owner, amount)]
  })
}

function valueTasks({ merge, survivor, source }: Transfer): readonly TaskBody[] {
  const changed = merge.golden.some((field) => field.from === source.id && field.result !== (field.values.find((each) => each.record === survivor.id)?.value ?? null))
  return changed ? [taskFor('merge_by_hand', survivor.id, {
    de: `Bei ${survivor.id} die Werte eintragen, die laut Bericht von ${source.id} kommen. Keine Nachricht an den Kunden.`,
    en: `Enter for ${survivor.id} the values that come from ${source.id} as in the report. No message to the customer.`,
  })] : []
}

/** What is paid already is taken off the one side and entered on the other without charge; nobody is told. */
function entitlementTasks({ survivor, source }: Transfer, entered: readonly Holding[], program: Program): readonly TaskBody[] {
  if (entered.length === 0) return []
  const how = entryWords(program, entered)
  const list = countWords(entered)
  const isOwed = entered.some((holding) => (holding.kind === 'credit' && holding.balance.amountMinor < 0n) || (holding.kind === 'classCredit' && holding.units < 0))
  const begins = entered.some((holding) => holding.kind === 'subscription' && holding.state === 'future')
  const owed = {
    de: `${isOwed ? ' Ein Betrag mit Minus ist nicht bezahlt: Der Kunde schuldet ihn weiter.' : ''}${begins ? ' Ein Abo, das erst beginnt, ist es noch nicht.' : ''}`,
    en: `${isOwed ? ' An amount with a minus is not paid: the customer still owes it.' : ''}${begins ? ' A subscription that has yet to begin is not.' : ''}`,
  }
  return [taskFor('free_re_entry', survivor.id, {
    de: `Von ${source.id} geht an ${survivor.id}: ${list.de} (Beträge und Termine in den Korrekturdateien). Bei ${source.id} austragen und bei ${survivor.id} kostenlos eintragen; es ist schon bezahlt.${owed.de}${how.de}`,
    en: `From ${source.id} to ${survivor.id}: ${list.en} (amounts and dates in the correction files). Take it off ${source.id} and enter it for ${survivor.id} free of charge; it is paid already.${owed.en}${how.en}`,
  })]
}

/** How something that is paid already is entered without charge and without a message, in the program's own words. */
export function entryWords(program: Program, entered: readonly Holding[]): Words {
  const money = entered.some((holding) => holding.kind === 'credit')
  switch (program) {
    case 'momence': return {
      de: ' Über „Neuer Verkauf“, Preis 0; vor dem Bestätigen das Häkchen bei der Benachrichtigung entfernen.',
      en: ' Use "Neuer Verkauf", price 0; untick the notification before confirming.',
    }
    case 'kutego': return money ? { de: ' Guthaben steht im Reiter „Kundenguthaben“. Keine Nachricht an den Kunden.', en: ' Credit stands in the tab "Kundenguthaben". No message to the customer.' } : silent
    case 'portal': case 'smile': case 'rentingforce': case null: return silent
  }
}

const silent: Words = { de: ' Keine Nachricht an den Kunden.', en: ' No message to the customer.' }

/** The second step after a free sale, and never left out: without it the program renews at its list price, from the day of the sale. `kept`: what else must be entered again. */
export function renewalTask(holding: HoldingOf<'subscription'>, owner: RecordId, date: CalendarDate | null, kept: Words, program: Program): TaskBody {
  const price = { de: moneyWords(holding.price, 'de'), en: moneyWords(holding.price, 'en') }
  const plan = { de: `„${holding.plan}“ bei ${owner}`, en: `"${holding.plan}" of ${owner}` }
  if (program === 'momence') {
    const on = date === null ? { de: '', en: '' } : { de: ` und „Verlängert am“ (oben rechts) auf ${dateWords(date).de}`, en: ` and "Verlängert am" (top right) to ${dateWords(date).en}` }
    return taskFor('set_renewal_by_hand', owner, {
      de: `${plan.de}: im Menü rechts neben dem Abo „bearbeiten“ wählen, den Verlängerungspreis auf ${price.de}${on.de} setzen, ganz nach unten scrollen und speichern.${kept.de}`,
      en: `${plan.en}: choose "bearbeiten" in the drop-down to the right of the subscription, set the renewal price to ${price.en}${on.en}, scroll down and save.${kept.en}`,
    })
  }
  const on = date === null ? { de: '', en: '' } : { de: `, nächste Verlängerung ${dateWords(date).de}`, en: `, next renewal ${dateWords(date).en}` }
  return taskFor('set_renewal_by_hand', owner, {
    de: `${plan.de}: vereinbarten Preis ${price.de}${on.de} eintragen und speichern; der Listenpreis gilt nicht.${kept.de}`,
    en: `${plan.en}: enter the agreed price ${price.en}${on.en} and save; the list price does not apply.${kept.en}`,
  })
}

/** What a subscription that is entered anew would lose: its first day where that is to come, its last, its pauses. */
function termWords({ state, startedOn, endsOn, pauses }: HoldingOf<'subscription'>): Words {
  const parts: readonly Words[] = [
    ...(state === 'future' ? [{ de: ` Beginn ${dateWords(startedOn).de}, nicht vorher; bezahlt ist es noch nicht.`, en: ` It begins on ${dateWords(startedOn).en}, not before; it is not paid yet.` }] : []),
    ...(endsOn === null ? [] : [{ de: ` Ende ${dateWords(endsOn).de} wieder eintragen.`, en: ` Enter its end, ${dateWords(endsOn).en}, again.` }]),
    pauseWords({ state, pauses }),
  ]
  return { de: parts.map((part) => part.de).join(''), en: parts.map((part) => part.en).join('') }
}

/** Pauses are entered again with their days. */
export function pauseWords({ state, pauses }: Pick<HoldingOf<'subscription'>, 'state' | 'pauses'>): Words {
  if (pauses.length === 0) return state === 'paused' ? { de: ' Es ist pausiert: die Pause wieder eintragen.', en: ' It is paused: enter the pause again.' } : { de: '', en: '' }
  const list = joined(pauses.map(({ from, to }): Words => (to === null
    ? { de: `ab ${dateWords(from).de} bis auf Weiteres`, en: `from ${dateWords(from).en} until further notice` }
    : { de: `${dateWords(from).de} bis ${dateWords(to).de}`, en: `${dateWords(from).en} to ${dateWords(to).en}` })))
  return { de: ` Pausen wieder eintragen: ${list.de}.`, en: ` Enter the pauses again: ${list.en}.` }
}

/** The date on which the plan has a moved subscription renew. */
function movedRenewal(holding: HoldingOf<'subscription'>, { bodies }: Transfer): CalendarDate | null {
  const body = bodies.find((each) => each.type === 'move_subscription' && each.holding === holding.id)
  return body?.type === 'move_subscription' ? body.renewsOn : null
}

/** Participants, notes, contracts, invoices: named by number, because they come in no correction file. */
function otherTasks({ survivor, source, bodies }: Transfer, others: readonly Holding[], program: Program): readonly TaskBody[] {
  const participants = bodies.filter((body) => body.type === 'move_participant').length
  if (others.length === 0 && participants === 0) return []
  const list = joined([...(participants === 0 ? [] : [{ de: `${participants} Teilnehmer`, en: participants === 1 ? '1 participant' : `${participants} participants` }]), ...(others.length === 0 ? [] : [countWords(others)])])
  const notes = others.some((holding) => holding.kind === 'note') ? {
    de: ' Notizen mit Herkunft, Name, Titel, Text, Wiedervorlage und zu benachrichtigendem Mitarbeiter übertragen; keine Notiz löschen.',
    en: ' Carry notes over with origin, name, title, text, follow-up date and the staff member to inform; delete no note.',
  } : { de: '', en: '' }
  const rights = rightsWords(others)
  const where = placeWords(program, [...(participants === 0 ? [] : ['participant' as const]), ...others.map((holding) => holding.kind)])
  return [taskFor('merge_by_hand', survivor.id, {
    de: `Außerdem geht von ${source.id} auf ${survivor.id} über: ${list.de}. Was sich nicht umhängen lässt, bleibt bei ${source.id} auffindbar; nichts löschen.${notes.de}${rights.de}${where.de}`,
    en: `From now on these of ${source.id} also belong to ${survivor.id}: ${list.en}. What cannot be moved stays to be found at ${source.id}; delete nothing.${notes.en}${rights.en}${where.en}`,
  })]
}

/** A ban is entered as one, and who belongs to which group is settled before anything is booked again. */
function rightsWords(others: readonly Holding[]): Words {
  const banned = [...new Set(others.flatMap((holding) => (holding.kind === 'permission' ? [holding.action] : [])))].toSorted(byCodeUnit).join(', ')
  const grouped = others.some(({ kind }) => kind === 'group' || kind === 'priceGroup') && others.some(({ kind }) => kind === 'booking')
  return {
    de: `${banned === '' ? '' : ` Als Verbot eintragen: ${banned}.`}${grouped ? ' Zuerst die Gruppen zuordnen, dann die Buchungen; Gebuchtes behält seinen Preis.' : ''}`,
    en: `${banned === '' ? '' : ` Enter as a ban: ${banned}.`}${grouped ? ' Assign the groups first, then the bookings; what is booked keeps its price.' : ''}`,
  }
}

/**
 * No program shows a password, so nobody types a login over by hand: where it cannot be taken over from the file, the
 * customer is invited and sets a password. The invitation is a message, so a person sends it or does not.
 */
function loginTasks({ survivor, source, bodies }: Transfer, program: Program): readonly TaskBody[] {
  const move = bodies.find((body) => body.type === 'move_login')
  if (move?.type !== 'move_login') return []
  const names = move.logins.flatMap(({ userName }) => (userName === null || userName === '' ? [] : [userName])).toSorted(byCodeUnit)
  const called = names.length === 0 ? '' : ` (${names.join(', ')})`
  const where = placeWords(program, ['login'])
  const replaced = move.replaced.length === 0 ? { de: '', en: '' } : { de: ` Der bisherige Zugang von ${survivor.id} entfällt.`, en: ` The present login of ${survivor.id} ends.` }
  return [taskFor('re_invite', survivor.id, {
    de: `Der Zugang von ${source.id}${called} gehört künftig zu ${survivor.id}, Benutzername und Passwort zusammen (logins.csv).${replaced.de} Lässt er sich dort nicht übernehmen, den Kunden neu einladen, damit er selbst ein Passwort setzt; keines vergeben. Die Einladung ist eine Nachricht: Sie geht nie von allein hinaus.${where.de}`,
    en: `The login of ${source.id}${called} belongs to ${survivor.id} from now on, user name and password together (logins.csv).${replaced.en} Where it cannot be taken over, invite the customer again to set a password; set none yourself. The invitation is a message: it never goes out by itself.${where.en}`,
  })]
}

/** A part of a credit that a reviewer let stay: nobody books with it any more, so it is settled before its customer is deactivated. */
function keptTasks({ source, bodies }: Transfer, input: PlanInput): readonly TaskBody[] {
  const kept = input.holdingsOf(source.id).flatMap((holding) => bodies.flatMap((body) => {
    const left = 'holding' in body && body.holding === holding.id ? transferOf(body)?.kept ?? 0n : 0n
    return left === 0n ? [] : [withBalance(holding, holding.owner, left)]
  }))
  if (kept.length === 0) return []
  const list = countWords(kept)
  return [taskFor('settle_with_customer', source.id, {
    de: `Bei ${source.id} bleiben ${list.de}; dieser Teil geht nicht mit. Mit dem Kunden klären, was damit geschieht (auszahlen, verrechnen oder stehen lassen), bevor er stillgelegt wird.`,
    en: `${list.en} stay with ${source.id}; this part does not move. Settle with the customer what becomes of it (pay out, offset or leave as it is) before it is deactivated.`,
  })]
}

function deactivation({ survivor, source, retireOn }: Transfer, program: Program): TaskBody {
  const date = retireOn === 'now' ? null : dateWords(retireOn)
  if (program === 'portal') {
    return taskFor('deactivate', source.id, {
      de: `In „Kundenübersicht“ den Kunden ${source.id} öffnen und über „Abmelden“ ${date === null ? 'inaktiv setzen' : `zum ${date.de} inaktiv setzen, nicht sofort`}. Nicht löschen.`,
      en: `In "Kundenübersicht" open customer ${source.id} and make it inactive with "Abmelden"${date === null ? '' : ` on ${date.en}, not at once`}. Do not delete.`,
    })
  }
  return taskFor('deactivate', source.id, {
    de: `Kunden ${source.id} in ${source.system}${date === null ? '' : ` zum ${date.de}, nicht vorher,`} stilllegen (nicht löschen) und auf ${survivor.id} verweisen. Keine Nachricht an den Kunden.`,
    en: `Deactivate customer ${source.id} in ${source.system}${date === null ? '' : ` on ${date.en}, not before`} (do not delete) and point to ${survivor.id}. No message to the customer.`,
  })
}

/** "12,50 EUR Guthaben, 2 Pakete": amounts for money, numbers for the rest. */
function countWords(holdings: readonly Holding[]): Words {
  return joined(holdingKindNames.flatMap((kind): readonly Words[] => {
    const those = holdings.filter((holding) => holding.kind === kind)
    if (those.length === 0) return []
    if (kind === 'credit') return those.flatMap((holding) => (holding.kind === 'credit' ? [{ de: `${moneyWords(holding.balance, 'de')} ${holdingKinds.credit.de}`, en: `${moneyWords(holding.balance, 'en')} ${holdingKinds.credit.en}` }] : []))
    if (kind === 'classCredit') return those.flatMap((holding) => (holding.kind === 'classCredit' ? [{ de: `${holding.units} × ${holding.creditType}`, en: `${holding.units} × ${holding.creditType}` }] : []))
    const words = holdingKinds[kind]
    return [{ de: `${those.length} ${those.length === 1 ? words.de : words.dePlural}`, en: `${those.length} ${those.length === 1 ? words.en : words.enPlural}` }]
  }))
}

function joined(parts: readonly Words[]): Words {
  return { de: parts.map((part) => part.de).join(', '), en: parts.map((part) => part.en).join(', ') }
}
