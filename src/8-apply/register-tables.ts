import { byCodeUnit } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { RecordId } from '../model/record.ts'
import { refusalWords } from '../model/refusal-words.ts'
import type { Alias } from '../model/store-state.ts'
import type { HandedOut } from './outputs.ts'
import type { OpenOperation } from './open-operation.ts'
import { figure, type OutputCell, type OutputTable } from './output-table.ts'

/** `id-map.csv`: where every id ever seen leads to. `records` sorted by code unit, each once. */
export function idMapTable(records: Iterable<RecordId>, aliases: readonly Alias[]): OutputTable {
  return { path: 'id-map.csv', columns: ['record', 'customer', 'survivingRecord', 'state', 'since'], rows: { [Symbol.iterator]: () => idMapRows(records, aliases) } }
}

/** Two sorted lists side by side, so that a million ids are never held together. */
function* idMapRows(records: Iterable<RecordId>, aliases: readonly Alias[]): Generator<readonly OutputCell[]> {
  const sorted = aliases.toSorted((one, other) => byCodeUnit(one.record, other.record))
  let next = 0
  function* aliasesBelow(id: RecordId | null): Generator<readonly OutputCell[]> {
    while (next < sorted.length) {
      const { record, customer, survivor, state, since } = sorted[next]!
      if (id !== null && record > id) return
      yield [record, customer, survivor, state, since]
      next += 1
    }
  }
  for (const id of records) {
    yield* aliasesBelow(id)
    if (sorted[next - 1]?.record !== id) yield [id, id, id, 'active', null]
  }
  yield* aliasesBelow(null)
}

/**
 * `repair-id-map.csv`: customers whom another program had merged. The old id, where it went, and under which id it was
 * created again, as soon as an export shows it.
 */
export function repairIdMapTable(merges: readonly HandedOut[], aliases: readonly Alias[]): OutputTable {
  const known = new Map(aliases.map((alias) => [alias.record, alias]))
  const kept = merges.flatMap(({ operations }) => operations.flatMap(({ operation }) => (operation.type === 'keep_lost_customer' ? [operation] : [])))
  return {
    path: 'repair-id-map.csv', columns: ['record', 'mergedInto', 'reCreatedAs', 'since', 'repair'],
    rows: kept.toSorted((left, right) => byCodeUnit(left.record, right.record)).map(({ record, survivor, merge }): readonly OutputCell[] => {
      const own = known.get(record)
      const created = aliases.find((alias) => alias.record !== record && alias.state === 'active' && alias.customer === own?.customer && alias.record !== survivor)
      return [record, survivor, created?.record ?? null, own?.since ?? null, merge]
    }),
  }
}

/** `repair-check.csv`: what the last check of repairs found open. */
export function checkTable(open: readonly { readonly repair: string; readonly task: string; readonly kind: string; readonly record: RecordId; readonly code: string; readonly candidates: readonly RecordId[]; readonly sentence: string }[]): OutputTable {
  return {
    path: 'repair-check.csv', columns: ['repair', 'task', 'kind', 'record', 'code', 'sentence', 'candidates'],
    rows: open.map((each): readonly OutputCell[] => [each.repair, each.task, each.kind, each.record, each.code, each.sentence, each.candidates.join(' ')]),
  }
}

/** `skipped.csv`: who was not merged and why, a row a reason; tried again in the next run. */
export function skippedTable(decided: readonly Merge[], language: 'de' | 'en'): OutputTable {
  return {
    path: 'skipped.csv', columns: ['merge', 'outcome', 'record', 'survivor', 'code', 'severity', 'sentence'],
    rows: decided.flatMap((merge) => merge.refusals
      .filter((refusal) => merge.outcome === 'skipped' || merge.outcome === 'denied' || merge.leftOut.includes(refusal.source))
      .map((refusal): readonly OutputCell[] => [merge.id, merge.outcome, refusal.source, refusal.survivor, refusal.code, refusal.severity, refusalWords(refusal)[language]])),
  }
}

/** `staff-tasks.csv`: what a person must do, in order; a task waits for those it depends on. `before`: how many stand above these. */
export function staffTasksTable(open: readonly OpenOperation[], language: 'de' | 'en', before = 0): OutputTable {
  const tasks = open.filter((each) => each.operation.type === 'staff_task')
  const ids = new Set(tasks.map((each) => each.operation.id))
  return {
    path: 'staff-tasks.csv', columns: ['done', 'number', 'task', 'merge', 'system', 'record', 'kind', 'text', 'after', 'key'],
    rows: tasks.map(({ operation }, index): readonly OutputCell[] => (operation.type === 'staff_task'
      ? ['☐', figure(before + index + 1), operation.id, operation.merge, operation.system, operation.record, operation.task, operation[language], operation.dependsOn.filter((id) => ids.has(id)).join(' '), operation.key]
      : [])),
  }
}
