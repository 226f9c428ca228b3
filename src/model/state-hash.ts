import type { Holding } from './holding.ts'
import { byCodeUnit, hashOf } from './json.ts'
import type { SourceRecord } from './record.ts'

/** Hash over records and everything that hangs on them, in whatever order they come: the state a merge is made from. */
export function stateHashOf(records: readonly SourceRecord[], holdings: readonly Holding[]): string {
  const recordPart = records.map((record) => [record.id, record.hash]).toSorted((a, b) => byCodeUnit(a[0]!, b[0]!))
  return hashOf([recordPart, holdings.toSorted((a, b) => byCodeUnit(a.id, b.id))])
}
