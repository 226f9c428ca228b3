import { recordHash } from '../model/content-hash.ts'
import type { Holding } from '../model/holding.ts'
import type { Ingested } from '../model/ingested.ts'
import { byCodeUnit } from '../model/json.ts'
import { systemOf, type RecordId, type SourceRecord } from '../model/record.ts'
import type { StoreState } from '../model/store-state.ts'
import { contentId } from './gather-holdings.ts'
import { isKeyed, mayBeSame, traitsOf } from '../model/key-traits.ts'

export type KeptIds = {
  readonly ingested: Ingested
  /** Ids of the exports' own making that gave way to a remembered one, of records and holdings. */
  readonly kept: ReadonlyMap<string, string>
  /** New records without an id that several remembered ones could be, or that contend for one: ID_UNCERTAIN. */
  readonly uncertain: ReadonlySet<RecordId>
}

/**
 * A record without an id of its own is named by its key columns, so a corrected spelling gives it another name. Where it
 * is new, and one remembered record of its system that is no longer there is the only one it can be, it keeps that one's id.
 */
export function keepIds(ingested: Ingested, state: StoreState): KeptIds {
  const { kept: records, uncertain } = pairUp(ingested, state)
  if (records.size === 0) return { ingested, kept: records, uncertain }
  const kept = new Map<string, string>(records)
  const ownerOf = (owner: RecordId): RecordId => records.get(owner) ?? owner
  const renamed = (holding: Holding): Holding => {
    const owner = ownerOf(holding.owner)
    if (owner === holding.owner) return holding
    const moved = contentId({ ...holding, owner })
    if (moved.id !== holding.id) kept.set(holding.id, moved.id)
    return moved
  }
  return {
    kept, uncertain,
    ingested: {
      ...ingested,
      records: ingested.records.map((record) => underId(record, ownerOf(record.id))).sort((left, right) => byCodeUnit(left.id, right.id)),
      holdings: ingested.holdings.map(renamed).sort((left, right) => byCodeUnit(left.id, right.id)),
      quarantine: ingested.quarantine.map((row) => (row.owner === null ? row : { ...row, owner: ownerOf(row.owner) })),
    },
  }
}

function pairUp(ingested: Ingested, state: StoreState): { readonly kept: ReadonlyMap<RecordId, RecordId>; readonly uncertain: ReadonlySet<RecordId> } {
  const kept = new Map<RecordId, RecordId>()
  const uncertain = new Set<RecordId>()
  if (state.traits.size === 0) return { kept, uncertain }
  const present = new Set(ingested.records.map((record) => record.id))
  const missing = [...state.traits].filter(([id]) => !present.has(id))
  const added = ingested.records.filter((record) => isKeyed(record.id) && !state.knownRecords.has(record.id))
  const candidatesOf = new Map(added.map((record): [RecordId, readonly RecordId[]] => {
    const traits = traitsOf(record)
    return [record.id, missing.filter(([id, before]) => systemOf(id) === record.system && mayBeSame(traits, before)).map(([id]) => id)]
  }))
  const contenders = new Map<RecordId, number>()
  for (const candidates of candidatesOf.values()) for (const id of candidates) contenders.set(id, (contenders.get(id) ?? 0) + 1)
  for (const [id, candidates] of candidatesOf) {
    if (candidates.length === 1 && contenders.get(candidates[0]!) === 1) kept.set(id, candidates[0]!)
    else if (candidates.length > 0) uncertain.add(id)
  }
  return { kept, uncertain }
}

function underId(record: SourceRecord, id: RecordId): SourceRecord {
  if (id === record.id) return record
  const { hash: _, ...content } = record
  const renamed = { ...content, id }
  return { ...renamed, hash: recordHash(renamed) }
}
