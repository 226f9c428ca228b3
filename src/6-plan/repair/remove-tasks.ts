import { accountKey, balanceOf } from '../../model/account.ts'
import type { CalendarDate } from '../../model/calendar.ts'
import { dateWords } from '../../model/date-words.ts'
import { type FieldName, fieldWords } from '../../model/field.ts'
import { holdingKinds, type Subscription } from '../../model/holding.ts'
import type { LostCustomer, LostEntitlement, MergedElsewhere } from '../../model/merged-elsewhere.ts'
import type { RecordId } from '../../model/record.ts'
import type { Words } from '../../model/words.ts'
import { removeCardMenu } from '../card-tasks.ts'
import type { Program } from '../plan-input.ts'
import { renewalDate } from '../renewal-date.ts'
import { taskFor, type TaskBody } from '../task-body.ts'
import { entitlementWords, unitWords } from './entitlement-words.ts'

/** Cards first: while a stranger's card is on the account, the stranger pays. */
export function cardRemovals({ remaining, cards }: MergedElsewhere, program: Program): readonly TaskBody[] {
  const menu = removeCardMenu(program)
  switch (cards.standing) {
    case 'notKept': case 'none': return []
    case 'unclear': return [taskFor('remove_all_cards', remaining, {
      de: `Zuerst bei ${remaining} alle Abbuchungen anhalten, dann alle Karten entfernen, die dort stehen${menu.de}: Es ist nicht sicher, wem welche gehört. Danach ist bei ${remaining} keine Karte mehr hinterlegt; jeder Kunde wird gebeten, seine neu einzutragen.`,
      en: `First stop all charging on ${remaining}, then remove all cards that are there${menu.en}: it is not certain whose is whose. Afterwards ${remaining} has no card on file; each customer is asked to add their own again.`,
    })]
    case 'clear': return cards.foreign.map(({ card, of }) => {
      const name = [card.brand, card.lastFour === null ? null : `•••• ${card.lastFour}`].filter((part) => part !== null).join(' ')
      return taskFor('remove_card', remaining, {
        de: `Zuerst bei ${remaining} alle Abbuchungen anhalten, dann die Karte ${name} entfernen${menu.de}: Sie gehört ${of}. Danach stehen dort nur noch die eigenen Karten.`,
        en: `First stop all charging on ${remaining}, then remove the card ${name}${menu.en}: it belongs to ${of}. Afterwards only the account's own cards are there.`,
      })
    })
  }
}

/** What must be settled by talking, because no export tells it. */
export function settleTasks({ remaining, lost, spentTogether }: MergedElsewhere, asOf: CalendarDate): readonly TaskBody[] {
  const together = spentTogether.map(({ unit, amount }) => {
    const words = unitWords(unit, amount)
    return taskFor('settle_with_customer', remaining, {
      de: `Bei ${remaining} fehlen ${words.de} von dem, was alle zusammen hatten. Vor dem Austragen klären, wer sie verbraucht hat, und die Beträge danach aufteilen.`,
      en: `${remaining} holds ${words.en} less than all of them had together. Settle who spent it before anything is taken off, and share the amounts out accordingly.`,
    })
  })
  const unknown = lost.filter(({ lastKnown }) => lastKnown.unknown.length > 0).map(({ lastKnown: { record, unknown: kinds } }) => taskFor('settle_with_customer', record.id, {
    de: `Es ist nicht bekannt, ob ${record.id} noch anderes hatte, denn nicht exportiert waren: ${kinds.map((kind) => holdingKinds[kind].dePlural).join(', ')}. Bei ${remaining} und mit dem Kunden nachsehen.`,
    en: `It is not known whether ${record.id} had more, because these were not exported: ${kinds.map((kind) => holdingKinds[kind].enPlural).join(', ')}. Look at ${remaining} and ask the customer.`,
  }))
  return [...together, ...unknown, ...lost.flatMap((customer) => customer.entitlements.flatMap((each) => settleOne(each, customer, remaining, asOf)))]
}

function settleOne({ entitlement, seen, spent }: LostEntitlement, { lastKnown: { record } }: LostCustomer, remaining: RecordId, asOf: CalendarDate): readonly TaskBody[] {
  const words = entitlementWords(entitlement)
  if (seen === 'missing' && entitlement.kind === 'subscription') return [missingSubscription(entitlement, record.id, remaining, asOf)]
  if (seen === 'missing') return [taskFor('settle_with_customer', record.id, {
    de: `${record.id} hatte: ${words.de}. Bei ${remaining} ist davon nichts mehr zu finden. Klären, ob es verbraucht wurde; nur was noch zusteht, später von Hand kostenlos eintragen.`,
    en: `${record.id} had: ${words.en}. ${remaining} shows nothing of it any more. Settle whether it was used; enter by hand and free of charge later only what is still due.`,
  })]
  if (entitlement.kind === 'subscription' && entitlement.renewsOn !== null && entitlement.renewsOn < asOf && entitlement.state === 'active') {
    const date = dateWords(entitlement.renewsOn)
    return [taskFor('settle_with_customer', record.id, {
      de: `${record.id}: ${words.de}. Es war am ${date.de} fällig und steht jetzt bei ${remaining}. Nachsehen, wessen Karte belastet wurde; war es die falsche, den Betrag mit beiden klären.`,
      en: `${record.id}: ${words.en}. It was due on ${date.en} and stands with ${remaining} now. Look whose card was charged; if it was the wrong one, settle the amount with both.`,
    })]
  }
  if (spent <= 0n || entitlement.kind !== 'package') return []
  return [taskFor('settle_with_customer', record.id, {
    de: `Von einem Paket, das ${record.id} gehört, ${spent === 1n ? 'wurde 1 Einheit' : `wurden ${spent} Einheiten`} verbraucht, seit es bei ${remaining} steht (${words.de}). Klären, von wem; der Plan gibt zurück, was noch da ist.`,
    en: `Of a package that belongs to ${record.id}, ${spent === 1n ? '1 unit was' : `${spent} units were`} used since it stands with ${remaining} (${words.en}). Settle by whom; the plan gives back what is left.`,
  })]
}

/** A subscription is not used up: somebody ended it, or it runs elsewhere; where it is still due, it needs its price and date too. */
function missingSubscription(subscription: Subscription, record: RecordId, remaining: RecordId, asOf: CalendarDate): TaskBody {
  const words = entitlementWords(subscription)
  const renewsOn = renewalDate(subscription, asOf)
  const date = renewsOn === null ? { de: '', en: '' } : { de: ` und der nächsten Verlängerung am ${dateWords(renewsOn).de}`, en: ` and the next renewal on ${dateWords(renewsOn).en}` }
  const sale = subscription.saleReference === null ? { de: '', en: '' } : { de: ` (ursprünglicher Verkauf ${subscription.saleReference})`, en: ` (original sale ${subscription.saleReference})` }
  return taskFor('settle_with_customer', record, {
    de: `${record} hatte: ${words.de}${sale.de}. Bei ${remaining} ist es nicht zu finden. Klären, ob es beendet wurde; läuft es noch, später von Hand kostenlos eintragen, mit dem alten Preis${date.de}.`,
    en: `${record} had: ${words.en}${sale.en}. ${remaining} does not show it. Settle whether it was ended; if it still runs, enter it by hand and free of charge later, with the old price${date.en}.`,
  })
}

/** A step that takes one thing off the remaining account, with what is left there afterwards. */
export function removal({ entitlement, seen }: LostEntitlement, record: RecordId, remaining: RecordId, left: Map<string, bigint>): TaskBody {
  const words = entitlementWords(entitlement)
  const part = balanceOf(entitlement)
  if (part === null) {
    const bill = entitlement.kind === 'subscription' ? { de: ' Nichts abrechnen und nichts erstatten: Es läuft beim anderen Kunden weiter.', en: ' Bill nothing and refund nothing: it goes on with the other customer.' } : { de: '', en: '' }
    return taskFor('remove_entitlement', remaining, {
      de: `Bei ${remaining} entfernen, was von ${record} kam: ${words.de}.${bill.de}${unchecked(seen).de} Keine Nachricht an den Kunden.`,
      en: `Remove from ${remaining} what came from ${record}: ${words.en}.${bill.en}${unchecked(seen).en} No message to the customer.`,
    })
  }
  const key = accountKey(remaining, part.unit)
  const after = (left.get(key) ?? 0n) - part.amount
  if (seen === 'there') left.set(key, after)
  const rest = unitWords(part.unit, after)
  const afterwards = seen === 'there' ? { de: ` Danach stehen dort ${rest.de}.`, en: ` Afterwards ${rest.en} are there.` } : unchecked(seen)
  if (part.amount < 0n) return taskFor('remove_entitlement', remaining, {
    de: `Bei ${remaining} austragen, was ${record} noch schuldet: ${words.de}.${afterwards.de} Keine Nachricht an den Kunden.`,
    en: `Take off ${remaining} what ${record} still owes: ${words.en}.${afterwards.en} No message to the customer.`,
  })
  const amount = unitWords(part.unit, part.amount)
  const kind = part.unit.startsWith('class:') ? { de: '(Kursguthaben)', en: '(class credit)' } : { de: 'Guthaben', en: 'of credit' }
  return taskFor('remove_entitlement', remaining, {
    de: `Bei ${remaining} ${amount.de} ${kind.de} abziehen: Das gehört ${record}.${afterwards.de} Keine Nachricht an den Kunden.`,
    en: `Take ${amount.en} ${kind.en} off ${remaining}: that belongs to ${record}.${afterwards.en} No message to the customer.`,
  })
}

/** Fields whose values are named by their last four characters only. */
const masked: readonly FieldName[] = ['iban', 'bic', 'mandateReference']

/** Values that came over with the others go back to what they were. */
export function valueTask({ remaining, taken }: MergedElsewhere): readonly TaskBody[] {
  if (taken.length === 0) return []
  const shown = (field: FieldName, value: string): string => (masked.includes(field) ? `•••• ${value.slice(-4)}` : value)
  const list = (language: 'de' | 'en'): string => taken.map(({ field, was, now }) => {
    const name = fieldWords[field][language]
    if (was === null) return language === 'de' ? `${name} leeren („${shown(field, now)}“)` : `clear ${name} ("${shown(field, now)}")`
    return language === 'de' ? `${name} wieder „${shown(field, was)}“ statt „${shown(field, now)}“` : `${name} back to "${shown(field, was)}" instead of "${shown(field, now)}"`
  }).join(', ')
  const mail = taken.some(({ field }) => field === 'email') ? { de: ' Die E-Mail vor dem Speichern zeichenweise vergleichen.', en: ' Compare the e-mail letter by letter before saving.' } : { de: '', en: '' }
  return [taskFor('restore_values', remaining, {
    de: `Bei ${remaining} stehen Werte von ${[...new Set(taken.map((each) => each.of))].join(', ')}: ${list('de')}.${mail.de} Keine Nachricht an den Kunden.`,
    en: `${remaining} has values of ${[...new Set(taken.map((each) => each.of))].join(', ')}: ${list('en')}.${mail.en} No message to the customer.`,
  })]
}

function unchecked(seen: LostEntitlement['seen']): Words {
  switch (seen) {
    case 'there': case 'missing': return { de: '', en: '' }
    case 'several': return { de: ' Vorher nachsehen, welches: Dort steht mehr als eines.', en: ' Look before which one: there is more than one.' }
    case 'unknown': return { de: ' Vorher nachsehen: Der Export zeigt diese Art nicht.', en: ' Look before: the export does not show this kind.' }
  }
}
