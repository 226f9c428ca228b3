import { dateForms, type DateForm, type DecimalForm } from './mapping.ts'
import { dateOf, readMoney } from './read-value.ts'

/** What the texts of a file's dates or amounts say of their form. `open`: several forms fit, and only a person can tell. */
export type FoundForm<F> =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly forms: readonly F[]; readonly fits: number; readonly of: number }
  | { readonly kind: 'open'; readonly forms: readonly F[]; readonly of: number }

/** Of a column's texts at least this share must be dates, or it is no date column; the rest are mistakes of single rows. */
const shareOfDates = 0.9
/** Of this many texts on one may be a mistake, whatever its share: a birth date lost to a slip would be missed in every comparison. */
const fewestWithMistake = 4

/** In a list at least this long, this share of the dates must tell two forms apart: by chance six in ten do. */
const longList = 100
const shareThatTells = 0.02

/** Whether a column's texts are dates in some form. */
export function looksLikeDates(texts: readonly string[]): boolean {
  const dates = texts.filter((text) => dateForms.some((form) => dateOf(text, form) !== null)).length
  return texts.length > 0 && dates >= Math.min(shareOfDates * texts.length, texts.length < fewestWithMistake ? Infinity : texts.length - 1)
}

/**
 * The forms of a file's dates, one for each shape in which dates are written there (`3/14/1990` and `2024-01-05` are two
 * shapes), but for the shapes of single bad dates. Forms that fit equally well mean that the evidence does not tell,
 * for example when no day is above 12.
 */
export function findDateForms(texts: readonly string[]): FoundForm<DateForm> {
  const shapes = new Map<string, string[]>()
  for (const text of texts) {
    const shape = shapeOf(text)
    if (shape !== null) shapes.set(shape, [...(shapes.get(shape) ?? []), text])
  }
  const usual = [...shapes.values()].filter((each) => each.length >= shareThatTells * texts.length).map(formsOfShape).filter((each) => each.length > 0)
  if (usual.length === 0) return { kind: 'none' }
  const open = usual.filter((each) => each.length > 1)
  if (open.length > 0) return { kind: 'open', forms: open.flat(), of: texts.length }
  const forms = usual.map((each) => each[0]!).toSorted((left, right) => dateForms.indexOf(left) - dateForms.indexOf(right))
  return { kind: 'found', forms, fits: texts.filter((text) => forms.some((form) => dateOf(text, form) !== null)).length, of: texts.length }
}

/** How a date is written, whatever its digits are: separator and place of the year. */
function shapeOf(text: string): string | null {
  if (/^\d{8}$/.test(text)) return 'digits'
  const yearFirst = /^\d{4}([-/])/.exec(text)
  if (yearFirst) return `year${yearFirst[1]!}`
  const yearLast = /^\d{1,2}([-./])\d{1,2}\1(\d{4}|\d{2})(?!\d)/.exec(text)
  return yearLast ? `${yearLast[1]!}${yearLast[2]!.length}` : null
}

/** The forms in which the dates of one shape can be read: those that fit best, or nearly so. */
function formsOfShape(texts: readonly string[]): readonly DateForm[] {
  const fits = dateForms.map((form) => ({ form, fits: texts.filter((text) => dateOf(text, form) !== null).length }))
  const best = fits.reduce((most, each) => Math.max(most, each.fits), 0)
  // In a long list more than a few dates tell two forms apart; where only a few do, those may be the mistakes.
  const near = texts.length < longList ? best : Math.ceil(best * (1 - shareThatTells))
  const fitting = fits.filter((each) => each.fits > 0 && each.fits >= near)
  // Where no form fits nearly all, days and months stand in both orders.
  return best < shareOfDates * texts.length ? fits.filter((each) => each.fits > 0).map((each) => each.form) : fitting.map((each) => each.form)
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
  if (comma > 0 && point === 0) return { kind: 'found', forms: ['comma'], fits: comma, of: texts.length }
  if (point > 0 && comma === 0) return { kind: 'found', forms: ['point'], fits: point, of: texts.length }
  return { kind: 'open', forms: ['comma', 'point'], of: texts.length }
}

const signs: readonly (readonly [RegExp, string])[] = [[/€|\bEUR\b/i, 'EUR'], [/\bCHF\b|Fr\./i, 'CHF'], [/£|\bGBP\b/i, 'GBP'], [/\$|\bUSD\b/i, 'USD'], [/\bSEK\b/i, 'SEK'], [/\bDKK\b/i, 'DKK']]

/** The currency whose sign stands beside amounts, if it is one. */
export function findCurrency(texts: readonly string[]): string | null {
  const found = signs.filter(([sign]) => texts.some((text) => sign.test(text))).map(([, code]) => code)
  return found.length === 1 ? found[0]! : null
}
