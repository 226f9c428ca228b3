import { needsFourEyes } from './four-eyes.ts'
import { endingProblems } from './chosen-endings.ts'
import { creditPartProblems } from './credit-parts.ts'
import type { Decision } from '../model/decision.ts'
import { canonicalJson } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { Plan, PlannedHead, PlannedMerge } from '../model/plan.ts'
import type { RecordId } from '../model/record.ts'
import { liftObstacles } from './lift-denial.ts'
import { type FieldGroups, overrideProblems } from './override-problems.ts'

/** What decisions are held against. */
type Checked = {
  readonly plan: Plan
  readonly heads: readonly PlannedHead[]
  /** The merges that decisions name, as far as the plan holds them. */
  readonly named: ReadonlyMap<string, PlannedMerge>
  readonly byMerge: ReadonlyMap<string, readonly Decision[]>
  /** Whether automatic merges that no decision names are approved too. */
  readonly automatic: boolean
  readonly groups: FieldGroups
  /** From this much money on, in minor units of a currency, two people must approve; null = never. */
  readonly fourEyesFromMinor: bigint | null
}

/** Every mistake of the decisions at once, by merge; no values. */
export function decisionProblems(input: Checked): readonly string[] {
  const problems = [...input.byMerge].flatMap(([id, said]): readonly string[] => {
    const planned = input.named.get(id)
    const found = planned === undefined ? ['the plan holds no such merge'] : problemsOf(planned, said, input)
    return [...new Set(found)].map((text) => `${id}: ${text}`)
  })
  return [...problems, ...sharedRecords(input)]
}

function problemsOf(planned: PlannedMerge, said: readonly Decision[], { plan, groups, fourEyesFromMinor }: Checked): readonly string[] {
  const merging = said.filter((each) => each.verdict === 'merge')
  return [
    ...(said.some((each) => each.mergeHash !== planned.hash) ? ['decided on another content than the plan holds'] : []),
    ...(new Set(said.map((each) => each.verdict)).size > 1 ? ['two reviewers said different things'] : []),
    ...(new Set(said.map((each) => each.reviewer)).size < said.length ? ['one reviewer decided twice'] : []),
    ...(new Set(merging.filter((each) => each.overrides.length > 0 || (each.credits ?? []).length > 0 || (each.endings ?? []).length > 0).map(valuesOf)).size > 1 ? ['two reviewers chose different values'] : []),
    ...(said.some((each) => each.reason.trim() === '') ? ['a decision needs a reason from everyone who makes it'] : []),
    ...(merging.length > 0 ? [...liftProblems(planned.merge, merging), ...fourEyesProblems(planned, merging, fourEyesFromMinor)] : []),
    ...merging.flatMap((each) => overrideProblems(planned.merge, each.overrides, groups)),
    ...merging.flatMap((each) => creditPartProblems(planned, each.credits)),
    ...merging.flatMap((each) => endingProblems(planned, each.endings, plan.asOf)),
  ]
}

/** The chosen values, in whatever order they were chosen. Who chose none agrees with who did. */
function valuesOf({ overrides, credits = [], endings = [] }: Decision): string {
  return canonicalJson([...overrides, ...credits, ...endings].map((each) => canonicalJson(each)).toSorted())
}

/** A denial needs a reason and four eyes; a final one stays; a skipped merge is resolved in its system. */
function liftProblems(merge: Merge, said: readonly Decision[]): readonly string[] {
  if (merge.outcome === 'skipped') return ['a skipped merge cannot be approved; resolve the reasons in its system, the next run tries again']
  if (merge.outcome !== 'denied') return []
  const { final, unresolved } = liftObstacles(merge)
  if (final.length > 0) return [`${final.join(', ')} is final and cannot be lifted`]
  if (unresolved.length > 0) return [`${unresolved.join(', ')} cannot be lifted; resolve it in its system, the next run tries again`]
  return reviewers(said) < 2 ? ['lifting a denial needs a second reviewer'] : []
}

/** One person under two spellings is one reviewer. */
function reviewers(said: readonly Decision[]): number {
  return new Set(said.map((each) => each.reviewer.trim().toLowerCase())).size
}

/** What the rules decided by themselves has its limit per run; what a person decides about much money, a second one sees. */
function fourEyesProblems({ merge, operations }: PlannedMerge, said: readonly Decision[], fromMinor: bigint | null): readonly string[] {
  if (merge.outcome === 'automatic' || !needsFourEyes(operations, fromMinor) || reviewers(said) >= 2) return []
  return ['moves so much money that the rules ask for a second reviewer (limits.fourEyesFromMinor)']
}

/** A lifted denial may have a record that another merge has too: one plan carries only one of them out. */
function sharedRecords({ heads, named, byMerge, automatic }: Checked): readonly string[] {
  const isApproved = ({ id, outcome }: PlannedHead): boolean => (byMerge.has(id) ? byMerge.get(id)!.some((each) => each.verdict === 'merge') : automatic && outcome === 'automatic')
  const approved = heads.filter(isApproved)
  const lifted = approved.filter(({ outcome }) => outcome === 'denied')
  if (lifted.length === 0) return []
  const membersOf = (head: PlannedHead): readonly RecordId[] => [head.survivor, ...head.sources, ...(head.outcome === 'denied' ? named.get(head.id)!.merge.leftOut : [])]
  const merges = new Map<RecordId, string[]>()
  for (const head of approved) for (const member of membersOf(head)) merges.set(member, [...(merges.get(member) ?? []), head.id])
  return lifted.flatMap((head) => {
    const others = new Set(membersOf(head).flatMap((member) => merges.get(member)!).filter((id) => id !== head.id))
    return [...others].toSorted().map((other) => `${head.id}: has a record that ${other} has too; leave one of them for the next run`)
  })
}
