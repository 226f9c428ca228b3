import { openContentDigest, type ContentDigest } from '../src/1-ingest/content-digest.ts'
import { type Gathered, settle } from '../src/1-ingest/gather.ts'
import { bookHoldings, type HoldingEntry } from '../src/1-ingest/gather-holdings.ts'
import { observedBalances } from '../src/1-ingest/reconcile.ts'
import type { NormalisedChunk } from '../src/2-normalise/chunk.ts'
import { mergeChunks } from '../src/2-normalise/merge-chunks.ts'
import { type IngestJob, type IngestThreads, openIngestThreads } from '../src/edge/ingest-job.ts'
import { type LineFile, startsOf } from '../src/edge/line-file.ts'
import { openPrivateFile, writePrivateFile } from '../src/edge/private-files.ts'
import { ingestPath, writeAccounts } from '../src/edge/run-artefacts.ts'
import type { RunFolder } from '../src/edge/run-folder.ts'
import { joinTotals, totalsOf } from '../src/model/totals-of.ts'
import type { Totals } from '../src/model/totals.ts'
import { indexByOwner } from '../src/run/holdings-index.ts'
import { cut } from '../src/run/cut.ts'
import { formsOf, holdingRows, recordRows } from '../src/run/ingest-rows.ts'
import type { RecordsPart } from '../src/run/ingest-part.ts'
import { packJson, type PackedLines } from '../src/run/pack-lines.ts'
import { refuseRejects } from '../src/run/reject-budget.ts'
import type { IngestedRun, IngestInput, IngestSteps } from './ingest.ts'

/** How many a thread makes at a time: of many more, most would outlive two collections of new objects, and be copied each time; the columns of fewer would cost more to join. */
export type PartSizes = { readonly records: number; readonly holdings: number }

const usualSizes: PartSizes = { records: 8_000, holdings: 4_000 }

/** Stages 1 and 2 where nothing is laid over the exports: values are read part by part, in the order of ids, and nobody holds all of them. */
export async function ingestInParts(gathered: Gathered, { project, run, maxRejects, threads }: IngestInput, { begin, end }: IngestSteps, sizes: PartSizes = usualSizes): Promise<IngestedRun> {
  const workers = openIngestThreads(formsOf(gathered, project.compare), threads)
  const digest = openContentDigest(gathered.coverage)
  try {
    const records = await writeRecords(run, gathered, workers, digest, sizes.records)
    const holdings = await writeHoldings(run, gathered, workers, digest, sizes.holdings)
    const settled = settle(gathered)
    const { quarantine } = settled
    const nothingLaidOver = { gone: [], changedInFlight: [], arrivedLate: [], kept: new Map<string, string>() }
    await writePrivateFile(ingestPath(run, 'retired.jsonl'), '')
    await writeAccounts(run, settled, { coverage: gathered.coverage, ...nothingLaidOver })
    end({ records: gathered.records.length, holdings: holdings.entries.length, quarantined: quarantine.length })
    refuseRejects(quarantine.length, maxRejects)
    begin('2', 'normalising')
    const columns = mergeChunks(records.chunks)
    end({ records: columns.count, fields: columns.fields.length })
    const count = gathered.records.length
    return {
      coverage: gathered.coverage, quarantine, hash: digest.end(quarantine), changedInFlight: [], withoutSurvivor: [], aliases: [], columns, uncertain: new Set(),
      register: { records: records.file, retired: { path: ingestPath(run, 'retired.jsonl'), starts: startsOf([]) }, retiredIds: [], holdings: holdings.file, index: indexByOwner(Int32Array.from(holdings.entries, ({ holder }) => holder.rank), count) },
      before: { ...holdings.totals, records: count, customers: count }, observed: packJson(observedBalances(holdings.balances)).bytes,
      systems: project.systems.map(({ name }) => ({ name, records: gathered.systems.get(name)!.drafts.length })),
      staff: records.staff, extras: [...records.extras].toSorted(), phoneEndings: records.phoneEndings,
    }
  } finally {
    await workers.close()
  }
}

type WrittenRecords = { readonly file: LineFile; readonly chunks: readonly NormalisedChunk[]; readonly phoneEndings: Int32Array; readonly staff: IngestedRun['staff']; readonly extras: ReadonlySet<string> }

async function writeRecords(run: RunFolder, gathered: Gathered, workers: IngestThreads, digest: ContentDigest, atATime: number): Promise<WrittenRecords> {
  const chunks: NormalisedChunk[] = []
  const phoneEndings = new Int32Array(2 * gathered.records.length)
  const staff = new Map<string, Set<string>>()
  const extras = new Set<string>()
  let rows = 0
  const take = (part: RecordsPart): void => {
    if (part.isAmbiguous) refuseAmbiguous(gathered)
    digest.add(part.digest)
    chunks.push(part.chunk)
    phoneEndings.set(part.phoneEndings, 2 * rows)
    rows += part.lines.lengths.length
    for (const name of part.extras) extras.add(name)
    for (const [system, names] of part.staff) staff.set(system, new Set([...staff.get(system) ?? [], ...names]))
  }
  const file = await writeLines(run, 'records.jsonl', async (write) => {
    for await (const part of workers.each(jobs(recordRows(gathered, atATime), (each): IngestJob => ({ kind: 'records', rows: each })))) {
      if (part.kind !== 'records') throw new TypeError(`a job for records got ${part.kind}`)
      write(part.lines)
      take(part)
    }
  })
  return { file, chunks, phoneEndings, staff, extras }
}

type WrittenHoldings = { readonly file: LineFile; readonly entries: readonly HoldingEntry[]; readonly totals: Totals; readonly balances: ReadonlyMap<string, bigint> }

async function writeHoldings(run: RunFolder, gathered: Gathered, workers: IngestThreads, digest: ContentDigest, atATime: number): Promise<WrittenHoldings> {
  const balances = new Map<string, bigint>()
  const kept: HoldingEntry[] = []
  let totals = totalsOf({ records: 0, retired: 0, holdings: [] })
  let next = 0
  const file = await writeLines(run, 'holdings.jsonl', async (write) => {
    for await (const part of workers.each(jobs(cut(gathered.holdings, atATime), (entries): IngestJob => ({ kind: 'holdings', rows: holdingRows(entries, gathered.tables) })))) {
      if (part.kind !== 'holdings') throw new TypeError(`a job for holdings got ${part.kind}`)
      if (part.isAmbiguous) refuseAmbiguous(gathered)
      write(part.lines)
      digest.add(part.digest)
      totals = joinTotals(totals, part.totals)
      for (const [account, amount] of part.balances) balances.set(account, (balances.get(account) ?? 0n) + amount)
      const entries = gathered.holdings.slice(next, next + part.lines.lengths.length + part.distrusted.length)
      next += entries.length
      for (const entry of bookHoldings(entries, new Set(part.distrusted), ({ account }) => gathered.systems.get(account.table.system)!.context, gathered.quarantine)) kept.push(entry)
    }
  })
  return { file, entries: kept, totals, balances }
}

/** Writes an artefact of lines part by part, and tells where each line begins. */
async function writeLines(run: RunFolder, name: string, writing: (write: (lines: PackedLines) => void) => Promise<void>): Promise<LineFile> {
  const path = ingestPath(run, name)
  const file = await openPrivateFile(path)
  const lengths: number[] = []
  try {
    await writing((lines) => {
      file.write(lines.bytes)
      for (const length of lines.lengths) lengths.push(length)
    })
    await file.close()
  } catch (error) {
    await file.drop()
    throw error
  }
  return { path, starts: startsOf(lengths) }
}

/** Some value can be read in two ways: every row is read here, where the tables note which, and settling refuses them. */
function refuseAmbiguous(gathered: Gathered): void {
  const tables = new Set([...gathered.records, ...gathered.holdings].map(({ account }) => account.table))
  for (const table of tables) for (const row of table.lines.keys()) table.read(row)
  settle(gathered)
}

function* jobs<Rows, Job>(rows: Iterable<Rows>, jobOf: (rows: Rows) => Job): Generator<Job> {
  for (const each of rows) yield jobOf(each)
}
