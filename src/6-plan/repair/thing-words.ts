import type { CalendarDate } from '../../model/calendar.ts'
import { dateWords } from '../../model/date-words.ts'
import { holdingKinds, type HoldingOf } from '../../model/holding.ts'
import type { Thing } from '../../model/merged-elsewhere.ts'
import { type Money, moneyWords } from '../../model/money.ts'
import type { Words } from '../../model/words.ts'

/** A thing with everything a person needs who enters it again: `Gutschein XMAS-7, noch 12,00 EUR, bis 31.12.2026`. */
export function thingWords(holding: Thing): Words {
  const kind = holdingKinds[holding.kind]
  const parts = (describers[holding.kind] as (holding: Thing) => readonly (Words | null)[])(holding).filter((part) => part !== null)
  return { de: [kind.de, parts.map((part) => part.de).join(', ')].join(' '), en: [kind.en, parts.map((part) => part.en).join(', ')].join(' ') }
}

const describers: { readonly [K in Thing['kind']]: (holding: HoldingOf<K>) => readonly (Words | null)[] } = {
  contract: ({ title, startsOn, endsOn }) => [named(title), day('ab', 'from', startsOn), day('bis', 'until', endsOn) ?? { de: 'ohne Enddatum', en: 'without an end date' }],
  instalment: ({ title, amount, open, dueOn, contract }) => [named(title), money(amount), labelled('davon offen', 'open', money(open)), day('fällig am', 'due on', dueOn), contract === null ? null : labelled('zum Vertrag', 'of contract', same(contract))],
  offer: ({ number, title, total, validUntil }) => [same(number), title === null ? null : named(title), total === null ? null : money(total), day('gültig bis', 'valid until', validUntil)],
  booking: ({ title, startsOn, state, price, paidWith }) => [
    named(title), day('am', 'on', startsOn), state === 'waiting' ? { de: 'auf der Warteliste', en: 'on the waiting list' } : null, price === null ? null : labelled('vereinbarter Preis', 'agreed price', money(price)), paidWith === null ? null : labelled('bezahlt mit', 'paid with', same(paidWith)),
  ],
  rental: ({ object, caseReference, from, dueOn, price }) => [named(object), caseReference === null ? null : labelled('Vorgang', 'case', same(caseReference)), day('ab', 'from', from), day('zurück am', 'due back on', dueOn), price === null ? null : labelled('vereinbarter Preis', 'agreed price', money(price))],
  damageCase: ({ number, object, amount, caseReference }) => [same(number), object === null ? null : named(object), amount === null ? null : money(amount), caseReference === null ? null : labelled('Vorgang', 'case', same(caseReference))],
  voucher: ({ code, value, expiresOn, source }) => [same(code), value === null ? { de: 'Restwert nicht bekannt', en: 'remaining value not known' } : labelled('noch', 'worth', money(value)), day('bis', 'until', expiresOn), source === null ? null : labelled('erhalten für', 'given for', same(source))],
  document: ({ name, contentHash, addedOn }) => [named(name), day('vom', 'of', addedOn), contentHash === null ? null : labelled('Prüfsumme', 'checksum', same(contentHash.length > 12 ? `${contentHash.slice(0, 12)} …` : contentHash))],
  note: ({ origin, name, title, text, followUpOn, informStaff }) => [
    part('Herkunft', 'origin', origin), part('Name', 'name', name), part('Titel', 'title', title), part('Notiz', 'note', text),
    day('Wiedervorlage', 'follow-up', followUpOn) ?? { de: 'keine Wiedervorlage', en: 'no follow-up' }, informStaff === null ? { de: 'niemand zu benachrichtigen', en: 'nobody to inform' } : part('zu benachrichtigen', 'to inform', informStaff),
  ],
  group: ({ name, steers }) => [named(name), steers === 'mailing' ? { de: 'sie bestimmt, welche Mitteilungen der Kunde bekommt', en: 'it decides which mailings the customer gets' } : null],
  priceGroup: ({ name, proven, provenUntil }) => [named(name), proven ? { de: 'Nachweis lag vor', en: 'the proof was there' } : { de: 'ohne Nachweis: erst zuordnen, wenn er vorliegt', en: 'without a proof: assign it only once that is there' }, proven ? day('gültig bis', 'valid until', provenUntil) : null],
  permission: ({ action, allowed }) => [named(action), allowed ? { de: 'erlaubt', en: 'allowed' } : { de: 'nicht erlaubt', en: 'not allowed' }],
  discount: ({ reduction, name, validUntil }) => [same(name === null ? reduction : `${name} ${reduction}`), day('bis', 'until', validUntil)],
  invoice: ({ number, total, open }) => [same(number), money(total), labelled('davon offen', 'open', money(open))],
}

function same(text: string): Words {
  return { de: text, en: text }
}

function named(text: string): Words {
  return { de: `„${text}“`, en: `"${text}"` }
}

function money(amount: Money): Words {
  return { de: moneyWords(amount, 'de'), en: moneyWords(amount, 'en') }
}

function labelled(de: string, en: string, words: Words): Words {
  return { de: `${de} ${words.de}`, en: `${en} ${words.en}` }
}

/** A part of a note is named even where it is empty, so that nobody wonders whether it was forgotten. */
function part(de: string, en: string, text: string | null): Words {
  return labelled(de, en, text === null ? { de: 'leer', en: 'empty' } : named(text))
}

function day(de: string, en: string, date: CalendarDate | null): Words | null {
  return date === null ? null : labelled(de, en, dateWords(date))
}
