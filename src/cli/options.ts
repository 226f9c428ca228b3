import { parseCalendarDate, type CalendarDate } from '../model/calendar.ts'
import { DubletteError } from '../model/error.ts'

/** Reads `--as-of`; nothing where it was not given. */
export function dateOption(text: string | undefined): { readonly asOf?: CalendarDate } {
  if (text === undefined) return {}
  const asOf = parseCalendarDate(text)
  if (asOf === null) throw new DubletteError('USAGE', '--as-of is no date.', { got: text, expected: 'YYYY-MM-DD' })
  return { asOf }
}

/** Reads a whole number from 0. */
export function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new DubletteError('USAGE', `${option} is no whole number.`, { got: text, expected: 'a whole number from 0' })
  return Number(text)
}

/** Reads `--threads`. */
export function threadCount(text: string): number {
  const threads = Number(text)
  if (!Number.isInteger(threads) || threads < 1 || threads > 64) throw new DubletteError('USAGE', 'The number of threads is no whole number from 1.', { got: text, expected: '1 to 64' })
  return threads
}

/** `--reviewer`, which may be given several times, each with one name: a name of two words stays one. */
export function reviewerNames(text: string, before: readonly string[] = []): readonly string[] {
  const name = text.trim()
  if (name === '' || name.startsWith('rules:')) throw new DubletteError('USAGE', '--reviewer names nobody.', { expected: 'the name of the person who decided' })
  return [...before, name]
}
