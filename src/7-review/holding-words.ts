import type { CalendarDate } from '../model/calendar.ts'
import { dateWords } from '../model/date-words.ts'
import type { Communication, Holding, HoldingKind, HoldingOf, Subscription } from '../model/holding.ts'
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
  card: ({ brand, lastFour, expiresOn }) => [same([brand, lastFour === null ? null : `•••• ${lastFour}`].filter((part) => part !== null).join(' ') || '–'), until(expiresOn)],
}

const contractStates: Readonly<Record<'future' | 'ended', Words>> = { future: { de: 'beginnt erst', en: 'yet to begin' }, ended: { de: 'beendet', en: 'ended' } }
const channels: Readonly<Record<Communication['channel'], Words>> = { email: { de: 'E-Mail', en: 'e-mail' }, sms: { de: 'SMS', en: 'text message' }, letter: { de: 'Brief', en: 'letter' }, other: { de: 'Schriftverkehr', en: 'correspondence' } }

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
