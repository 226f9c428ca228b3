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

/** `--reviewer`, which may be given several times, each with one name: a name of two words stays one. */
export function reviewerNames(text: string, before: readonly string[] = []): readonly string[] {
  const name = text.trim()
  if (name === '' || name.startsWith('rules:')) throw new DubletteError('USAGE', '--reviewer names nobody.', { expected: 'the name of the person who decided' })
  return [...before, name]
}
