import { plannedMergeHash, planHash } from '../model/content-hash.ts'
import { DubletteError } from '../model/error.ts'
import { carryOut, type HoldingView } from '../model/carry-out.ts'
import type { Holding } from '../model/holding.ts'
import { byCodeUnit, canonicalJson } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
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
  const merges = [...input.merges.map((merge) => plannedMerge(merge, input)), ...inFlightCorrections(input)].sort((left, right) => byCodeUnit(left.merge.id, right.merge.id))
  const exceeded = limitsExceeded(merges, input)
  if (exceeded.length > 0) throw new DubletteError('LIMIT_EXCEEDED', 'A run limit of the rules was exceeded; nothing was planned.', { got: exceeded.map((each) => each.got).join('; '), expected: exceeded.map((each) => each.expected).join('; ') })
  const before = totalsOf(input)
  const view = viewAfter(merges, input)
  const after = totalsAfter(merges, view, input)
  assertConserved(before, after, merges)
  assertCases(input.holdings, view.values())
  const head: Omit<Plan, 'hash'> = {
    version: 1, kind: 'merge', asOf: input.asOf, profile: input.ruleset.profile, rulesHash: input.ruleset.hash, inputHash: input.inputHash, stateHash: input.stateHash,
    before, after, corrections: [], counts: countsOf(merges, input.alsoCounted),
  }
  return { plan: { ...head, hash: planHash(head, merges) }, merges, observed: input.balances }
}

/** Denied and skipped merges stand in the plan, with their reasons and without operations. */
export function plannedMerge(merge: Merge, input: PlanInput): PlannedMerge {
  const carried = merge.outcome === 'automatic' || merge.outcome === 'review'
  const operations = carried && merge.sources.length > 0 ? operationsOfMerge(merge, input) : []
  const members = [merge.survivor, ...merge.sources, ...merge.leftOut]
  const holdings = members.flatMap((member) => [...input.holdingsOf(member)]).sort((left, right) => byCodeUnit(left.id, right.id))
  return { merge, operations, holdings, hash: plannedMergeHash({ merge, operations, holdings }) }
}

/** All holdings as they are once every operation is carried out. */
function viewAfter(merges: readonly PlannedMerge[], input: PlanInput): HoldingView {
  const view: HoldingView = new Map(input.holdings.map((holding): [string, Holding] => [holding.id, holding]))
  for (const { operations } of merges) for (const operation of operations) carryOut(view, operation)
  return view
}

function totalsAfter(merges: readonly PlannedMerge[], view: HoldingView, input: PlanInput): Totals {
  const retired = input.retired + retiring(merges)
  // A transfer leaves an empty credit behind and makes one on the other side: counted once, as before.
  const counted = [...view.values()].filter((holding) => !isReceived(holding, input))
  return { ...totalsOf({ records: input.records, retired, holdings: view.values() }), holdings: totalsOf({ records: 0, retired: 0, holdings: counted }).holdings }
}

function isReceived(holding: Holding, input: PlanInput): boolean {
  return (holding.kind === 'credit' || holding.kind === 'classCredit') && holding.id.startsWith(`${holding.owner}:${holding.kind}:received:`) && !input.holdingsOf(holding.owner).some((each) => each.id === holding.id)
}

/** Money, units, open balances and recurring revenue are the same before and after; records too. */
function assertConserved(before: Totals, after: Totals, merges: readonly PlannedMerge[]): void {
  const differing = (['records', 'holdings', 'credit', 'classCredit', 'packageUnits', 'openBalance', 'recurring', 'voucherValue'] as const).filter((total) => canonicalJson(before[total]) !== canonicalJson(after[total]))
  if (differing.length > 0 || before.customers !== after.customers + retiring(merges)) {
    throw new DubletteError('INTERNAL', 'The plan would change a total that no operation accounts for.', { got: differing.join(', ') || 'customers', expected: 'the same before and after' })
  }
}

function retiring(merges: readonly PlannedMerge[]): number {
  return merges.reduce((sum, each) => sum + each.operations.filter((operation) => operation.type === 'retire_customer').length, 0)
}

/** What is open stays open in the case it belongs to. */
function assertCases(before: Iterable<Holding>, after: Iterable<Holding>): void {
  if (canonicalJson(openByCase(before)) !== canonicalJson(openByCase(after))) throw new DubletteError('INTERNAL', 'The plan would change what is open in a case.', { expected: 'the same before and after, case by case' })
}

function countsOf(merges: readonly PlannedMerge[], also: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { ...also, automatic: 0, review: 0, skipped: 0, denied: 0, sources: 0 }
  for (const { merge, operations } of merges) {
    counts[merge.outcome] = (counts[merge.outcome] ?? 0) + 1
    if (operations.length > 0) counts['sources'] = (counts['sources'] ?? 0) + merge.sources.length
    for (const code of new Set(merge.refusals.map((refusal) => refusal.code))) counts[`refused ${code}`] = (counts[`refused ${code}`] ?? 0) + 1
    for (const operation of operations) counts[`operation ${operation.type}`] = (counts[`operation ${operation.type}`] ?? 0) + 1
  }
  return Object.fromEntries(Object.entries(counts).sort(([left], [right]) => byCodeUnit(left, right)))
}
