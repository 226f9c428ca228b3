import type { Holding } from '../model/holding.ts'
import type { Ingested } from '../model/ingested.ts'
import { holdingLine, openContentDigest } from './content-digest.ts'
import { type Gathered, type OriginLine, settle } from './gather.ts'
import { holdingOf } from './gather-holdings.ts'
import { recordOf } from './gather-system.ts'

export type Assembled = { readonly ingested: Ingested; readonly origins: Iterable<OriginLine> }

/**
 * Gathered rows to records and holdings, all at once. Every row yields a record or holding, joins one, repeats one,
 * or is quarantined; what comes out is sorted by id and does not depend on the order of rows or files.
 * @throws DubletteError FORMAT_AMBIGUOUS naming every column with a value that can be read in two ways.
 */
export function assemble(gathered: Gathered): Assembled {
  const digest = openContentDigest(gathered.coverage)
  const records = gathered.records.map((draft) => recordOf(gathered.systems.get(draft.account.table.system)!, draft))
  for (const record of records) digest.add(`\n${record.hash}`)
  const holdings: Holding[] = []
  for (const entry of gathered.holdings) {
    const holding = holdingOf(entry, gathered.systems.get(entry.account.table.system)!.context, gathered.quarantine)
    if (holding === null) continue
    holdings.push(holding)
    digest.add(holdingLine(holding))
  }
  const { quarantine, counts, origins } = settle(gathered)
  return { ingested: { records, holdings, coverage: gathered.coverage, quarantine, counts, hash: digest.end(quarantine) }, origins }
}
