import { approvedPlanHash } from '../model/content-hash.ts'
import type { Decision, Decisions, RememberedPair } from '../model/decision.ts'
import { DubletteError } from '../model/error.ts'
import { byCodeUnit } from '../model/json.ts'
import type { ApprovedPlan, PlanDocument, PlannedMerge } from '../model/plan.ts'
import type { RecordId } from '../model/record.ts'
import { refusalCodes } from '../model/refusal.ts'
import { withOverrides } from './with-overrides.ts'

/** What approving is given beside the plan. `replan` plans a merge again that the plan holds without operations (a lifted denial). */
export type ApproveInput = {
  readonly document: PlanDocument
  readonly decisions: Decisions | null
  /** Who approves automatic merges (`rules:<hash>`); null = only what the decisions name. */
  readonly automatic: { readonly reviewer: string; readonly at: string } | null
  readonly replan: (planned: PlannedMerge) => PlannedMerge
  /** Pairs to remember with an approved merge: those of a merge that is taken back. */
  readonly rememberWith: (planned: PlannedMerge) => readonly RememberedPair[]
}

export type Approval = {
  readonly approved: ApprovedPlan
  /** Merges that differ from the reviewed plan, because a field was changed or a denial lifted. */
  readonly differing: readonly string[]
  readonly left: number
  readonly never: number
}

/**
 * Turns decisions into the approved plan: automatic merges by the rules, all others by name.
 * @throws DubletteError PLAN_ALTERED where the decisions belong to another plan; DECISIONS_INVALID listing every mistake.
 */
export function approvePlan(input: ApproveInput): Approval {
  const { document, decisions } = input
  if (decisions !== null && decisions.planHash !== document.plan.hash) throw new DubletteError('PLAN_ALTERED', 'The decisions belong to another plan.', { got: decisions.planHash.slice(0, 12), expected: document.plan.hash.slice(0, 12) })
  const byMerge = new Map<string, Decision[]>()
  for (const each of decisions?.decisions ?? []) byMerge.set(each.merge, [...(byMerge.get(each.merge) ?? []), each])
  const problems = findProblems(document, byMerge)
  if (problems.length > 0) throw new DubletteError('DECISIONS_INVALID', `The decisions have ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n    ${problems.join('\n    ')}`)
  const merges: PlannedMerge[] = []
  const made: Decision[] = []
  const remember: RememberedPair[] = []
  const differing: string[] = []
  let left = 0
  for (const planned of document.merges) {
    const said = byMerge.get(planned.merge.id) ?? (planned.merge.outcome === 'automatic' && input.automatic !== null ? [ruleDecision(planned, input.automatic)] : [])
    const first = said[0]
    if (first === undefined) continue
    made.push(...said)
    if (first.verdict === 'never') remember.push(...pairsOf(planned))
    if (first.verdict === 'leave') left += 1
    if (first.verdict !== 'merge') continue
    const lifted = planned.operations.length === 0 ? input.replan(planned) : planned
    const final = withOverrides(lifted, first.overrides)
    if (final.hash !== planned.hash) differing.push(planned.merge.id)
    merges.push(final)
    remember.push(...input.rememberWith(final))
  }
  made.sort((a, b) => byCodeUnit(a.merge, b.merge) || byCodeUnit(a.reviewer, b.reviewer))
  remember.sort((a, b) => byCodeUnit(a.left, b.left) || byCodeUnit(a.right, b.right))
  const content = { version: 1 as const, plan: document.plan, merges, decisions: made, remember }
  return { approved: { ...content, hash: approvedPlanHash(content) }, differing, left, never: made.filter((each) => each.verdict === 'never').length }
}

function ruleDecision({ merge, hash }: PlannedMerge, { reviewer, at }: { readonly reviewer: string; readonly at: string }): Decision {
  return { merge: merge.id, mergeHash: hash, verdict: 'merge', reviewer, at, reason: merge.decidedBy, overrides: [] }
}

function findProblems(document: PlanDocument, byMerge: ReadonlyMap<string, readonly Decision[]>): readonly string[] {
  const known = new Map(document.merges.map((planned) => [planned.merge.id, planned]))
  const problems: string[] = []
  for (const [id, said] of byMerge) {
    const planned = known.get(id)
    if (!planned) { problems.push(`${id}: the plan holds no such merge`); continue }
    if (said.some((each) => each.mergeHash !== planned.hash)) problems.push(`${id}: decided on another content than the plan holds`)
    if (new Set(said.map((each) => each.verdict)).size > 1) problems.push(`${id}: two reviewers said different things`)
    if (said.some((each) => each.verdict === 'merge')) problems.push(...liftProblems(planned, said).map((text) => `${id}: ${text}`))
    for (const each of said) problems.push(...overrideProblems(planned, each).map((text) => `${id}: ${text}`))
  }
  return problems
}

/** A denial needs a reason and four eyes; a final one stays; a skipped merge is resolved in its system. */
function liftProblems({ merge }: PlannedMerge, said: readonly Decision[]): readonly string[] {
  const final = merge.refusals.find((refusal) => refusal.severity === 'deny' && refusalCodes[refusal.code].final)
  if (final) return [`${final.code} is final and cannot be lifted`]
  if (merge.sources.length === 0 && merge.decidedBy !== 'CHANGED_IN_FLIGHT') return ['every source was left out; resolve the reasons in its system, the next run tries again']
  if (merge.outcome === 'skipped') return ['a skipped merge cannot be approved; resolve the reasons in its system']
  if (merge.outcome !== 'denied') return []
  const problems: string[] = []
  if (said.some((each) => each.reason.trim() === '')) problems.push('lifting a denial needs a reason')
  if (new Set(said.map((each) => each.reviewer)).size < 2) problems.push('lifting a denial needs a second reviewer')
  return problems
}

function overrideProblems({ merge }: PlannedMerge, decision: Decision): readonly string[] {
  return decision.overrides.flatMap((override) => {
    const field = merge.golden.find((each) => each.field === override.field)
    if (!field && override.from !== null) return [`${override.field} stands in none of the records`]
    if (override.from === null) return []
    const offered = field?.values.find((each) => each.record === override.from)
    return offered === undefined ? [`${override.field} names a record that is no part of the merge`] : []
  })
}

function pairsOf({ merge }: PlannedMerge): readonly RememberedPair[] {
  const members: readonly RecordId[] = [merge.survivor, ...merge.sources, ...merge.leftOut].toSorted(byCodeUnit)
  return members.flatMap((left, index) => members.slice(index + 1).map((right): RememberedPair => ({ left, right, verdict: 'never' })))
}
