import type { CalendarDate } from '../../model/calendar.ts'
import { planHash, plannedMergeHash } from '../../model/content-hash.ts'
import type { Holding } from '../../model/holding.ts'
import { byCodeUnit } from '../../model/json.ts'
import { repairId } from '../../model/merge-id.ts'
import type { Merge } from '../../model/merge.ts'
import type { MergedElsewhere } from '../../model/merged-elsewhere.ts'
import type { Plan, PlanDocument, PlannedMerge } from '../../model/plan.ts'
import { presentState, presentStateHash } from '../../model/present-state.ts'
import type { Reconciled } from '../../model/reconciled.ts'
import type { RecordId } from '../../model/record.ts'
import { totalsOf } from '../../model/totals-of.ts'
import type { NamedCorrection } from '../../model/totals.ts'
import { REPAIR } from '../../ruleset/decided-why.ts'
import { numbered } from '../operations-of-merge.ts'
import type { Program } from '../plan-input.ts'
import { repairSteps } from './repair-steps.ts'

export type RepairInput = {
  readonly merged: readonly MergedElsewhere[]
  /** The exports of today with issued operations laid over them. */
  readonly reconciled: Reconciled
  /** What an account holds by the exports alone: what a person sees who opens it. */
  readonly exportedOf: (account: RecordId) => readonly Holding[]
  readonly programOf: (system: string) => Program
  readonly asOf: CalendarDate
  readonly inputHash: string
  readonly stateHash: string
}

/**
 * The plan that takes merges of another program apart: a repair for each account that remains. Money, units and recurring
 * revenue stay as they are, because what is entered anew comes off the other side at price 0; only customers are added.
 */
export function planRepair(input: RepairInput): PlanDocument {
  const state = presentState(input.reconciled)
  const merges = input.merged.map((each): PlannedMerge => {
    const sources = each.lost.map(({ lastKnown }) => lastKnown.record.id)
    const record = state.records.get(each.remaining)
    if (record === undefined) throw new Error(`no record ${each.remaining}`)
    const holdings = input.exportedOf(each.remaining).toSorted((left, right) => byCodeUnit(left.id, right.id))
    const members = { survivor: each.remaining, sources }
    const merge: Merge = {
      ...members, id: repairId([each.remaining, ...sources]), leftOut: [], outcome: 'review', decidedBy: REPAIR, loginFrom: null, emailFrom: null, pairs: [], refusals: [],
      golden: [], participants: [], weakestLinkMilliBits: 0, attempt: 0, stateHash: presentStateHash(members, state),
    }
    const operations = numbered(merge, repairSteps(each, { record, holdings, program: input.programOf(record.system), asOf: input.asOf }))
    return { merge, operations, holdings, hash: plannedMergeHash({ merge, operations, holdings }) }
  }).toSorted((left, right) => byCodeUnit(left.merge.id, right.merge.id))
  const head = headOf(merges, input)
  return { plan: { ...head, hash: planHash(head, merges) }, merges, observed: input.reconciled.balances }
}

function headOf(merges: readonly PlannedMerge[], { reconciled, asOf, inputHash, stateHash }: RepairInput): Omit<Plan, 'hash'> {
  const { records, retired, holdings } = reconciled
  const before = totalsOf({ records: records.length + retired.length, retired: retired.length, holdings })
  const created = merges.flatMap(({ operations }) => operations.filter((each) => each.type === 'keep_lost_customer'))
  const tasks = merges.reduce((sum, { operations }) => sum + operations.filter((each) => each.type === 'staff_task').length, 0)
  return {
    version: 1, kind: 'repair', asOf, profile: 'repair', rulesHash: '', inputHash, stateHash, before,
    after: { ...before, records: before.records + created.length, customers: before.customers + created.length },
    corrections: created.map((each): NamedCorrection => ({ operation: each.id, total: 'records', key: '', difference: 1n })),
    counts: { review: merges.length, sources: created.length, tasks },
  }
}
