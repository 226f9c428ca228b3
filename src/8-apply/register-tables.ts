import { byCodeUnit } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { SourceRecord } from '../model/record.ts'
import { refusalWords } from '../model/refusal-words.ts'
import type { Alias } from '../model/store-state.ts'
import type { OpenOperation } from './open-operation.ts'
import { figure, type OutputCell, type OutputTable } from './output-table.ts'

/** `id-map.csv`: where every id ever seen leads to. */
export function idMapTable(records: readonly SourceRecord[], aliases: readonly Alias[]): OutputTable {
  const known = new Map(aliases.map((alias) => [alias.record, alias]))
  const ids = [...new Set([...records.map((record) => record.id), ...known.keys()])].sort(byCodeUnit)
  return {
    path: 'id-map.csv', columns: ['record', 'customer', 'survivingRecord', 'state', 'since'],
    rows: ids.map((id): readonly OutputCell[] => {
      const alias = known.get(id)
      return alias ? [id, alias.customer, alias.survivor, alias.state, alias.since] : [id, id, id, 'active', null]
    }),
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

/** `staff-tasks.csv`: what a person must do, in order; a task waits for those it depends on. */
export function staffTasksTable(open: readonly OpenOperation[], language: 'de' | 'en'): OutputTable {
  const tasks = open.filter((each) => each.operation.type === 'staff_task')
  const ids = new Set(tasks.map((each) => each.operation.id))
  return {
    path: 'staff-tasks.csv', columns: ['done', 'number', 'task', 'merge', 'system', 'record', 'kind', 'text', 'after', 'key'],
    rows: tasks.map(({ operation }, index): readonly OutputCell[] => (operation.type === 'staff_task'
      ? ['☐', figure(index + 1), operation.id, operation.merge, operation.system, operation.record, operation.task, operation[language], operation.dependsOn.filter((id) => ids.has(id)).join(' '), operation.key]
      : [])),
  }
}
