/** Keys whose values are amounts in minor units, wherever they stand in an artefact. */
const amountKeys: ReadonlySet<string> = new Set(['amountMinor', 'amountBefore', 'amountAfter', 'amountIssued', 'amountLeft', 'amountKept', 'difference'])

/** Parses JSON of ours: amounts, which are written as text, become bigint again. */
export function reviveJson(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => (amountKeys.has(key) && typeof value === 'string' ? BigInt(value) : value))
}

/** A map of amounts, as totals hold them. */
export function reviveAmounts(amounts: Readonly<Record<string, string | bigint>>): Readonly<Record<string, bigint>> {
  return Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, BigInt(amount)]))
}
