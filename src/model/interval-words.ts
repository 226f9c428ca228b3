import type { BillingInterval } from './calendar.ts'
import type { Words } from './words.ts'

/** What intervals are called behind a price. */
export const intervalWords: Readonly<Record<BillingInterval, Words>> = {
  weekly: { de: 'wöchentlich', en: 'weekly' }, 'two-weekly': { de: 'alle zwei Wochen', en: 'every two weeks' }, monthly: { de: 'monatlich', en: 'monthly' },
  quarterly: { de: 'vierteljährlich', en: 'quarterly' }, 'half-yearly': { de: 'halbjährlich', en: 'half-yearly' }, yearly: { de: 'jährlich', en: 'yearly' },
}
