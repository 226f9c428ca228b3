import type { BillingInterval } from '../model/calendar.ts'
import { intervalWords } from '../model/interval-words.ts'
import type { Plan } from '../model/plan.ts'
import type { NamedCorrection, Totals } from '../model/totals.ts'
import type { Words } from '../model/words.ts'
import { money } from './holding-words.ts'
import type { ReportTotal } from './report-document.ts'

/** One line of the table: which total, under which key, and how an amount of it is written. */
type Line = { readonly total: keyof Totals; readonly key: string; readonly name: Words; readonly write: (amount: bigint) => Words; readonly before: bigint; readonly after: bigint }

/** Every total that a plan may not change, before and after, with the corrections that explain a difference. */
export function reportTotals(plan: Pick<Plan, 'before' | 'after' | 'corrections'>, reasonOf: (operation: string) => Words): readonly ReportTotal[] {
  return linesOf(plan.before, plan.after).map((line) => ({
    name: line.name, before: line.write(line.before), after: line.write(line.after), equal: line.before === line.after,
    corrections: plan.corrections.filter((each) => each.total === line.total && each.key === line.key).map((each) => correctionWords(each, line, reasonOf(each.operation))),
  }))
}

function linesOf(before: Totals, after: Totals): readonly Line[] {
  const sumOf = (totals: Totals): number => Object.values(totals.holdings).reduce((sum, count) => sum + count, 0)
  return [
    { total: 'records', key: '', name: { de: 'Datensätze', en: 'Records' }, write: count, before: BigInt(before.records), after: BigInt(after.records) },
    { total: 'holdings', key: '', name: { de: 'Bestände (Guthaben, Pakete, Rechnungen, …)', en: 'Holdings (credits, packages, invoices, …)' }, write: count, before: BigInt(sumOf(before)), after: BigInt(sumOf(after)) },
    ...keyed('credit', before, after, (key) => ({ de: `Guthaben ${key}`, en: `Credit ${key}` }), (key) => moneyIn(key)),
    ...keyed('classCredit', before, after, (key) => ({ de: `Kursguthaben ${key}`, en: `Class credit ${key}` }), () => count),
    ...keyed('packageUnits', before, after, (key) => ({ de: `Paket ${key}, Einheiten`, en: `Package ${key}, units` }), () => count),
    ...keyed('openBalance', before, after, (key) => ({ de: `Offene Beträge ${key}`, en: `Open amounts ${key}` }), (key) => moneyIn(key)),
    ...keyed('voucherValue', before, after, (key) => ({ de: `Restwert der Gutscheine ${key}`, en: `Left on vouchers ${key}` }), (key) => moneyIn(key)),
    ...keyed('recurring', before, after, recurringName, (key) => moneyIn(key.slice(key.lastIndexOf(' ') + 1))),
  ]
}

function keyed(total: 'credit' | 'classCredit' | 'packageUnits' | 'openBalance' | 'voucherValue' | 'recurring', before: Totals, after: Totals, nameOf: (key: string) => Words, writeOf: (key: string) => Line['write']): readonly Line[] {
  const keys = [...new Set([...Object.keys(before[total]), ...Object.keys(after[total])])].toSorted()
  return keys.map((key) => ({ total, key, name: nameOf(key), write: writeOf(key), before: BigInt(before[total][key] ?? 0), after: BigInt(after[total][key] ?? 0) }))
}

/** `monthly EUR` in words. */
function recurringName(key: string): Words {
  const [interval, currency] = [key.slice(0, key.lastIndexOf(' ')), key.slice(key.lastIndexOf(' ') + 1)]
  const words = intervalWords[interval as BillingInterval]
  return { de: `Laufende Abos ${currency}, ${words.de}`, en: `Running subscriptions ${currency}, ${words.en}` }
}

function moneyIn(currency: string): Line['write'] {
  return (amountMinor) => money({ amountMinor, currency })
}

/** A whole number with separators for thousands. */
export function count(amount: bigint | number): Words {
  const text = String(amount)
  return { de: text.replaceAll(/\B(?=(\d{3})+$)/g, '.'), en: text.replaceAll(/\B(?=(\d{3})+$)/g, ',') }
}

function correctionWords(correction: NamedCorrection, line: Line, reason: Words): Words {
  const words = line.write(correction.difference)
  const sign = correction.difference > 0n ? '+' : ''
  return { de: `${sign}${words.de}: ${reason.de}`, en: `${sign}${words.en}: ${reason.en}` }
}
