/** How a column writes dates in which day and month could be confused. */
export type DateOrder = 'dayFirst' | 'monthFirst'

/** How many dates of a column can only be read one way. */
export interface DateEvidence {
  readonly dayFirst: number
  readonly monthFirst: number
}

/** Two-digit years up to this one are of this century. Birth dates of customers: nobody is born after it for a while. */
const LAST_YEAR_OF_THIS_CENTURY = 29

const MONTH_NAMES: Readonly<Record<string, number>> = {
  jan: 1, feb: 2, mar: 3, mae: 3, maer: 3, mrz: 3, apr: 4, may: 5, mai: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, okt: 10, nov: 11, dec: 12, dez: 12,
}

/** Counts the dates with slashes or dashes whose order of day and month is certain. */
export function dateEvidence(raws: readonly string[]): DateEvidence {
  let dayFirst = 0
  let monthFirst = 0
  for (const raw of raws) {
    const parts = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})\b/.exec(raw)
    if (parts === null) continue
    const first = Number(parts[1])
    const second = Number(parts[2])
    if (first > 12 && second <= 12) dayFirst++
    else if (second > 12 && first <= 12) monthFirst++
  }
  return { dayFirst, monthFirst }
}

/**
 * The order that the certain dates of a column show. Without any certain date both readings agree within the
 * column, and comparing takes day and month swapped for a near match anyway, so either does; day first is taken.
 */
export function dateOrderOf(evidence: DateEvidence): DateOrder {
  return evidence.monthFirst > evidence.dayFirst ? 'monthFirst' : 'dayFirst'
}

/**
 * A date as eight digits, year month day. Impossible dates (month 13, day 00) are kept as written, because a
 * typing mistake in a date does not make the other digits worthless. Null where the text is no date.
 */
export function normaliseDate(raw: string, order: DateOrder): string | null {
  const text = raw.trim()
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\.0)?$/.exec(text)
  if (compact !== null) return packed(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text)
  if (yearFirst !== null) return packed(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  const yearLast = /^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?:[T ].*)?$/.exec(text)
  if (yearLast !== null) return yearLastDate(yearLast, order)
  const yearOnly = /^(1[5-9]\d{2}|20\d{2})$/.exec(text)
  if (yearOnly !== null) return packed(Number(yearOnly[1]), 0, 0)
  return dateWithMonthName(text)
}

function yearLastDate(parts: RegExpExecArray, order: DateOrder): string | null {
  const first = Number(parts[1])
  const second = Number(parts[3])
  const year = fullYear(parts[4]!)
  // Dots are the German way, where the day always comes first.
  const dayFirst = first > 12 || (second <= 12 && (parts[2] === '.' || order === 'dayFirst'))
  return dayFirst ? packed(year, second, first) : packed(year, first, second)
}

function dateWithMonthName(text: string): string | null {
  const dayThenMonth = /^(\d{1,2})\.?\s*[- ]?\s*([A-Za-zäÄ]{3,9})\.?,?\s*[- ]?\s*(\d{4}|\d{2})$/.exec(text)
  const monthThenDay = /^([A-Za-zäÄ]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})$/.exec(text)
  const name = dayThenMonth?.[2] ?? monthThenDay?.[1]
  if (name === undefined) return null
  const month = MONTH_NAMES[name.toLowerCase().replace('ä', 'ae').slice(0, 3)]
  if (month === undefined) return null
  return dayThenMonth !== null ? packed(fullYear(dayThenMonth[3]!), month, Number(dayThenMonth[1])) : packed(Number(monthThenDay![3]), month, Number(monthThenDay![2]))
}

function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 4) return year
  return year <= LAST_YEAR_OF_THIS_CENTURY ? 2000 + year : 1900 + year
}

/** The same eight digits from the three columns year, month and day; null without a year of four digits. */
export function dateFromParts(year: string | null, month: string | null, day: string | null): string | null {
  const yearNumber = Number(year ?? '')
  if (!Number.isInteger(yearNumber) || yearNumber < 1000 || yearNumber > 9999) return null
  return packed(yearNumber, monthNumber(month), boundedNumber(day))
}

function monthNumber(month: string | null): number {
  const named = month === null ? undefined : MONTH_NAMES[month.trim().toLowerCase().replace('ä', 'ae').slice(0, 3)]
  return named ?? boundedNumber(month)
}

function boundedNumber(text: string | null): number {
  const number = Number(text ?? '')
  return Number.isInteger(number) && number >= 0 && number <= 99 ? number : 0
}

function packed(year: number, month: number, day: number): string | null {
  if (year === 0) return null
  return String(year * 10_000 + month * 100 + day).padStart(8, '0')
}
