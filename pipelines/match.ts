import { internChunk, type NormalisedChunk } from '../src/2-normalise/chunk.ts'
import { dictionariesToJoin, mergeChunks } from '../src/2-normalise/merge-chunks.ts'
import { normaliseChunk, type DateOrders } from '../src/2-normalise/normalise-chunk.ts'
import { dateEvidence, dateOrderOf } from '../src/2-normalise/normalise-date.ts'
import { packTexts, type JoinedDictionaries } from '../src/2-normalise/packed-texts.ts'
import { recogniseRoles, type RecognisedColumn } from '../src/2-normalise/recognise-roles.ts'
import type { ScanPlan } from '../src/2-normalise/scan-csv.ts'
import { foundShares } from '../src/3-match/found-shares.ts'
import { match, placeholderCounts, type BlockingOutlook, type MatchResult, type RuleSummary } from '../src/3-match/match.ts'
import { reweigh } from '../src/3-match/reweigh.ts'
import { clusterOnThreads } from '../src/edge/cluster-on-threads.ts'
import { customerFileSize, holdsQuotes, LENIENT, neededMemory, quoteError, readCustomerFile, refuseShortMemory, rowRanges, type CustomerFile } from '../src/edge/customer-file.ts'
import { defaultThreads, matchCrew, openWorkers, type Workers } from '../src/edge/match-workers.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import type { Clusters } from '../src/model/clusters.ts'
import type { Edges } from '../src/model/edges.ts'
import { DubletteError } from '../src/model/error.ts'
import { NO_CONSTRAINTS, type FoundShares, type MatchConstraints, type MatchModel } from '../src/model/match-model.ts'
import { driftOf } from '../src/model/model-difference.ts'
import type { SetWeights } from '../src/model/set-weights.ts'
import type { MatchRole } from '../src/model/match-role.ts'
import { type FieldColumn, firstRepeatedId, type RecordColumns } from '../src/model/record-columns.ts'
import { automaticFrom, expectedBands, type ExpectedBand } from '../src/model/verdict-bands.ts'

/** What a match of one file may be told. */
export interface MatchFileOptions {
  readonly file: string
  /** Header of the id column; recognised when left out. */
  readonly idColumn?: string
  /** Header → role, for columns whose role is known better than recognised; `ignored` leaves a column out. */
  readonly map?: Readonly<Record<string, MatchRole | 'ignored'>>
  /** How many threads work; the result does not depend on it. */
  readonly threads?: number
  /** A model learned before; then nothing is learned. */
  readonly model?: MatchModel
  /** Weights that a person set. */
  readonly setWeights?: SetWeights
  /** Lists of pairs that are never, or always, one person. */
  readonly never?: string
  readonly always?: string
  /** Is told what comparing will cost, before it begins. */
  readonly onOutlook?: (outlook: MatchOutlook) => void
  readonly progress?: Progress
}

/** The outcome for one file. */
export interface MatchedFile {
  readonly columns: RecordColumns
  readonly result: MatchResult
  readonly clusters: Clusters
  /** What a model of this match keeps, to tell later how far other records are from these. */
  readonly found: FoundShares
  readonly summary: MatchSummary
}

/** What the command prints. No personal data. */
export interface MatchSummary {
  readonly records: number
  readonly clusters: number
  readonly recordsInClustersOfTwoOrMore: number
  readonly largestCluster: number
  readonly candidatePairs: number
  readonly edges: number
  readonly reviewLinks: number
  /** What the weights promise: from where on pairs may be merged unasked, how many of those joined are right, by verdict, and of those worth a look. */
  readonly expected: { readonly automaticMilliBits: number; readonly joined: readonly ExpectedBand[]; readonly review: Pick<ExpectedBand, 'pairs' | 'expectedMatches'> }
  /** Each blocking rule: what its blocks hold, whether it was worth using, and what it alone brought. */
  readonly rules: readonly RuleSummary[]
  /** How many values of each comparison were taken for placeholders; the values stand in the model. */
  readonly placeholders: Readonly<Record<string, number>>
  readonly columns: readonly RecognisedColumn[]
  readonly encoding: string
  readonly delimiter: string
  /** Where a given model no longer fits these records. */
  readonly drift: readonly string[]
  /** Things worth knowing about how the file was read. */
  readonly notes: readonly string[]
}

/** How much of a file one thread reads at once: the texts of a part live on its heap until they are interned. */
const MOST_BYTES_AT_ONCE = 96_000_000

/** Below this size starting threads costs more than they save. */
const SMALLEST_FILE_FOR_THREADS = 2_000_000

/**
 * Finds who stands twice or more in a customer file. Every row gets the smallest id of its cluster, smallest by
 * UTF-16 code unit; a row without duplicates its own id.
 *
 * @throws DubletteError FILE_MISSING, INPUT_UNREADABLE (empty, or ids that are not unique), USAGE (a column that is not there), HEADER_UNKNOWN, MODEL_INVALID, MEMORY_SHORT
 */
export async function matchFile(options: MatchFileOptions): Promise<MatchedFile> {
  const progress = options.progress ?? silent
  progress.step('reading')
  const size = customerFileSize(options.file)
  refuseShortMemory(options.file, size)
  const workers = openWorkers(options.threads ?? (size < SMALLEST_FILE_FOR_THREADS ? 1 : defaultThreads()))
  try {
    const { columns, read } = await readColumns(options, workers)
    progress.step('matching')
    const constraints = await constraintsOf(options, columns)
    const tell = options.onOutlook
    const first = await match(columns, {
      crew: matchCrew(workers), constraints, ...(options.model === undefined ? {} : { model: options.model }), ...(options.setWeights === undefined ? {} : { setWeights: options.setWeights }),
      ...(tell === undefined ? {} : { onBlocked: (outlook: BlockingOutlook) => { tell({ ...outlook, expectedSeconds: outlook.mostPairs / PAIRS_A_SECOND, expectedBytes: neededMemory(size) }) } }),
    })
    progress.step('clustering')
    const { result, clusters } = await clusterTwice(first, constraints, workers)
    progress.end()
    const found = foundShares(result, clusters.clusterOf)
    const drift = options.model?.found === undefined ? [] : driftOf(options.model.found, found)
    return { columns, result, clusters, found, summary: { ...summaryOf(read, columns, result, clusters), drift } }
  } finally {
    await workers.close()
  }
}

/** What comparing will cost, with the time and memory that it is expected to take. */
export type MatchOutlook = BlockingOutlook & { readonly expectedSeconds: number; readonly expectedBytes: number }

/** Pairs in blocks gone through in a second. Measured with `match` on 1,000,000 German customers, two threads: at most 6.3 million pairs in 3.0 s. */
const PAIRS_A_SECOND = 2_000_000

/** @throws DubletteError PAIRS_INVALID where a pair is both never and always one person */
async function constraintsOf({ never, always }: MatchFileOptions, columns: RecordColumns): Promise<MatchConstraints> {
  if (never === undefined && always === undefined) return NO_CONSTRAINTS
  const { readPairs } = await import('../src/edge/pair-list.ts')
  const pairs = async (path: string | undefined): Promise<MatchConstraints['never']> => (path === undefined ? [] : readPairs(path, columns))
  const [apart, together] = [await pairs(never), await pairs(always)]
  const key = ([left, right]: readonly [number, number]): string => `${left} ${right}`
  const said = new Set(apart.map(key))
  const both = together.filter((pair) => said.has(key(pair))).length
  if (both > 0) throw new DubletteError('PAIRS_INVALID', `${both === 1 ? 'A pair is' : `${both} pairs are`} in both lists.`, { expected: 'each pair either never or always one person' })
  return { never: apart, always: together, systemsFreeOfDuplicates: [] }
}

/** Clusters, counts frequencies per person, weighs and clusters again; with a given model its frequencies stay. */
export async function clusterTwice(first: MatchResult, constraints: MatchConstraints, workers: Workers = openWorkers(1)): Promise<{ readonly result: MatchResult; readonly clusters: Clusters }> {
  const clusters = await clusterOnThreads(workers, first, constraints)
  if (first.samples === null) return { result: first, clusters }
  const result = reweigh(first, clusters.clusterOf)
  return { result, clusters: await clusterOnThreads(workers, result, constraints) }
}

/** How the file was read, without its bytes, which are let go before the matching. */
type ReadSummary = Pick<MatchSummary, 'columns' | 'encoding' | 'delimiter' | 'notes'>

async function readColumns(options: MatchFileOptions, workers: Workers): Promise<{ readonly columns: RecordColumns; readonly read: ReadSummary }> {
  const file = readCustomerFile(options.file)
  const recognised = rolesOf(file, options)
  const notes: string[] = []
  let idColumn = recognised.findIndex((column) => column.role === 'id')
  if (file.isDamaged) notes.push('Some bytes are not UTF-8; what stood there is lost.')
  if (idColumn < 0) notes.push('No column names the records uniquely; they are named by their row number, counted from 1.')
  const { chunks, isPlain } = await readChunks(file, recognised, idColumn, workers)
  let columns = await merged(chunks, workers)
  if (columns.count === 0) throw new DubletteError('INPUT_UNREADABLE', 'The file holds a header and no customer.', { where: { file: file.path }, expected: 'one row for each customer', got: 'no row' })
  const repeated = firstRepeatedId(columns)
  if (repeated >= 0 && options.idColumn !== undefined) {
    throw new DubletteError('INPUT_UNREADABLE', 'The id column holds the same id more than once.', { where: { file: file.path, column: options.idColumn }, expected: 'one row for each id', next: 'Name another column with --id, or leave --id out to name records by their row number.' })
  }
  if (repeated >= 0) {
    notes.push(`Column "${file.header[idColumn]}" holds the same id more than once; records are named by their row number, counted from 1.`)
    idColumn = -1
    columns = await merged((await readChunks(file, recognised, idColumn, workers)).chunks, workers)
  }
  if (!isPlain || holdsQuotes(file)) {
    const { oddRowNotes } = await import('../src/edge/odd-rows.ts')
    notes.push(...oddRowNotes(file))
  }
  // What a title says of a generation is not compared by itself.
  if (columns.fields.every(({ kind }) => kind === 'generation')) throw new DubletteError('HEADER_UNKNOWN', 'No column with content could be recognised as part of a customer.', { where: { file: file.path }, got: file.header.join(', ') })
  return { columns, read: { columns: recognised, encoding: file.encoding, delimiter: file.delimiter, notes } }
}

function isOneValue({ values }: FieldColumn): boolean {
  return values.every((value) => value === values[0])
}

/** Joins the dictionaries of the parts, each on a thread of its own. */
async function merged(chunks: readonly NormalisedChunk[], workers: Workers): Promise<RecordColumns> {
  const joined = await workers.run({ kind: 'join' }, dictionariesToJoin(chunks).map((dictionaries) => ({ kind: 'join', dictionaries })))
  return mergeChunks(chunks, joined.filter((result): result is JoinedDictionaries => result !== null && 'numbers' in result))
}

function rolesOf(file: CustomerFile, options: MatchFileOptions): readonly RecognisedColumn[] {
  const { header } = file
  // The first row would be lost as a header that names nothing.
  if (header.some((name) => /^\S+@\S+\.\S+$/.test(name))) throw new DubletteError('HEADER_UNKNOWN', 'The first line holds an e-mail address: it is a record and no header.', { where: { file: file.path, line: 1 }, expected: 'a line of column names', next: 'Write a line of column names above the first record.' })
  for (const name of [options.idColumn, ...Object.keys(options.map ?? {})]) {
    if (name !== undefined && !header.includes(name)) throw new DubletteError('USAGE', `There is no column "${name}".`, { where: { file: file.path }, expected: header.join(', ') })
  }
  const recognised = recogniseRoles(header.map((name, at) => ({ name, values: file.sample.map((row) => row[at] ?? '') })))
  return recognised.map((column) => {
    const mapped = options.map?.[column.name]
    if (column.name === options.idColumn) return { name: column.name, role: 'id', evidence: 'header' }
    if (mapped !== undefined) return { name: column.name, role: mapped, evidence: 'header' }
    return column.role === 'id' && options.idColumn !== undefined ? { ...column, role: 'other' } : column
  })
}

type ReadChunks = {
  readonly chunks: readonly NormalisedChunk[]
  /** Every row is well-formed. */
  readonly isPlain: boolean
}

async function readChunks(file: CustomerFile, recognised: readonly RecognisedColumn[], idColumn: number, workers: Workers): Promise<ReadChunks> {
  const wanted = recognised.flatMap((column, at) => (column.role === 'id' || column.role === 'ignored' ? [] : [{ at, role: column.role, name: column.name }]))
  const dateOrders: DateOrders = Object.fromEntries(wanted.filter((column) => column.role === 'birthDate').map((column) => [column.name, dateOrderOf(dateEvidence(file.sample.map((row) => row[column.at] ?? '')))]))
  const plan: ScanPlan = { delimiter: file.delimiter.charCodeAt(0), columnCount: file.header.length, idColumn, columns: wanted }
  const scanned = await workers.run({ kind: 'read', bytes: file.bytes, plan, dateOrders }, rowRanges(file, Math.max(workers.threads, Math.ceil(file.bytes.length / MOST_BYTES_AT_ONCE))).map((range) => ({ kind: 'read', ...range })))
  const chunks = scanned.filter((chunk): chunk is NormalisedChunk => chunk !== null && 'fields' in chunk)
  const isPlain = chunks.length === scanned.length
  const read = isPlain ? chunks : await parsedChunks(file, plan, dateOrders)
  return { chunks: idColumn >= 0 ? read : numbered(read), isPlain }
}

/** Names records by their row number, counted from 1 over all parts. */
function numbered(chunks: readonly NormalisedChunk[]): readonly NormalisedChunk[] {
  let before = 0
  return chunks.map((chunk) => {
    const rows = chunk.ids.offsets.length - 1
    const first = before
    before += rows
    return { ...chunk, ids: packTexts(Array.from({ length: rows }, (_, row) => String(first + row + 1))) }
  })
}

const ROWS_PER_PARSED_CHUNK = 100_000

/** The careful way, for files that are not plainly well-formed: short rows lack their last values, longer ones lose the surplus. */
async function parsedChunks(file: CustomerFile, plan: ScanPlan, dateOrders: DateOrders): Promise<readonly NormalisedChunk[]> {
  const chunks: NormalisedChunk[] = []
  let rows: string[][] = []
  const take = (): void => {
    const columns = plan.columns.map((column) => ({ role: column.role, name: column.name, values: rows.map((row) => row[column.at] ?? null) }))
    chunks.push(normaliseChunk(internChunk({ ids: rows.map((row) => row[plan.idColumn] ?? ''), columns }), dateOrders))
    rows = []
  }
  const { Readable } = await import('node:stream')
  const { parse } = await import('csv-parse')
  const parser = Readable.from(slices(file.bytes)).pipe(parse({ ...LENIENT, delimiter: file.delimiter, from: 2 }))
  try {
    for await (const row of parser) {
      rows.push(row as string[])
      if (rows.length === ROWS_PER_PARSED_CHUNK) take()
    }
  } catch (error) {
    throw quoteError(file, error)
  }
  if (rows.length > 0 || chunks.length === 0) take()
  return chunks
}

function* slices(bytes: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1 << 20) yield Buffer.from(bytes.slice(at, at + (1 << 20)))
}

function summaryOf(read: ReadSummary, columns: RecordColumns, result: MatchResult, clusters: Clusters): Omit<MatchSummary, 'drift'> {
  const sizes = new Int32Array(columns.count)
  for (const root of clusters.clusterOf) sizes[root]!++
  let count = 0
  let inLarger = 0
  let largest = 0
  for (const size of sizes) {
    if (size > 0) count++
    if (size > 1) inLarger += size
    if (size > largest) largest = size
  }
  return {
    records: columns.count,
    clusters: count,
    recordsInClustersOfTwoOrMore: inLarger,
    largestCluster: largest,
    candidatePairs: result.rules.reduce((total, rule) => total + rule.compared, 0),
    edges: result.edges.count,
    reviewLinks: clusters.reviewLinks.length,
    expected: expectedOf(result.edges, clusters),
    rules: result.rules,
    placeholders: placeholderCounts(result.space),
    ...read,
    notes: [...read.notes, ...(columns.count > 1 && largest === 1 && columns.fields.every(isOneValue) ? [`All ${columns.count} rows are the same in every column that was read: nothing tells whether they are one customer, so none were joined.`] : [])],
  }
}

/** A pair that its clusters kept apart although it weighs more than 0 is no surer than one to one. */
function expectedOf(edges: Edges, { clusterOf, reviewLinks }: Clusters): MatchSummary['expected'] {
  const joined: number[] = []
  for (let edge = 0; edge < edges.count; edge++) if (clusterOf[edges.left[edge]!] === clusterOf[edges.right[edge]!]) joined.push(edges.weightMilliBits[edge]!)
  const automaticMilliBits = automaticFrom(edges.weightMilliBits)
  const review = expectedBands(reviewLinks.map((link) => Math.min(0, link.weightMilliBits)), automaticMilliBits)
  return { automaticMilliBits, joined: expectedBands(joined, automaticMilliBits), review: { pairs: reviewLinks.length, expectedMatches: review.reduce((sum, band) => sum + band.expectedMatches, 0) } }
}
