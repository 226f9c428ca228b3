import { canonicalJson } from '../model/json.ts'
import type { Money } from '../model/money.ts'
import type { ColumnIssue, RowValue, RowValues } from './read-row.ts'

/**
 * Joins rows that are parts of one: each value comes from the first row that has it, lists are united, and the columns
 * of `sum` are added up. Where rows differ otherwise, parts of one id contradict each other (null); rows that only
 * their key makes one (`keyed`) keep the first value, and the other stands in an issue.
 */
export function joinRows(rows: readonly RowValues[], keyed: boolean, sum: readonly string[]): RowValues | null {
  const values: Record<string, RowValue> = {}
  const extra: Record<string, string> = {}
  const differing: ColumnIssue[] = []
  for (const row of rows) {
    for (const [name, value] of Object.entries(row.values)) {
      const present = values[name]
      const joined = sum.includes(name) ? added(present, value) : united(present, value)
      if (joined !== undefined) { values[name] = joined; continue }
      if (!keyed) return null
      differing.push({ code: 'VALUE_DIFFERS', expected: 'the same value in all rows of one key', got: typeof value === 'string' ? value : canonicalJson(value), where: { column: name }, column: name, ambiguous: false })
    }
    for (const [name, value] of Object.entries(row.extra)) {
      if (extra[name] !== undefined && extra[name] !== value && !keyed) return null
      extra[name] ??= value
    }
  }
  return { values, extra, issues: [...rows.flatMap((row) => row.issues), ...differing] }
}

function isEmpty(value: RowValue | undefined): value is null | undefined {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

/** One value of two; undefined where they differ. */
function united(present: RowValue | undefined, value: RowValue): RowValue | undefined {
  if (isEmpty(value)) return present ?? value
  if (isEmpty(present)) return value
  if (Array.isArray(present) && Array.isArray(value)) return [...new Set([...present as readonly string[], ...value as readonly string[]])].toSorted()
  return canonicalJson(present) === canonicalJson(value) ? present : undefined
}

/** The sum of two amounts of one currency or of two numbers; undefined where there is none. */
function added(present: RowValue | undefined, value: RowValue): RowValue | undefined {
  if (isEmpty(value)) return present ?? value
  if (isEmpty(present)) return value
  if (typeof present === 'number' && typeof value === 'number') return present + value
  if (!isMoney(present) || !isMoney(value) || present.currency !== value.currency) return undefined
  return { amountMinor: present.amountMinor + value.amountMinor, currency: value.currency }
}

function isMoney(value: RowValue | undefined): value is Money {
  return typeof value === 'object' && value !== null && 'amountMinor' in value
}
