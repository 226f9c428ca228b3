import { calendarDate, type CalendarDate } from '../model/calendar.ts'
import { digitsOf, type Money } from '../model/money.ts'
import type { DateForm, DecimalForm } from './mapping.ts'

/** A value that was read, or what was expected instead. */
export type Read<T> = { readonly value: T } | { readonly expected: string }

/**
 * Trims a cell and takes off the leading apostrophe that spreadsheets put before ids, phones and formulas.
 * An apostrophe before a letter stays: it belongs to the name.
 */
export function cleanCell(text: string): string {
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  // Most cells need no trimming: the first and last characters tell.
  const trimmed = first <= 32 || last <= 32 || first >= 160 || last >= 160 ? text.trim() : text
  return trimmed.charCodeAt(0) === 39 && /^'[-=+@\d\t\r]/.test(trimmed) ? trimmed.slice(1) : trimmed
}

const patterns: Readonly<Record<DateForm, { readonly pattern: RegExp; readonly order: readonly [year: number, month: number, day: number] }>> = {
  'YYYY-MM-DD': { pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ,].*)?$/, order: [1, 2, 3] },
  'YYYY/MM/DD': { pattern: /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:[T ,].*)?$/, order: [1, 2, 3] },
  YYYYMMDD: { pattern: /^(\d{4})(\d{2})(\d{2})$/, order: [1, 2, 3] },
  'DD.MM.YYYY': { pattern: /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ,].*)?$/, order: [3, 2, 1] },
  'DD.MM.YY': { pattern: /^(\d{1,2})\.(\d{1,2})\.(\d{2})(?:[T ,].*)?$/, order: [3, 2, 1] },
  'DD/MM/YYYY': { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[T ,].*)?$/, order: [3, 2, 1] },
  'DD-MM-YYYY': { pattern: /^(\d{1,2})-(\d{1,2})-(\d{4})(?:[T ,].*)?$/, order: [3, 2, 1] },
  'MM/DD/YYYY': { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[T ,].*)?$/, order: [3, 1, 2] },
  'MM-DD-YYYY': { pattern: /^(\d{1,2})-(\d{1,2})-(\d{4})(?:[T ,].*)?$/, order: [3, 1, 2] },
  'MM/DD/YY': { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{2})(?:[T ,].*)?$/, order: [3, 1, 2] },
}

/** Forms that only one reading fits: they may be read without being named. */
const unambiguous: readonly DateForm[] = ['YYYY-MM-DD', 'DD.MM.YYYY']

/**
 * Reads a date in the form that the mapping names. Without a form only `YYYY-MM-DD` and `DD.MM.YYYY` are read;
 * `01/05/2026` can mean two days and is never guessed. Two-digit years are 1950 to 2049 seen from `asOfYear` 2000:
 * 00 to 49 is 20xx, 50 to 99 is 19xx.
 */
export function readDate(text: string, form: DateForm | null): Read<CalendarDate> {
  for (const each of form === null ? unambiguous : [form]) {
    const { pattern, order } = patterns[each]
    const found = pattern.exec(text)
    if (!found) continue
    const written = found[order[0]]!
    const year = written.length === 2 ? Number(written) + (Number(written) < 50 ? 2000 : 1900) : Number(written)
    const date = calendarDate(year, Number(found[order[1]]), Number(found[order[2]]))
    if (date !== null) return { value: date }
  }
  return { expected: form === null ? 'a date written YYYY-MM-DD or DD.MM.YYYY, or a dateFormat in the mapping' : `a date written ${form}` }
}

const signs: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', kr: '', '.-': '', '.–': '' }

/**
 * Reads an amount in the mapping's form into minor units. A sign or code of a currency beside it must agree with
 * the currency. Without a form only amounts that one reading fits are read: `12`, `12,5`, `12.50`, `1.234,56`;
 * `1,234` and `1.234` are not.
 */
export function readMoney(text: string, decimal: DecimalForm | null, currency: string): Read<Money> {
  const expected = { expected: decimal === null ? 'an amount that can be read in one way only, or a decimal in the mapping' : `an amount in ${currency} with ${decimal === 'cents' ? 'whole minor units' : `a decimal ${decimal}`}` }
  let body = text.replaceAll(/[\s\u00A0\u202F]/g, '')
  for (const [sign, code] of Object.entries(signs)) {
    if (!body.includes(sign)) continue
    if (code !== '' && code !== currency) return expected
    body = body.replace(sign, '')
  }
  const code = /^([A-Z]{3})|([A-Z]{3})$/.exec(body)
  if (code) {
    if (code[0] !== currency) return expected
    body = body.replace(code[0], '')
  }
  const minus = /^[-−]|-$|^\(.*\)$/.test(body)
  body = body.replaceAll(/^[-−+(]|[-)]$/g, '')
  const parts = decimal === 'cents' ? /^\d+$/.test(body) ? [body, null] as const : null : splitAmount(body, decimal)
  if (!parts) return expected
  const digits = digitsOf(currency)
  const [whole, fraction] = parts
  if (fraction !== null && fraction.length > digits) return expected
  const minor = decimal === 'cents' ? BigInt(whole) : BigInt(whole + (fraction ?? '').padEnd(digits, '0'))
  return { value: { amountMinor: minus ? -minor : minor, currency } }
}

/** Whole part without group signs, and fraction; null where the form does not fit. */
function splitAmount(body: string, decimal: 'comma' | 'point' | null): readonly [string, string | null] | null {
  if (/^\d+$/.test(body)) return [body, null]
  const german = /^(\d+|\d{1,3}(?:[.']\d{3})+)(?:,(\d{1,3}))?$/.exec(body)
  const english = /^(\d+|\d{1,3}(?:[,']\d{3})+)(?:\.(\d{1,3}))?$/.exec(body)
  // `1,234` and `1.234` fit both forms and mean two amounts: without a form they are refused.
  if (decimal === null && german && english) return null
  const found = decimal === 'comma' ? german : decimal === 'point' ? english : (german ?? english)
  return found ? [found[1]!.replaceAll(/[.,']/g, ''), found[2] ?? null] : null
}

/** Whole numbers, with an optional sign and no group signs. */
export function readInteger(text: string): Read<number> {
  return /^[-+]?\d{1,15}$/.test(text) ? { value: Number(text) } : { expected: 'a whole number' }
}

/** A local part, one @, and a domain with a dot; `mailto:` and `Name <…>` are taken off. */
export function readEmail(text: string): Read<string> {
  const inner = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text
  const address = inner.replace(/^mailto:/i, '').trim()
  return /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$/.test(address) && address.length <= 254 ? { value: address } : { expected: 'an e-mail address' }
}
