import { dedupe as run, type DedupeOptions, type DedupeResult as Result } from '../pipelines/dedupe.ts'
import type { PlanDocument } from '../src/model/plan.ts'
import { readRunPlan } from './run-plan.ts'

/** A run with its whole plan, read back from the run's folder. */
export type DedupeResult = Result & { readonly document: PlanDocument }

/** Stages 1 to 7, and the plan that they wrote. */
export async function dedupe(options: DedupeOptions): Promise<DedupeResult> {
  const result = await run(options)
  return { ...result, document: await readRunPlan(result.run) }
}
