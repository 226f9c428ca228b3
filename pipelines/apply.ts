import { today } from '../src/edge/clock.ts'
import { readExports } from '../src/edge/exports.ts'
import { keepModel } from '../src/edge/project-model.ts'
import { withStore } from '../src/edge/project-store.ts'
import { readRules } from '../src/edge/rules-file.ts'
import { findRun } from '../src/edge/run-folder.ts'
import { readApprovedPlan, readLeftOut } from '../src/edge/run-reader.ts'
import type { ApplyResult } from '../src/edge/store/store.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import { writeHandedOut } from '../src/edge/written-files.ts'
import type { CalendarDate } from '../src/model/calendar.ts'
import type { Project } from '../src/run/project.ts'
import { refuseRejects } from '../src/run/reject-budget.ts'
import { lastDecided } from './unmerge.ts'

export type ApplyOptions = {
  readonly project: Project
  /** Id of the run; the latest finished one where it is left out. */
  readonly run?: string
  readonly asOf?: CalendarDate
  /** Who carries the plan out, for the record. */
  readonly by?: string
  readonly progress?: Progress
}

export type ApplyOutcome = { readonly run: string; readonly result: ApplyResult; readonly files: readonly string[] }

/**
 * Stage 8: carries an approved plan out. The exports are read again, each merge is held against them, and the files to
 * import are written from the store.
 * @throws DubletteError PLAN_NOT_APPROVED, PLAN_ALTERED, PLAN_STALE, SHORT_EXPORT, TOO_MANY_REJECTS, LOCKED
 */
export async function apply(options: ApplyOptions): Promise<ApplyOutcome> {
  const { project } = options
  const progress = options.progress ?? silent
  const run = await findRun(project.folder, options.run)
  const approved = await readApprovedPlan(run)
  const { limits, retention } = readRules(project.profile, project.folder)
  progress.step('reading exports')
  const { ingested } = await readExports(project, progress)
  refuseRejects(ingested.quarantine.length, project.maxRejects)
  const decided = approved.plan.kind === 'merge' ? await readLeftOut(run) : await lastDecided(project)
  progress.step('applying')
  const outcome = await withStore(project, async (store) => {
    const result = await store.applyPlan({ approved, ingested, asOf: options.asOf ?? today(project.timeZone), maxPlanAgeDays: limits.maxPlanAgeDays, maxGoneShare: limits.maxGoneShare, retention, ...(options.by === undefined ? {} : { appliedBy: options.by }) })
    progress.step('writing files')
    await keepModel(project.folder, run)
    return { run: run.id, result, files: await writeHandedOut(store, project, ingested, limits, decided) }
  })
  progress.end()
  return outcome
}
