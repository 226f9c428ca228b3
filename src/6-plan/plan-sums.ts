import { carryOut } from '../model/carry-out.ts'
import { DubletteError } from '../model/error.ts'
import type { Holding } from '../model/holding.ts'
import { canonicalJson } from '../model/json.ts'
import { moneyMoved } from '../model/money-moved.ts'
import type { PlannedMerge } from '../model/plan.ts'
import { addByKey, openByCase, totalsOf } from '../model/totals-of.ts'

/** What some merges of a plan add up to. Parts are added with `joinSums`; the order does not matter. */
export type PlanSums = {
  /** Merges by outcome, refusals by code, operations by type; sources of merges with operations. */
  readonly counts: Readonly<Record<string, number>>
  /** Customers that carrying all of them out would retire. */
  readonly retiring: number
  readonly automatic: { readonly merges: number; readonly sources: number; readonly moved: Readonly<Record<string, bigint>> }
}

export const noSums: PlanSums = { counts: { automatic: 0, review: 0, skipped: 0, denied: 0, sources: 0 }, retiring: 0, automatic: { merges: 0, sources: 0, moved: {} } }

/**
 * Adds up planned merges, each carried out on its own holdings: every total is the same after it. What every merge
 * leaves as it was, the whole plan does.
 * @throws DubletteError INTERNAL where a total would change
 */
export function sumsOf(planned: readonly PlannedMerge[]): PlanSums {
  const counts = new Map<string, number>(Object.entries(noSums.counts))
  const add = (name: string, number: number): void => { counts.set(name, (counts.get(name) ?? 0) + number) }
  for (const { merge, operations } of planned) {
    add(merge.outcome, 1)
    if (operations.length > 0) add('sources', merge.sources.length)
    for (const code of new Set(merge.refusals.map((refusal) => refusal.code))) add(`refused ${code}`, 1)
    for (const operation of operations) add(`operation ${operation.type}`, 1)
  }
  assertConserved(planned.filter((each) => each.operations.length > 0))
  const automatic = planned.filter((each) => each.merge.outcome === 'automatic')
  return {
    counts: Object.fromEntries(counts), retiring: counts.get('operation retire_customer') ?? 0,
    automatic: { merges: automatic.length, sources: automatic.reduce((sum, each) => sum + each.merge.sources.length, 0), moved: Object.fromEntries(moneyMoved(automatic.flatMap((each) => each.operations))) },
  }
}

export function joinSums(one: PlanSums, other: PlanSums): PlanSums {
  return {
    counts: addByKey(one.counts, other.counts, 0), retiring: one.retiring + other.retiring,
    automatic: { merges: one.automatic.merges + other.automatic.merges, sources: one.automatic.sources + other.automatic.sources, moved: addByKey(one.automatic.moved, other.automatic.moved, 0n) },
  }
}

/** Money, units, open balances and recurring revenue are the same before and after, and what is open stays open case by case. */
function assertConserved(planned: readonly PlannedMerge[]): void {
  const before = planned.flatMap((each) => each.holdings)
  const after = planned.flatMap(carriedOut)
  const totals = (holdings: readonly Holding[]): string => canonicalJson({ ...totalsOf({ records: 0, retired: 0, holdings }), holdings: null })
  // A transfer leaves an empty credit behind and makes one on the other side: counted once, as before.
  const counted = after.filter((each) => !each.isReceived).map((each) => each.holding)
  if (totals(before) !== totals(after.map((each) => each.holding)) || canonicalJson(totalsOf({ records: 0, retired: 0, holdings: before }).holdings) !== canonicalJson(totalsOf({ records: 0, retired: 0, holdings: counted }).holdings)) {
    throw new DubletteError('INTERNAL', 'The plan would change a total that no operation accounts for.', { got: planned.slice(0, 3).map((each) => each.merge.id).join(', '), expected: 'the same before and after' })
  }
  if (canonicalJson(openByCase(before)) !== canonicalJson(openByCase(after.map((each) => each.holding)))) throw new DubletteError('INTERNAL', 'The plan would change what is open in a case.', { expected: 'the same before and after, case by case' })
}

/** The holdings of a merge once its operations are done; `isReceived`: a transfer made it. */
function carriedOut({ operations, holdings }: PlannedMerge): readonly { readonly holding: Holding; readonly isReceived: boolean }[] {
  const view = new Map(holdings.map((holding): [string, Holding] => [holding.id, holding]))
  const known = new Set(view.keys())
  for (const operation of operations) carryOut(view, operation)
  return [...view.values()].map((holding) => ({ holding, isReceived: !known.has(holding.id) }))
}
