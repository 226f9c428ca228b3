import { join } from 'node:path'
import type { OriginLine, Settled } from '../1-ingest/gather.ts'
import type { KeptIds } from '../1-ingest/keep-ids.ts'
import type { Clusters } from '../model/clusters.ts'
import type { Ingested } from '../model/ingested.ts'
import type { MatchResult } from '../3-match/match.ts'
import { modelOf } from '../3-match/model-file.ts'
import type { FoundShares } from '../model/match-model.ts'
import type { PlanDocument } from '../model/plan.ts'
import type { Reconciled } from '../model/reconciled.ts'
import { idOf, type RecordColumns } from '../model/record-columns.ts'
import { canonicalJson } from '../model/json.ts'
import type { RecordId } from '../model/record.ts'
import { recordJson } from '../model/record-json.ts'
import { indexHoldings } from '../run/holdings-index.ts'
import { packJson } from '../run/pack-lines.ts'
import { type LineFile, startsOf } from './line-file.ts'
import { writeBlocks, writeJsonLines, writePrivateFile } from './private-files.ts'
import type { RegisterFile } from './register-file.ts'
import type { RunFolder } from './run-folder.ts'

/** Stage 1: the view that later stages work on. Returns where its records and holdings stand. */
export async function writeView(run: RunFolder, view: Reconciled): Promise<RegisterFile> {
  const lines = async <T>(name: string, values: Iterable<T>, json: (value: T) => string = canonicalJson): Promise<LineFile> => {
    const path = ingestPath(run, name)
    return { path, starts: startsOf(await writeJsonLines(path, values, json)) }
  }
  return {
    records: await lines('records.jsonl', view.records, recordJson), retired: await lines('retired.jsonl', view.retired), retiredIds: view.retired.map((record) => record.id),
    holdings: await lines('holdings.jsonl', view.holdings), index: indexHoldings(ownersOf(view), view.records.length + view.retired.length, view.holdings),
  }
}

export function ingestPath(run: RunFolder, name: string): string {
  return join(run.path, '1-ingest', name)
}

/** Stage 1: what was set aside, the one artefact that knows line numbers, and the counts. */
export async function writeAccounts(run: RunFolder, { quarantine, origins, counts }: Settled, { coverage, kept, gone, changedInFlight, arrivedLate }: Pick<Ingested, 'coverage'> & Pick<KeptIds, 'kept'> & Pick<Reconciled, 'gone' | 'changedInFlight' | 'arrivedLate'>): Promise<void> {
  await writeJsonLines(ingestPath(run, 'quarantine.jsonl'), quarantine)
  await writeJsonLines(ingestPath(run, 'origins.jsonl'), underKeptIds(origins, kept), originJson)
  await writePrivateFile(ingestPath(run, 'counts.json'), `${canonicalJson({ files: counts, coverage, gone: gone.length, changedInFlight: changedInFlight.length, arrivedLate: arrivedLate.length })}\n`)
}

function* ownersOf({ records, retired }: Pick<Reconciled, 'records' | 'retired'>): Generator<RecordId> {
  for (const record of records) yield record.id
  for (const record of retired) yield record.id
}

/** Its canonical JSON; there are more of these lines than of any other. */
function originJson({ file, id, line }: OriginLine): string {
  return `{"file":${JSON.stringify(file)},"id":${JSON.stringify(id)},"line":${line}}`
}

function* underKeptIds(origins: Iterable<OriginLine>, kept: ReadonlyMap<string, string>): Generator<OriginLine> {
  if (kept.size === 0) { yield* origins; return }
  for (const { file, id, line } of origins) yield { file, id: kept.get(id) ?? id, line }
}

/** Stage 3: the learned model as readable JSON, the edges as columns behind a head line that says their layout. */
export async function writeEdges(run: RunFolder, { result, found }: { readonly result: MatchResult; readonly found: FoundShares }): Promise<void> {
  const { edges } = result
  const head = `${canonicalJson({ count: edges.count, comparisons: result.space.comparisons.map((each) => each.name), columns: ['left int32', 'right int32', 'weightMilliBits int32', 'rule uint8', 'levels uint8 by comparison'], rules: result.rules.map((rule) => rule.name) })}\n`
  const bytes = (column: Int32Array | Uint8Array): Uint8Array => new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
  await writePrivateFile(join(run.path, '3-match', 'edges.bin'), Buffer.concat([Buffer.from(head), ...[edges.left, edges.right, edges.weightMilliBits, edges.rule, edges.levels].map(bytes)]))
  await writePrivateFile(join(run.path, '3-match', 'model.json'), `${canonicalJson(modelOf(result, found))}\n`)
}

/** Stage 4: which records are one person, and pairs that may not be. */
export async function writeClusters(run: RunFolder, columns: RecordColumns, clusters: Clusters): Promise<void> {
  await writeBlocks(join(run.path, '4-cluster', 'clusters.csv'), function* () {
    let block = 'id,cluster\n'
    for (let record = 0; record < columns.count; record += 1) {
      if (block.length > 1 << 16) { yield block; block = '' }
      block += `${csvCell(idOf(columns, record))},${csvCell(idOf(columns, clusters.clusterOf[record]!))}\n`
    }
    yield block
  })
  const named = (pair: { readonly left: number; readonly right: number }): object => ({ ...pair, left: idOf(columns, pair.left), right: idOf(columns, pair.right) })
  await writeJsonLines(join(run.path, '4-cluster', 'conflicts.jsonl'), clusters.conflicts.map(named))
  await writeJsonLines(join(run.path, '4-cluster', 'review-links.jsonl'), clusters.reviewLinks.map(named))
}


/** Stage 6: the plan's head, its merges and the balances it was made from. */
export async function writePlan(run: RunFolder, document: PlanDocument): Promise<void> {
  await writeJsonLines(join(run.path, '6-plan', 'merges.jsonl'), document.merges)
  await writePlanHead(run, { plan: document.plan, observed: packJson(document.observed).bytes })
}

/** Stage 6: the plan's head, and the balances that it was made from. */
export async function writePlanHead(run: RunFolder, { plan, observed }: Pick<PlanDocument, 'plan'> & { readonly observed: Uint8Array }): Promise<void> {
  await writePrivateFile(join(run.path, '6-plan', 'observed.jsonl'), observed)
  await writePrivateFile(join(run.path, '6-plan', 'plan.json'), `${canonicalJson(plan)}\n`)
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
