import { parse } from 'csv-parse/sync'
import { findDelimiter } from '../src/edge/decode-lines.ts'
import { readText } from '../src/edge/private-files.ts'
import type { Store } from '../src/edge/store/store.ts'
import { DubletteError } from '../src/model/error.ts'

export type ConfirmResult = { readonly ticked: number; readonly confirmed: number }

/** What people write into a box that is done. */
const tick = /^(x|X|☑|✓|✔|ja|yes|1|done|erledigt)$/

/**
 * Confirms what people ticked in `staff-tasks.csv`. Where every task of a merge is ticked, its other operations are
 * confirmed with it: the last task is to compare the customer with the report.
 * @throws DubletteError FILE_MISSING, INPUT_UNREADABLE, MERGE_UNKNOWN
 */
export async function confirm(store: Store, file: string): Promise<ConfirmResult> {
  const rows = readTasks(await readText(file), file)
  const ticked = new Set(rows.filter((each) => tick.test((each['done'] ?? '').trim())).map((each) => each['key'] ?? ''))
  const keys = new Set(ticked)
  for await (const { operations } of store.eachApplied()) {
    const open = operations.filter((each) => each.state === 'issued')
    const tasks = open.filter((each) => each.operation.type === 'staff_task')
    if (tasks.length > 0 && tasks.every((each) => ticked.has(each.operation.key))) for (const each of open) keys.add(each.operation.key)
  }
  return { ticked: ticked.size, confirmed: await store.confirm([...keys].toSorted()) }
}

/** The rows of the list. A spreadsheet may have saved it with semicolons; the header tells, since sentences hold both signs. */
export function readTasks(text: string, file: string): readonly Readonly<Record<string, string>>[] {
  const expected = 'staff-tasks.csv as `dublette apply` writes it, with the boxes ticked'
  try {
    const rows: readonly Record<string, string>[] = parse(text, { columns: true, bom: true, skip_empty_lines: true, delimiter: findDelimiter(/^.*/.exec(text.replace(/^\uFEFF/, ''))![0]) })
    if (rows.some((row) => row['key'] === undefined || row['done'] === undefined)) throw new DubletteError('INPUT_UNREADABLE', 'The file has no columns done and key.', { where: { file }, expected })
    return rows
  } catch (cause) {
    if (cause instanceof DubletteError) throw cause
    throw new DubletteError('INPUT_UNREADABLE', 'The file of tasks cannot be read.', { where: { file }, expected, cause })
  }
}
