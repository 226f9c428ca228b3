import type { Holding } from '../model/holding.ts'
import type { Reconciled } from '../model/reconciled.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'

/** Looks up what stages 5 and 6 ask for by id. */
export type Lookups = { readonly recordOf: (id: RecordId) => SourceRecord; readonly holdingsOf: (owner: RecordId) => readonly Holding[] }

/**
 * One index for records and holdings of a run. Holdings stand behind their owner as numbers in one column: a list for each of
 * a million owners would take a quarter of the run's memory.
 */
export function lookupsOf({ records, retired, holdings }: Pick<Reconciled, 'records' | 'retired' | 'holdings'>): Lookups {
  const known = [...records, ...retired]
  const numberOf = new Map(known.map((record, number): [RecordId, number] => [record.id, number]))
  const starts = new Int32Array(known.length + 1)
  const ownerOf = Int32Array.from(holdings, (holding) => numberOf.get(holding.owner) ?? -1)
  for (const owner of ownerOf) if (owner >= 0) starts[owner + 1]! += 1
  for (let number = 0; number < known.length; number += 1) starts[number + 1]! += starts[number]!
  const next = starts.slice()
  const held = new Int32Array(starts.at(-1)!)
  for (const [number, owner] of ownerOf.entries()) if (owner >= 0) held[next[owner]!++] = number
  return {
    recordOf: (id) => {
      const number = numberOf.get(id)
      // A record that is asked for and not there is a mistake of ours.
      if (number === undefined) throw new Error(`no record ${id}`)
      return known[number]!
    },
    holdingsOf: (owner) => {
      const number = numberOf.get(owner)
      return number === undefined ? [] : Array.from(held.subarray(starts[number], starts[number + 1]), (at) => holdings[at]!)
    },
  }
}
