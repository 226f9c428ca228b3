import type { QuarantinedRow } from '../model/ingested.ts'
import type { IssueCode } from '../model/issue.ts'
import { byCodeUnit } from '../model/json.ts'
import { digitsOf, moneyWords } from '../model/money.ts'

/** What was set aside of one kind: the amounts that could be read, added up, and the rows whose amount could not. */
export type SetAsideAmount = { readonly kind: QuarantinedRow['entity']; readonly amount: string | null; readonly rows: number }

/** Rows of these reasons have an amount as it stood there, which nobody may add up. */
const unreadable: ReadonlySet<IssueCode> = new Set<IssueCode>(['HOLDING_AMOUNT', 'HOLDING_UNIT', 'ROW_COLUMN_COUNT', 'ROW_QUOTES', 'ROW_NUL', 'ROW_ENCODING', 'ROW_TOO_LONG'])

/**
 * The totals of what was set aside, which stand beside the totals of the run and are no part of them: by kind and
 * currency, sorted; kinds without a currency are counted in units.
 */
export function setAsideAmounts(rows: readonly QuarantinedRow[]): readonly SetAsideAmount[] {
  const sums = new Map<string, { readonly kind: QuarantinedRow['entity']; readonly currency: string | null; readonly minor: bigint | null; readonly rows: number }>()
  for (const { entity: kind, amountText, issue } of rows) {
    if (amountText === null && issue.code !== 'HOLDING_AMOUNT') continue
    const found = amountText === null || unreadable.has(issue.code) ? null : /^(-?)(\d+)(?:\.(\d+))?(?: ([A-Z]{3}))?$/.exec(amountText)
    const currency = found?.[4] ?? null
    const digits = currency === null ? 0 : digitsOf(currency)
    const minor = found === null ? null : BigInt(`${found[1]}${found[2]}${(found[3] ?? '').padEnd(digits, '0')}`)
    const key = `${kind}\t${minor === null ? '~' : (currency ?? '')}`
    const before = sums.get(key)
    sums.set(key, { kind, currency, minor: minor === null ? null : (before?.minor ?? 0n) + minor, rows: (before?.rows ?? 0) + 1 })
  }
  return [...sums].toSorted(([left], [right]) => byCodeUnit(left, right)).map(([, { kind, currency, minor, rows: count }]): SetAsideAmount => ({
    kind, rows: count, amount: minor === null ? null : currency === null ? String(minor) : moneyWords({ amountMinor: minor, currency }, 'en'),
  }))
}
