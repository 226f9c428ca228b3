import { join } from 'node:path'
import { outcomeColumns, outcomeRow } from '../7-review/queue-rows.ts'
import { creditsTable, packagesTable, subscriptionsTable } from '../8-apply/correction-tables.ts'
import { customersTable, loginsTable } from '../8-apply/customers-table.ts'
import { headerLine, type OutputTable, rowLine } from '../8-apply/output-table.ts'
import { skippedTable, staffTasksTable } from '../8-apply/register-tables.ts'
import type { PlannedHead, PlannedMerge } from '../model/plan.ts'
import { reviveJson } from '../model/revive-json.ts'
import { type LineFile, openLineFile, startsOf } from './line-file.ts'
import type { CustomerRows, PlanJob, PlannedLines } from './plan-job.ts'
import type { PlanThreads } from './plan-threads.ts'
import { openPrivateFile, type PrivateFile, writePrivateFile } from './private-files.ts'
import type { RunFolder } from './run-folder.ts'

/** Customers whose rows are written at a time. */
const customersAtATime = 5_000

/** Where the planned merges stand, and the preview's rows of customers whom they change. */
export type WrittenPlan = { readonly file: LineFile; readonly replaced: ReadonlyMap<number, CustomerRows> }

/** The artefacts of stages 5 and 6 and the preview of the outputs while they are written, part by part in the order of ids. */
export type PlanFiles = {
  readonly take: (part: PlannedLines) => void
  /** All merges are decided: what became of each may be read, whether or not there will be a plan. */
  readonly decided: () => Promise<void>
  /** Moves all files of the plan to their places. */
  readonly close: () => Promise<WrittenPlan>
  /** Leaves nothing of them. */
  readonly drop: () => Promise<void>
}

export async function openPlanFiles(run: RunFolder, language: 'de' | 'en'): Promise<PlanFiles> {
  const opened: PrivateFile[] = []
  const drop = async (): Promise<void> => { for (const file of opened) await file.drop() }
  const open = async (path: string, head: string): Promise<PrivateFile> => {
    const file = await openPrivateFile(join(run.path, path))
    opened.push(file)
    file.write(head)
    return file
  }
  const preview = (table: OutputTable): Promise<PrivateFile> => open(join('6-plan', 'preview', table.path), headerLine(table))
  try {
    const outcomes = await open(join('5-merge', 'outcomes.csv'), headerLine({ columns: outcomeColumns }))
    const planPath = join('6-plan', 'merges.jsonl')
    const plan = await open(planPath, '')
    const credits = await preview(creditsTable([]))
    const packages = await preview(packagesTable([]))
    const subscriptions = await preview(subscriptionsTable([]))
    const skipped = await preview(skippedTable([], language))
    const tasks = await preview(staffTasksTable([], language))
    const lengths: number[] = []
    const replaced = new Map<number, CustomerRows>()
    let task = 0
    return {
      take: (part) => {
        outcomes.write(part.heads.map((head) => rowLine(outcomeRow(head))).join(''))
        plan.write(part.plan)
        for (const length of part.lengths) lengths.push(length)
        credits.write(part.preview.credits)
        packages.write(part.preview.packages)
        subscriptions.write(part.preview.subscriptions)
        skipped.write(part.preview.skipped)
        tasks.write(part.preview.tasks.map((row) => `☐,${++task},${row}`).join(''))
        for (const [number, rows] of part.preview.customers) replaced.set(number, rows)
      },
      decided: outcomes.close,
      close: async () => {
        for (const file of [plan, credits, packages, subscriptions, skipped, tasks]) await file.close()
        return { file: { path: join(run.path, planPath), starts: startsOf(lengths) }, replaced }
      },
      drop,
    }
  } catch (error) {
    await drop()
    throw error
  }
}

/** Reads planned merges back from their artefact; `heads` in the order of its lines. */
export function plannedMergesReader(file: LineFile, heads: readonly PlannedHead[]): (shown: readonly PlannedHead[]) => readonly PlannedMerge[] {
  const lineOf = new Map(heads.map((head, line) => [head.id, line]))
  return (shown) => {
    const reader = openLineFile(file)
    try {
      return shown.map((head) => reviveJson(reader.line(lineOf.get(head.id)!)) as PlannedMerge)
    } finally {
      reader.close()
    }
  }
}

/** The preview of customers.csv, and of logins.csv where a customer has several, with the customers of merges in their places. */
export async function writeCustomerPreview(run: RunFolder, threads: PlanThreads, { count, extras, replaced }: { readonly count: number; readonly extras: readonly string[]; readonly replaced: ReadonlyMap<number, CustomerRows> }): Promise<void> {
  const at = (table: OutputTable): string => join(run.path, '6-plan', 'preview', table.path)
  const customers = customersTable([], extras)
  const file = await openPrivateFile(at(customers))
  let logins = ''
  try {
    file.write(headerLine(customers))
    for await (const rows of threads.each(customerJobs(count, replaced))) {
      if (rows.kind !== 'customers') throw new TypeError(`a job for customers got ${rows.kind}`)
      file.write(rows.customer)
      logins += rows.logins
    }
    await file.close()
  } catch (error) {
    await file.drop()
    throw error
  }
  if (logins !== '') await writePrivateFile(at(loginsTable([])), headerLine(loginsTable([])) + logins)
}

function* customerJobs(count: number, replaced: ReadonlyMap<number, CustomerRows>): Generator<PlanJob> {
  for (let from = 0; from < count; from += customersAtATime) {
    const to = Math.min(count, from + customersAtATime)
    const own = new Map<number, CustomerRows>()
    for (let number = from; number < to; number += 1) {
      const rows = replaced.get(number)
      if (rows !== undefined) own.set(number, rows)
    }
    yield { kind: 'customers', from, to, replaced: own }
  }
}
