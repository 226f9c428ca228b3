import { plannedMerge } from '../src/6-plan/plan-merges.ts'
import { approvalRules, approvePlan } from '../src/7-review/approve-plan.ts'
import { readDecisions } from '../src/7-review/read-decisions.ts'
import { pairsTakenBack } from '../src/9-unmerge/plan-unmerge.ts'
import { instant } from '../src/edge/clock.ts'
import { readText } from '../src/edge/private-files.ts'
import { readApprovalView } from '../src/edge/approval-view.ts'
import { findRun } from '../src/edge/run-folder.ts'
import { readRunPlan, writeApprovedPlan } from '../src/edge/run-reader.ts'
import { readRules } from '../src/edge/rules-file.ts'
import { DubletteError } from '../src/model/error.ts'
import type { Decisions } from '../src/model/decision.ts'
import type { PlanDocument } from '../src/model/plan.ts'
import type { Project } from '../src/run/project.ts'

export type ApproveOptions = {
  readonly project: Project
  /** Id of the run; the latest finished one where it is left out. */
  readonly run?: string
  /** Approves what the rules decided by themselves. */
  readonly automatic: boolean
  /** `decisions.json` as the report saves it. */
  readonly decisions?: string
  /** Merges that these people approve by name; `reason` stands in each decision. */
  readonly named?: { readonly merges: readonly string[]; readonly reviewers: readonly string[]; readonly reason: string }
}

export type ApproveResult = { readonly run: string; readonly approved: number; readonly left: number; readonly never: number; readonly differing: readonly string[]; readonly waiting: number; readonly path: string }

/**
 * Turns decisions into an approved plan, which `apply` takes. Plans again where a decision asks for something the
 * reviewed plan does not hold, and says what differs.
 * @throws DubletteError RUN_MISSING, PLAN_ALTERED, DECISIONS_INVALID, PLAN_STALE where the rules have changed since
 */
export async function approve(options: ApproveOptions): Promise<ApproveResult> {
  const { project } = options
  const run = await findRun(project.folder, options.run)
  const document = await readRunPlan(run)
  const isUnmerge = document.plan.kind === 'unmerge'
  // Rules decide about merges alone: a way back, a repair and an ending are decided by a person.
  const byRules = document.plan.kind === 'merge'
  const ruleset = readRules(project.profile, project.folder)
  if (byRules && ruleset.hash !== document.plan.rulesHash) throw new DubletteError('PLAN_STALE', 'The rules have changed since this plan was made.', { got: ruleset.hash.slice(0, 12), expected: document.plan.rulesHash.slice(0, 12) })
  if (!options.automatic && options.decisions === undefined && options.named === undefined) throw new DubletteError('USAGE', 'Nothing was said to approve.', { expected: '--automatic, --decisions FILE as the report saves it, or --merge ID with --reviewer NAME' })
  const decisions = withNamed(document, options.decisions === undefined ? null : readDecisions(await readText(options.decisions), options.decisions), options.named)
  const merging = decisions?.decisions.filter((each) => each.verdict === 'merge') ?? []
  const [lifted, changed] = [new Set(merging.map((each) => each.merge)), new Set(merging.flatMap((each) => (each.credits === undefined && each.endings === undefined ? [] : [each.merge])))]
  const view = await readApprovalView({ run, project, document, ruleset, merges: document.merges.filter((each) => (lifted.has(each.merge.id) && each.operations.length === 0) || changed.has(each.merge.id)) })
  const approval = approvePlan({
    document, decisions,
    automatic: options.automatic ? { reviewer: `rules:${ruleset.hash.slice(0, 16)}`, at: instant() } : null,
    replan: (merge, { credits, endings }) => plannedMerge(merge, {
      ...view, partOf: (holding) => credits.find((each) => each.holding === holding)?.amount ?? null, endingOf: (subscription) => endings.find((each) => each.subscription === subscription) ?? null,
    }),
    ...approvalRules(ruleset),
    // Whoever takes a merge back says that these are two people; no later run merges them by itself.
    rememberWith: (planned) => (isUnmerge ? pairsTakenBack(planned.merge) : []),
  })
  const path = await writeApprovedPlan(run, approval.approved)
  const decided = new Set(approval.approved.decisions.map((each) => each.merge))
  const waiting = document.merges.filter((each) => each.merge.outcome === 'review' && !decided.has(each.merge.id)).length
  return { run: run.id, approved: approval.approved.merges.length, left: approval.left, never: approval.never, differing: approval.differing, waiting, path }
}

/** Adds the decisions made by name on the command line to those of the report. */
function withNamed(document: PlanDocument, decisions: Decisions | null, named: ApproveOptions['named']): Decisions | null {
  if (named === undefined) return decisions
  const hashes = new Map(document.merges.map((each) => [each.merge.id, each.hash]))
  const at = instant()
  const made = named.merges.flatMap((merge) => named.reviewers.map((reviewer) => ({ merge, mergeHash: hashes.get(merge) ?? '', verdict: 'merge' as const, reviewer, at, reason: named.reason, overrides: [] })))
  return { version: 1, planHash: document.plan.hash, decisions: [...(decisions?.decisions ?? []), ...made] }
}
