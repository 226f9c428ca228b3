import { planMerges, type WholePlanInput } from '../../src/6-plan/plan-merges.ts'
import type { PlanDocument, PlannedMerge } from '../../src/model/plan.ts'
import { inputOf, mergesOf, recordId, type Scene } from '../5-merge/scene.ts'

/** What stage 6 reads of a scene, its merges made by stage 5 for real. */
export function planInputOf(scene: Scene, change: Partial<WholePlanInput> = {}): WholePlanInput {
  const input = inputOf(scene)
  const ids = scene.people.map((person) => recordId(person.id))
  return {
    merges: mergesOf(scene), recordOf: input.recordOf, holdingsOf: input.holdingsOf, holdings: ids.flatMap((id) => [...input.holdingsOf(id)]), records: ids.length, retired: 0, balances: [],
    changedInFlight: [], aliasesOnto: () => [], programOf: () => null, ruleset: input.ruleset, asOf: input.asOf, inputHash: 'input', stateHash: 'state', ...change,
  }
}

/** The plan of one scene. */
export function planOf(scene: Scene, change: Partial<WholePlanInput> = {}): PlanDocument {
  return planMerges(planInputOf(scene, change))
}

/** The one merge of a scene. */
export function plannedOf(scene: Scene, change: Partial<WholePlanInput> = {}): PlannedMerge {
  const { merges } = planOf(scene, change)
  if (merges.length !== 1) throw new Error(`the scene makes ${merges.length} merges`)
  return merges[0]!
}
