import { createHash } from 'node:crypto'
import { DubletteError, whereWords } from '../model/error.ts'
import { holdingKindNames, type Holding, type HoldingKind } from '../model/holding.ts'
import type { Ingested, QuarantinedRow } from '../model/ingested.ts'
import { byCodeUnit, canonicalJson } from '../model/json.ts'
import type { Coverage, SourceRecord } from '../model/record.ts'
import { countsOf, type Account } from './account.ts'
import { gatherSystem } from './gather-system.ts'
import type { SystemMapping } from './mapping.ts'
import type { Table } from './read-table.ts'

/** Where a record or holding stood, by id: for `explain`; nothing that follows reads it. */
export type OriginLine = { readonly id: string; readonly file: string; readonly line: number }

export type Assembled = { readonly ingested: Ingested; readonly origins: Iterable<OriginLine> }

/**
 * All tables of all systems to records and holdings. Every row yields a record or holding, joins one, repeats one,
 * or is quarantined; what comes out is sorted by id and does not depend on the order of rows or files.
 * @throws DubletteError FORMAT_AMBIGUOUS naming every column with a value that can be read in two ways.
 */
export function assemble(systems: readonly SystemMapping[], tables: readonly Table[]): Assembled {
  const records: SourceRecord[] = []
  const holdings: Holding[] = []
  const quarantine: QuarantinedRow[] = []
  const accounts: Account[] = []
  for (const system of systems) {
    const gathered = gatherSystem(system, tables.filter((table) => table.system === system.name))
    for (const record of gathered.records) records.push(record)
    for (const holding of gathered.holdings) holdings.push(holding)
    for (const row of gathered.quarantine) quarantine.push(row)
    for (const account of gathered.accounts) accounts.push(account)
  }
  refuseAmbiguous(tables)
  records.sort((left, right) => byCodeUnit(left.id, right.id))
  holdings.sort((left, right) => byCodeUnit(left.id, right.id))
  quarantine.sort((left, right) => byCodeUnit(left.file, right.file) || left.line - right.line || byCodeUnit(left.entity, right.entity))
  const coverage = Object.fromEntries(systems.map((system) => [system.name, coverageOf(system)]))
  // Where rows stood is kept; their texts, a tenth of the memory, are not.
  const places = accounts.map(({ table, ids }): Places => ({ file: table.mapping.file, lines: table.lines, ids }))
  return { ingested: { records, holdings, coverage, quarantine, counts: accounts.map(countsOf), hash: contentHash(records, holdings, coverage, quarantine) }, origins: { [Symbol.iterator]: () => originLines(places) } }
}

/** Per row of a file its line and what it became. */
type Places = { readonly file: string; readonly lines: readonly number[]; readonly ids: readonly (string | undefined)[] }

function* originLines(places: readonly Places[]): Generator<OriginLine> {
  for (const { file, lines, ids } of places) {
    for (const [row, id] of ids.entries()) if (id !== undefined) yield { file, id, line: lines[row]! }
  }
}

function refuseAmbiguous(tables: readonly Table[]): void {
  const places = tables.flatMap((table) => [...table.ambiguous.values()])
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

/** Over content only: a record by its hash, a holding by its values, quarantine without its places. */
function contentHash(records: readonly SourceRecord[], holdings: readonly Holding[], coverage: Ingested['coverage'], quarantine: readonly QuarantinedRow[]): string {
  const hash = createHash('sha256').update(canonicalJson(coverage))
  let block = ''
  // In blocks: one text of everything would be longer than a text can be.
  const take = (line: string): void => {
    block += `\n${line}`
    if (block.length > 65_536) { hash.update(block); block = '' }
  }
  for (const record of records) take(record.hash)
  for (const holding of holdings) take(holdingText(holding))
  for (const text of quarantine.map((each) => canonicalJson([each.system, each.entity, each.issue.code, each.owner, each.text])).toSorted()) take(text)
  return hash.update(block).digest('hex')
}

/** The values of a holding in the order of its kind, each with its length, so that two holdings never give one text. */
function holdingText(holding: Holding): string {
  let text = ''
  for (const value of Object.values(holding) as readonly unknown[]) {
    const written = value === null ? null : typeof value === 'string' ? value : typeof value === 'object' && 'amountMinor' in value && 'currency' in value ? `${String(value.amountMinor)} ${String(value.currency)}` : canonicalJson(value)
    text += written === null ? '-' : `${written.length}:${written}`
  }
  return text
}
