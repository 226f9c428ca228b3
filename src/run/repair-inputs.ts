import type { AroundMerge } from '../9-unmerge/repair/merged-elsewhere.ts'
import type { CalendarDate } from '../model/calendar.ts'
import { DubletteError } from '../model/error.ts'
import type { Holding } from '../model/holding.ts'
import type { Ingested } from '../model/ingested.ts'
import type { Swallowed } from '../model/merged-elsewhere.ts'
import type { SourceRecord } from '../model/record.ts'
import { holdingsByOwner } from './stage-inputs.ts'

/**
 * What the accounts that remain hold, now and before.
 * @throws DubletteError RECORD_UNKNOWN where one that remains is not exported; REPAIR_NOTHING where one that is missing still is
 */
export function repairAround(ingested: Ingested, { swallowed, before }: { readonly swallowed: readonly Swallowed[]; readonly before: { readonly holdings: readonly Holding[]; readonly records: readonly SourceRecord[] } | null }, asOf: CalendarDate): AroundMerge {
  const present = new Map(ingested.records.map((record) => [record.id, record]))
  for (const { remaining, lastKnown } of swallowed) {
    if (present.has(lastKnown.record.id)) throw new DubletteError('REPAIR_NOTHING', 'This customer is not missing: the exports of the project hold it.', { got: lastKnown.record.id })
    if (!present.has(remaining)) throw new DubletteError('RECORD_UNKNOWN', 'The account that remains is not in the exports of the project.', { got: remaining, expected: 'an id of the exports, system:id' })
  }
  const formerly = before === null ? null : holdingsByOwner(before.holdings)
  const records = new Map(before?.records.map((record) => [record.id, record]))
  return {
    recordNow: (account) => present.get(account) ?? null, recordBefore: (account) => records.get(account) ?? null,
    holdingsNow: holdingsByOwner(ingested.holdings), holdingsBefore: (account) => formerly?.(account) ?? null,
    coverageOf: (account) => ingested.coverage[present.get(account)!.system]!, asOf,
  }
}
