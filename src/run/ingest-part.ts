import { keyedId, type Draft } from '../1-ingest/gather-customers.ts'
import { readHolding } from '../1-ingest/gather-holdings.ts'
import { holdingLine } from '../1-ingest/content-digest.ts'
import { nothingMore, recordContent, textValue, type Additions } from '../1-ingest/make-record.ts'
import type { OriginRule } from '../1-ingest/mapping.ts'
import type { RowValues } from '../1-ingest/read-row.ts'
import { textReaderOf, type TableForm, type TextReader } from '../1-ingest/read-table.ts'
import { recordIdOf } from '../1-ingest/record-id.ts'
import type { NormalisedChunk } from '../2-normalise/chunk.ts'
import { openBalances } from '../model/account.ts'
import type { Holding, HoldingKind } from '../model/holding.ts'
import { canonicalJson } from '../model/json.ts'
import { writeRecord } from '../model/record-json.ts'
import type { RecordId } from '../model/record.ts'
import { openTotals } from '../model/totals-of.ts'
import type { Totals } from '../model/totals.ts'
import { openComparableRows } from './comparable-records.ts'
import { phoneEndingsOf } from './households.ts'
import { openLinePacker, type PackedLines } from './pack-lines.ts'
import { openStaffNames, type StaffNames } from './staff-lookup.ts'

/** What rows are read against, on whichever thread: plain values. */
export type RowForms = {
  readonly tables: readonly TableForm[]
  readonly systems: ReadonlyMap<string, { readonly origin: OriginRule; readonly participantIds: ReadonlySet<string> }>
  /** Extra columns that are compared too. */
  readonly compare: readonly string[]
}

/** Rows by their texts; row `n` is of table `tables[n]`. */
export type Rows = { readonly tables: readonly number[]; readonly texts: readonly string[] }

/** Rows of customers; `united`: what several rows make together, `additions`: what other files add, by row. */
export type RecordRows = Rows & { readonly united: ReadonlyMap<number, Pick<Draft, 'id'> & { readonly values: RowValues }>; readonly additions: ReadonlyMap<number, Additions> }

/** Rows of holdings, each with an id of its own and a known customer; `made`: those that were read before, by row. */
export type HoldingRows = Rows & { readonly made: ReadonlyMap<number, Holding> }

/** Records, written and made comparable. */
export type RecordsPart = {
  readonly lines: PackedLines
  /** Their lines in the digest of the content. */
  readonly digest: string
  readonly chunk: NormalisedChunk
  readonly phoneEndings: Int32Array
  readonly staff: StaffNames
  readonly extras: readonly string[]
  /** A value can be read in two ways. */
  readonly isAmbiguous: boolean
}

/** Holdings, written and added up; `distrusted`: rows that make none, in order. */
export type HoldingsPart = {
  readonly lines: PackedLines
  readonly digest: string
  readonly distrusted: readonly number[]
  readonly totals: Totals
  readonly balances: ReadonlyMap<string, bigint>
  readonly isAmbiguous: boolean
}

/** Stages 1 and 2 for some rows: each is read by itself. */
export type PartReader = { readonly records: (rows: RecordRows) => RecordsPart; readonly holdings: (rows: HoldingRows) => HoldingsPart }

type TableReader = TableForm & TextReader

export function openPartReader(forms: RowForms): PartReader {
  const readers: (TableReader | undefined)[] = []
  // A table without rows has no header that could be bound.
  const readerOf = (table: number): TableReader => (readers[table] ??= { ...forms.tables[table]!, ...textReaderOf(forms.tables[table]!) })
  return { records: (rows) => recordsPart(rows, forms, readerOf), holdings: (rows) => holdingsPart(rows, forms, readerOf) }
}

function recordsPart({ tables, texts, united, additions }: RecordRows, { systems, compare }: RowForms, readerOf: (table: number) => TableReader): RecordsPart {
  const lines = openLinePacker()
  const comparable = openComparableRows(compare)
  const phoneEndings = new Int32Array(2 * texts.length)
  const staff = openStaffNames()
  const extras = new Set<string>()
  let digest = ''
  let isAmbiguous = false
  for (let row = 0; row < texts.length; row += 1) {
    const { system, mapping, read } = readerOf(tables[row]!)
    const together = united.get(row)
    const values = together?.values ?? read(texts[row]!)
    isAmbiguous ||= isAnyAmbiguous(values)
    const id = together?.id ?? recordIdOf(system, textValue(values.values['id']) ?? keyedId(mapping, values)!)
    const content = recordContent(system, systems.get(system)!.origin, id, values, additions.get(row) ?? nothingMore)
    const { hash, json } = writeRecord(content)
    lines.add(json)
    digest += `\n${hash}`
    comparable.add(content)
    phoneEndings.set(phoneEndingsOf(content.texts), 2 * row)
    staff.add(content)
    for (const name of Object.keys(content.extra)) extras.add(name)
  }
  return { lines: lines.packed(), digest, chunk: comparable.chunk(), phoneEndings, staff: staff.names, extras: [...extras], isAmbiguous }
}

function holdingsPart({ tables, texts, made }: HoldingRows, { systems }: RowForms, readerOf: (table: number) => TableReader): HoldingsPart {
  const lines = openLinePacker()
  const distrusted: number[] = []
  const totals = openTotals()
  const balances = openBalances()
  let digest = ''
  let isAmbiguous = false
  for (let row = 0; row < texts.length; row += 1) {
    const holding = made.get(row) ?? fresh(texts[row]!, readerOf(tables[row]!))
    if (holding === null) { distrusted.push(row); continue }
    lines.add(canonicalJson(holding))
    digest += holdingLine(holding)
    totals.add(holding)
    balances.add(holding)
  }
  return { lines: lines.packed(), digest, distrusted, totals: totals.sums(), balances: balances.sums, isAmbiguous }

  function fresh(text: string, { system, mapping, read }: TableReader): Holding | null {
    const values = read(text)
    isAmbiguous ||= isAnyAmbiguous(values)
    const owner: RecordId = recordIdOf(system, textValue(values.values['customer'])!)
    const holding = readHolding(mapping.entity as HoldingKind, values, owner, { system, participantIds: systems.get(system)!.participantIds, pausesOf: null })
    return typeof holding === 'string' ? null : holding
  }
}

function isAnyAmbiguous({ issues }: RowValues): boolean {
  return issues.some((issue) => issue.ambiguous)
}
