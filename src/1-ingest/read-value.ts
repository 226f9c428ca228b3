import { calendarDate, type CalendarDate } from '../model/calendar.ts'
import { digitsOf, isCurrency, type Money } from '../model/money.ts'
import { dateForms, type DateForm, type DecimalForm } from './mapping.ts'

/**
 * A value that was read, or what was expected instead. `ambiguous`: it could be read in more than one way if the
 * mapping named no form; `unit`: the currency beside it is another.
 */
export type Read<T> = { readonly value: T } | { readonly expected: string; readonly ambiguous?: boolean; readonly unit?: boolean }

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
export const plainDateForms: readonly DateForm[] = ['YYYY-MM-DD', 'YYYY/MM/DD', 'DD.MM.YYYY']

/**
 * Reads a date in one of the forms that the mapping names. Where it names none only those are read that can be read in
 * one way; `01/05/2026` can mean two days and is never guessed. Of two-digit years 00 to 49 are 20xx and 50 to 99 are
 * 19xx. A time behind the date is left out.
 */
export function readDate(text: string, forms: readonly DateForm[]): Read<CalendarDate> {
  for (const form of forms.length > 0 ? forms : plainDateForms) {
    const date = dateOf(text, form)
    if (date !== null) return { value: date }
  }
  if (forms.length > 0) return { expected: `a date written ${forms.join(' or ')}` }
  return { expected: 'a date written YYYY-MM-DD or DD.MM.YYYY, or a dateFormat in the mapping', ambiguous: dateForms.some((form) => dateOf(text, form) !== null) }
}

/** The date that a text is in a form, null where it does not fit. */
export function dateOf(text: string, form: DateForm): CalendarDate | null {
  const { pattern, order } = patterns[form]
  const found = pattern.exec(text)
  if (!found) return null
  const written = found[order[0]]!
  const year = written.length === 2 ? Number(written) + (Number(written) < 50 ? 2000 : 1900) : Number(written)
  return calendarDate(year, Number(found[order[1]]), Number(found[order[2]]))
}

const signs: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', kr: '', '.-': '', '.–': '' }

/**
 * Reads an amount in the mapping's form into minor units. A sign or code of a currency beside it must agree with
 * the currency. Without a form only amounts that one reading fits are read: `12`, `12,5`, `12.50`, `1.234,56`;
 * `1,234` and `1.234` are not.
 */
export function readMoney(text: string, decimal: DecimalForm | null, currency: string): Read<Money> {
  const expected = `an amount in ${currency} ${decimal === null ? 'that can be read in one way only, or a decimal in the mapping' : decimal === 'cents' ? 'in whole minor units' : `with a decimal ${decimal}`}`
  const body = plainAmount.test(text) ? text : withoutUnit(text, currency)
  if (body === null) return { expected, unit: true }
  const minus = /^[-−]|-$|^\(.*\)$/.test(body)
  // One sign, before, behind or as brackets around: `-3,20-` is no amount.
  const signed = /^(?:[-−+]?([^-−+()]+)|([^-−+()]+)-|\(([^-−+()]+)\))$/.exec(body)
  const bare = signed?.[1] ?? signed?.[2] ?? signed?.[3] ?? ''
  const parts = decimal === 'cents' ? (/^\d+$/.test(bare) ? [bare, null] as const : null) : splitAmount(bare, decimal)
  if (parts === 'two ways') return { expected, ambiguous: true }
  if (parts === null) return { expected }
  const digits = digitsOf(currency)
  const [whole, fraction] = parts
  if (fraction !== null && fraction.length > digits) return { expected }
  const minor = decimal === 'cents' ? BigInt(whole) : BigInt(whole + (fraction ?? '').padEnd(digits, '0'))
  if (minor >= largestAmountMinor) return { expected: `${expected}, of fifteen digits at most` }
  return { value: { amountMinor: minus ? -minor : minor, currency } }
}

/** Nobody is owed more: such an amount is a number of another kind, and would not fit the store. */
const largestAmountMinor = 10n ** 15n

/** Most amounts: digits and signs, no currency beside them. */
const plainAmount = /^-?[\d.,]+$/

/** The amount without blanks and without the sign or code of its currency; null where that is another currency. */
function withoutUnit(text: string, currency: string): string | null {
  let body = text.replaceAll(/[\s\u00A0\u202F]/g, '')
  for (const [sign, code] of Object.entries(signs)) {
    if (!body.includes(sign)) continue
    if (code !== '' && code !== currency) return null
    body = body.replace(sign, '')
  }
  const code = /^([A-Za-z]{3})|([A-Za-z]{3})$/.exec(body)?.[0]
  if (code === undefined) return body
  return code.toUpperCase() === currency ? body.replace(code, '') : isCurrency(code.toUpperCase()) ? null : body
}

/** Whole part without group signs, and fraction; null where the form does not fit. */
function splitAmount(body: string, decimal: 'comma' | 'point' | null): readonly [string, string | null] | 'two ways' | null {
  if (/^\d+$/.test(body)) return [body, null]
  const german = /^(\d+|\d{1,3}(?:[.']\d{3})+)(?:,(\d{1,3}))?$/.exec(body)
  const english = /^(\d+|\d{1,3}(?:[,']\d{3})+)(?:\.(\d{1,3}))?$/.exec(body)
  // `1,234` and `1.234` fit both forms and mean two amounts: without a form they are refused.
  if (decimal === null && german && english) return 'two ways'
  const found = decimal === 'comma' ? german : decimal === 'point' ? english : (german ?? english)
  return found ? [found[1]!.replaceAll(/[.,']/g, ''), found[2] ?? null] : null
}

/** Whole numbers, with an optional sign and no group signs. */
export function readInteger(text: string): Read<number> {
  return /^[-+]?\d{1,15}$/.test(text) ? { value: Number(text) } : { expected: 'a whole number' }
}

/** A local part, one @, and a domain with a dot; `mailto:`, `Name <…>` and `Name (…)` are taken off. */
export function readEmail(text: string): Read<string> {
  const inner = text.endsWith('>') || text.endsWith(')') ? (/[<(]([^<>()]+)[>)]$/.exec(text)?.[1] ?? text) : text
  const address = inner.replace(/^mailto:/i, '').trim()
  return /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$/.test(address) && address.length <= 254 ? { value: address } : { expected: 'an e-mail address' }
}
