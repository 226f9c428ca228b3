import type { CalendarDate } from './calendar.ts'
import type { Words } from './words.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** For people: `2026-12-31` → German `31.12.2026`, English `31 Dec 2026`. A text that is no date stays as it is. */
export function dateWords(date: CalendarDate): Words {
  const [year, month, day] = date.split('-')
  if (year === undefined || month === undefined || day === undefined) return { de: date, en: date }
  return { de: `${day}.${month}.${year}`, en: `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}` }
}
