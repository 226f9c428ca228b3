import type { Operation, OperationState } from '../model/operation.ts'
import type { PlannedMerge } from '../model/plan.ts'

/** An operation that is handed out and not yet known to be carried out; `planned` in a preview. */
export type OpenOperation = { readonly planned: PlannedMerge; readonly operation: Operation; readonly state: OperationState | 'planned' }
