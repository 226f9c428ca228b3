import type { PlanInput } from '../6-plan/plan-input.ts'
import type { CalendarDate } from '../model/calendar.ts'
import type { PlannedMerge } from '../model/plan.ts'
import type { RecordId } from '../model/record.ts'
import type { Alias } from '../model/store-state.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { Project } from '../run/project.ts'
import { holdingsByOwner, recordsById } from '../run/stage-inputs.ts'
import type { RunFolder } from './run-folder.ts'
import { readRunHoldings, readRunRecords } from './run-reader.ts'

type ApprovalInput = { readonly run: RunFolder; readonly project: Project; readonly asOf: CalendarDate; readonly ruleset: Ruleset; readonly merges: readonly PlannedMerge[] }

/** What stage 6 needs to plan single merges again: their records and holdings as the run saw them. */
export async function readApprovalView({ run, project, asOf, ruleset, merges }: ApprovalInput): Promise<PlanInput> {
  const members = new Set<RecordId>(merges.flatMap(({ merge }) => [merge.survivor, ...merge.sources, ...merge.leftOut]))
  const records = members.size === 0 ? [] : await readRunRecords(run, members)
  const holdings = members.size === 0 ? [] : await readRunHoldings(run, members)
  // Who led to a source before is known from what the reviewed plan does about it.
  const pointing = merges.flatMap(({ merge, operations }) => operations.flatMap((each): readonly Alias[] => (each.type === 'repoint_alias' ? [{ record: each.record, customer: each.before, survivor: each.before, state: 'retired', since: asOf, merge: merge.id }] : [])))
  const programs = new Map(project.systems.map((system) => [system.name, system.program]))
  return {
    recordOf: recordsById(records), holdingsOf: holdingsByOwner(holdings),
    aliasesOnto: (id) => pointing.filter((alias) => alias.survivor === id), programOf: (system) => programs.get(system) ?? null,
    keepsCards: (system) => project.systems.find((each) => each.name === system)?.none.includes('card') !== true,
    ruleset, asOf,
  }
}
