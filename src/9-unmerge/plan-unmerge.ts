import { accountKey } from '../model/account.ts'
import type { AppliedMerge } from '../model/applied-merge.ts'
import type { CalendarDate } from '../model/calendar.ts'
import { operationKey, planHash, plannedMergeHash } from '../model/content-hash.ts'
import type { RememberedPair } from '../model/decision.ts'
import { DubletteError } from '../model/error.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { Operation } from '../model/operation.ts'
import type { Plan, PlanDocument, PlannedMerge } from '../model/plan.ts'
import { presentState, presentStateHash } from '../model/present-state.ts'
import type { Reconciled } from '../model/reconciled.ts'
import type { RecordId } from '../model/record.ts'
import { totalsOf } from '../model/totals-of.ts'
import { reversalBodies } from './reversal.ts'

export type UnmergeInput = {
  /** Merge to take back: its id, or a record that it retired or kept. */
  readonly wanted: string
  /** The merges that have one of its records, in the order of application; others may be among them. */
  readonly applied: readonly AppliedMerge[]
  readonly reconciled: Reconciled
  readonly asOf: CalendarDate
  readonly inputHash: string
  readonly stateHash: string
}

/**
 * The reversal plan: the merge's operations in reverse, as a plan that is reviewed and applied like any other.
 * @throws DubletteError MERGE_UNKNOWN; UNMERGE_BLOCKED naming the later merges, or the repair, that stand in the way.
 */
export function planUnmerge(input: UnmergeInput): PlanDocument {
  const target = findMerge(input.wanted, input.applied)
  const repaired = input.applied.find((each) => each.kind === 'repair' && each.sequence > target.sequence && each.planned.merge.sources.some((source) => target.planned.merge.sources.includes(source)))
  if (repaired !== undefined) throw new DubletteError('UNMERGE_BLOCKED', 'A repair has taken this merge apart already.', { got: repaired.planned.merge.id, next: 'See what is still open with `dublette repair --check`.' })
  const blocking = laterMerges(target, input.applied)
  if (blocking.length > 0) {
    throw new DubletteError('UNMERGE_BLOCKED', 'A later merge has a record of this one.', { got: blocking.join(', '), next: `Take back ${blocking.at(-1)} first.` })
  }
  const planned = reversal(target, input)
  const { records, retired, holdings } = input.reconciled
  const before = { records: records.length + retired.length, retired: retired.length, holdings }
  const restored = retired.filter((record) => target.planned.merge.sources.includes(record.id)).length
  const head: Omit<Plan, 'hash'> = {
    version: 1, kind: 'unmerge', asOf: input.asOf, profile: 'unmerge', rulesHash: '', inputHash: input.inputHash, stateHash: input.stateHash,
    before: totalsOf(before), after: totalsOf({ ...before, retired: before.retired - restored }), corrections: [], counts: { review: 1, sources: target.planned.merge.sources.length },
  }
  return { plan: { ...head, hash: planHash(head, [planned]) }, merges: [planned], observed: input.reconciled.balances }
}

/** Every two members of a merge that was taken back: remembered so that no later run merges them again by itself. */
export function pairsTakenBack(merge: Pick<Merge, 'survivor' | 'sources'>): readonly RememberedPair[] {
  return merge.sources.map((source): RememberedPair => {
    const [left, right] = [source, merge.survivor].toSorted(byCodeUnit) as [RecordId, RecordId]
    return { left, right, verdict: 'never' }
  }).toSorted((one, other) => byCodeUnit(one.left, other.left) || byCodeUnit(one.right, other.right))
}

/** By id, or the latest standing merge of a record. */
function findMerge(wanted: string, applied: readonly AppliedMerge[]): AppliedMerge {
  const standing = applied.filter((each) => each.kind === 'merge' && each.state === 'applied' && each.planned.merge.sources.length > 0)
  const found = standing.findLast(({ planned: { merge } }) => merge.id === wanted || merge.survivor === wanted || merge.sources.includes(wanted as RecordId))
  if (found !== undefined) return found
  const isBack = applied.some((each) => each.state === 'reversed' && each.planned.merge.id === wanted)
  throw new DubletteError('MERGE_UNKNOWN', isBack ? 'This merge was taken back already.' : 'There is no applied merge of this name.', { expected: 'the id of an applied merge, or a record that one retired or kept' })
}

/** Corrections belong to the merge whose transfers they correct; all other later merges of a member stand in the way. */
function laterMerges(target: AppliedMerge, applied: readonly AppliedMerge[]): readonly string[] {
  const members = new Set([target.planned.merge.survivor, ...target.planned.merge.sources])
  return applied.filter((each) => each.sequence > target.sequence && each.kind === 'merge' && each.state === 'applied' && each.planned.merge.sources.length > 0)
    .filter(({ planned: { merge } }) => [merge.survivor, ...merge.sources].some((member) => members.has(member))).map((each) => each.planned.merge.id)
}

function correctionsOf(target: AppliedMerge, applied: readonly AppliedMerge[]): readonly AppliedMerge[] {
  const { survivor, sources } = target.planned.merge
  return applied.filter((each) => each.sequence > target.sequence && each.state === 'applied'
    && each.operations.some(({ operation }) => operation.type === 'correct_transfer' && operation.to === survivor && sources.includes(operation.from)))
}

function reversal(target: AppliedMerge, input: UnmergeInput): PlannedMerge {
  const original = target.planned.merge
  const { reconciled } = input
  const state = presentState(reconciled)
  // The same digits under another letter: a merge is taken back once, and whoever reads the id sees which.
  const id = `u-${original.id.slice(2)}`
  const merge: Merge = {
    ...original, id, outcome: 'review', decidedBy: 'UNMERGE', refusals: [], stateHash: presentStateHash(original, state),
    golden: original.golden.map((field) => ({ ...field, result: field.values.find((each) => each.record === original.survivor)?.value ?? null, from: original.survivor, rule: 'unmerge' })),
  }
  const bodies = reversalBodies({
    target, corrections: correctionsOf(target, input.applied),
    balances: new Map(reconciled.balances.map((each) => [accountKey(each.record, each.unit), each.amount])),
    leftToMove: new Map(reconciled.changedInFlight.flatMap(({ operation, amountLeft }) => (operation === null ? [] : [[operation, amountLeft]]))),
    exported: new Set(state.records.keys()),
  })
  const operations = bodies.map((body, index): Operation => ({
    id: `${id}-${String(index + 1).padStart(3, '0')}-${body.type}`, merge: id, dependsOn: [], key: operationKey(id, index + 1, body), notifyCustomer: false, ...body,
  }))
  const holdings = [original.survivor, ...original.sources].flatMap((member) => state.holdings.get(member) ?? []).toSorted((one, other) => byCodeUnit(one.id, other.id))
  return { merge, operations, holdings, hash: plannedMergeHash({ merge, operations, holdings }) }
}
