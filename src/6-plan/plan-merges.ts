import { plannedMergeHash, planHash } from '../model/content-hash.ts'
import { DubletteError } from '../model/error.ts'
import { carryOut, type HoldingView } from '../model/carry-out.ts'
import type { Holding } from '../model/holding.ts'
import { byCodeUnit, canonicalJson } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { Operation } from '../model/operation.ts'
import type { Plan, PlanDocument, PlannedMerge } from '../model/plan.ts'
import { openByCase, totalsOf } from '../model/totals-of.ts'
import type { Totals } from '../model/totals.ts'
import { inFlightCorrections } from './in-flight-corrections.ts'
import { limitsExceeded } from './limits.ts'
import { operationsOfMerge } from './operations-of-merge.ts'
import type { PlanInput } from './plan-input.ts'

/**
 * The frozen plan: every merge with its operations, totals before and after, and one hash over all of it.
 * @throws DubletteError LIMIT_EXCEEDED where a run limit of the rules is exceeded; INTERNAL where a total would change.
 */
export function planMerges(input: PlanInput): PlanDocument {
  const steps = planning(input, () => true)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/**
 * The same, merge by merge in the order of their ids, so that a large plan is written while it is made: it yields each
 * planned merge and returns the plan at the end, in which only merges that `keeps` asks for still have their operations.
 */
export function* planning(input: PlanInput, keeps: (merge: Merge) => boolean): Generator<PlannedMerge, PlanDocument> {
  const view: HoldingView = new Map(input.holdings.map((holding): [string, Holding] => [holding.id, holding]))
  const counts = openCounts(input.alsoCounted)
  const merges: PlannedMerge[] = []
  let retiring = 0
  for (const planned of inOrder(input)) {
    for (const operation of planned.operations) {
      carryOut(view, operation)
      if (operation.type === 'retire_customer') retiring += 1
    }
    countMerge(counts, planned)
    merges.push(keeps(planned.merge) ? planned : { ...planned, operations: noOperations })
    yield planned
  }
  const exceeded = limitsExceeded(merges, input)
  if (exceeded.length > 0) throw new DubletteError('LIMIT_EXCEEDED', 'A run limit of the rules was exceeded; nothing was planned.', { got: exceeded.map((each) => each.got).join('; '), expected: exceeded.map((each) => each.expected).join('; ') })
  const before = totalsOf(input)
  const after = totalsAfter(view, retiring, input)
  assertConserved(before, after, retiring)
  assertCases(input.holdings, view.values())
  const head: Omit<Plan, 'hash'> = {
    version: 1, kind: 'merge', asOf: input.asOf, profile: input.ruleset.profile, rulesHash: input.ruleset.hash, inputHash: input.inputHash, stateHash: input.stateHash,
    before, after, corrections: [], counts: Object.fromEntries([...counts].sort(([left], [right]) => byCodeUnit(left, right))),
  }
  return { plan: { ...head, hash: planHash(head, merges) }, merges, observed: input.balances }
}

const noOperations: readonly Operation[] = Object.freeze([])

/** Merges are planned one by one; corrections of what is under way stand among them by their ids. */
function* inOrder(input: PlanInput): Generator<PlannedMerge> {
  const corrections = inFlightCorrections(input).toSorted((left, right) => byCodeUnit(left.merge.id, right.merge.id))
  let next = 0
  for (const merge of input.merges.toSorted((left, right) => byCodeUnit(left.id, right.id))) {
    while (next < corrections.length && corrections[next]!.merge.id < merge.id) yield corrections[next++]!
    yield plannedMerge(merge, input)
  }
  yield* corrections.slice(next)
}

/** Denied and skipped merges stand in the plan, with their reasons and without operations. */
export function plannedMerge(merge: Merge, input: PlanInput): PlannedMerge {
  const carried = merge.outcome === 'automatic' || merge.outcome === 'review'
  const operations = carried && merge.sources.length > 0 ? operationsOfMerge(merge, input) : []
  const members = [merge.survivor, ...merge.sources, ...merge.leftOut]
  const holdings = members.flatMap((member) => [...input.holdingsOf(member)]).sort((left, right) => byCodeUnit(left.id, right.id))
  return { merge, operations, holdings, hash: plannedMergeHash({ merge, operations, holdings }) }
}

function totalsAfter(view: HoldingView, retiring: number, input: PlanInput): Totals {
  const retired = input.retired + retiring
  // A transfer leaves an empty credit behind and makes one on the other side: counted once, as before.
  const counted = [...view.values()].filter((holding) => !isReceived(holding, input))
  return { ...totalsOf({ records: input.records, retired, holdings: view.values() }), holdings: totalsOf({ records: 0, retired: 0, holdings: counted }).holdings }
}

function isReceived(holding: Holding, input: PlanInput): boolean {
  return (holding.kind === 'credit' || holding.kind === 'classCredit') && holding.id.startsWith(`${holding.owner}:${holding.kind}:received:`) && !input.holdingsOf(holding.owner).some((each) => each.id === holding.id)
}

/** Money, units, open balances and recurring revenue are the same before and after; records too. */
function assertConserved(before: Totals, after: Totals, retiring: number): void {
  const differing = (['records', 'holdings', 'credit', 'classCredit', 'packageUnits', 'openBalance', 'recurring', 'voucherValue'] as const).filter((total) => canonicalJson(before[total]) !== canonicalJson(after[total]))
  if (differing.length > 0 || before.customers !== after.customers + retiring) {
    throw new DubletteError('INTERNAL', 'The plan would change a total that no operation accounts for.', { got: differing.join(', ') || 'customers', expected: 'the same before and after' })
  }
}

/** What is open stays open in the case it belongs to. */
function assertCases(before: Iterable<Holding>, after: Iterable<Holding>): void {
  if (canonicalJson(openByCase(before)) !== canonicalJson(openByCase(after))) throw new DubletteError('INTERNAL', 'The plan would change what is open in a case.', { expected: 'the same before and after, case by case' })
}

function openCounts(also: Readonly<Record<string, number>>): Map<string, number> {
  return new Map([...Object.entries(also), ['automatic', 0], ['review', 0], ['skipped', 0], ['denied', 0], ['sources', 0]])
}

function countMerge(counts: Map<string, number>, { merge, operations }: PlannedMerge): void {
  const add = (name: string, number: number): void => { counts.set(name, (counts.get(name) ?? 0) + number) }
  add(merge.outcome, 1)
  if (operations.length > 0) add('sources', merge.sources.length)
  for (const code of new Set(merge.refusals.map((refusal) => refusal.code))) add(`refused ${code}`, 1)
  for (const operation of operations) add(`operation ${operation.type}`, 1)
}
