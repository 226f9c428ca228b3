import { dateWords } from '../../model/date-words.ts'
import { moneyWords } from '../../model/money.ts'
import type { Words } from '../../model/words.ts'
import type { HoldingOf } from '../../model/holding.ts'
import { byCodeUnit } from '../../model/json.ts'
import { entitlementWords } from '../repair/entitlement-words.ts'
import { taskFor, type TaskBody } from '../task-body.ts'
import type { RecordId } from '../../model/record.ts'
import type { Program } from '../plan-input.ts'
import { type Ending, isException } from './ending.ts'
import type { InvoiceBeyond } from '../../model/beyond-end.ts'

/** What a person must do for an ending, in order: end it, look at what ends with it, credit invoices, deactivate, check. */
export function endTasks(ending: Ending): readonly TaskBody[] {
  const { owner, subscription, beyond, deactivateOn } = ending
  return [
    taskFor('end_by_hand', owner.id, ending.on === null ? withdrawWords(ending) : endWords(ending)),
    ...(ending.on === null || beyond.credits.length + beyond.bookings.length === 0 ? [] : [taskFor('check_bookings', owner.id, endsWithItWords(ending))]),
    ...(ending.on === null || beyond.instalments.length === 0 ? [] : [taskFor('settle_with_customer', owner.id, instalmentWords(ending))]),
    ...(ending.on === null ? [] : beyond.invoices.map((each) => creditTask(each, owner.id, ending.program))),
    ...ending.payOut.map((credit) => ({ about: credit.id, ...taskFor('pay_out', owner.id, payOutWords(credit, ending)) })),
    ...(deactivateOn === null ? [] : [taskFor('deactivate', owner.id, deactivateWords(ending, deactivateOn))]),
    taskFor('check_saved', owner.id, {
      de: `Kunden ${owner.id} erneut öffnen und prüfen, ob „${subscription.plan}“ so steht wie hier verlangt. Erst dann abhaken.`,
      en: `Open customer ${owner.id} again and check that "${subscription.plan}" stands as asked here. Tick only then.`,
    }),
  ]
}

function endWords(ending: Ending): Words {
  const { owner, program, subscription, on } = ending
  const date = on === 'now' || on === null ? null : dateWords(on)
  const way = program === 'portal' ? {
    de: `„Kunden & Mitarbeiter“ › Kunde ${owner.id} › „Produkte“ › Mitgliedschaft „${subscription.plan}“ › „Optionen“ (oben rechts) › „Mitgliedschaft beenden“ › ${date === null ? '„Sofort“' : `„Am Enddatum“, Ende ${date.de}`}.`,
    en: `"Kunden & Mitarbeiter" › customer ${owner.id} › "Produkte" › membership "${subscription.plan}" › "Optionen" (top right) › "Mitgliedschaft beenden" › ${date === null ? '"Sofort"' : `"Am Enddatum", end ${date.en}`}.`,
  } : {
    de: `„${subscription.plan}“ von ${owner.id} ${date === null ? 'sofort beenden' : `zum ${date.de} beenden, nicht sofort`}.`,
    en: `End "${subscription.plan}" of ${owner.id} ${date === null ? 'at once' : `on ${date.en}, not at once`}.`,
  }
  const effect = date === null
    ? { de: ' Zugang und Leistungen entfallen sofort; das ist die Ausnahme.', en: ' Access and services are lost at once; this is the exception.' }
    : { de: ` Bis dahin bleibt sie nutzbar, dann endet sie von selbst; danach entstehen keine Rechnungen mehr.`, en: ` Until then it stays usable, then it ends by itself; no more invoices after that.` }
  return joined([way, effect, exceptionWords(ending), formerEndWords(ending), pauseWords(ending), accessWords(ending)])
}

function withdrawWords({ owner, program, subscription }: Ending): Words {
  const end = subscription.endsOn === null ? { de: '', en: '' } : { de: ` zum ${dateWords(subscription.endsOn).de}`, en: ` on ${dateWords(subscription.endsOn).en}` }
  const place = program === 'portal' ? { de: ` („Kunden & Mitarbeiter“ › Kunde ${owner.id} › „Produkte“)`, en: ` ("Kunden & Mitarbeiter" › customer ${owner.id} › "Produkte")` } : { de: '', en: '' }
  return {
    de: `Das vorgemerkte Ende von „${subscription.plan}“${end.de} bei ${owner.id} zurücknehmen${place.de}; das Abo läuft zum vereinbarten Preis weiter.`,
    en: `Take back the end of "${subscription.plan}"${end.en} of ${owner.id}${place.en}; the subscription goes on at the agreed price.`,
  }
}

/** The notice period was not kept: who decided that said why. */
function exceptionWords(ending: Ending): Words {
  if (!isException(ending)) return { de: '', en: '' }
  const notice = dateWords(ending.noticeOn)
  return ending.on === 'now'
    ? { de: ` Grund: ${sentence(ending.request.reason)}`, en: ` Reason: ${sentence(ending.request.reason)}` }
    : { de: ` Das liegt vor dem Ende der Kündigungsfrist (${notice.de}); Grund: ${sentence(ending.request.reason)}`, en: ` That is before the notice period is over (${notice.en}); reason: ${sentence(ending.request.reason)}` }
}

function formerEndWords({ subscription, on }: Ending): Words {
  if (subscription.endsOn === null || subscription.endsOn === on) return { de: '', en: '' }
  return { de: ` Bisher war das Ende der ${dateWords(subscription.endsOn).de}.`, en: ` The end was ${dateWords(subscription.endsOn).en} so far.` }
}

function pauseWords({ subscription }: Ending): Words {
  return subscription.pauses.length === 0 ? { de: '', en: '' } : { de: ' Eingetragene Pausen bleiben, wie sie sind; eine Pause ist kein Ende.', en: ' Pauses that are entered stay as they are; a pause is no end.' }
}

/** Ended is not removed: the account stays, though nothing can be used with it. */
function accessWords({ deactivateOn }: Ending): Words {
  return deactivateOn === null
    ? { de: ' In seinem Kundenkonto kann sich der Kunde weiter anmelden; ihn stillzulegen ist ein eigener Schritt.', en: ' The customer can still sign in to the account; deactivating it is a step of its own.' }
    : { de: '', en: '' }
}

function endsWithItWords({ owner, subscription, on, beyond }: Ending): Words {
  const until = on === 'now' || on === null ? { de: 'Ab sofort', en: 'From now on' } : { de: `Nach dem ${dateWords(on).de}`, en: `After ${dateWords(on).en}` }
  const credits = beyond.credits.map((each): Words => ({ de: `${each.units} × ${each.creditType}`, en: `${each.units} × ${each.creditType}` }))
  const bookings = beyond.bookings.map((each): Words => ({ de: `${each.title} am ${dateWords(each.startsOn!).de}`, en: `${each.title} on ${dateWords(each.startsOn!).en}` }))
  const list = (parts: readonly Words[], language: 'de' | 'en'): string => parts.map((part) => part[language]).join(', ')
  return {
    de: `${until.de} kann ${owner.id} mit „${subscription.plan}“ nicht mehr buchen.${credits.length === 0 ? '' : ` Damit verfällt Kursguthaben: ${list(credits, 'de')}.`}${bookings.length === 0 ? '' : ` Gebucht ist noch: ${list(bookings, 'de')}; jede Buchung ansehen und absagen oder anders bezahlen lassen.`} Keine Nachricht an den Kunden.`,
    en: `${until.en} ${owner.id} can book nothing more with "${subscription.plan}".${credits.length === 0 ? '' : ` Class credits end with it: ${list(credits, 'en')}.`}${bookings.length === 0 ? '' : ` Still booked: ${list(bookings, 'en')}; look at each booking and cancel it or have it paid otherwise.`} No message to the customer.`,
  }
}

/** To credit an invoice for the time after an end; of one that reaches over it only in part a person decides how much. */
export function creditTask({ invoice, days, isCertain }: InvoiceBeyond, owner: RecordId, program: Program): TaskBody {
  const amount = { de: moneyWords(invoice.total, 'de'), en: moneyWords(invoice.total, 'en') }
  const place = program === 'portal' ? { de: `In der „Rechnungsübersicht“ von ${owner} die`, en: `In the "Rechnungsübersicht" of ${owner}` } : { de: `Bei ${owner} die`, en: `For ${owner}` }
  const paid = { ...invoice.total, amountMinor: invoice.total.amountMinor - invoice.open.amountMinor }
  const back = paid.amountMinor <= 0n ? { de: '', en: '' } : { de: ` Bezahlt sind ${moneyWords(paid, 'de')}: klären, wie das Geld zurückgeht.`, en: ` ${moneyWords(paid, 'en')} are paid: settle how the money goes back.` }
  const after = afterWords(days)
  if (days === null && isCertain) return { about: invoice.id, ...taskFor('credit_invoice', owner, {
    de: `${place.de} Rechnung ${invoice.number} über ${amount.de} gutschreiben, nicht löschen: ${after.de}.${back.de}`,
    en: `${place.en} credit invoice ${invoice.number} of ${amount.en}, do not delete it: ${after.en}.${back.en}`,
  }) }
  const unsure = isCertain ? { de: '', en: '' } : { de: ' Sie nennt keine Mitgliedschaft: erst nachsehen, für welche sie gilt.', en: ' It names no membership: look first which one it is for.' }
  return { about: invoice.id, ...taskFor('credit_invoice', owner, {
    de: `${place.de} Rechnung ${invoice.number} über ${amount.de} ansehen: ${after.de}.${unsure.de} Entscheiden, wie viel gutgeschrieben wird; nicht löschen.${back.de}`,
    en: `${place.en} look at invoice ${invoice.number} of ${amount.en}: ${after.en}.${unsure.en} Decide how much to credit; do not delete it.${back.en}`,
  }) }
}

/** How much of an invoice is for the time after the end; how long it runs is not said where it does not say from when. */
function afterWords(days: InvoiceBeyond['days']): Words {
  if (days === null) return { de: 'Sie gilt für die Zeit nach dem Ende', en: 'it is for the time after the end' }
  const { after, all } = days
  return all === null
    ? { de: `${after} Tage liegen nach dem Ende`, en: `${after} days lie after the end` }
    : { de: `${after} von ${all} Tagen liegen nach dem Ende`, en: `${after} of ${all} days lie after the end` }
}

/** Credit is brought to zero by a document that says where the money went, never by changing the number. */
function payOutWords({ balance }: HoldingOf<'credit'>, { owner, program, request, owes }: Ending): Words {
  const amount = { de: moneyWords(balance, 'de'), en: moneyWords(balance, 'en') }
  const place = program === 'kutego' ? {
    de: `Für ${owner.id} eine Rechnung anlegen: Position „sonstiges“, Text „Auszahlung Kundenguthaben - Gutschrift“, 0,00 €, Guthaben ${amount.de} abziehen; so entsteht eine „Minusrechnung“.`,
    en: `Make an invoice for ${owner.id}: position "sonstiges", text "Auszahlung Kundenguthaben - Gutschrift", 0,00 €, deduct the credit of ${amount.en}; this gives a "Minusrechnung".`,
  } : {
    de: `Für ${owner.id} eine Rechnung mit einer Position über 0,00 anlegen, Text „Auszahlung Kundenguthaben - Gutschrift“, und das Guthaben ${amount.de} abziehen.`,
    en: `Make an invoice for ${owner.id} with one position of 0.00, text "Auszahlung Kundenguthaben - Gutschrift", and deduct the credit of ${amount.en}.`,
  }
  const closed = program === 'kutego'
    ? { de: 'Danach unter „Finanzen“ › „Rechnungen“ als bezahlt vermerken; das Guthaben im Reiter „Kundenguthaben“ ist dann 0,00.', en: 'Then mark it paid under "Finanzen" › "Rechnungen"; the credit in the tab "Kundenguthaben" is 0.00 then.' }
    : { de: 'Danach als bezahlt vermerken; das Guthaben ist dann 0,00.', en: 'Then mark it paid; the credit is 0.00 then.' }
  const owed = owes.get(balance.currency) ?? 0n
  const first = owed <= 0n ? { de: '', en: '' } : {
    de: `Der Kunde schuldet noch ${moneyWords({ amountMinor: owed, currency: balance.currency }, 'de')}: erst verrechnen, nur den Rest auszahlen. `,
    en: `The customer still owes ${moneyWords({ amountMinor: owed, currency: balance.currency }, 'en')}: offset it first and pay out only the rest. `,
  }
  return {
    de: `${first.de}${place.de} Weg der Erstattung im Rechnungstext nennen: ${sentence(request.payOut!)} ${closed.de} Den Nachweis der Erstattung zehn Jahre aufbewahren.`,
    en: `${first.en}${place.en} Name the route of refund in the text of the invoice: ${sentence(request.payOut!)} ${closed.en} Keep the proof of refund for ten years.`,
  }
}

function deactivateWords(ending: Ending, on: NonNullable<Ending['deactivateOn']>): Words {
  const { owner, program } = ending
  return joined([stillThereWords(ending), deactivationWords(owner.id, program, on)])
}

/** Who is deactivated can use nothing any more: what is still there is settled before. */
function stillThereWords({ left, payOut, owes }: Ending): Words {
  const things = left.filter((each) => !payOut.some((paid) => paid.id === each.id)).map(entitlementWords)
  const owed = [...owes].filter(([, amount]) => amount > 0n).toSorted(([one], [other]) => byCodeUnit(one, other)).map(([currency, amountMinor]): Words => ({ de: `offen ${moneyWords({ amountMinor, currency }, 'de')}`, en: `open ${moneyWords({ amountMinor, currency }, 'en')}` }))
  const all = [...things, ...owed]
  if (all.length === 0) return { de: '', en: '' }
  return { de: `Vorher klären, was noch da ist: ${all.map((each) => each.de).join('; ')}. `, en: `Settle before what is still there: ${all.map((each) => each.en).join('; ')}. ` }
}

function deactivationWords(owner: RecordId, program: Program, on: NonNullable<Ending['deactivateOn']>): Words {
  const date = on === 'now' ? null : dateWords(on)
  return program === 'portal'
    ? { de: `In „Kundenübersicht“ den Kunden ${owner} öffnen und über „Abmelden“ (links) ${date === null ? 'inaktiv setzen' : `zum ${date.de} inaktiv setzen, nicht sofort`}. Nicht löschen.`, en: `In "Kundenübersicht" open customer ${owner} and make it inactive with "Abmelden" (on the left)${date === null ? '' : ` on ${date.en}, not at once`}. Do not delete.` }
    : { de: `Kunden ${owner} ${date === null ? 'stilllegen' : `zum ${date.de} stilllegen, nicht vorher`}, nicht löschen. Keine Nachricht an den Kunden.`, en: `Deactivate customer ${owner}${date === null ? '' : ` on ${date.en}, not before`}, do not delete. No message to the customer.` }
}

function instalmentWords({ owner, beyond }: Ending): Words {
  const list = (language: 'de' | 'en'): string => beyond.instalments.map(({ title, open, dueOn }) => [`${language === 'de' ? '„' : '"'}${title}${language === 'de' ? '“' : '"'}`, moneyWords(open, language), ...(dueOn === null ? [] : [language === 'de' ? `fällig am ${dateWords(dueOn).de}` : `due on ${dateWords(dueOn).en}`])].join(', ')).join('; ')
  return {
    de: `${owner.id} hat noch offene Raten: ${list('de')}. Das Ende der Mitgliedschaft erlässt sie nicht: klären, ob und wann sie noch bezahlt werden.`,
    en: `${owner.id} still has open instalments: ${list('en')}. The end of the membership does not remit them: settle whether and when they are still paid.`,
  }
}

/** What somebody typed, as the end of a sentence: with one full stop. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`
}

function joined(parts: readonly Words[]): Words {
  return { de: parts.map((part) => part.de).join(''), en: parts.map((part) => part.en).join('') }
}
