import type { Invoice } from './holding.ts'
import { byCodeUnit } from './json.ts'

/** Invoices that charge something, without those that a credit note over the same amount and service has cancelled already. */
export function uncredited(invoices: readonly Invoice[]): readonly Invoice[] {
  const key = ({ total, serviceFrom, serviceTo, subscription }: Invoice): string => [total.amountMinor < 0n ? -total.amountMinor : total.amountMinor, total.currency, serviceFrom, serviceTo, subscription].join(' ')
  const notes = new Map<string, number>()
  for (const each of invoices) if (each.total.amountMinor < 0n && each.serviceFrom !== null) notes.set(key(each), (notes.get(key(each)) ?? 0) + 1)
  return invoices.toSorted((left, right) => byCodeUnit(left.id, right.id)).filter((each) => {
    if (each.total.amountMinor <= 0n) return false
    const left = notes.get(key(each)) ?? 0
    notes.set(key(each), left - 1)
    return left <= 0
  })
}
