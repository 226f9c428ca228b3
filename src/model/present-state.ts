import type { Holding } from './holding.ts'
import type { Merge } from './merge.ts'
import type { Reconciled } from './reconciled.ts'
import type { RecordId, SourceRecord } from './record.ts'
import { stateHashOf } from './state-hash.ts'

/** Records and holdings as they are after issued operations, ready to be looked up. */
export type PresentState = { readonly records: ReadonlyMap<RecordId, SourceRecord>; readonly holdings: ReadonlyMap<RecordId, readonly Holding[]> }

export function presentState(reconciled: Reconciled): PresentState {
  const holdings = new Map<RecordId, Holding[]>()
  for (const holding of reconciled.holdings) {
    const list = holdings.get(holding.owner)
    if (list) list.push(holding)
    else holdings.set(holding.owner, [holding])
  }
  return { records: new Map([...reconciled.retired, ...reconciled.records].map((record) => [record.id, record])), holdings }
}

/** The state hash of a merge's survivor and sources as they are now. */
export function presentStateHash(merge: Pick<Merge, 'survivor' | 'sources'>, state: PresentState): string {
  const members = [merge.survivor, ...merge.sources]
  return stateHashOf(members.flatMap((id) => state.records.get(id) ?? []), members.flatMap((id) => state.holdings.get(id) ?? []))
}
