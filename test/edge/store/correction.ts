import { hashOf } from '../../../src/model/json.ts'
import type { PlannedMerge } from '../../../src/model/plan.ts'
import { presentState, presentStateHash } from '../../../src/model/present-state.ts'
import type { ChangedInFlight, Reconciled } from '../../../src/model/reconciled.ts'
import type { RecordId } from '../../../src/model/record.ts'
import { planned } from './world.ts'

/** The correcting merge as stage 6 makes it. */
export function correction(change: ChangedInFlight, view: Reconciled): PlannedMerge {
  const head = { survivor: change.to, sources: [] as readonly RecordId[] }
  const merge = {
    ...head, id: `m-${hashOf(['changed in flight', change.operation, change.from, change.holding, change.accounts]).slice(0, 16)}`, leftOut: [], outcome: 'review' as const, decidedBy: 'CHANGED_IN_FLIGHT', loginFrom: null, emailFrom: null,
    pairs: [], refusals: [], golden: [], participants: [], weakestLinkMilliBits: 0, attempt: 0, stateHash: presentStateHash(head, presentState(view)),
  }
  return planned(merge, [{ type: 'correct_transfer', holding: change.holding, from: change.from, to: change.to, unit: change.unit, amountBefore: change.amountIssued, amountAfter: change.amountLeft, corrects: change.operation }], [])
}
