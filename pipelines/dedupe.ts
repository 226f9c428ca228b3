import { instant, today } from '../src/edge/clock.ts'
import { openLog } from '../src/edge/log.ts'
import { writeManifest, newRunFolder, type RunFolder } from '../src/edge/run-folder.ts'
import { openRegister } from '../src/edge/register-file.ts'
import { readRules, readRulesTexts } from '../src/edge/rules-file.ts'
import { openStageLog } from '../src/edge/stage-log.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import { version } from '../src/edge/version.ts'
import { readProjectModel } from '../src/edge/project-model.ts'
import { writeReport } from '../src/edge/report-file.ts'
import { writeClusters, writeEdges, writePlanHead } from '../src/edge/run-artefacts.ts'
import type { CalendarDate } from '../src/model/calendar.ts'
import { DubletteError } from '../src/model/error.ts'
import type { Plan } from '../src/model/plan.ts'
import type { WithoutSurvivor } from '../src/model/reconciled.ts'
import type { StoreState } from '../src/model/store-state.ts'
import { formerRecords } from '../src/run/former-records.ts'
import type { Manifest } from '../src/run/manifest.ts'
import type { Project } from '../src/run/project.ts'
import { memberClusters, linkedPairs } from '../src/run/link-records.ts'
import type { PartSums } from '../src/run/plan-part.ts'
import { reportInput } from '../src/run/report-input.ts'
import { setAsideAmounts, type SetAsideAmount } from '../src/run/set-aside-amounts.ts'
import { staffLookup } from '../src/run/staff-lookup.ts'
import { quarantinedOwners } from '../src/run/stage-inputs.ts'
import { ingestExports } from './ingest-exports.ts'
import { matchRecords } from './match-records.ts'
import { planClusters } from './plan-clusters.ts'

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

export type DedupeResult = {
  readonly run: RunFolder
  /** The plan's head; its merges stand in the run's folder. */
  readonly plan: Plan
  /** How many errors the weights promise. */
  readonly expected: PartSums['expected']
  readonly manifest: Manifest
  readonly quarantined: number
  /** Beside the totals: amounts of rows that were set aside. */
  readonly setAside: readonly SetAsideAmount[]
  /** What merged customers still hold whose survivor is in no export any more. */
  readonly withoutSurvivor: readonly WithoutSurvivor[]
  readonly report: string
  /** Where the model of earlier runs no longer fits these records. */
  readonly drift: readonly string[]
}

/**
 * Stages 1 to 7: from the exports to a plan, its report and its queue. Changes nothing but the run's own folder.
 * @throws DubletteError as the stages do; the manifest then names the code.
 */
export async function dedupe(options: DedupeOptions): Promise<DedupeResult> {
  const { project, state } = options
  const progress = options.progress ?? silent
  const threads = options.threads === undefined ? {} : { threads: options.threads }
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
    const ingested = await ingestExports({ project, state, maxGoneShare: ruleset.limits.maxGoneShare, run, maxRejects: options.maxRejects ?? project.maxRejects }, stages, progress, options.threads)
    inputHash = ingested.hash
    const { columns } = ingested
    const register = openRegister(ingested.register, columns)
    const model = options.train === true ? null : await readProjectModel(project.folder)
    const matched = await stages.do('3', 'matching and clustering', () => matchRecords({ columns, recordAt: register.recordAt, formerOf: formerRecords(ingested.aliases, ingested.register.retiredIds, register.recordOf), ruleset, remembered: state.pairs, systems: project.systems, ...(model === null ? {} : { model }), ...(project.setWeights === null ? {} : { setWeights: project.setWeights }), ...threads }), ({ result, clusters }) => ({ edges: result.edges.count, conflicts: clusters.conflicts.length }))
    await writeEdges(run, matched)
    await writeClusters(run, columns, matched.clusters)
    const { result, clusters, separated } = matched
    const planned = await planClusters({
      run, stages, ...threads, found: { clusters: memberClusters(columns, clusters), separated, reviewPairs: linkedPairs(columns, clusters.reviewLinks) },
      frame: { ruleset, asOf, before: ingested.before, inputHash, stateHash: state.hash },
      context: {
        register: ingested.register, columns: { count: columns.count, ids: columns.ids }, scoredBy: { space: result.space, weights: result.weights, edges: result.edges, rules: result.rules },
        rules: readRulesTexts(project.profile, project.folder), turned: ruleset.profile === 'default' ? readRulesTexts('smile', project.folder) : null,
        coverage: ingested.coverage, quarantined: quarantinedOwners(ingested), uncertainIds: ingested.uncertain, changedInFlight: ingested.changedInFlight, remembered: state.pairs, attempts: state.attempts,
        aliases: ingested.aliases, programs: new Map(project.systems.map((system) => [system.name, system.program])), asOf, language: project.language, extras: ingested.extras,
      },
    })
    await writePlanHead(run, { plan: planned.plan, observed: ingested.observed })
    const report = await stages.do('7', 'writing the report', () => writeReport(run, reportInput({ project, systems: ingested.systems, ingested, isStaff: staffLookup(ingested.staff), recordOf: register.recordOf, neighbours: { columns, phoneEndings: ingested.phoneEndings, recordAt: register.recordAt }, matched, planned, ruleset })))
    register.close()
    return { run, plan: planned.plan, expected: planned.expected, manifest: await finish('done', inputHash, planned.plan.hash), quarantined: ingested.quarantine.length, setAside: setAsideAmounts(ingested.quarantine), withoutSurvivor: ingested.withoutSurvivor, report, drift: matched.drift }
  } catch (error) {
    await finish(error instanceof DubletteError ? error.code : 'INTERNAL', inputHash, null)
    throw error
  }
}
