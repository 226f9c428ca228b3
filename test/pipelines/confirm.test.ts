import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { afterAll, describe, expect, it } from 'vitest'
import { apply } from '../../pipelines/apply.ts'
import { approve } from '../../pipelines/approve.ts'
import { confirm, readTasks } from '../../pipelines/confirm.ts'
import { dedupe } from '../dedupe.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { readStoreState, withStore } from '../../src/edge/project-store.ts'

const folders: string[] = []
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }) })

describe('the list of tasks that comes back', () => {
  const check = (text: string, expected: readonly string[]): void => expect(readTasks(text, 'staff-tasks.csv').map((row) => `${row['done']} ${row['key']}`)).toEqual(expected)

  const refuse = (text: string): void => expect(() => readTasks(text, 'staff-tasks.csv')).toThrow(expect.objectContaining({ code: 'INPUT_UNREADABLE' }))

  it('no such columns', () => refuse('a,b\n1,2\n'))
  it('a row with a column too many', () => refuse('done,text,key\nx,a,k1,more\n'))
  it('a sentence with a semicolon and no comma', () => check('done,text,key\nx,Austragen; es ist bezahlt.,k1\n☐,"b, c",k2\n', ['x k1', '☐ k2']))
  it('saved by a spreadsheet with semicolons and a byte order mark', () => check('\uFEFFdone;text;key\r\nx;"Austragen; bezahlt, ganz";k1\r\n', ['x k1']))
  it('with empty lines in it and behind it', () => check('done,text,key\nx,a,k1\n\nx,b,k2\n\n', ['x k1', 'x k2']))
  it('saved with tabulators', () => check('done\ttext\tkey\nx\ta; b, c\tk1\n', ['x k1']))
})

describe('a free re-entry and the step after it', () => {
  it('D5.5 price and date stay open until they are ticked, also when the exports show that the subscription has moved', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dublette-confirm-'))
    folders.push(folder)
    cpSync(join(import.meta.dirname, '../../samples/tiny'), folder, { recursive: true })
    const project = await readProject(join(folder, 'dublette.yaml'))
    const asOf = '2026-03-31'
    const night = async (): Promise<void> => {
      await dedupe({ project, state: await readStoreState(project), asOf })
      await approve({ project, automatic: true })
      await apply({ project, asOf })
    }
    const list = join(folder, 'out/staff-tasks.csv')
    type Task = Readonly<Record<'done' | 'record' | 'kind' | 'text' | 'key' | 'task' | 'after', string>>
    const tasks = (): readonly Task[] => parse<Task>(readFileSync(list, 'utf8'), { columns: true, bom: true }).filter((task) => task.record === 'online:o123' && ['free_re_entry', 'set_renewal_by_hand'].includes(task.kind))
    const tick = async (task: Task): Promise<void> => {
      writeFileSync(list, stringify([{ ...task, done: 'x' }], { header: true }))
      await withStore(project, (store) => confirm(store, list))
    }
    await night()
    const [entry, renewal] = tasks() as [Task, Task]
    expect([entry.kind, renewal.kind, renewal.after]).toEqual(['free_re_entry', 'set_renewal_by_hand', entry.task])
    await tick(entry)
    const subscriptions = join(folder, 'desk/subscriptions.csv')
    writeFileSync(subscriptions, readFileSync(subscriptions, 'utf8').replace(/^s123,.*\n/m, ''))
    await night()
    expect(tasks().map((task) => [task.kind, task.key])).toEqual([['set_renewal_by_hand', renewal.key]])
    await tick(renewal)
    await night()
    expect(tasks()).toEqual([])
  })
})
