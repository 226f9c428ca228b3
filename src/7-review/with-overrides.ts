import { operationKey, plannedMergeHash } from '../model/content-hash.ts'
import type { Decision } from '../model/decision.ts'
import type { GoldenField, Merge } from '../model/merge.ts'
import type { Operation, OperationOf } from '../model/operation.ts'
import type { PlannedMerge } from '../model/plan.ts'

/** Numbers of operations that a reviewer's change makes start here, so that they never meet those of the plan. */
const firstOverrideNumber = 501

/** The merge with the values a reviewer chose: golden fields and field operations change, everything else stays. */
export function withOverrides(planned: PlannedMerge, overrides: Decision['overrides']): PlannedMerge {
  if (overrides.length === 0) return planned
  const changed = new Map(overrides.map((override) => [override.field, override]))
  const golden = planned.merge.golden.map((field): GoldenField => {
    const override = changed.get(field.field)
    if (!override) return field
    // A masked value is named by its record; the true one is taken from there.
    const result = override.from === null ? override.value : (field.values.find((each) => each.record === override.from)?.value ?? null)
    return { ...field, result, from: override.from, rule: 'reviewer' }
  })
  const merge: Merge = { ...planned.merge, golden }
  const kept = planned.operations.filter((operation) => !(operation.type === 'set_field' && changed.has(operation.field)))
  const archive = kept.filter((operation) => operation.type === 'archive_customer')
  const rest = kept.filter((operation) => operation.type !== 'archive_customer')
  const operations = [...archive, ...fieldOperations(merge, changed, archive), ...rest]
  return { ...planned, merge, operations, hash: plannedMergeHash({ ...planned, merge, operations }) }
}

function fieldOperations(merge: Merge, changed: ReadonlyMap<string, unknown>, archive: readonly OperationOf<'archive_customer'>[]): readonly Operation[] {
  return merge.golden.filter((field) => changed.has(field.field)).flatMap((field, index): readonly Operation[] => {
    const before = field.values.find((each) => each.record === merge.survivor)?.value ?? null
    if (before === field.result) return []
    const number = firstOverrideNumber + index
    const body = { type: 'set_field' as const, record: merge.survivor, field: field.field, before, after: field.result, from: field.from, rule: field.rule }
    const dependsOn = archive.filter((operation) => operation.record === field.from).map((operation) => operation.id)
    return [{ id: `${merge.id}-${number}-set_field`, merge: merge.id, dependsOn, key: operationKey(merge.id, number, body), notifyCustomer: false, ...body }]
  })
}
