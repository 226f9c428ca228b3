import type { OperationBody, TaskKind } from '../model/operation.ts'
import { systemOf, type RecordId } from '../model/record.ts'
import type { Words } from '../model/words.ts'

export type TaskBody = Extract<OperationBody, { readonly type: 'staff_task' }>

/** A task on a record, in its system. */
export function taskFor(task: TaskKind, record: RecordId, words: Words): TaskBody {
  return { type: 'staff_task', task, system: systemOf(record), record, ...words }
}
