import { join } from 'node:path'
import { keepIds } from '../src/1-ingest/keep-ids.ts'
import { reconcile } from '../src/1-ingest/reconcile.ts'
import { findEndings } from '../src/6-plan/end/find-endings.ts'
import { endingPrefix, planEndings } from '../src/6-plan/end/plan-endings.ts'
import { outputTables } from '../src/8-apply/outputs.ts'
import { instant, today } from '../src/edge/clock.ts'
import { readExports } from '../src/edge/exports.ts'
import { writeOutputs } from '../src/edge/outputs.ts'
import { readRemembered } from '../src/edge/remembered.ts'
import { writeReport } from '../src/edge/report-file.ts'
import { readRules } from '../src/edge/rules-file.ts'
import { writePlan } from '../src/edge/run-artefacts.ts'
import { newRunFolder, writeManifest, type RunFolder } from '../src/edge/run-folder.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import { version } from '../src/edge/version.ts'
import type { CalendarDate } from '../src/model/calendar.ts'
import type { EndingRequest } from '../src/model/ending-request.ts'
import type { PlanDocument } from '../src/model/plan.ts'
import { presentState } from '../src/model/present-state.ts'
import type { Project } from '../src/run/project.ts'
import { unmatchedPreview, unmatchedReportInput } from '../src/run/unmatched-plan.ts'

export type EndOptions = { readonly project: Project; readonly requests: readonly EndingRequest[]; readonly asOf?: CalendarDate; readonly progress?: Progress }

export type EndOutcome = { readonly run: RunFolder; readonly document: PlanDocument; readonly report: string; readonly tasks: string }

/**
 * From memberships that somebody wants to end to the plan that ends them, its report and its tasks. Changes nothing but
 * the run's own folder; the plan is approved and applied like any other.
 * @throws DubletteError ENDING_INVALID listing every mistake, and as reading exports does
 */
export async function end(options: EndOptions): Promise<EndOutcome> {
  const { project } = options
  const progress = options.progress ?? silent
  const asOf = options.asOf ?? today(project.timeZone)
  const startedAt = instant()
  const ruleset = readRules(project.profile, project.folder)
  progress.step('reading exports')
  const { state: storeState, applied } = await readRemembered(project, [], { kind: 'end' })
  const { ingested } = keepIds((await readExports(project, progress)).ingested, storeState)
  const reconciled = reconcile(ingested, storeState, ruleset.limits)
  progress.step('planning')
  const state = presentState(reconciled)
  const programs = new Map(project.systems.map((system) => [system.name, system.program]))
  const endings = findEndings({ requests: options.requests, state, programOf: (system) => programs.get(system) ?? null, asOf })
  const former = applied.map((each) => each.planned)
  const document = planEndings({
    endings, reconciled, state, asOf, inputHash: ingested.hash, stateHash: storeState.hash,
    formerOf: (subscription) => former.filter(({ merge }) => merge.id.startsWith(`${endingPrefix(subscription)}-`)),
  })
  const run = await newRunFolder(project.folder, startedAt)
  await writePlan(run, document)
  const preview = join(run.path, '6-plan', 'preview')
  await writeOutputs(preview, outputTables(unmatchedPreview(document, reconciled, project.language)))
  const report = await writeReport(run, unmatchedReportInput({ project, ingested, reconciled, document, ruleset, lost: [] }))
  const { inputHash, stateHash, hash, profile, rulesHash } = document.plan
  await writeManifest(run, { version: 1, run: run.id, dublette: version, startedAt, endedAt: instant(), asOf, profile, rulesHash, inputHash, stateHash, planHash: hash, status: 'done', stages: [] })
  progress.end()
  return { run, document, report, tasks: join(preview, 'staff-tasks.csv') }
}
