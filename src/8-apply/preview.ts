import type { Merge } from '../model/merge.ts'
import type { PlannedHead, PlannedMerge } from '../model/plan.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { withRecordValue } from '../model/record-value.ts'
import type { CalendarDate } from '../model/calendar.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Alias } from '../model/store-state.ts'
import type { OutputInput } from './outputs.ts'

/** What the files would hold of some merges if every automatic one were applied; those for review are left out. `customers` are the survivors alone. */
export function previewOf(planned: readonly PlannedMerge[], recordOf: (id: RecordId) => SourceRecord): Pick<OutputInput, 'customers' | 'merges' | 'decided'> {
  const automatic = planned.filter((each) => each.merge.outcome === 'automatic')
  return {
    customers: automatic.map(({ merge }) => goldenCustomer(merge, recordOf)).sort((left, right) => byCodeUnit(left.id, right.id)),
    merges: automatic.map((each) => ({ planned: each, operations: each.operations.map((operation) => ({ operation, state: 'planned' as const })) })),
    decided: planned.map((each) => each.merge),
  }
}

/** Where ids would lead: the aliases there are, and those of the automatic merges. */
export function previewAliases(heads: readonly PlannedHead[], aliases: readonly Alias[], asOf: CalendarDate): readonly Alias[] {
  const known = new Map<RecordId, Alias>(aliases.map((alias) => [alias.record, alias]))
  for (const { id, outcome, survivor, sources } of heads) {
    if (outcome !== 'automatic') continue
    const customer = known.get(survivor)?.customer ?? survivor
    for (const source of sources) known.set(source, { record: source, customer, survivor, state: 'retired', since: asOf, merge: id })
  }
  return [...known.values()]
}

/** The survivor with the golden record's values, its login as the merge leaves it. */
function goldenCustomer(merge: Merge, recordOf: (id: RecordId) => SourceRecord): SourceRecord {
  const survivor = recordOf(merge.survivor)
  const golden = merge.golden.reduce((record, { field, result }) => withRecordValue(record, field, result), survivor)
  const loginFrom = merge.loginFrom === null ? undefined : recordOf(merge.loginFrom)
  return { ...golden, logins: loginFrom && loginFrom.logins.length > 0 ? loginFrom.logins : survivor.logins }
}
