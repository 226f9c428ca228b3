import type { Entity } from '../model/entity.ts'
import { holdingKindNames } from '../model/holding.ts'
import type { QuarantinedRow } from '../model/ingested.ts'
import { recordFrom, writeRecord } from '../model/record-json.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { book, bookRepeated, openAccount, setAside, setAsideRejects, type Account } from './account.ts'
import { gatherCustomers, valuesOf, type Draft } from './gather-customers.ts'
import { gatherHoldings, type HoldingContext, type HoldingEntry } from './gather-holdings.ts'
import { gatherParts, gatherPauses, type PlacedPause } from './gather-parts.ts'
import { nothingMore, recordContent, type Additions } from './make-record.ts'
import type { OriginRule, SystemMapping } from './mapping.ts'
import { ownerFinder } from './owners.ts'
import type { Table } from './read-table.ts'
import { repeatedTables } from './repeated-tables.ts'

/** What the tables of one system hold: which rows are records and holdings, and what their values are read against. */
export type GatheredSystem = {
  readonly name: string
  readonly origin: OriginRule
  readonly drafts: readonly Draft[]
  /** What other files add to customers. */
  readonly additions: ReadonlyMap<RecordId, Additions>
  readonly holdings: readonly HoldingEntry[]
  readonly context: HoldingContext
  readonly accounts: readonly Account[]
}

/** All tables of one system: customers first, then what belongs to them. */
export function gatherSystem(system: SystemMapping, tables: readonly Table[], quarantine: QuarantinedRow[]): GatheredSystem {
  const repeated = repeatedTables(tables)
  const accounts = tables.map((table) => (repeated.has(table) ? bookRepeated(table) : openAccount(table)))
  const of = (entity: Entity): readonly Account[] => accounts.filter(({ table }) => table.mapping.entity === entity && !repeated.has(table))
  const drafts = gatherCustomers(system.name, of('customer'), quarantine)
  for (const account of accounts) if (!repeated.has(account.table)) setAsideRejects(account, quarantine, (customer) => drafts.get(customer)?.id ?? null)
  const ownerOf = ownerFinder(drafts)
  const { additions, participantIds } = gatherParts([...of('login'), ...of('participant')], ownerOf, quarantine)
  const pauses = gatherPauses(of('pause'), quarantine)
  const context: HoldingContext = {
    system: system.name, customerOf: (id) => drafts.get(id), ownerOf, participantIds,
    pausesOf: pauses.size === 0 ? null : (id) => pauses.get(id)?.map((each) => each.pause) ?? [],
  }
  const holdings: HoldingEntry[] = []
  for (const kind of holdingKindNames) for (const entry of gatherHoldings(kind, of(kind), context, quarantine)) holdings.push(entry)
  settlePauses(system.name, pauses, holdings, quarantine)
  return { name: system.name, origin: system.origin, drafts: [...drafts.values()], additions, holdings, context, accounts }
}

/** The record of a draft of the system. */
export function recordOf({ name, origin, additions }: Pick<GatheredSystem, 'name' | 'origin' | 'additions'>, draft: Draft): SourceRecord {
  const content = recordContent(name, origin, draft.id, valuesOf(draft), additions.get(draft.id) ?? nothingMore)
  return recordFrom(content, writeRecord(content).hash)
}

/** A pause joins its subscription; one whose subscription is not there is set aside. */
function settlePauses(system: string, pauses: ReadonlyMap<string, readonly PlacedPause[]>, holdings: readonly HoldingEntry[], quarantine: QuarantinedRow[]): void {
  if (pauses.size === 0) return
  const subscriptions = new Set(holdings.filter(({ made }) => made?.kind === 'subscription').map((entry) => entry.id))
  for (const [subscription, placed] of pauses) {
    const id = `${system}:subscription:${subscription}`
    for (const { place } of placed) {
      if (subscriptions.has(id)) book(place, 'joined', id)
      else setAside(place, quarantine, 'HOLDING_OWNER_UNKNOWN')
    }
  }
}
