import type { AppliedMerge } from '../model/applied-merge.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { Reconciled } from '../model/reconciled.ts'
import type { OutputInput } from './outputs.ts'

/** What the files to hand out are made from: everything the store holds as issued, over the present view. */
export function writtenOutputs(applied: readonly AppliedMerge[], view: Reconciled, decided: readonly Merge[], language: 'de' | 'en'): OutputInput {
  return {
    customers: view.records, language, decided,
    merges: applied.map((each) => ({ planned: each.planned, operations: each.operations })),
    aliases: view.aliases,
    records: [...view.records, ...view.retired].map((record) => record.id).sort(byCodeUnit),
  }
}
