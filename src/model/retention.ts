import type { CalendarDate } from './calendar.ts'
import type { Holding } from './holding.ts'

/** Classes of paper that are kept for different times: what money hangs on, letters and notes, a customer without either. */
export const paperClasses = ['vouchers', 'letters', 'records'] as const
export type PaperClass = (typeof paperClasses)[number]

/** Whole years from the end of the calendar year, by class. */
export type Retention = Readonly<Record<PaperClass, number>>

/** Ten years for everything: the longest term that the trade's own help texts name. */
export const longestRetention: Retention = { vouchers: 10, letters: 10, records: 10 }

/** Until when the archive of a customer with these holdings is kept: the longest term among what is in it. */
export function keepUntil(archivedOn: CalendarDate, holdings: readonly Holding[], retention: Retention): CalendarDate {
  const years = Math.max(retention.records, ...holdings.map((holding) => retention[paperClassOf(holding)]))
  return `${String(Number(archivedOn.slice(0, 4)) + years).padStart(4, '0')}-12-31`
}

function paperClassOf(holding: Holding): PaperClass {
  return holding.kind === 'communication' || holding.kind === 'note' ? 'letters' : 'vouchers'
}
