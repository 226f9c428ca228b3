import { plannedMergeHash, planHash } from '../model/content-hash.ts'
import { DubletteError } from '../model/error.ts'
import type { ObservedBalance, Plan, PlanDocument, PlannedMerge } from '../model/plan.ts'
import { reviveAmounts, reviveJson } from '../model/revive-json.ts'
import type { Totals } from '../model/totals.ts'

/** A plan as it lies in a run's folder: the head as one JSON text, merges and balances as JSON lines. */
export type PlanText = { readonly head: string; readonly merges: Iterable<string>; readonly observed: Iterable<string> }

/**
 * Reads a plan back and checks that nothing in it was altered: every merge against its hash, the head against all.
 * @throws DubletteError PLAN_ALTERED
 */
export function readPlan(text: PlanText, file: string): PlanDocument {
  const plan = readPlanHead(text.head)
  const merges: PlannedMerge[] = []
  for (const line of text.merges) if (line !== '') merges.push(readPlannedMerge(line, file))
  const { hash, ...head } = plan
  if (planHash(head, merges) !== hash) throw altered(file)
  const observed: ObservedBalance[] = []
  for (const line of text.observed) if (line !== '') { const each = JSON.parse(line) as Omit<ObservedBalance, 'amount'> & { readonly amount: string }; observed.push({ ...each, amount: BigInt(each.amount) }) }
  return { plan, merges, observed }
}

/** The head alone, its totals with amounts again. Its hash is checked together with its merges. */
export function readPlanHead(text: string): Plan {
  const head = reviveJson(text) as Plan
  return { ...head, before: reviveTotals(head.before), after: reviveTotals(head.after) }
}

/** One merge, checked against its own hash. */
export function readPlannedMerge(line: string, file: string): PlannedMerge {
  const planned = reviveJson(line) as PlannedMerge
  if (plannedMergeHash(planned) !== planned.hash) throw altered(file)
  return planned
}

function reviveTotals(totals: Totals): Totals {
  return { ...totals, credit: reviveAmounts(totals.credit), openBalance: reviveAmounts(totals.openBalance), recurring: reviveAmounts(totals.recurring), voucherValue: reviveAmounts(totals.voucherValue) }
}

function altered(file: string): DubletteError {
  return new DubletteError('PLAN_ALTERED', 'The plan does not have the content its hash names.', { where: { file } })
}
