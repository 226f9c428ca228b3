import { plannedMerge } from '../src/6-plan/plan-merges.ts'
import { approvalRules, approvePlan } from '../src/7-review/approve-plan.ts'
import { readDecisions } from '../src/7-review/read-decisions.ts'
import { pairsTakenBack } from '../src/9-unmerge/plan-unmerge.ts'
import { instant } from '../src/edge/clock.ts'
import { readText } from '../src/edge/private-files.ts'
import { readApprovalView } from '../src/edge/approval-view.ts'
import { findRun, type RunFolder } from '../src/edge/run-folder.ts'
import { approvedLines, type RunPlan, withRunPlan, writeApprovedPlan } from '../src/edge/run-reader.ts'
import { readRules } from '../src/edge/rules-file.ts'
import { DubletteError } from '../src/model/error.ts'
import type { Decisions } from '../src/model/decision.ts'
import type { PlannedMerge, ReviewedPlan } from '../src/model/plan.ts'
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
  return withRunPlan(run, (reviewed) => approveReviewed(options, run, reviewed))
}

async function approveReviewed(options: ApproveOptions, run: RunFolder, reviewed: RunPlan): Promise<ApproveResult> {
  const { project } = options
  const { plan, heads } = reviewed
  const isUnmerge = plan.kind === 'unmerge'
  // Rules decide about merges alone: a way back, a repair and an ending are decided by a person.
  const byRules = plan.kind === 'merge'
  const ruleset = readRules(project.profile, project.folder)
  if (byRules && ruleset.hash !== plan.rulesHash) throw new DubletteError('PLAN_STALE', 'The rules have changed since this plan was made.', { got: ruleset.hash.slice(0, 12), expected: plan.rulesHash.slice(0, 12) })
  if (!options.automatic && options.decisions === undefined && options.named === undefined) throw new DubletteError('USAGE', 'Nothing was said to approve.', { expected: '--automatic, --decisions FILE as the report saves it, or --merge ID with --reviewer NAME' })
  const decisions = withNamed(reviewed, options.decisions === undefined ? null : readDecisions(await readText(options.decisions), options.decisions), options.named)
  const view = await readApprovalView({ run, project, asOf: plan.asOf, ruleset, merges: plannedAgain(reviewed, decisions) })
  const approval = approvePlan({
    reviewed, decisions,
    automatic: options.automatic ? { reviewer: `rules:${ruleset.hash.slice(0, 16)}`, at: instant() } : null,
    replan: (merge, { credits, endings }) => plannedMerge(merge, {
      ...view, partOf: (holding) => credits.find((each) => each.holding === holding)?.amount ?? null, endingOf: (subscription) => endings.find((each) => each.subscription === subscription) ?? null,
    }),
    ...approvalRules(ruleset),
    // Whoever takes a merge back says that these are two people; no later run merges them by itself.
    rememberWith: (planned) => (isUnmerge ? pairsTakenBack(planned.merge) : []),
  })
  const path = await writeApprovedPlan(run, approval.approved, approvedLines(approval.merges, reviewed))
  const decided = new Set(approval.approved.decisions.map((each) => each.merge))
  const waiting = heads.filter((head) => head.outcome === 'review' && !decided.has(head.id)).length
  return { run: run.id, approved: approval.merges.length, left: approval.left, never: approval.never, differing: approval.differing, waiting, path }
}

/** Merges that are to be planned again: denials that are lifted, and those of which only parts move or with which something ends. */
function plannedAgain({ heads, mergesOf }: ReviewedPlan, decisions: Decisions | null): readonly PlannedMerge[] {
  const merging = decisions?.decisions.filter((each) => each.verdict === 'merge') ?? []
  const named = new Set(merging.map((each) => each.merge))
  const changed = new Set(merging.flatMap((each) => (each.credits === undefined && each.endings === undefined ? [] : [each.merge])))
  return mergesOf(heads.filter((head) => changed.has(head.id) || (head.outcome === 'denied' && named.has(head.id))))
}

/** Adds the decisions made by name on the command line to those of the report. */
function withNamed({ plan, heads }: ReviewedPlan, decisions: Decisions | null, named: ApproveOptions['named']): Decisions | null {
  if (named === undefined) return decisions
  const hashes = new Map(heads.map((head) => [head.id, head.hash]))
  const at = instant()
  const made = named.merges.flatMap((merge) => named.reviewers.map((reviewer) => ({ merge, mergeHash: hashes.get(merge) ?? '', verdict: 'merge' as const, reviewer, at, reason: named.reason, overrides: [] })))
  return { version: 1, planHash: plan.hash, decisions: [...(decisions?.decisions ?? []), ...made] }
}
