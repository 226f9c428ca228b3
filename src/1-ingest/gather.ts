import type { HoldingKind } from '../model/holding.ts'
import { holdingKindNames } from '../model/holding.ts'
import type { FileCounts, Ingested, QuarantinedRow } from '../model/ingested.ts'
import { DubletteError, whereWords } from '../model/error.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Coverage } from '../model/record.ts'
import { countsOf } from './account.ts'
import type { Draft } from './gather-customers.ts'
import type { HoldingEntry } from './gather-holdings.ts'
import { gatherSystem, type GatheredSystem } from './gather-system.ts'
import type { SystemMapping } from './mapping.ts'
import type { Table } from './read-table.ts'

/** Where a record or holding stood, by id: for `explain`; nothing that follows reads it. */
export type OriginLine = { readonly id: string; readonly file: string; readonly line: number }

/**
 * All tables of all systems, row by row: which rows are which records and holdings. Values are read when records and
 * holdings are made of them, all at once (`assemble`) or some at a time on several threads.
 */
export type Gathered = {
  readonly systems: ReadonlyMap<string, GatheredSystem>
  readonly tables: readonly Table[]
  readonly coverage: Ingested['coverage']
  /** Sorted by id. */
  readonly records: readonly Draft[]
  readonly holdings: readonly HoldingEntry[]
  /** Grows while holdings are made: `settle` sorts it. */
  readonly quarantine: QuarantinedRow[]
}

export function gather(systems: readonly SystemMapping[], tables: readonly Table[]): Gathered {
  const quarantine: QuarantinedRow[] = []
  const gathered = systems.map((system) => gatherSystem(system, tables.filter((table) => table.system === system.name), quarantine))
  const records = sortedById(gathered.map((each) => each.drafts))
  for (const [rank, draft] of records.entries()) draft.rank = rank
  return {
    systems: new Map(gathered.map((each) => [each.name, each])), tables, coverage: Object.fromEntries(systems.map((system) => [system.name, coverageOf(system)])),
    records, holdings: sortedById(gathered.map((each) => each.holdings)), quarantine,
  }
}

/** What is known when every record and every holding was made. */
export type Settled = { readonly quarantine: readonly QuarantinedRow[]; readonly counts: readonly FileCounts[]; readonly origins: Iterable<OriginLine> }

/**
 * Ends the accounts: every row became a record or holding, joined one, repeats one, or is quarantined.
 * @throws DubletteError FORMAT_AMBIGUOUS naming every column with a value that can be read in two ways.
 */
export function settle({ systems, tables, quarantine }: Gathered): Settled {
  refuseAmbiguous(tables)
  quarantine.sort((left, right) => byCodeUnit(left.file, right.file) || left.line - right.line || byCodeUnit(left.entity, right.entity))
  const accounts = [...systems.values()].flatMap((system) => system.accounts)
  // Where rows stood is kept; their texts, a tenth of the memory, are not.
  const places = accounts.map(({ table, ids }): Places => ({ file: table.mapping.file, lines: table.lines, ids }))
  return { quarantine, counts: accounts.map(countsOf), origins: { [Symbol.iterator]: () => originLines(places) } }
}

function sortedById<T extends { readonly id: string }>(lists: readonly (readonly T[])[]): readonly T[] {
  const all = lists.flat()
  const isSorted = all.every((each, at) => at === 0 || all[at - 1]!.id <= each.id)
  return isSorted ? all : all.sort((left, right) => byCodeUnit(left.id, right.id))
}

/** Per row of a file its line and what it became. */
type Places = { readonly file: string; readonly lines: readonly number[]; readonly ids: readonly (string | undefined)[] }

function* originLines(places: readonly Places[]): Generator<OriginLine> {
  for (const { file, lines, ids } of places) {
    for (const [row, id] of ids.entries()) if (id !== undefined) yield { file, id, line: lines[row]! }
  }
}

function refuseAmbiguous(tables: readonly Table[]): void {
  // By where they stand: rows are read in another order on several threads than on one.
  const places = tables.flatMap((table) => [...table.ambiguous.values()].toSorted((left, right) => left.line! - right.line! || byCodeUnit(left.column!, right.column!)))
  if (places.length === 0) return
  throw new DubletteError('FORMAT_AMBIGUOUS', `Values in ${places.length === 1 ? 'a column' : `${places.length} columns`} can be read in two ways, and the project file does not say which: ${places.map(whereWords).join('; ')}.`, {
    where: places[0]!, expected: 'dateFormat or decimal in the mapping of the file',
  })
}

function coverageOf(system: SystemMapping): Coverage {
  const exported = new Set<string>(system.files.map((file) => file.entity))
  const none = new Set(system.none)
  return Object.fromEntries(holdingKindNames.map((kind): [HoldingKind, Coverage[HoldingKind]] => [kind, exported.has(kind) ? 'exported' : none.has(kind) ? 'none' : 'unknown'])) as Coverage
}
