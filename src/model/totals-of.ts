import type { Holding } from './holding.ts'
import { byCodeUnit } from './json.ts'
import type { Totals } from './totals.ts'

/** What totals are taken over: how many records and customers there are, and every holding with its present owner. */
export type TotalsInput = { readonly records: number; readonly retired: number; readonly holdings: Iterable<Holding> }

/** Sums a view. Customers = records that no merge retired. */
export function totalsOf({ records, retired, holdings }: TotalsInput): Totals {
  const totals = openTotals()
  for (const holding of holdings) totals.add(holding)
  return { ...totals.sums(), records, customers: records - retired, retired }
}

/** Sums holdings that come one by one; of no records. */
export function openTotals(): { readonly add: (holding: Holding) => void; readonly sums: () => Totals } {
  const count = new Map<string, number>()
  const credit = new Map<string, bigint>()
  const classCredit = new Map<string, number>()
  const packageUnits = new Map<string, number>()
  const openBalance = new Map<string, bigint>()
  const recurring = new Map<string, bigint>()
  const voucherValue = new Map<string, bigint>()
  const addHolding = (holding: Holding): void => {
    add(count, holding.kind, 1)
    switch (holding.kind) {
      case 'credit': addMoney(credit, holding.balance.currency, holding.balance.amountMinor); break
      case 'classCredit': add(classCredit, holding.creditType, holding.units); break
      case 'package': if (holding.unitsLeft !== null) add(packageUnits, holding.product, holding.unitsLeft); break
      case 'subscription': if (holding.state === 'active') addMoney(recurring, `${holding.interval} ${holding.price.currency}`, holding.price.amountMinor); break
      case 'invoice': addMoney(openBalance, holding.open.currency, holding.open.amountMinor); break
      case 'instalment': addMoney(openBalance, holding.open.currency, holding.open.amountMinor); break
      case 'voucher': if (holding.value !== null) addMoney(voucherValue, holding.value.currency, holding.value.amountMinor); break
      case 'contract': case 'offer': case 'booking': case 'attendance': case 'rental': case 'damageCase': case 'card': case 'document': case 'note': case 'communication': case 'surveyVote':
      case 'group': case 'priceGroup': case 'permission': case 'discount': case 'activity': break
    }
  }
  const sums = (): Totals => ({
    records: 0, customers: 0, retired: 0, holdings: sorted(count), credit: sorted(credit), classCredit: sorted(classCredit),
    packageUnits: sorted(packageUnits), openBalance: sorted(openBalance), recurring: sorted(recurring), voucherValue: sorted(voucherValue),
  })
  return { add: addHolding, sums }
}

/** Totals of two views that share nothing. */
export function joinTotals(one: Totals, other: Totals): Totals {
  return {
    records: one.records + other.records, customers: one.customers + other.customers, retired: one.retired + other.retired, holdings: addByKey(one.holdings, other.holdings, 0),
    credit: addByKey(one.credit, other.credit, 0n), classCredit: addByKey(one.classCredit, other.classCredit, 0), packageUnits: addByKey(one.packageUnits, other.packageUnits, 0),
    openBalance: addByKey(one.openBalance, other.openBalance, 0n), recurring: addByKey(one.recurring, other.recurring, 0n), voucherValue: addByKey(one.voucherValue, other.voucherValue, 0n),
  }
}

/** Adds amounts of equal keys; keys sorted. */
export function addByKey<N extends number | bigint>(one: Readonly<Record<string, N>>, other: Readonly<Record<string, N>>, zero: N): Readonly<Record<string, N>> {
  const sums = new Map<string, N>(Object.entries(one))
  for (const [key, amount] of Object.entries(other)) sums.set(key, ((sums.get(key) ?? zero) as number) + (amount as number) as N)
  return sorted(sums)
}

/** Open amounts by case and currency, `V-17 EUR`; invoices without a case are summed under none. */
export function openByCase(holdings: Iterable<Holding>): Readonly<Record<string, bigint>> {
  const sums = new Map<string, bigint>()
  for (const holding of holdings) if (holding.kind === 'invoice') addMoney(sums, `${holding.caseReference ?? ''} ${holding.open.currency}`, holding.open.amountMinor)
  return sorted(sums)
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}

function addMoney(sums: Map<string, bigint>, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount)
}

function sorted<V>(sums: ReadonlyMap<string, V>): Readonly<Record<string, V>> {
  return Object.fromEntries([...sums].sort(([left], [right]) => byCodeUnit(left, right)))
}
