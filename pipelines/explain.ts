import { join } from 'node:path'
import { explainPair } from '../src/3-match/explain-pair.ts'
import { findingRule } from '../src/3-match/finding-rule.ts'
import { match } from '../src/3-match/match.ts'
import { pairSentences } from '../src/3-match/pair-sentences.ts'
import { readText } from '../src/edge/private-files.ts'
import { findExportRun, type RunFolder } from '../src/edge/run-folder.ts'
import { readLines, readRunRecords } from '../src/edge/run-reader.ts'
import { DubletteError } from '../src/model/error.ts'
import { byCodeUnit } from '../src/model/json.ts'
import type { MatchModel } from '../src/model/match-model.ts'
import type { Merge } from '../src/model/merge.ts'
import { idOf, recordOf, type RecordColumns } from '../src/model/record-columns.ts'
import type { RecordId } from '../src/model/record.ts'
import { refusalWords } from '../src/model/refusal-words.ts'
import { clusterPath } from '../src/run/cluster-path.ts'
import { comparableRecords } from '../src/run/comparable-records.ts'
import type { Project } from '../src/run/project.ts'

export type ExplainOptions = { readonly project: Project; readonly left: RecordId; readonly right: RecordId; readonly run?: string; readonly language: 'de' | 'en' }

export type Explanation = {
  readonly weightMilliBits: number
  /** Why the pair weighs what it weighs. */
  readonly sentences: readonly string[]
  /** How both hang together inside their cluster; null where they stand in different ones. */
  readonly path: readonly { readonly left: string; readonly right: string; readonly weightMilliBits: number }[] | null
  /** What the rules made of merges in which one of them stands. */
  readonly merges: readonly { readonly id: string; readonly outcome: Merge['outcome']; readonly decidedBy: string; readonly refusals: readonly string[] }[]
}

/**
 * Explains any two records of a run, also a pair that matching never proposed, from the run's own artefacts.
 * @throws DubletteError RUN_MISSING, RECORD_UNKNOWN
 */
export async function explain(options: ExplainOptions): Promise<Explanation> {
  const run = await findExportRun(options.project.folder, options.run)
  const records = (await readRunRecords(run, null)).toSorted((left, right) => byCodeUnit(left.id, right.id))
  const columns = comparableRecords(records, options.project.compare)
  const left = numberOf(columns, options.left)
  const right = numberOf(columns, options.right)
  // The run's own model: what was learned then, not what would be learned now.
  const result = await match(columns, { model: JSON.parse(await readText(join(run.path, '3-match', 'model.json'))) as MatchModel })
  const explanation = { ...explainPair(result, left, right), blockingRule: findingRule(result, left, right) }
  const members = await sharedCluster(run, columns, options.left, options.right)
  const path = members === null ? null : clusterPath(result.edges, members, left, right).map((link) => ({ left: idOf(columns, link.left), right: idOf(columns, link.right), weightMilliBits: link.weightMilliBits }))
  return { weightMilliBits: explanation.weightMilliBits, sentences: pairSentences(explanation, options.language), path, merges: await mergesOf(run, options) }
}

function numberOf(columns: RecordColumns, id: RecordId): number {
  const number = recordOf(columns, id)
  if (number < 0) throw new DubletteError('RECORD_UNKNOWN', 'There is no record of this id in the run.', { got: id, expected: 'system:id' })
  return number
}

/** Record numbers of the cluster that holds both, or null. */
async function sharedCluster(run: RunFolder, columns: RecordColumns, left: RecordId, right: RecordId): Promise<ReadonlySet<number> | null> {
  const clusters = new Map<string, string[]>()
  let ofLeft: string | undefined
  let ofRight: string | undefined
  for await (const line of readLines(join(run.path, '4-cluster', 'clusters.csv'))) {
    const [id = '', cluster = ''] = line.split(',')
    if (id === left) ofLeft = cluster
    if (id === right) ofRight = cluster
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), id])
  }
  if (ofLeft === undefined || ofLeft !== ofRight) return null
  return new Set(clusters.get(ofLeft)!.map((id) => recordOf(columns, id)))
}

async function mergesOf(run: RunFolder, { left, right, language }: ExplainOptions): Promise<Explanation['merges']> {
  const found: Explanation['merges'][number][] = []
  for await (const line of readLines(join(run.path, '5-merge', 'merges.jsonl'))) {
    if (!line.includes(JSON.stringify(left)) && !line.includes(JSON.stringify(right))) continue
    const merge = JSON.parse(line) as Merge
    const members: readonly string[] = [merge.survivor, ...merge.sources, ...merge.leftOut]
    if (!members.includes(left) || !members.includes(right)) continue
    found.push({ id: merge.id, outcome: merge.outcome, decidedBy: merge.decidedBy, refusals: merge.refusals.map((refusal) => `${refusal.code}: ${refusalWords(refusal)[language]}`) })
  }
  return found
}
