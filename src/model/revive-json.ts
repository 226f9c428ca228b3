import type { Holding } from './holding.ts'

/** Keys whose values are amounts in minor units, wherever they stand in an artefact. */
const amountKeys: ReadonlySet<string> = new Set(['amountMinor', 'amountBefore', 'amountAfter', 'amountIssued', 'amountLeft', 'amountKept', 'difference'])

/** Parses JSON of ours: amounts, which are written as text, become bigint again. */
export function reviveJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (typeof value === 'object' && value !== null) reviveWithin(value as Record<string, unknown>)
  return value
}

/** Going through what was parsed takes a quarter of the time that a function for every value of the parser takes. */
function reviveWithin(object: Record<string, unknown>): void {
  for (const key in object) {
    const value = object[key]
    if (typeof value === 'object' && value !== null) reviveWithin(value as Record<string, unknown>)
    else if (typeof value === 'string' && amountKeys.has(key)) object[key] = BigInt(value)
  }
}

/** A map of amounts, as totals hold them. */
export function reviveAmounts(amounts: Readonly<Record<string, string | bigint>>): Readonly<Record<string, bigint>> {
  return Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, BigInt(amount)]))
}

/** A holding of an artefact: its amounts stand directly in its values, so that no other value is looked at twice. */
export function reviveHolding(text: string): Holding {
  const holding = JSON.parse(text) as Record<string, unknown>
  for (const key in holding) {
    const value = holding[key] as { amountMinor?: unknown } | null
    if (typeof value === 'object' && value !== null && typeof value.amountMinor === 'string') value.amountMinor = BigInt(value.amountMinor)
  }
  return holding as Holding
}
