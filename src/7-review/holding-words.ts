import type { CalendarDate } from '../model/calendar.ts'
import { dateWords } from '../model/date-words.ts'
import type { Booking, Communication, DamageCase, Group, Holding, HoldingKind, HoldingOf, Offer, Rental, Subscription } from '../model/holding.ts'
import { intervalWords } from '../model/interval-words.ts'
import { type Money, moneyWords } from '../model/money.ts'
import type { Words } from '../model/words.ts'

/** What each kind is called with its particulars; a new kind does not compile until it has words. */
const describers: { readonly [K in HoldingKind]: (holding: HoldingOf<K>) => readonly (Words | null)[] } = {
  credit: ({ balance }) => [money(balance)],
  classCredit: ({ units, creditType, expiresOn }) => [same(`${units} × ${creditType}`), until(expiresOn)],
  package: ({ product, unitsLeft, unitsTotal, expiresOn }) => [same(product), unitsLeft === null ? null : left(unitsLeft, unitsTotal), until(expiresOn)],
  subscription: (holding) => [same(holding.plan), priceWords(holding), stateWords(holding)],
  contract: ({ title, startsOn, endsOn, state }) => [same(title), on('ab', 'from', startsOn), until(endsOn), state === 'active' ? null : contractStates[state]],
  invoice: ({ number, issuedOn, total, open, caseReference }) => [same(number), caseReference === null ? null : labelled('Vorgang', 'case', same(caseReference)), on('vom', 'of', issuedOn), money(total), open.amountMinor === 0n ? null : labelled('offen', 'open', money(open))],
  communication: ({ channel, sentOn, subject }) => [channels[channel], on('vom', 'of', sentOn), subject === null ? null : same(subject)],
  note: ({ title, text, followUpOn, informStaff }) => [same(title ?? clipped(text ?? '–')), on('Wiedervorlage', 'follow-up', followUpOn), informStaff === null ? null : labelled('an', 'to', same(informStaff))],
  instalment: ({ title, amount, open, dueOn }) => [same(title), money(amount), open.amountMinor === 0n ? null : labelled('offen', 'open', money(open)), on('fällig am', 'due on', dueOn)],
  offer: ({ number, title, total, state, validUntil }) => [same(number), title === null ? null : same(title), total === null ? null : money(total), offerStates[state], until(validUntil)],
  booking: ({ title, startsOn, state, price }) => [same(title), on('am', 'on', startsOn), bookingStates[state], price === null ? null : money(price)],
  attendance: ({ course, attendedOn, state }) => [same(course), on('am', 'on', attendedOn), bookingStates[state]],
  rental: ({ object, caseReference, dueOn, state, price }) => [same(object), caseReference === null ? null : labelled('Vorgang', 'case', same(caseReference)), rentalStates[state], on('zurück am', 'due back on', dueOn), price === null ? null : money(price)],
  damageCase: ({ number, object, amount, state }) => [same(number), object === null ? null : same(object), amount === null ? null : money(amount), damageStates[state]],
  voucher: ({ code, value, expiresOn, movable }) => [same(code), value === null ? null : money(value), until(expiresOn), movable ? null : { de: 'nicht übertragbar', en: 'cannot be moved' }],
  document: ({ name, addedOn }) => [same(name), on('vom', 'of', addedOn)],
  surveyVote: ({ survey, choice, votedOn, voucher }) => [same(survey), choice === null ? null : same(`„${choice}“`), on('am', 'on', votedOn), voucher === null ? null : labelled('Gutschein', 'voucher', same(voucher))],
  group: ({ name, steers }) => [same(name), steered[steers]],
  priceGroup: ({ name, proven, provenUntil }) => [same(name), proven ? { de: 'mit Nachweis', en: 'with proof' } : { de: 'ohne Nachweis', en: 'without proof' }, until(provenUntil)],
  permission: ({ action, allowed, isDefault }) => [same(action), allowed ? { de: 'erlaubt', en: 'allowed' } : { de: 'nicht erlaubt', en: 'not allowed' }, isDefault ? { de: 'wie in den Einstellungen', en: 'as in the settings' } : null],
  discount: ({ reduction, name, validUntil }) => [same(name === null ? reduction : `${name} ${reduction}`), until(validUntil)],
  activity: ({ happenedOn, text }) => [on('am', 'on', happenedOn), same(clipped(text ?? '–'))],
  card: ({ brand, lastFour, expiresOn }) => [same([brand, lastFour === null ? null : `•••• ${lastFour}`].filter((part) => part !== null).join(' ') || '–'), until(expiresOn)],
}

const contractStates: Readonly<Record<'future' | 'ended', Words>> = { future: { de: 'beginnt erst', en: 'yet to begin' }, ended: { de: 'beendet', en: 'ended' } }
const channels: Readonly<Record<Communication['channel'], Words>> = { email: { de: 'E-Mail', en: 'e-mail' }, sms: { de: 'SMS', en: 'text message' }, letter: { de: 'Brief', en: 'letter' }, other: { de: 'Schriftverkehr', en: 'correspondence' } }

const offerStates: Readonly<Record<Offer['state'], Words>> = { open: { de: 'offen', en: 'open' }, accepted: { de: 'angenommen', en: 'accepted' }, declined: { de: 'abgelehnt', en: 'declined' }, expired: { de: 'abgelaufen', en: 'expired' } }
const bookingStates: Readonly<Record<Booking['state'], Words>> = {
  booked: { de: 'gebucht', en: 'booked' }, waiting: { de: 'Warteliste', en: 'waiting list' }, attended: { de: 'da gewesen', en: 'attended' }, missed: { de: 'nicht erschienen', en: 'missed' }, cancelled: { de: 'abgesagt', en: 'cancelled' },
}
const rentalStates: Readonly<Record<Rental['state'], Words>> = { reserved: { de: 'reserviert', en: 'reserved' }, out: { de: 'ausgeliehen', en: 'out' }, returned: { de: 'zurückgegeben', en: 'returned' } }
const damageStates: Readonly<Record<DamageCase['state'], Words>> = { open: { de: 'offen', en: 'open' }, closed: { de: 'abgeschlossen', en: 'closed' } }
const steered: Readonly<Record<Group['steers'], Words>> = {
  price: { de: 'steuert Preise', en: 'steers prices' }, rights: { de: 'steuert Rechte', en: 'steers rights' }, mailing: { de: 'steuert Mitteilungen', en: 'steers mailings' }, nothing: { de: 'steuert nichts', en: 'steers nothing' }, unknown: { de: 'Wirkung unbekannt', en: 'effect not known' },
}

/** A holding for the desk, such as "10er-Karte Yoga, 4 von 10 übrig, bis 31.12.2026". */
export function holdingWords(holding: Holding): Words {
  const parts = (describers[holding.kind] as (holding: Holding) => readonly (Words | null)[])(holding).filter((part) => part !== null)
  return joinedWords(parts, ', ')
}

/** The price that was agreed and how often it is billed. */
export function priceWords({ price, interval }: Pick<Subscription, 'price' | 'interval'>): Words {
  return joinedWords([money(price), intervalWords[interval]], ' ')
}

export function joinedWords(parts: readonly Words[], between: string): Words {
  return { de: parts.map((part) => part.de).join(between), en: parts.map((part) => part.en).join(between) }
}

export function money(amount: Money): Words {
  return { de: moneyWords(amount, 'de'), en: moneyWords(amount, 'en') }
}

function stateWords({ state, startedOn, endsOn, renewsOn }: Subscription): Words | null {
  if (state === 'ended') return endsOn === null ? contractStates.ended : on('beendet am', 'ended on', endsOn)
  if (state === 'future') return on('beginnt am', 'begins on', startedOn)
  const paused = state === 'paused' ? [{ de: 'pausiert', en: 'paused' }] : []
  const next = endsOn !== null ? on('endet am', 'ends on', endsOn) : on('verlängert sich am', 'renews on', renewsOn)
  const parts = next === null ? paused : [...paused, next]
  return parts.length === 0 ? null : joinedWords(parts, ', ')
}

function same(text: string): Words {
  return { de: text, en: text }
}

function labelled(de: string, en: string, words: Words): Words {
  return { de: `${de} ${words.de}`, en: `${en} ${words.en}` }
}

function on(de: string, en: string, date: CalendarDate | null): Words | null {
  return date === null ? null : labelled(de, en, dateWords(date))
}

function until(date: CalendarDate | null): Words | null {
  return on('bis', 'until', date)
}

function left(unitsLeft: number, unitsTotal: number | null): Words {
  return unitsTotal === null ? { de: `noch ${unitsLeft}`, en: `${unitsLeft} left` } : { de: `${unitsLeft} von ${unitsTotal} übrig`, en: `${unitsLeft} of ${unitsTotal} left` }
}

/** A note without a title is known by its beginning. */
function clipped(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)} …` : text
}
