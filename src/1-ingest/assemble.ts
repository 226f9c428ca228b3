import type { FileCounts, Ingested, QuarantinedRow } from '../model/ingested.ts'
import { holdingKindNames, type Holding, type HoldingKind } from '../model/holding.ts'
import { byCodeUnit, canonicalJson, hashText } from '../model/json.ts'
import type { Coverage, RecordId, SourceRecord } from '../model/record.ts'
import { gatherCustomers } from './gather-customers.ts'
import { gatherHoldings } from './gather-holdings.ts'
import { gatherParts } from './gather-parts.ts'
import type { SystemMapping } from './mapping.ts'
import type { Table } from './read-table.ts'

/** Row accounting while tables are gathered: every row ends in exactly one of these. */
export type Tally = { records: number; holdings: number; joined: number; repeated: number; quarantined: number }
export type Tallies = ReadonlyMap<Table, Tally>

/** Where a record or holding stood, by id: for `explain`; nothing that follows reads it. */
export type OriginLine = { readonly id: string; readonly file: string; readonly line: number }

export type Assembled = { readonly ingested: Ingested; readonly origins: readonly OriginLine[] }

/**
 * All tables of all systems to records and holdings. Every row yields a record or holding, joins one, repeats one,
 * or is quarantined; what comes out is sorted by id and does not depend on the order of rows or files.
 */
export function assemble(systems: readonly SystemMapping[], tables: readonly Table[]): Assembled {
  const records: SourceRecord[] = []
  const holdings: Holding[] = []
  const quarantine: QuarantinedRow[] = []
  const origins: OriginLine[] = []
  const counts: FileCounts[] = []
  const coverage: Record<string, Coverage> = {}
  for (const system of systems) {
    const own = tables.filter((table) => table.system === system.name)
    const tallies: Tallies = new Map(own.map((table) => [table, { records: 0, holdings: 0, joined: 0, repeated: 0, quarantined: 0 }]))
    const fresh = withoutRepeatedFiles(own, tallies)
    for (const table of fresh) for (const each of rejected(table, tallies.get(table)!)) quarantine.push(each)
    const customers = gatherCustomers(system, fresh, tallies, quarantine, origins)
    const parts = gatherParts(system, fresh, tallies, customers.drafts, quarantine)
    for (const holding of gatherHoldings(system, fresh, tallies, { known: customers.drafts, pauses: parts.pauses, participants: parts.participantIds }, quarantine, origins)) holdings.push(holding)
    for (const record of customers.finish(parts)) records.push(record)
    coverage[system.name] = coverageOf(system)
    for (const table of own) counts.push(countsOf(table, tallies.get(table)!))
  }
  records.sort((left, right) => byCodeUnit(left.id, right.id))
  holdings.sort((left, right) => byCodeUnit(left.id, right.id))
  quarantine.sort((left, right) => byCodeUnit(left.file, right.file) || left.line - right.line || byCodeUnit(left.entity, right.entity))
  return { ingested: { records, holdings, coverage, quarantine, counts, hash: contentHash(records, holdings, coverage, quarantine) }, origins }
}

/** The same export given twice: the later table's rows all count as repeated. */
function withoutRepeatedFiles(tables: readonly Table[], tallies: Tallies): readonly Table[] {
  const seen = new Set<string>()
  return tables.filter((table) => {
    const key = `${table.mapping.entity} ${table.contentHash}`
    if (table.rows.length + table.rejects.length > 0 && seen.has(key)) { tallies.get(table)!.repeated += table.rows.length + table.rejects.length; return false }
    seen.add(key)
    return true
  })
}

function rejected(table: Table, tally: Tally): readonly QuarantinedRow[] {
  tally.quarantined += table.rejects.length
  return table.rejects.map((each) => ({ system: table.system, file: table.mapping.file, line: each.line, entity: table.mapping.entity, issue: each.issue, text: each.text, owner: null, amountText: null }))
}

function coverageOf(system: SystemMapping): Coverage {
  const exported = new Set<string>(system.files.map((file) => file.entity))
  const none = new Set(system.none)
  return Object.fromEntries(holdingKindNames.map((kind): [HoldingKind, Coverage[HoldingKind]] => [kind, exported.has(kind) ? 'exported' : none.has(kind) ? 'none' : 'unknown'])) as Coverage
}

function countsOf(table: Table, tally: Tally): FileCounts {
  return { system: table.system, file: table.mapping.file, entity: table.mapping.entity, rows: table.rows.length + table.rejects.length + table.without, ...tally, without: table.without, unknownColumns: table.unknownColumns }
}

/** Over content only: a record's hash covers it, a holding's canonical text does; quarantine without its places. */
function contentHash(records: readonly SourceRecord[], holdings: readonly Holding[], coverage: Ingested['coverage'], quarantine: readonly QuarantinedRow[]): string {
  const setAside = quarantine.map((each) => canonicalJson([each.system, each.entity, each.issue.code, each.owner, each.text])).toSorted()
  return hashText([canonicalJson(coverage), ...records.map((each) => each.hash), ...holdings.map((each) => canonicalJson(each)), ...setAside].join('\n'))
}

/** Ids of customers of one system. */
export function recordIdOf(system: string, id: string): RecordId {
  return `${system}:${id}`
}
