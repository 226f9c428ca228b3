import type { Holding } from '../model/holding.ts'
import { type RecordColumns, recordOf as numberIn } from '../model/record-columns.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { reviveHolding } from '../model/revive-json.ts'
import type { HoldingsIndex } from '../run/holdings-index.ts'
import type { Lookups } from '../run/lookups.ts'
import { type LineFile, openLineFile } from './line-file.ts'

/**
 * The records and holdings of a run in their artefacts, and where each stands. Stages 5 to 7 ask for those of clusters
 * only, so nobody holds a million of them. Record numbers are those of the columns; retired records follow behind.
 */
export type RegisterFile = { readonly records: LineFile; readonly retired: LineFile; readonly retiredIds: readonly RecordId[]; readonly holdings: LineFile; readonly index: HoldingsIndex }

/** Records and holdings, read when they are asked for. */
export type Register = Lookups & {
  readonly recordAt: (number: number) => SourceRecord
  /** Customers with the numbers from `from` to before `to`. */
  readonly customers: (from: number, to: number) => readonly SourceRecord[]
  readonly close: () => void
}

/** What a merge asks for it asks for several times: as many as this are kept. */
const mostKept = 1_000

export function openRegister(file: RegisterFile, columns: Pick<RecordColumns, 'count' | 'ids'>): Register {
  const [records, retired, holdings] = [openLineFile(file.records), openLineFile(file.retired), openLineFile(file.holdings)]
  const retiredNumbers = new Map(file.retiredIds.map((id, at) => [id, columns.count + at]))
  const numberOf = (id: RecordId): number => retiredNumbers.get(id) ?? numberIn(columns, id)
  const recordAt = (number: number): SourceRecord => JSON.parse(number < columns.count ? records.line(number) : retired.line(number - columns.count)) as SourceRecord
  const holdingsAt = (number: number): readonly Holding[] => Array.from(file.index.held.subarray(file.index.starts[number], file.index.starts[number + 1]), (at) => reviveHolding(holdings.line(at)))
  return {
    recordAt,
    recordOf: keeping((id) => {
      const number = numberOf(id)
      if (number < 0) throw new Error(`no record ${id}`)
      return recordAt(number)
    }),
    holdingsOf: keeping((owner) => {
      const number = numberOf(owner)
      return number < 0 ? [] : holdingsAt(number)
    }),
    customers: (from, to) => records.lines(from, to).map((line) => JSON.parse(line) as SourceRecord),
    close: () => { for (const each of [records, retired, holdings]) each.close() },
  }
}

/** Keeps what was asked for last. */
function keeping<T>(read: (id: RecordId) => T): (id: RecordId) => T {
  const kept = new Map<RecordId, T>()
  return (id) => {
    const present = kept.get(id)
    if (present !== undefined) return present
    const found = read(id)
    if (kept.size === mostKept) kept.clear()
    kept.set(id, found)
    return found
  }
}
