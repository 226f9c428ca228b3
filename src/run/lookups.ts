import type { Holding } from '../model/holding.ts'
import type { Reconciled } from '../model/reconciled.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { indexHoldings } from './holdings-index.ts'

/** Looks up what stages 5 to 7 ask for by id. A record that is asked for and not there is a mistake of ours. */
export type Lookups = { readonly recordOf: (id: RecordId) => SourceRecord; readonly holdingsOf: (owner: RecordId) => readonly Holding[] }

/** Lookups in what is held in memory. */
export function lookupsOf({ records, retired, holdings }: Pick<Reconciled, 'records' | 'retired' | 'holdings'>): Lookups {
  const known = [...records, ...retired]
  const numberOf = new Map(known.map((record, number): [RecordId, number] => [record.id, number]))
  const { starts, held } = indexHoldings(numberOf.keys(), known.length, holdings)
  return {
    recordOf: (id) => {
      const number = numberOf.get(id)
      if (number === undefined) throw new Error(`no record ${id}`)
      return known[number]!
    },
    holdingsOf: (owner) => {
      const number = numberOf.get(owner)
      return number === undefined ? [] : Array.from(held.subarray(starts[number], starts[number + 1]), (at) => holdings[at]!)
    },
  }
}
