/** A calendar date without a time zone, `YYYY-MM-DD`; sorts as text. */
export type CalendarDate = string & { readonly __calendarDate?: never }

/** Days since 1970-01-01 (may be negative). */
export type DayNumber = number

/** How often a subscription is billed. */
export type BillingInterval = 'weekly' | 'two-weekly' | 'monthly' | 'quarterly' | 'half-yearly' | 'yearly'

const intervals: Readonly<Record<BillingInterval, { readonly days?: number; readonly months?: number }>> = {
  weekly: { days: 7 },
  'two-weekly': { days: 14 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  'half-yearly': { months: 6 },
  yearly: { months: 12 },
}

/** Day number of a calendar date (proleptic Gregorian; days-from-civil after Howard Hinnant). */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** Year, month and day of a day number. */
export function civilOf(day: DayNumber): { readonly year: number; readonly month: number; readonly day: number } {
  const z = day + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The calendar date of a year, month and day, or null where there is no such day. */
export function calendarDate(year: number, month: number, day: number): CalendarDate | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Reads `YYYY-MM-DD`; null for anything else and for days that do not exist. */
export function parseCalendarDate(text: string): CalendarDate | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return found ? calendarDate(Number(found[1]), Number(found[2]), Number(found[3])) : null
}

/** Day number of a valid calendar date. */
export function toDayNumber(date: CalendarDate): DayNumber {
  return dayNumber(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)))
}

export function fromDayNumber(day: DayNumber): CalendarDate {
  const { year, month, day: dayOfMonth } = civilOf(day)
  return calendarDate(year, month, dayOfMonth)!
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(toDayNumber(date) + days)
}

/** A date some months after `anchor`; 31 January + 1 month is the last day of February. */
export function addMonths(anchor: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = civilOf(toDayNumber(anchor))
  const index = year * 12 + (month - 1) + months
  const newYear = Math.floor(index / 12)
  const newMonth = (index % 12) + 1
  return calendarDate(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)))!
}

/** The n-th billing date counted from the original date, so that a short month does not shift later ones. */
export function billingDate(original: CalendarDate, interval: BillingInterval, n: number): CalendarDate {
  const step = intervals[interval]
  return step.days !== undefined ? addDays(original, step.days * n) : addMonths(original, step.months! * n)
}

/** The first billing date on or after `from`, counted from the original date. */
export function nextBillingDate(original: CalendarDate, interval: BillingInterval, from: CalendarDate): CalendarDate {
  if (original >= from) return original
  const step = intervals[interval]
  const days = toDayNumber(from) - toDayNumber(original)
  // Never beyond the answer: a month has at most 31 days.
  let n = Math.floor(days / (step.days ?? step.months! * 31))
  while (billingDate(original, interval, n) < from) n += 1
  return billingDate(original, interval, n)
}
