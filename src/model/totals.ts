/**
 * Sums that a plan may not change, or only by corrections it names. Amounts in minor units, keys sorted.
 * `recurring` is keyed `interval currency` ("monthly EUR"); future, paused and ended subscriptions are left out.
 */
export type Totals = {
  readonly records: number
  readonly customers: number
  readonly retired: number
  readonly holdings: Readonly<Record<string, number>>
  readonly credit: Readonly<Record<string, bigint>>
  readonly classCredit: Readonly<Record<string, number>>
  readonly packageUnits: Readonly<Record<string, number>>
  readonly openBalance: Readonly<Record<string, bigint>>
  readonly recurring: Readonly<Record<string, bigint>>
  /** What is left on vouchers, by currency. */
  readonly voucherValue: Readonly<Record<string, bigint>>
}

/** A difference between before and after that an operation explains. */
export type NamedCorrection = { readonly operation: string; readonly total: keyof Totals; readonly key: string; readonly difference: bigint }
