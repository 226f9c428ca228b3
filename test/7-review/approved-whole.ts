import { type ApproveInput, type Approval, approvePlan } from '../../src/7-review/approve-plan.ts'
import { type ApprovedPlan, type PlanDocument, type PlannedMerge, reviewedPlan } from '../../src/model/plan.ts'

/** An approval with its merges, whole. */
export type WholeApproval = Omit<Approval, 'approved' | 'merges'> & { readonly approved: Omit<ApprovedPlan, 'merges'> & { readonly merges: readonly PlannedMerge[] } }

/** Approves a plan that is held in memory. */
export function approvedWhole({ document, ...input }: Omit<ApproveInput, 'reviewed'> & { readonly document: PlanDocument }): WholeApproval {
  const reviewed = reviewedPlan(document)
  const { approved, merges, ...rest } = approvePlan({ ...input, reviewed })
  return { ...rest, approved: { ...approved, merges: merges.map(({ head, changed }) => changed ?? reviewed.mergesOf([head])[0]!) } }
}
