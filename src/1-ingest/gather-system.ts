import type { Entity } from '../model/entity.ts'
import { holdingKindNames, type Holding } from '../model/holding.ts'
import type { QuarantinedRow } from '../model/ingested.ts'
import type { SourceRecord } from '../model/record.ts'
import { book, bookRepeated, openAccount, setAside, setAsideRejects, type Account } from './account.ts'
import { gatherCustomers } from './gather-customers.ts'
import { gatherHoldings } from './gather-holdings.ts'
import { gatherParts, gatherPauses, type PlacedPause } from './gather-parts.ts'
import { finishRecord, type Additions } from './make-record.ts'
import type { SystemMapping } from './mapping.ts'
import { ownerFinder } from './owners.ts'
import type { Table } from './read-table.ts'
import { repeatedTables } from './repeated-tables.ts'

/** What the tables of one system hold. */
export type GatheredSystem = { readonly records: readonly SourceRecord[]; readonly holdings: readonly Holding[]; readonly accounts: readonly Account[]; readonly quarantine: readonly QuarantinedRow[] }

const nothingMore: Additions = { logins: [], participants: [], issues: [] }

/** All tables of one system to records and holdings: customers first, then what belongs to them. */
export function gatherSystem(system: SystemMapping, tables: readonly Table[]): GatheredSystem {
  const quarantine: QuarantinedRow[] = []
  const repeated = repeatedTables(tables)
  const accounts = tables.map((table) => (repeated.has(table) ? bookRepeated(table) : openAccount(table)))
  const of = (entity: Entity): readonly Account[] => accounts.filter(({ table }) => table.mapping.entity === entity && !repeated.has(table))
  const drafts = gatherCustomers(system.name, of('customer'), quarantine)
  for (const account of accounts) if (!repeated.has(account.table)) setAsideRejects(account, quarantine, (customer) => drafts.get(customer)?.id ?? null)
  const ownerOf = ownerFinder(drafts)
  const parts = gatherParts([...of('login'), ...of('participant')], ownerOf, quarantine)
  const pauses = gatherPauses(of('pause'), quarantine)
  const context = { system: system.name, ownerOf, participantIds: parts.participantIds, pausesOf: (id: string) => pauses.get(id)?.map((each) => each.pause) ?? [] }
  const holdings: Holding[] = []
  for (const kind of holdingKindNames) for (const holding of gatherHoldings(kind, of(kind), context, quarantine)) holdings.push(holding)
  settlePauses(system.name, pauses, holdings, quarantine)
  const records: SourceRecord[] = []
  for (const draft of drafts.values()) records.push(finishRecord(system.name, system.origin, draft, parts.additions.get(draft.id) ?? nothingMore))
  return { records, holdings, accounts, quarantine }
}

/** A pause joins its subscription; one whose subscription is not there is set aside. */
function settlePauses(system: string, pauses: ReadonlyMap<string, readonly PlacedPause[]>, holdings: readonly Holding[], quarantine: QuarantinedRow[]): void {
  if (pauses.size === 0) return
  const subscriptions = new Set(holdings.filter((holding) => holding.kind === 'subscription').map((holding) => holding.id))
  for (const [subscription, placed] of pauses) {
    const id = `${system}:subscription:${subscription}`
    for (const { place } of placed) {
      if (subscriptions.has(id)) book(place, 'joined', id)
      else setAside(place, quarantine, 'HOLDING_OWNER_UNKNOWN')
    }
  }
}
