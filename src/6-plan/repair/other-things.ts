import type { CalendarDate } from '../../model/calendar.ts'
import { dateWords } from '../../model/date-words.ts'
import { type Holding, holdingKindNames, holdingKinds } from '../../model/holding.ts'
import { isCurrent } from '../../model/holding-state.ts'
import { byCodeUnit } from '../../model/json.ts'
import { isEntitlement, isThing, type LastKnown, type Thing } from '../../model/merged-elsewhere.ts'
import type { Participant, RecordId } from '../../model/record.ts'
import type { Words } from '../../model/words.ts'
import { placeWords } from '../menu-places.ts'
import type { Program } from '../plan-input.ts'
import { taskFor, type TaskBody } from '../task-body.ts'
import { thingWords } from './thing-words.ts'

/**
 * What a person does with a thing that is no entitlement: `enter` it again, having taken it off the remaining account
 * (`move`) or leaving it there (`copy`); look after it where it stays (`tell`); or nothing, because it is over (`past`).
 */
type Way = 'move' | 'copy' | 'tell' | 'past'

function wayOf(thing: Thing, asOf: CalendarDate): Way {
  const lasts = (until: CalendarDate | null): boolean => until === null || until >= asOf
  switch (thing.kind) {
    case 'note': case 'document': return 'copy'
    case 'group': return 'move'
    case 'contract': return isCurrent(thing, asOf) ? 'move' : 'past'
    case 'instalment': return thing.open.amountMinor !== 0n ? 'move' : 'past'
    case 'offer': return thing.state === 'open' && lasts(thing.validUntil) ? 'move' : 'past'
    case 'booking': return (thing.state === 'booked' || thing.state === 'waiting') && lasts(thing.startsOn) ? 'move' : 'past'
    case 'voucher': return thing.value?.amountMinor === 0n || !lasts(thing.expiresOn) ? 'past' : thing.movable ? 'move' : 'tell'
    case 'priceGroup': return !thing.proven || lasts(thing.provenUntil) ? 'move' : 'past'
    case 'permission': return thing.isDefault ? 'past' : 'move'
    case 'discount': return lasts(thing.validUntil) ? 'move' : 'past'
    case 'invoice': return thing.open.amountMinor !== 0n ? 'tell' : 'past'
    case 'rental': return thing.state !== 'returned' ? 'tell' : 'past'
    case 'damageCase': return thing.state === 'open' ? 'tell' : 'past'
  }
}

/** Price and rights are assigned before anything is booked with them. */
const order: readonly Thing['kind'][] = ['group', 'priceGroup', 'permission', 'discount', 'contract', 'instalment', 'offer', 'voucher', 'booking', 'document', 'note', 'invoice', 'rental', 'damageCase']

function thingsOf({ holdings }: LastKnown, asOf: CalendarDate): readonly { readonly thing: Thing; readonly way: Way }[] {
  return holdings.filter(isThing).map((thing) => ({ thing, way: wayOf(thing, asOf) }))
    .toSorted((left, right) => order.indexOf(left.thing.kind) - order.indexOf(right.thing.kind) || byCodeUnit(left.thing.id, right.thing.id))
}

/** What must be gone from the remaining account before it is entered again, in one step: what steers its prices and rights, or would stand twice. */
export function otherRemovals(lastKnown: LastKnown, remaining: RecordId, asOf: CalendarDate): readonly TaskBody[] {
  const moving = thingsOf(lastKnown, asOf).filter(({ way }) => way === 'move').map(({ thing }) => thingWords(thing))
  const sanctions = (lastKnown.record.flags.sanctions ?? []).map((sanction): Words => ({ de: `Sperre „${sanction}“`, en: `restriction "${sanction}"` }))
  const list = [...moving, ...sanctions]
  if (list.length === 0) return []
  const { id } = lastKnown.record
  return [taskFor('remove_entitlement', remaining, {
    de: `Bei ${remaining} austragen, was mit ${id} dorthin kam, soweit es dort steht: ${list.map((each) => each.de).join('; ')}. Was ${remaining} schon selbst hatte, bleibt. Nichts erstatten. Keine Nachricht an den Kunden.`,
    en: `Take off ${remaining} what came there with ${id}, as far as it is there: ${list.map((each) => each.en).join('; ')}. What ${remaining} had itself stays. Refund nothing. No message to the customer.`,
  })]
}

/** Participants and restrictions, then each thing in a step of its own, then in one step what is over and stays where it is. */
export function otherThings(lastKnown: LastKnown, remaining: RecordId, program: Program, asOf: CalendarDate): readonly TaskBody[] {
  const { record } = lastKnown
  const things = thingsOf(lastKnown, asOf)
  return [
    ...record.participants.map((each) => participantTask(each, record.id, remaining, program)),
    ...(record.flags.sanctions ?? []).map((sanction) => sanctionTask(sanction, record.id, program)),
    ...things.flatMap(({ thing, way }): readonly TaskBody[] => (way === 'past' ? [] : way === 'tell' ? [tellTask(thing, record.id, remaining, program)] : [entryTask(thing, lastKnown, remaining, program)])),
    ...pastTask(pastOf(lastKnown, things), record.id, remaining),
  ]
}

/** What is over of the things, and what is history by its kind; a permission that everybody has is neither. */
function pastOf({ holdings }: LastKnown, things: ReturnType<typeof thingsOf>): readonly Holding[] {
  return [...things.flatMap(({ thing, way }) => (way === 'past' && thing.kind !== 'permission' ? [thing] : [])), ...holdings.filter((holding) => !isThing(holding) && !isEntitlement(holding) && holding.kind !== 'card')]
}

function entryTask(thing: Thing, { record }: LastKnown, remaining: RecordId, program: Program): TaskBody {
  const words = thingWords(thing)
  const child = record.participants.find((each) => each.id === thing.participant)
  const whose = child === undefined ? { de: '', en: '' } : { de: `, für ${nameOf(child)}`, en: `, for ${nameOf(child)}` }
  const care = careOf(thing, remaining)
  const place = placeWords(program, [thing.kind])
  return { about: thing.id, ...taskFor('enter_again', record.id, {
    de: `Bei ${record.id} (neu angelegt) eintragen: ${words.de}${whose.de}.${care.de}${place.de} Keine Nachricht an den Kunden.`,
    en: `Enter for ${record.id} (created anew): ${words.en}${whose.en}.${care.en}${place.en} No message to the customer.`,
  }) }
}

/** What to mind when a thing of this kind is entered again. */
function careOf(thing: Thing, remaining: RecordId): Words {
  switch (thing.kind) {
    case 'note': return {
      de: ` Die Notiz bei ${remaining} bleibt stehen${thing.followUpOn === null ? '' : ', auch wenn sie dort zur Wiedervorlage steht: Wer sie dort löscht, löscht die ganze Notiz'}.`,
      en: ` The note at ${remaining} stays${thing.followUpOn === null ? '' : ', even where its follow-up shows there: deleting it there deletes the whole note'}.`,
    }
    case 'document': return { de: ` Die Datei bei ${remaining} öffnen und hier unter demselben Namen ablegen; dort bleibt sie stehen.`, en: ` Open the file at ${remaining} and add it here under the same name; it stays there.` }
    case 'contract': return { de: ' Ohne neue Rechnung und ohne neue Laufzeit.', en: ' Without a new invoice and without a new term.' }
    case 'instalment': return { de: ' Der Kunde schuldet sie weiter, zum selben Tag.', en: ' The customer still owes it, due on the same day.' }
    case 'booking': return { de: ' Der vereinbarte Preis bleibt; was schon bezahlt ist, wird nicht noch einmal abgezogen.', en: ' The agreed price stays; what is paid already is not deducted again.' }
    case 'voucher': return { de: ' Kein neuer Verkauf: Er ist schon bezahlt oder geschenkt.', en: ' This is no new sale: it is paid already or was a gift.' }
    case 'discount': return { de: ' Genau diesen, nicht zusammen mit einem anderen.', en: ' Exactly this one, not together with another.' }
    case 'group': case 'priceGroup': return thing.kind === 'group' && thing.steers !== 'price' && thing.steers !== 'unknown' ? { de: '', en: '' } : { de: ' Erst zuordnen, dann buchen: Der Preis gilt nur für spätere Buchungen.', en: ' Assign it first, then book: its price holds only for later bookings.' }
    default: return { de: '', en: '' }
  }
}

/** What stays where it is, but concerns the customer who comes back: nobody else pays, answers or is dunned for it. */
function tellTask(thing: Thing, record: RecordId, remaining: RecordId, program: Program): TaskBody {
  const words = thingWords(thing)
  const place = placeWords(program, [thing.kind])
  const what = thing.kind === 'invoice'
    ? { de: `${remaining} dafür weder mahnen noch belasten; die Zahlung mit ${record} klären.`, en: `Neither remind nor charge ${remaining} for it; settle the payment with ${record}.` }
    : thing.kind === 'voucher'
      ? { de: `Er lässt sich nicht übertragen. Mit ${record} klären, was damit geschieht; ${remaining} darf ihn nicht einlösen.`, en: `It cannot be moved. Settle with ${record} what becomes of it; ${remaining} must not redeem it.` }
      : { de: `Beim neu angelegten Kunden vermerken; ${remaining} haftet dafür nicht. Nichts löschen.`, en: `Note it with the customer created anew; ${remaining} is not liable for it. Delete nothing.` }
  return taskFor('settle_with_customer', record, {
    de: `Das gehört ${record}, steht aber bei ${remaining}: ${words.de}. ${what.de}${place.de}`,
    en: `This belongs to ${record} but stands with ${remaining}: ${words.en}. ${what.en}${place.en}`,
  })
}

function participantTask(participant: Participant, record: RecordId, remaining: RecordId, program: Program): TaskBody {
  const born = participant.birthDate === null ? { de: '', en: '' } : { de: `, geboren am ${dateWords(participant.birthDate).de}`, en: `, born on ${dateWords(participant.birthDate).en}` }
  const place = placeWords(program, ['participant'])
  return taskFor('enter_again', record, {
    de: `Bei ${record} (neu angelegt) Teilnehmer ${nameOf(participant)}${born.de} eintragen. Bei ${remaining} nicht löschen: Daran hängen Kurse und Teilnahmen bis heute.${place.de}`,
    en: `Enter participant ${nameOf(participant)}${born.en} for ${record} (created anew). Do not delete at ${remaining}: courses and attendance until today hang on it.${place.en}`,
  })
}

function sanctionTask(sanction: string, record: RecordId, program: Program): TaskBody {
  const place = placeWords(program, ['permission'])
  return taskFor('enter_again', record, {
    de: `Bei ${record} (neu angelegt) die Sperre „${sanction}“ wieder eintragen: Sie galt schon vorher und gilt weiter.${place.de} Keine Nachricht an den Kunden.`,
    en: `Enter the restriction "${sanction}" for ${record} (created anew) again: it held before and still holds.${place.en} No message to the customer.`,
  })
}

export function nameOf({ id, givenName, familyName }: Participant): string {
  return [givenName, familyName].filter((part) => part !== null).join(' ') || id
}

/** What is over is history: named by number, left where it is. */
function pastTask(past: readonly Holding[], record: RecordId, remaining: RecordId): readonly TaskBody[] {
  const counted = holdingKindNames.flatMap((kind): readonly Words[] => {
    const count = past.filter((holding) => holding.kind === kind).length
    const words = holdingKinds[kind]
    return count === 0 ? [] : [{ de: `${count} ${count === 1 ? words.de : words.dePlural}`, en: `${count} ${count === 1 ? words.en : words.enPlural}` }]
  })
  if (counted.length === 0) return []
  const votes = past.some((holding) => holding.kind === 'surveyVote') ? { de: ' Keine Stimme noch einmal abgeben.', en: ' Cast no vote again.' } : { de: '', en: '' }
  return [taskFor('enter_again', record, {
    de: `Zu ${record} gehört auch, was abgeschlossen ist: ${counted.map((each) => each.de).join(', ')}. Es bleibt bei ${remaining}; beim neu angelegten Kunden vermerken, wo es steht. Nichts löschen.${votes.de}`,
    en: `What is over also belongs to ${record}: ${counted.map((each) => each.en).join(', ')}. It stays with ${remaining}; note with the customer created anew where it is. Delete nothing.${votes.en}`,
  })]
}
