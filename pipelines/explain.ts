import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { explainPair, type ExplainedComparison } from '../src/3-match/explain-pair.ts'
import { findingRule } from '../src/3-match/finding-rule.ts'
import { linkageWeights } from '../src/3-match/linkage-weights.ts'
import { match, type MatchResult } from '../src/3-match/match.ts'
import { pairSentences } from '../src/3-match/pair-sentences.ts'
import { groupWeight } from '../src/4-cluster/group-weight.ts'
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
import { clusterPath, type PathLink } from '../src/run/cluster-path.ts'
import { comparableRecords } from '../src/run/comparable-records.ts'
import { outcomeWords, type PairOutcome } from '../src/run/pair-outcome.ts'
import type { Project } from '../src/run/project.ts'

export type ExplainOptions = { readonly project: Project; readonly left: RecordId; readonly right: RecordId; readonly run?: string; readonly language: 'de' | 'en' }

export type Explanation = {
  readonly weightMilliBits: number
  /** The parts of the weight: `priorMilliBits + Σ comparisons − householdMilliBits = weightMilliBits`. */
  readonly priorMilliBits: number
  readonly householdMilliBits: number
  readonly comparisons: readonly ExplainedComparison[]
  readonly blockingRule: string | null
  /** Why the pair weighs what it weighs. */
  readonly sentences: readonly string[]
  /** Why they were, or were not, taken for one person. */
  readonly outcome: string
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
  const outcome = await outcomeOf(run, columns, result, { ...explanation, left, right })
  return {
    weightMilliBits: explanation.weightMilliBits, priorMilliBits: explanation.priorMilliBits, householdMilliBits: explanation.householdMilliBits, comparisons: explanation.comparisons, blockingRule: explanation.blockingRule,
    sentences: pairSentences(explanation, options.language), outcome: outcomeWords(outcome)[options.language], path: outcome.path, merges: await mergesOf(run, options),
  }
}

/** Why both stand in one cluster or in two, from the clusters of the run. */
async function outcomeOf(run: RunFolder, columns: RecordColumns, result: MatchResult, pair: { readonly left: number; readonly right: number; readonly weightMilliBits: number; readonly blockingRule: string | null }): Promise<PairOutcome> {
  const { left, right, weightMilliBits } = pair
  const [ofLeft, ofRight] = await clustersOf(run, columns, left, right)
  const gone = new Set([...(ofLeft.size === 0 ? [idOf(columns, left)] : []), ...(ofRight.size === 0 ? [idOf(columns, right)] : [])])
  const known = { weightMilliBits, isFound: pair.blockingRule !== null, retired: gone.size === 0 ? [] : await customersOf(run, gone) }
  const link = (one: PathLink): NonNullable<PairOutcome['path']>[number] => ({ left: idOf(columns, one.left), right: idOf(columns, one.right), weightMilliBits: one.weightMilliBits })
  if (ofLeft.has(right)) return { ...known, path: clusterPath(result.edges, ofLeft, left, right).map(link), sizes: [ofLeft.size, ofLeft.size], groupsMilliBits: weightMilliBits, forbidden: null }
  const groupsMilliBits = groupWeight(linkageWeights(result.space, result.weights), [...ofLeft], [...ofRight])
  return { ...known, path: null, sizes: [ofLeft.size, ofRight.size], groupsMilliBits, forbidden: await forbidden(run, columns, ofLeft, ofRight, pair) }
}

/** A pair of these two clusters that may not share one, as clustering met it: the pair itself where it is among them. */
async function forbidden(run: RunFolder, columns: RecordColumns, one: ReadonlySet<number>, other: ReadonlySet<number>, { left, right }: { readonly left: number; readonly right: number }): Promise<PairOutcome['forbidden']> {
  let between: PairOutcome['forbidden'] = null
  for await (const line of readLines(join(run.path, '4-cluster', 'conflicts.jsonl'))) {
    const conflict = JSON.parse(line) as { readonly left: string; readonly right: string }
    const [a, b] = [recordOf(columns, conflict.left), recordOf(columns, conflict.right)]
    const isThisPair = (a === left && b === right) || (a === right && b === left)
    if (isThisPair || (between === null && ((one.has(a) && other.has(b)) || (one.has(b) && other.has(a))))) between = { left: conflict.left, right: conflict.right, isThisPair }
    if (isThisPair) break
  }
  return between
}

function numberOf(columns: RecordColumns, id: RecordId): number {
  const number = recordOf(columns, id)
  if (number < 0) throw new DubletteError('RECORD_UNKNOWN', 'There is no record of this id in the run.', { got: id, expected: 'system:id' })
  return number
}

/** Whom retired records belong to, by the run's map of ids. */
async function customersOf(run: RunFolder, records: ReadonlySet<string>): Promise<PairOutcome['retired']> {
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
  const members = (record: number): ReadonlySet<number> => new Set(clusterOf[record] === undefined ? [] : clusterOf.flatMap((cluster, each) => (cluster === clusterOf[record] ? [each] : [])))
  return [members(left), members(right)]
}

async function mergesOf(run: RunFolder, { left, right, language }: ExplainOptions): Promise<Explanation['merges']> {
  const found: Explanation['merges'][number][] = []
  for await (const line of readLines(join(run.path, '6-plan', 'merges.jsonl'))) {
    if (!line.includes(JSON.stringify(left)) && !line.includes(JSON.stringify(right))) continue
    const { merge } = JSON.parse(line) as { readonly merge: Merge }
    const members: readonly string[] = [merge.survivor, ...merge.sources, ...merge.leftOut]
    if (!members.includes(left) || !members.includes(right)) continue
    found.push({ id: merge.id, outcome: merge.outcome, decidedBy: merge.decidedBy, refusals: merge.refusals.map((refusal) => `${refusal.code}: ${refusalWords(refusal)[language]}`) })
  }
  return found
}
