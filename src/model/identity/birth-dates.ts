import type { CalendarDate } from '../calendar.ts'
import { parseCalendarDate } from '../calendar.ts'

/** Dates that programs put where nobody knows the birth date. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['0001-01-01', '1753-01-01', '1800-01-01', '1899-12-30', '1899-12-31', '1900-01-01', '1901-01-01', '1970-01-01'])

/** A birth date that is whole and says something, or null. */
export function completeBirthDate(text: string | null | undefined): CalendarDate | null {
  if (text === undefined || text === null || PLACEHOLDERS.has(text)) return null
  return parseCalendarDate(text)
}

/**
 * Whether two complete birth dates have nothing, or the year alone, in common. A typing mistake leaves two of the three
 * parts as they are, or the month or the day; within one year, day and month in each other's place are the same date.
 */
export function birthDatesConflict(left: string | null | undefined, right: string | null | undefined): boolean {
  if (left === right) return false
  const ours = completeBirthDate(left)
  const theirs = completeBirthDate(right)
  if (ours === null || theirs === null) return false
  const [month, day] = [ours.slice(5, 7), ours.slice(8, 10)]
  const [otherMonth, otherDay] = [theirs.slice(5, 7), theirs.slice(8, 10)]
  if (month === otherMonth || day === otherDay) return false
  return !(ours.slice(0, 4) === theirs.slice(0, 4) && month === otherDay && day === otherMonth)
}

/** How many years lie between two complete birth dates whose day and month are not the same; 0 where that is not known. */
export function yearsApart(left: string | null | undefined, right: string | null | undefined): number {
  if (left === right) return 0
  const ours = completeBirthDate(left)
  const theirs = completeBirthDate(right)
  // The same day of another year is a typing mistake in the year.
  if (ours === null || theirs === null || ours.slice(5) === theirs.slice(5)) return 0
  return Math.abs(Number(ours.slice(0, 4)) - Number(theirs.slice(0, 4)))
}
