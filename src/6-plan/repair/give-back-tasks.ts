import type { CalendarDate } from '../../model/calendar.ts'
import { dateWords } from '../../model/date-words.ts'
import { isObjection } from '../../model/consent.ts'
import { type FieldName, fieldNames, fieldWords } from '../../model/field.ts'
import type { Subscription } from '../../model/holding.ts'
import type { Entitlement, LastKnown } from '../../model/merged-elsewhere.ts'
import { notRestored } from '../../model/not-restored.ts'
import type { SourceRecord } from '../../model/record.ts'
import type { Words } from '../../model/words.ts'
import type { Program } from '../plan-input.ts'
import { taskFor, type TaskBody } from '../task-body.ts'
import { entryWords } from '../transfer-tasks.ts'
import { entitlementWords } from './entitlement-words.ts'
import { nameOf } from './other-things.ts'

/** Left out of the values to enter: the program gives a new number, and bank details come with a new mandate. */
const notEntered: ReadonlySet<string> = new Set(['customerNumber', 'iban', 'bic', 'mandateReference'])

/** The customer is created anew; where the same e-mail would merge the two again, that is said. */
export function creation(lastKnown: LastKnown, remaining: SourceRecord, program: Program): TaskBody {
  const { record } = lastKnown
  const menu = program === 'momence' ? { de: 'über „Kundenliste“ › „Neuer Kunde“', en: 'with "Kundenliste" › "Neuer Kunde"' } : { de: 'in der Liste der Kunden', en: 'in the list of customers' }
  const values = valuesOf(record)
  const bank = record.fields.iban === undefined ? { de: '', en: '' } : { de: ` Bankverbindung (IBAN •••• ${record.fields.iban.slice(-4)}) nur mit neuem Mandat.`, en: ` Bank details (IBAN •••• ${record.fields.iban.slice(-4)}) only with a new mandate.` }
  const isShared = record.fields.email !== undefined && record.fields.email.toLowerCase() === remaining.fields.email?.toLowerCase()
  const clash = isShared ? { de: ` Achtung: ${remaining.id} hat dieselbe E-Mail; mit ihr entstünde wieder ein gemeinsames Konto. Vorher eine andere erfragen.`, en: ` Careful: ${remaining.id} has the same e-mail; with it one joint account would come about again. Ask for another one before.` } : { de: '', en: '' }
  const lost = notRestored(lastKnown, remaining.id)
  return taskFor('re_create_customer', record.id, {
    de: `Erst wenn bei ${remaining.id} alles ausgetragen ist: ${menu.de} den Kunden ${record.id} neu anlegen: ${values.de}.${bank.de}${clash.de} Keine Einladung und keine Nachricht senden. Danach gibt es ihn unter einer neuen Nummer; sie neben der alten ${record.id} notieren. ${lost.de}`,
    en: `Only when everything is off ${remaining.id}: ${menu.en} create customer ${record.id} anew: ${values.en}.${bank.en}${clash.en} Send no invitation and no message. Afterwards the customer has a new number; note it beside the old ${record.id}. ${lost.en}`,
  })
}

function valuesOf(record: SourceRecord): Words {
  const given = fieldNames.filter((name) => record.fields[name] !== undefined && !notEntered.has(name))
  if (given.length === 0) return { de: 'Werte beim Kunden erfragen', en: 'ask the customer for the values' }
  const list = (language: 'de' | 'en'): string => given.map((name) => `${fieldWords[name][language]} ${valueWords(name, record.fields[name]!)[language]}`).join(', ')
  return { de: list('de'), en: list('en') }
}

function valueWords(name: FieldName, value: string): Words {
  if (name === 'birthDate') return dateWords(value)
  if (name !== 'marketingConsent') return { de: value, en: value }
  if (isObjection(value)) return { de: 'nein', en: 'no' }
  return value === 'yes' ? { de: 'ja', en: 'yes' } : { de: value, en: value }
}

/** Entered as a sale at price 0, since it is paid; a subscription only for the period that is paid. */
export function reEntry(entitlement: Entitlement, { id: record, participants }: SourceRecord, { renewsOn, asOf }: { readonly renewsOn: CalendarDate | null; readonly asOf: CalendarDate }, program: Program): TaskBody {
  const child = participants.find((each) => each.id === entitlement.participant)
  const words = child === undefined ? entitlementWords(entitlement) : forParticipant(entitlementWords(entitlement), nameOf(child))
  if (entitlement.kind === 'credit' && entitlement.balance.amountMinor < 0n) return taskFor('free_re_entry', record, {
    de: `Bei ${record} (neu angelegt) eintragen: ${words.de}, den der Kunde noch schuldet. Keine Nachricht an den Kunden.`,
    en: `Enter for ${record} (created anew): ${words.en} that the customer still owes. No message to the customer.`,
  })
  const reference = 'saleReference' in entitlement && entitlement.saleReference !== null ? { de: ` (ursprünglicher Verkauf ${entitlement.saleReference})`, en: ` (original sale ${entitlement.saleReference})` } : { de: '', en: '' }
  const how = entryWords(program, [entitlement])
  const period = entitlement.kind === 'subscription' ? periodWords(entitlement, renewsOn, asOf) : { de: '', en: '' }
  // What has yet to begin is not paid yet, and is charged when it begins.
  const begins = entitlement.kind === 'subscription' && entitlement.state === 'future'
  const paid = begins
    ? { de: `Bezahlt ist es noch nicht${reference.de}.`, en: `It is not paid yet${reference.en}.` }
    : { de: `Es ist schon bezahlt${reference.de} und zählt nicht noch einmal als Umsatz.`, en: `It is paid already${reference.en} and does not count as revenue again.` }
  return taskFor('free_re_entry', record, {
    de: `Bei ${record} (neu angelegt) kostenlos eintragen: ${words.de}. ${paid.de}${how.de}${period.de}`,
    en: `Enter for ${record} (created anew) free of charge: ${words.en}. ${paid.en}${how.en}${period.en}`,
  })
}

/** Free until it renews; its beginning, where that is yet to come, and its end are entered with it, else the program starts it at once or goes on renewing it. */
function periodWords({ startedOn, endsOn }: Subscription, renewsOn: CalendarDate | null, asOf: CalendarDate): Words {
  const end = endsOn === null ? { de: '', en: '' } : { de: ` Das Ende am ${dateWords(endsOn).de} wieder eintragen und speichern.`, en: ` Enter its end on ${dateWords(endsOn).en} again and save.` }
  if (startedOn > asOf) {
    const start = dateWords(startedOn)
    return { de: ` Es beginnt erst am ${start.de}: mit diesem Beginn eintragen, nicht ab heute.${end.de}`, en: ` It begins only on ${start.en}: enter it with that beginning, not from today.${end.en}` }
  }
  if (renewsOn === null) return { de: ` Es verlängert sich nicht mehr.${end.de}`, en: ` It does not renew any more.${end.en}` }
  const date = dateWords(renewsOn)
  return {
    de: ` Kostenlos ist nur der laufende Zeitraum bis zum ${date.de}; danach gilt wieder der alte Preis, siehe den nächsten Schritt.${end.de}`,
    en: ` Only the present period until ${date.en} is free; then the old price holds again, see the next step.${end.en}`,
  }
}

function forParticipant(words: Words, name: string): Words {
  return { de: `${words.de}, für ${name}`, en: `${words.en}, for ${name}` }
}

/** Inviting sends mail, so it is a person's decision, made with the customer. */
export function reInvitation(record: SourceRecord): readonly TaskBody[] {
  return record.logins.length === 0 ? [] : [taskFor('re_invite', record.id, {
    de: `${record.id} hatte einen eigenen Zugang. Erst mit dem Kunden sprechen, dann neu einladen, damit er selbst ein Passwort setzt. Die Einladung ist eine Nachricht; sie geht nie von allein hinaus.`,
    en: `${record.id} had a login of its own. Talk to the customer first, then invite again so that the customer sets a password. The invitation is a message; it never goes out by itself.`,
  })]
}
