import { describe, expect, it } from 'vitest'
import type { QuarantinedRow } from '../../src/model/ingested.ts'
import type { IssueCode } from '../../src/model/issue.ts'
import { setAsideAmounts } from '../../src/run/set-aside-amounts.ts'

/** `kind code amount`, one a row. */
function check(rows: readonly (readonly [QuarantinedRow['entity'], IssueCode, string | null])[], expected: readonly string[]): void {
  const quarantined = rows.map(([entity, code, amountText], line): QuarantinedRow => ({ system: 's', file: 'f.csv', line, entity, text: '', owner: null, amountText, issue: { code, got: null, expected: '', where: { file: 'f.csv', line } } }))
  for (const each of [quarantined, quarantined.toReversed()]) expect(setAsideAmounts(each).map(({ kind, amount, rows: count }) => `${kind} ${amount} (${count})`)).toEqual(expected)
}

describe('what was set aside is added up beside the totals', () => {
  it('an amount that cannot be read is counted and never added', () => check([['credit', 'HOLDING_AMOUNT', '1,234'], ['credit', 'HOLDING_UNIT', '4.00 USD'], ['credit', 'ROW_COLUMN_COUNT', '7.00 EUR'], ['credit', 'HOLDING_AMOUNT', null]], ['credit null (4)']))
  it('rows without an amount are not named', () => check([['customer', 'ROW_QUOTES', null], ['note', 'HOLDING_OWNER_UNKNOWN', null]], []))
  it('by kind and currency, debts too', () => check([['credit', 'HOLDING_OWNER_UNKNOWN', '5.00 EUR'], ['credit', 'HOLDING_OWNER_UNKNOWN', '-12.50 EUR'], ['credit', 'HOLDING_DATE', '0.05 CHF'], ['invoice', 'HOLDING_DATE', '1234.00 EUR'], ['credit', 'HOLDING_OWNER_UNCLEAR', '300 JPY']], ['credit 0.05 CHF (1)', 'credit -7.50 EUR (2)', 'credit 300 JPY (1)', 'invoice 1,234.00 EUR (1)']))
  it('units of packages', () => check([['package', 'HOLDING_OWNER_UNKNOWN', '3'], ['package', 'HOLDING_DATE', '10']], ['package 13 (2)']))
})
