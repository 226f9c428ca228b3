import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { match, type MatchResult } from '../src/3-match/match.ts'
import { matchCrew, openWorkers } from '../src/edge/match-workers.ts'
import { readText } from '../src/edge/private-files.ts'
import { findExportRun, type RunFolder } from '../src/edge/run-folder.ts'
import { eachRunRecord, readLines } from '../src/edge/run-reader.ts'
import { DubletteError } from '../src/model/error.ts'
import type { MatchModel } from '../src/model/match-model.ts'
import type { Merge } from '../src/model/merge.ts'
import { idOf, recordOf, type RecordColumns } from '../src/model/record-columns.ts'
import type { RecordId } from '../src/model/record.ts'
import { refusalWords } from '../src/model/refusal-words.ts'
import { openRecordColumns } from '../src/run/comparable-records.ts'
import { explainedPair, type ExplainedPair, type PairStanding } from '../src/run/explained-pair.ts'
import type { Project } from '../src/run/project.ts'
import { threadsFor } from './match-records.ts'
import { matchFile, type MatchFileOptions } from './match.ts'

export type ExplainOptions = { readonly project: Project; readonly left: RecordId; readonly right: RecordId; readonly run?: string; readonly language: 'de' | 'en' }

export type Explanation = ExplainedPair & {
  /** What the rules made of merges in which one of them stands. */
  readonly merges: readonly { readonly id: string; readonly outcome: Merge['outcome']; readonly decidedBy: string; readonly refusals: readonly string[] }[]
}

/**
 * Explains any two records of a run, also a pair that matching never proposed, from the run's own artefacts.
 * @throws DubletteError RUN_MISSING, RECORD_UNKNOWN
 */
export async function explain(options: ExplainOptions): Promise<Explanation> {
  const run = await findExportRun(options.project.folder, options.run)
  const rows = openRecordColumns(options.project.compare)
  for await (const record of eachRunRecord(run)) rows.add(record)
  const columns = rows.columns()
  const left = numberOf(columns, options.left, 'the run')
  const right = numberOf(columns, options.right, 'the run')
  const result = await matchedAgain(run, columns)
  const clusters = await clustersOf(run, columns, left, right)
  const gone = new Set([left, right].filter((_, side) => clusters[side]!.size === 0).map((record) => idOf(columns, record)))
  const retired = gone.size === 0 ? [] : await customersOf(run, gone)
  return { ...explainedPair(result, { left, right, clusters, retired, conflicts: await conflictsOf(run, columns) }, options.language), merges: await mergesOf(run, options) }
}

/** With the run's own model: what was learned then, not what would be learned now. */
async function matchedAgain(run: RunFolder, columns: RecordColumns): Promise<MatchResult> {
  const model = JSON.parse(await readText(join(run.path, '3-match', 'model.json'))) as MatchModel
  const workers = openWorkers(threadsFor(columns.count))
  try {
    return await match(columns, { crew: matchCrew(workers), model })
  } finally {
    await workers.close()
  }
}

/**
 * Explains any two records of a customer file, which is matched for it as `match` would.
 * @throws DubletteError RECORD_UNKNOWN, and as matching a file does
 */
export async function explainFile({ left, right, language, ...options }: MatchFileOptions & { readonly left: string; readonly right: string; readonly language: 'de' | 'en' }): Promise<ExplainedPair> {
  const { columns, result, clusters: { clusterOf, conflicts } } = await matchFile(options)
  const numbers = [numberOf(columns, left, 'the file'), numberOf(columns, right, 'the file')] as const
  return explainedPair(result, { left: numbers[0], right: numbers[1], clusters: [membersOf(clusterOf, numbers[0]), membersOf(clusterOf, numbers[1])], retired: [], conflicts }, language)
}

/** Pairs that may not share a cluster, as clustering met them. */
async function conflictsOf(run: RunFolder, columns: RecordColumns): Promise<PairStanding['conflicts']> {
  const conflicts: PairStanding['conflicts'][number][] = []
  for await (const line of readLines(join(run.path, '4-cluster', 'conflicts.jsonl'))) {
    const { left, right } = JSON.parse(line) as { readonly left: string; readonly right: string }
    conflicts.push({ left: recordOf(columns, left), right: recordOf(columns, right) })
  }
  return conflicts
}

function numberOf(columns: RecordColumns, id: string, where: 'the run' | 'the file'): number {
  const number = recordOf(columns, id)
  if (number < 0) throw new DubletteError('RECORD_UNKNOWN', `There is no record of this id in ${where}.`, { got: id, expected: where === 'the run' ? 'system:id' : 'a value of its id column, or the row number, counted from 1, where it has none' })
  return number
}

/** Whom retired records belong to, by the run's map of ids. */
async function customersOf(run: RunFolder, records: ReadonlySet<string>): Promise<PairStanding['retired']> {
  const rows = parse(await readText(join(run.path, '6-plan', 'preview', 'id-map.csv')), { columns: true, bom: true }) as readonly { readonly record: string; readonly customer: string }[]
  return rows.filter(({ record }) => records.has(record)).map(({ record, customer }) => ({ record, customer }))
}

/** Record numbers of the cluster of each; none where the record was retired before the run. */
async function clustersOf(run: RunFolder, columns: RecordColumns, left: number, right: number): Promise<readonly [ReadonlySet<number>, ReadonlySet<number>]> {
  const clusterOf: string[] = []
  for await (const line of readLines(join(run.path, '4-cluster', 'clusters.csv'))) {
    const [id, cluster] = line.includes('"') ? (parse(line)[0] as string[]) : line.split(',')
    const record = recordOf(columns, id!)
    if (record >= 0) clusterOf[record] = cluster!
  }
  return [membersOf(clusterOf, left), membersOf(clusterOf, right)]
}

/** The records of the cluster of one; none where it is in no cluster. */
function membersOf(clusterOf: ArrayLike<string | number | undefined>, record: number): ReadonlySet<number> {
  const members = new Set<number>()
  const cluster = clusterOf[record]
  if (cluster === undefined) return members
  for (let each = 0; each < clusterOf.length; each += 1) if (clusterOf[each] === cluster) members.add(each)
  return members
}

async function mergesOf(run: RunFolder, { left, right, language }: ExplainOptions): Promise<Explanation['merges']> {
  const found: Explanation['merges'][number][] = []
  for await (const line of readLines(join(run.path, '6-plan', 'merges.jsonl'))) {
    if (!line.includes(JSON.stringify(left)) && !line.includes(JSON.stringify(right))) continue
    const { merge } = JSON.parse(line) as { readonly merge: Merge }
    const members: readonly string[] = [merge.survivor, ...merge.sources, ...merge.leftOut]
    if (!members.includes(left) || !members.includes(right)) continue
    found.push({ id: merge.id, outcome: merge.outcome, decidedBy: merge.decidedBy, refusals: [...new Set(merge.refusals.map((refusal) => `${refusal.code}: ${refusalWords(refusal)[language]}`))] })
  }
  return found
}
