import { moneyWords } from '../model/money.ts'
import type { Totals } from '../model/totals.ts'

/** Totals before and after, a row each, for the terminal. */
export function totalRows(before: Totals, after: Totals): readonly (readonly string[])[] {
  const plain = (name: string, left: number, right: number): readonly string[] => [name, String(left), String(right)]
  const counted = (name: string, left: Readonly<Record<string, number>>, right: Readonly<Record<string, number>>): readonly (readonly string[])[] => keys(left, right).map((key) => plain(`${name} ${key}`, left[key] ?? 0, right[key] ?? 0))
  const money = (name: string, left: Readonly<Record<string, bigint>>, right: Readonly<Record<string, bigint>>): readonly (readonly string[])[] => keys(left, right).map((key) => {
    const currency = key.slice(-3)
    const rest = key.slice(0, -3).trim()
    return [`${name}${rest === '' ? '' : ` ${rest}`}`, moneyWords({ amountMinor: left[key] ?? 0n, currency }, 'en'), moneyWords({ amountMinor: right[key] ?? 0n, currency }, 'en')]
  })
  return [
    plain('customers', before.customers, after.customers),
    ...money('credit', before.credit, after.credit),
    ...counted('class credit', before.classCredit, after.classCredit),
    plain('package units', sum(before.packageUnits), sum(after.packageUnits)),
    ...money('open amounts', before.openBalance, after.openBalance),
    ...money('left on vouchers', before.voucherValue, after.voucherValue),
    ...money('recurring', before.recurring, after.recurring),
    plain('holdings', sum(before.holdings), sum(after.holdings)),
  ]
}

function keys(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].toSorted()
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, each) => total + each, 0)
}
