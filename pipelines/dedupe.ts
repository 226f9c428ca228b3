import { join } from 'node:path'
import { keepIds, type KeptIds } from '../src/1-ingest/keep-ids.ts'
import { reconcile } from '../src/1-ingest/reconcile.ts'
import { mergeClusters } from '../src/5-merge/merge-clusters.ts'
import type { MergeInput } from '../src/5-merge/merge-input.ts'
import { passingUnder } from '../src/5-merge/passing-under.ts'
import { planning } from '../src/6-plan/plan-merges.ts'
import { reviewsShown } from '../src/7-review/select-merges.ts'
import { outputTables } from '../src/8-apply/outputs.ts'
import { previewInput } from '../src/8-apply/preview.ts'
import { instant, today } from '../src/edge/clock.ts'
import { readExports } from '../src/edge/exports.ts'
import { openLog } from '../src/edge/log.ts'
import { writeManifest, newRunFolder, type RunFolder } from '../src/edge/run-folder.ts'
import { refuseSmallHeap } from '../src/edge/refuse-small-heap.ts'
import { readRules } from '../src/edge/rules-file.ts'
import { openStageLog, type StageLog } from '../src/edge/stage-log.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import { version } from '../src/edge/version.ts'
import { readProjectModel } from '../src/edge/project-model.ts'
import { writeOutputs } from '../src/edge/outputs.ts'
import { writeReport } from '../src/edge/report-file.ts'
import { writeClusters, writeEdges, writeIngested, writeMerges, writePlanning } from '../src/edge/run-artefacts.ts'
import { matchRecords } from './match-records.ts'
import type { CalendarDate } from '../src/model/calendar.ts'
import { DubletteError } from '../src/model/error.ts'
import type { Merge } from '../src/model/merge.ts'
import type { PlanDocument } from '../src/model/plan.ts'
import type { Reconciled } from '../src/model/reconciled.ts'
import type { StoreState } from '../src/model/store-state.ts'
import type { Ruleset } from '../src/ruleset/ruleset.ts'
import type { Manifest } from '../src/run/manifest.ts'
import type { Project } from '../src/run/project.ts'
import { comparableRecords } from '../src/run/comparable-records.ts'
import { lookupsOf } from '../src/run/lookups.ts'
import { reportInput } from '../src/run/report-input.ts'
import { setAsideAmounts, type SetAsideAmount } from '../src/run/set-aside-amounts.ts'
import { mergeInput, planInput } from '../src/run/stage-inputs.ts'

export type DedupeOptions = {
  readonly project: Project
  /** What the store remembers; a run only reads it. */
  readonly state: StoreState
  /** Today as the run sees it; else read once from the clock in the project's time zone. */
  readonly asOf?: CalendarDate
  readonly maxRejects?: number
  /** Learn anew instead of matching with the model that applied runs left. */
  readonly train?: boolean
  readonly threads?: number
  readonly progress?: Progress
}

export type DedupeResult = { readonly run: RunFolder; readonly document: PlanDocument; readonly manifest: Manifest; readonly quarantined: number; /** Beside the totals: amounts of rows that were set aside. */ readonly setAside: readonly SetAsideAmount[]; readonly report: string; /** Where the model of earlier runs no longer fits these records. */ readonly drift: readonly string[] }

/**
 * Stages 1 to 7: from the exports to a plan, its report and its queue. Changes nothing but the run's own folder.
 * @throws DubletteError as the stages do; the manifest then names the code.
 */
export async function dedupe(options: DedupeOptions): Promise<DedupeResult> {
  const { project, state } = options
  const progress = options.progress ?? silent
  const startedAt = instant()
  const asOf = options.asOf ?? today(project.timeZone)
  const ruleset = readRules(project.profile, project.folder)
  const run = await newRunFolder(project.folder, startedAt)
  const log = openLog(run.path)
  const stages = openStageLog(progress, log)
  const head = { version: 1 as const, run: run.id, dublette: version, startedAt, asOf, profile: ruleset.profile, rulesHash: ruleset.hash, stateHash: state.hash }
  const finish = async (status: string, inputHash: string, planHash: string | null): Promise<Manifest> => {
    const manifest: Manifest = { ...head, endedAt: instant(), inputHash, planHash, status, stages: stages.stages }
    await writeManifest(run, manifest)
    log.info({ status })
    progress.end()
    return manifest
  }
  let inputHash = ''
  try {
    const { ingested, uncertain, view } = await ingest({ project, state, ruleset, run, stages, progress })
    inputHash = ingested.hash
    refuseSmallHeap(ingested.records.length, ingested.holdings.length)
    refuseRejects(ingested.quarantine.length, options.maxRejects ?? project.maxRejects)
    const model = options.train === true ? null : await readProjectModel(project.folder)
    const columns = await stages.do('2', 'normalising', () => comparableRecords(view.records, project.compare), (result) => ({ records: result.count, fields: result.fields.length }))
    const matched = await stages.do('3', 'matching and clustering', () => matchRecords({ columns, records: view.records, ruleset, remembered: state.pairs, systems: project.systems, ...(model === null ? {} : { model }), ...(project.setWeights === null ? {} : { setWeights: project.setWeights }), ...(options.threads === undefined ? {} : { threads: options.threads }) }), ({ result, clusters }) => ({ edges: result.edges.count, conflicts: clusters.conflicts.length }))
    await writeEdges(run, matched)
    await writeClusters(run, columns, matched.clusters)
    const lookups = lookupsOf(view)
    const judged = mergeInput({ ingested, uncertain, view, lookups, state, matched, columns, ruleset, asOf })
    const merges = await stages.do('5', 'deciding by the rules', () => mergeClusters(judged), (result) => ({ merges: result.length }))
    await writeMerges(run, merges)
    const input = planInput({ project, ingested, view, lookups, state, merges, ruleset, asOf, alsoCounted: turnedCounts(merges, judged, project) })
    // Of a large plan most merges for review are in its artefact alone: the report shows the heaviest.
    const shown = reviewsShown(merges)
    const document = await stages.do('6', 'planning', () => writePlanning(run, planning(input, (merge) => merge.outcome !== 'review' || shown.has(merge.id))), ({ plan }) => plan.counts)
    await writeOutputs(join(run.path, '6-plan', 'preview'), outputTables(previewInput(document, view, project.language)))
    const report = await stages.do('7', 'writing the report', () => writeReport(run, reportInput({ project, ingested, view, matched, columns, document, ruleset })))
    return { run, document, manifest: await finish('done', inputHash, document.plan.hash), quarantined: ingested.quarantine.length, setAside: setAsideAmounts(ingested.quarantine), report, drift: matched.drift }
  } catch (error) {
    await finish(error instanceof DubletteError ? error.code : 'INTERNAL', inputHash, null)
    throw error
  }
}

type IngestInput = { readonly project: Project; readonly state: StoreState; readonly ruleset: Ruleset; readonly run: RunFolder; readonly stages: StageLog; readonly progress: Progress }

/** Stage 1. What the rows were written as is let go here, once their places are in the artefact: it is a third of the memory. */
async function ingest({ project, state, ruleset, run, stages, progress }: IngestInput): Promise<Pick<KeptIds, 'ingested' | 'uncertain'> & { readonly view: Reconciled }> {
  const assembled = await stages.do('1', 'reading exports', () => readExports(project, progress), ({ ingested }) => ({ records: ingested.records.length, holdings: ingested.holdings.length, quarantined: ingested.quarantine.length }))
  const { ingested, uncertain, kept } = keepIds(assembled.ingested, state)
  const view = reconcile(ingested, state, ruleset.limits)
  await writeIngested(run, { ingested, origins: assembled.origins, kept }, view)
  return { ingested, uncertain, view }
}

function refuseRejects(quarantined: number, budget: number | null): void {
  if (budget === null || quarantined <= budget) return
  throw new DubletteError('TOO_MANY_REJECTS', 'More rows were quarantined than the reject budget allows.', { got: `${quarantined} rows`, expected: `at most ${budget}` })
}

/** The default profile keeps its direction: it says how many of those it skips the other direction would let pass. */
function turnedCounts(merges: readonly Merge[], judged: MergeInput, project: Project): Readonly<Record<string, number>> {
  if (judged.ruleset.profile !== 'default') return {}
  const { skipped, passing } = passingUnder(readRules('smile', project.folder), merges, judged)
  return { 'skipped for contracts or correspondence': skipped, 'passing under smile': passing }
}
