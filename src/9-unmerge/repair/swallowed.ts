import { DubletteError } from '../../model/error.ts'
import type { Card, Holding } from '../../model/holding.ts'
import type { Ingested } from '../../model/ingested.ts'
import { entitlementKinds, type LastKnown, type Swallowed } from '../../model/merged-elsewhere.ts'
import type { RecordId } from '../../model/record.ts'
import { traceCustomers } from './trace-customers.ts'

/** Whose things stand with another, and who is merely gone. */
export type Found = { readonly swallowed: readonly Swallowed[]; readonly untraced: readonly RecordId[] }

/** What a comparison of two exports is given. */
export type Comparison = {
  readonly before: Ingested
  readonly after: Ingested
  /** Records that a merge of ours retired, or that a repair is already about. */
  readonly retired: ReadonlySet<RecordId>
  readonly told: ReadonlyMap<RecordId, RecordId>
}

/**
 * Who went into whom between two exports. Only systems that both hold are compared.
 * @throws DubletteError REPAIR_AMBIGUOUS naming every customer whose things could have gone to several; REPAIR_NOTHING;
 *   RECORD_UNKNOWN where `told` names a record that is not missing, or an account that is not there.
 */
export function swallowedBetween({ before, after, retired, told }: Comparison): Found {
  const compared = new Set(Object.keys(before.coverage).filter((system) => after.coverage[system] !== undefined))
  const of = (side: Ingested): Pick<Ingested, 'records' | 'holdings'> => ({
    records: side.records.filter((record) => compared.has(record.system)),
    holdings: side.holdings.filter((holding) => compared.has(holding.owner.slice(0, holding.owner.indexOf(':')))),
  })
  const [first, second] = [of(before), of(after)]
  refuseUnknown(told, first.records.map((record) => record.id), second.records.map((record) => record.id))
  const traced = traceCustomers({ before: first, after: second, retired: new Set([...retired].filter((id) => !told.has(id))), told })
  if (traced.ambiguous.length > 0) {
    throw new DubletteError('REPAIR_AMBIGUOUS', `The things of ${traced.ambiguous.length === 1 ? 'a missing customer' : `${traced.ambiguous.length} missing customers`} could have gone to several accounts.`, {
      got: traced.ambiguous.map(({ record, accounts }) => `${record}: ${accounts.join(' or ')}`).join('; '), expected: 'one account each', next: 'Say which with `--into MISSING=REMAINING`, once for each.',
    })
  }
  if (traced.into.size === 0) {
    const gone = traced.untraced
    throw new DubletteError('REPAIR_NOTHING', gone.length === 0 ? 'No customer is missing from the later export.' : 'Customers are missing, but nothing of theirs stands with another.', gone.length === 0 ? {} : { got: listed(gone) })
  }
  const holdings = new Map<RecordId, Holding[]>()
  for (const holding of first.holdings) if (traced.into.has(holding.owner)) holdings.set(holding.owner, [...(holdings.get(holding.owner) ?? []), holding])
  return {
    untraced: traced.untraced,
    swallowed: first.records.flatMap((record): readonly Swallowed[] => {
      const remaining = traced.into.get(record.id)
      return remaining === undefined ? [] : [{ remaining, lastKnown: lastKnown({ record, holdings: holdings.get(record.id) ?? [] }, before) }]
    }),
  }
}

function lastKnown(last: Pick<LastKnown, 'record' | 'holdings'>, before: Ingested): LastKnown {
  const coverage = before.coverage[last.record.system]!
  return { ...last, unknown: entitlementKinds.filter((kind) => coverage[kind] === 'unknown'), cards: coverage.card !== 'unknown' ? last.holdings.filter((holding): holding is Card => holding.kind === 'card') : null }
}

function refuseUnknown(told: ReadonlyMap<RecordId, RecordId>, before: readonly RecordId[], after: readonly RecordId[]): void {
  const [formerly, now] = [new Set(before), new Set(after)]
  for (const [record, remaining] of told) {
    if (!formerly.has(record) || now.has(record)) throw new DubletteError('RECORD_UNKNOWN', 'A customer named with --into is not missing: expected in the earlier export and not in the later one.', { got: record })
    if (!now.has(remaining)) throw new DubletteError('RECORD_UNKNOWN', 'An account named with --into is not in the later export.', { got: remaining })
  }
}

/** So many ids stand in a message. */
const listedIds = 5

function listed(ids: readonly RecordId[]): string {
  return ids.length <= listedIds ? ids.join(', ') : `${ids.slice(0, listedIds).join(', ')} and ${ids.length - listedIds} more`
}
