import type { AppliedMerge } from '../../model/applied-merge.ts'
import { DubletteError } from '../../model/error.ts'
import type { Holding } from '../../model/holding.ts'
import type { LastKnown, Swallowed } from '../../model/merged-elsewhere.ts'
import type { RecordId } from '../../model/record.ts'
import type { Alias } from '../../model/store-state.ts'

export type ArchiveInput = {
  readonly records: readonly RecordId[]
  readonly archived: ReadonlyMap<RecordId, LastKnown>
  readonly applied: readonly AppliedMerge[]
  readonly aliases: readonly Alias[]
  readonly told: ReadonlyMap<RecordId, RecordId>
}

/**
 * Customers whom the store knew: as archived, and the account that their merge left. What that account held then stands
 * with the merge.
 * @throws DubletteError REPAIR_NOTHING where it was repaired already; RECORD_UNKNOWN where the store holds no archive, or nobody knows what remained
 */
export function swallowedByArchive({ records, archived, applied, aliases, told }: ArchiveInput): { readonly swallowed: readonly Swallowed[]; readonly before: { readonly holdings: readonly Holding[]; readonly records: readonly [] } } {
  const holdings: Holding[] = []
  const swallowed = [...new Set(records)].map((record): Swallowed => {
    const lastKnown = archived.get(record)
    if (lastKnown === undefined) throw new DubletteError('RECORD_UNKNOWN', 'The store holds no archive of this customer.', { got: record, expected: 'a customer that a merge retired', next: 'Use exports from before (--before) or write down what is known (--known).' })
    const repaired = applied.find(({ kind, planned }) => kind === 'repair' && planned.merge.sources.includes(record))
    if (repaired !== undefined) throw new DubletteError('REPAIR_NOTHING', 'A repair of this customer was applied already.', { got: `${record} in ${repaired.planned.merge.id}`, next: 'See what is still open with `dublette repair --check`.' })
    const merge = applied.findLast(({ kind, planned }) => kind !== 'unmerge' && planned.merge.sources.includes(record))
    const remaining = told.get(record) ?? aliases.find((alias) => alias.record === record && alias.state === 'retired')?.survivor ?? merge?.planned.merge.survivor
    if (remaining === undefined) throw new DubletteError('RECORD_UNKNOWN', 'The store does not say which account this customer went into.', { got: record, next: `Say it with \`--into ${record}=REMAINING\`.` })
    for (const holding of merge?.planned.holdings ?? []) if (holding.owner === remaining) holdings.push(holding)
    return { lastKnown, remaining }
  })
  // What the account's own values were stands in the merge's journal, and goes back with `unmerge`.
  return { swallowed, before: { holdings, records: [] } }
}
