import type { Merge } from '../model/merge.ts'
import type { PlanDocument } from '../model/plan.ts'
import type { Reconciled } from '../model/reconciled.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { withRecordValue } from '../model/record-value.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Alias } from '../model/store-state.ts'
import type { OutputInput } from './outputs.ts'

/** What the files would hold if every automatic merge of the plan were applied; merges for review are left out. */
export function previewInput(document: PlanDocument, view: Pick<Reconciled, 'records' | 'retired' | 'aliases'>, language: 'de' | 'en'): OutputInput {
  const planned = document.merges.filter((each) => each.merge.outcome === 'automatic')
  const changed = new Map<RecordId, SourceRecord | null>()
  const records = new Map(view.records.map((record) => [record.id, record]))
  const aliases = new Map<RecordId, Alias>(view.aliases.map((alias) => [alias.record, alias]))
  for (const { merge } of planned) {
    changed.set(merge.survivor, goldenCustomer(merge, records))
    const customer = aliases.get(merge.survivor)?.customer ?? merge.survivor
    for (const source of merge.sources) {
      changed.set(source, null)
      aliases.set(source, { record: source, customer, survivor: merge.survivor, state: 'retired', since: document.plan.asOf, merge: merge.id })
    }
  }
  const customers = view.records.flatMap((record): readonly SourceRecord[] => { const now = changed.get(record.id); return now === undefined ? [record] : now === null ? [] : [now] })
  return {
    customers, language,
    merges: planned.map((each) => ({ planned: each, operations: each.operations.map((operation) => ({ operation, state: 'planned' as const })) })),
    aliases: [...aliases.values()].sort((left, right) => byCodeUnit(left.record, right.record)),
    records: [...view.records, ...view.retired].sort((left, right) => byCodeUnit(left.id, right.id)),
    decided: document.merges.map((each) => each.merge),
  }
}

/** The survivor with the golden record's values, its login as the merge leaves it. */
function goldenCustomer(merge: Merge, records: ReadonlyMap<RecordId, SourceRecord>): SourceRecord {
  const survivor = records.get(merge.survivor)!
  const golden = merge.golden.reduce((record, { field, result }) => withRecordValue(record, field, result), survivor)
  const loginFrom = merge.loginFrom === null ? undefined : records.get(merge.loginFrom)
  return { ...golden, logins: loginFrom && loginFrom.logins.length > 0 ? loginFrom.logins : survivor.logins }
}
