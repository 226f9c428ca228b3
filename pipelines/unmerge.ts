import { keepIds } from '../src/1-ingest/keep-ids.ts'
import { reconcile } from '../src/1-ingest/reconcile.ts'
import { pairsTakenBack, planUnmerge } from '../src/9-unmerge/plan-unmerge.ts'
import { type Approval, approvalRules, approvePlan } from '../src/7-review/approve-plan.ts'
import { instant, today } from '../src/edge/clock.ts'
import { readExports } from '../src/edge/exports.ts'
import { withStore } from '../src/edge/project-store.ts'
import { readRules } from '../src/edge/rules-file.ts'
import { writePlan } from '../src/edge/run-artefacts.ts'
import { findExportRun, newRunFolder, writeManifest } from '../src/edge/run-folder.ts'
import { approvedLines, readApprovedPlan, readLeftOut, withRunPlan, writeApprovedPlan } from '../src/edge/run-reader.ts'
import type { ApplyResult } from '../src/edge/store/store.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import { writeHandedOut } from '../src/edge/written-files.ts'
import { version } from '../src/edge/version.ts'
import type { CalendarDate } from '../src/model/calendar.ts'
import type { Decision } from '../src/model/decision.ts'
import type { Merge } from '../src/model/merge.ts'
import { type PlanDocument, reviewedPlan } from '../src/model/plan.ts'
import type { Ruleset } from '../src/ruleset/ruleset.ts'
import type { Project } from '../src/run/project.ts'
import { refuseRejects } from '../src/run/reject-budget.ts'

export type UnmergeOptions = {
  readonly project: Project
  /** Id of a merge, or of a record that it retired or kept. */
  readonly wanted: string
  /** Who takes it back, and why; null only plans, so that it can be looked at. */
  readonly approvedBy: { readonly reviewers: readonly string[]; readonly reason: string } | null
  /** `never`: no later run merges these records again by itself; `ask`: the next run decides anew. */
  readonly remember: 'never' | 'ask'
  readonly asOf?: CalendarDate
  readonly progress?: Progress
}

export type UnmergeOutcome = { readonly run: string; readonly document: PlanDocument; readonly result: ApplyResult | null; readonly files: readonly string[] }

/**
 * Stage 9: from the journal of a merge to the plan that takes it back, which is then applied like any other.
 * @throws DubletteError MERGE_UNKNOWN, UNMERGE_BLOCKED, DECISIONS_INVALID where a reason or a second reviewer is missing, TOO_MANY_REJECTS, and as apply does
 */
export async function unmerge(options: UnmergeOptions): Promise<UnmergeOutcome> {
  const { project, approvedBy } = options
  const progress = options.progress ?? silent
  const asOf = options.asOf ?? today(project.timeZone)
  const ruleset = readRules(project.profile, project.folder)
  const { limits } = ruleset
  progress.step('reading exports')
  const { ingested } = await readExports(project, progress)
  refuseRejects(ingested.quarantine.length, project.maxRejects)
  progress.step('planning the way back')
  const outcome = await withStore(project, async (store) => {
    const state = await store.readState()
    const document = planUnmerge({ wanted: options.wanted, applied: await store.readApplied({ wanted: options.wanted }), reconciled: reconcile(keepIds(ingested, state).ingested, state, limits), asOf, inputHash: ingested.hash, stateHash: state.hash })
    const startedAt = instant()
    const run = await newRunFolder(project.folder, startedAt)
    await writePlan(run, document)
    const { inputHash, stateHash, hash, profile, rulesHash } = document.plan
    await writeManifest(run, { version: 1, run: run.id, dublette: version, startedAt, endedAt: instant(), asOf, profile, rulesHash, inputHash, stateHash, planHash: hash, status: 'done', stages: [] })
    if (approvedBy === null) return { run: run.id, document, result: null, files: [] }
    const approval = approvedReversal(document, approvedBy, options.remember, ruleset)
    await withRunPlan(run, (plan) => writeApprovedPlan(run, approval.approved, approvedLines(approval.merges, plan)))
    progress.step('applying')
    const result = await store.applyPlan({ approved: await readApprovedPlan(run), ingested, asOf, maxPlanAgeDays: limits.maxPlanAgeDays, maxGoneShare: limits.maxGoneShare, appliedBy: approvedBy.reviewers.join(', ') })
    return { run: run.id, document, result, files: await writeHandedOut(store, project, ingested, limits, await lastDecided(project)) }
  })
  progress.end()
  return outcome
}

/** The people who take it back decide as they do with `approve`: with a reason each, and two of them where much money moves. */
function approvedReversal(document: PlanDocument, { reviewers, reason }: NonNullable<UnmergeOptions['approvedBy']>, remember: UnmergeOptions['remember'], ruleset: Ruleset): Approval {
  const at = instant()
  const decisions = document.merges.flatMap(({ merge, hash }) => reviewers.map((reviewer): Decision => ({ merge: merge.id, mergeHash: hash, verdict: 'merge', reviewer, at, reason, overrides: [] })))
  return approvePlan({
    reviewed: reviewedPlan(document), decisions: { version: 1, planHash: document.plan.hash, decisions }, automatic: null, replan: () => { throw new Error('a way back is never planned again') },
    ...approvalRules(ruleset), rememberWith: ({ merge }) => (remember === 'never' ? pairsTakenBack(merge) : []),
  })
}

/** Whom the latest run on the exports left out. */
export async function lastDecided(project: Project): Promise<readonly Merge[]> {
  const run = await findExportRun(project.folder).catch(() => undefined)
  return run === undefined ? [] : readLeftOut(run)
}
