import { dateForms, type DateForm, type DecimalForm } from './mapping.ts'
import { dateOf, readMoney } from './read-value.ts'

/** What the texts of a file's dates or amounts say of their form. `open`: several forms fit, and only a person can tell. */
export type FoundForm<F> =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly form: F; readonly fits: number; readonly of: number }
  | { readonly kind: 'open'; readonly forms: readonly F[]; readonly of: number }

/** Of a column's texts at least this share must be dates, or it is no date column; the rest are mistakes of single rows. */
const shareOfDates = 0.9

/** In a list at least this long, this share of the dates must tell two forms apart: by chance six in ten do. */
const longList = 100
const shareThatTells = 0.02

/** Whether a column's texts are dates in some form. */
export function looksLikeDates(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.filter((text) => dateForms.some((form) => dateOf(text, form) !== null)).length >= shareOfDates * texts.length
}

/**
 * The one form in which all dates of a file can be read, but for single bad ones. Forms that fit equally well mean
 * that the evidence does not tell, for example when no day is above 12.
 */
export function findDateForm(texts: readonly string[]): FoundForm<DateForm> {
  const fits = dateForms.map((form) => ({ form, fits: texts.filter((text) => dateOf(text, form) !== null).length }))
  const best = fits.reduce((most, each) => Math.max(most, each.fits), 0)
  if (best === 0) return { kind: 'none' }
  // In a long list more than a few dates tell two forms apart; where only a few do, those may be the mistakes.
  const near = texts.length < longList ? best : Math.ceil(best * (1 - shareThatTells))
  const fitting = fits.filter((each) => each.fits >= near).map((each) => each.form)
  if (fitting.length > 1 || best < shareOfDates * texts.length) return { kind: 'open', forms: fitting, of: texts.length }
  return { kind: 'found', form: fitting[0]!, fits: best, of: texts.length }
}

/** The form of a file's amounts, from those that only one form fits. */
export function findDecimal(texts: readonly string[], currency: string): FoundForm<DecimalForm> {
  // 1.234 euros can only be thousands, but who writes so may mean 1.23: such amounts are no evidence.
  const twoWays = new Set(texts.filter((text) => { const read = readMoney(text, null, currency); return 'expected' in read && read.ambiguous === true }))
  const onlyIn = (form: DecimalForm, other: DecimalForm): number => texts.filter((text) => !twoWays.has(text) && 'value' in readMoney(text, form, currency) && !('value' in readMoney(text, other, currency))).length
  const comma = onlyIn('comma', 'point')
  const point = onlyIn('point', 'comma')
  const both = twoWays.size
  if (comma + point + both === 0) return { kind: 'none' }
  if (comma > 0 && point === 0) return { kind: 'found', form: 'comma', fits: comma, of: texts.length }
  if (point > 0 && comma === 0) return { kind: 'found', form: 'point', fits: point, of: texts.length }
  return { kind: 'open', forms: ['comma', 'point'], of: texts.length }
}

const signs: readonly (readonly [RegExp, string])[] = [[/€|\bEUR\b/i, 'EUR'], [/\bCHF\b|Fr\./i, 'CHF'], [/£|\bGBP\b/i, 'GBP'], [/\$|\bUSD\b/i, 'USD'], [/\bSEK\b/i, 'SEK'], [/\bDKK\b/i, 'DKK']]

/** The currency whose sign stands beside amounts, if it is one. */
export function findCurrency(texts: readonly string[]): string | null {
  const found = signs.filter(([sign]) => texts.some((text) => sign.test(text))).map(([, code]) => code)
  return found.length === 1 ? found[0]! : null
}
