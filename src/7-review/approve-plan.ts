import { approvedPlanHash } from '../model/content-hash.ts'
import type { ChosenEnding, CreditPart, Decision, Decisions, RememberedPair } from '../model/decision.ts'
import { DubletteError } from '../model/error.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { ApprovedPlan, PlannedHead, PlannedMerge, ReviewedPlan } from '../model/plan.ts'
import type { RecordId } from '../model/record.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { decisionProblems } from './decision-problems.ts'
import { liftDenial } from './lift-denial.ts'
import type { FieldGroups } from './override-problems.ts'
import { withOverrides } from './with-overrides.ts'

/** What approving is given beside the plan. `replan` plans a merge whose denial was lifted, which the plan holds without operations, of whose credits only parts move, or with which a subscription ends. */
export type ApproveInput = {
  readonly reviewed: ReviewedPlan
  readonly decisions: Decisions | null
  /** Who approves automatic merges (`rules:<hash>`); null = only what the decisions name. */
  readonly automatic: { readonly reviewer: string; readonly at: string } | null
  readonly replan: (merge: Merge, asked: Asked) => PlannedMerge
  /** Fields that travel together by the profile. */
  readonly groups: FieldGroups
  /** From this much money on, in minor units of a currency, two people must approve; null = never. */
  readonly fourEyesFromMinor: bigint | null
  /** Pairs to remember with a merge that a decision approves: those of a merge that is taken back. */
  readonly rememberWith: (planned: PlannedMerge) => readonly RememberedPair[]
}

/** What decisions ask of a merge beyond its values. */
export type Asked = { readonly credits: readonly CreditPart[]; readonly endings: readonly (ChosenEnding & { readonly reason: string })[] }

/** An approved merge: as it was reviewed, or as it is `changed` by the decisions about it. */
export type ApprovedMerge = { readonly head: PlannedHead; readonly hash: string; readonly changed: PlannedMerge | null }

export type Approval = {
  readonly approved: Omit<ApprovedPlan, 'merges'>
  /** Sorted by id. */
  readonly merges: readonly ApprovedMerge[]
  /** Merges that differ from the reviewed plan, because a field was changed or a denial lifted. */
  readonly differing: readonly string[]
  readonly left: number
  readonly never: number
}

/** What the profile asks of decisions. */
export function approvalRules({ fields, limits }: Ruleset): Pick<ApproveInput, 'groups' | 'fourEyesFromMinor'> {
  return { groups: fields.filter((rule) => rule.atomic).map((rule) => rule.fields), fourEyesFromMinor: limits.fourEyesFromMinor }
}

/**
 * Turns decisions into the approved plan: automatic merges by the rules, all others by name.
 * @throws DubletteError PLAN_ALTERED where the decisions belong to another plan; DECISIONS_INVALID listing every mistake.
 */
export function approvePlan(input: ApproveInput): Approval {
  const { reviewed, decisions } = input
  const { plan, heads } = reviewed
  if (decisions !== null && decisions.planHash !== plan.hash) throw new DubletteError('PLAN_ALTERED', 'The decisions belong to another plan.', { got: decisions.planHash.slice(0, 12), expected: plan.hash.slice(0, 12) })
  const byMerge = new Map<string, Decision[]>()
  for (const each of decisions?.decisions ?? []) byMerge.set(each.merge, [...(byMerge.get(each.merge) ?? []), each])
  // What nobody said a word about is approved by its hash: of a large plan only the merges of the decisions are held.
  const named = new Map(reviewed.mergesOf(heads.filter((head) => byMerge.has(head.id))).map((planned) => [planned.merge.id, planned]))
  const problems = decisionProblems({ plan, heads, named, byMerge, automatic: input.automatic !== null, groups: input.groups, fourEyesFromMinor: input.fourEyesFromMinor })
  if (problems.length > 0) throw new DubletteError('DECISIONS_INVALID', `The decisions have ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n    ${problems.join('\n    ')}`)
  const merges: ApprovedMerge[] = []
  const made: Decision[] = []
  const remember: RememberedPair[] = []
  let left = 0
  let never = 0
  for (const head of heads) {
    const said = byMerge.get(head.id) ?? (head.outcome === 'automatic' && input.automatic !== null ? [ruleDecision(head, input.automatic)] : [])
    const planned = named.get(head.id)
    const first = said[0]
    if (first === undefined) continue
    made.push(...said)
    if (first.verdict === 'leave') left += 1
    if (first.verdict === 'never') {
      never += 1
      remember.push(...pairsOf(planned!))
    }
    if (first.verdict !== 'merge') continue
    const final = planned === undefined ? null : withOverrides(replanned(planned, said, input), said.find((each) => each.overrides.length > 0)?.overrides ?? [])
    merges.push({ head, hash: final?.hash ?? head.hash, changed: final === null || final.hash === head.hash ? null : final })
    if (final !== null) remember.push(...input.rememberWith(final))
  }
  made.sort((a, b) => byCodeUnit(a.merge, b.merge) || byCodeUnit(a.reviewer, b.reviewer))
  remember.sort((a, b) => byCodeUnit(a.left, b.left) || byCodeUnit(a.right, b.right))
  const content = { version: 1 as const, plan, decisions: made, remember }
  return { approved: { ...content, hash: approvedPlanHash({ ...content, merges }) }, merges, differing: merges.flatMap((each) => (each.changed === null ? [] : [each.head.id])), left, never }
}

/** The merge as the decisions ask for it, before values are chosen; as it was reviewed where they ask for nothing else. */
function replanned(planned: PlannedMerge, said: readonly Decision[], { replan }: ApproveInput): PlannedMerge {
  if (planned.merge.outcome === 'denied') return replan(liftDenial(planned.merge), { credits: [], endings: [] })
  const credits = said.flatMap((each) => each.credits ?? [])
  const endings = said.flatMap((each) => (each.endings ?? []).map((ending) => ({ ...ending, reason: each.reason })))
  return credits.length === 0 && endings.length === 0 ? planned : replan(planned.merge, { credits, endings })
}

function ruleDecision({ id, hash, decidedBy }: PlannedHead, { reviewer, at }: { readonly reviewer: string; readonly at: string }): Decision {
  return { merge: id, mergeHash: hash, verdict: 'merge', reviewer, at, reason: decidedBy, overrides: [] }
}

function pairsOf({ merge }: PlannedMerge): readonly RememberedPair[] {
  const members: readonly RecordId[] = [merge.survivor, ...merge.sources, ...merge.leftOut].toSorted(byCodeUnit)
  return members.flatMap((left, index) => members.slice(index + 1).map((right): RememberedPair => ({ left, right, verdict: 'never' })))
}
