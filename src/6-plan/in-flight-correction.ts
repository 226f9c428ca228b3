import { operationKey, plannedMergeHash } from '../model/content-hash.ts'
import { hashOf } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { Operation, OperationBody } from '../model/operation.ts'
import type { PlannedMerge } from '../model/plan.ts'
import { balanceFact } from '../model/refusal-words.ts'
import type { ChangedInFlight } from '../model/reconciled.ts'
import { stateHashOf } from '../model/state-hash.ts'
import type { PlanInput } from './plan-input.ts'

/** The id of the merge that corrects an issued transfer. */
export function correctionId(change: ChangedInFlight): string {
  return `m-${hashOf(['changed in flight', change.operation, change.from, change.holding, change.accounts]).slice(0, 16)}`
}

/**
 * The merge for review of an issued transfer that the exports overtook: it puts the amount that is left in the place of
 * the amount that was issued, by a correcting entry. It retires nobody.
 */
export function inFlightCorrection(change: ChangedInFlight, input: Pick<PlanInput, 'recordOf' | 'holdingsOf'>): PlannedMerge {
  const survivor = input.recordOf(change.to)
  const holdings = input.holdingsOf(change.to)
  const merge: Merge = {
    id: correctionId(change),
    survivor: change.to, sources: [], leftOut: [], outcome: 'review', decidedBy: 'CHANGED_IN_FLIGHT', loginFrom: null, emailFrom: null, pairs: [],
    refusals: change.accounts.map((account) => ({ code: 'CHANGED_IN_FLIGHT', severity: 'review', source: account.record, survivor: change.to, facts: { old: balanceFact(account.old, account.unit), new: balanceFact(account.new, account.unit), found: balanceFact(account.found, account.unit) } })),
    golden: [], participants: [], weakestLinkMilliBits: 0, attempt: 0, stateHash: stateHashOf([survivor], holdings),
  }
  const body: OperationBody = { type: 'correct_transfer', holding: change.holding, from: change.from, to: change.to, unit: change.unit, amountBefore: change.amountIssued, amountAfter: change.amountLeft, ...(change.amountKept === undefined ? {} : { amountKept: change.amountKept }), corrects: change.operation }
  const operations: readonly Operation[] = [{ id: `${merge.id}-001-correct_transfer`, merge: merge.id, dependsOn: [], key: operationKey(merge.id, 1, body), notifyCustomer: false, ...body }]
  return { merge, operations, holdings, hash: plannedMergeHash({ merge, operations, holdings }) }
}
