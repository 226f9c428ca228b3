import { byCodeUnit } from '../../model/json.ts'
import type { Money } from '../../model/money.ts'

/** One amount for each currency, sorted by currency. */
export function sumPerCurrency(amounts: readonly Money[]): readonly Money[] {
  const sums = new Map<string, bigint>()
  for (const { amountMinor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor)
  return [...sums].toSorted((a, b) => byCodeUnit(a[0], b[0])).map(([currency, amountMinor]) => ({ amountMinor, currency }))
}
