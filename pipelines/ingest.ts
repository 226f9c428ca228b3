import { keepIds } from '../src/1-ingest/keep-ids.ts'
import { reconcile } from '../src/1-ingest/reconcile.ts'
import type { ReportInput } from '../src/7-review/make-report-document.ts'
import { extraNames } from '../src/8-apply/customers-table.ts'
import { readExports } from '../src/edge/exports.ts'
import type { RegisterFile } from '../src/edge/register-file.ts'
import { writeIngested } from '../src/edge/run-artefacts.ts'
import type { RunFolder } from '../src/edge/run-folder.ts'
import { silent } from '../src/edge/terminal.ts'
import { DubletteError } from '../src/model/error.ts'
import type { Ingested } from '../src/model/ingested.ts'
import type { ObservedBalance } from '../src/model/plan.ts'
import type { Reconciled } from '../src/model/reconciled.ts'
import type { RecordColumns } from '../src/model/record-columns.ts'
import type { RecordId } from '../src/model/record.ts'
import type { StoreState } from '../src/model/store-state.ts'
import { totalsOf } from '../src/model/totals-of.ts'
import type { Totals } from '../src/model/totals.ts'
import { comparableRecords } from '../src/run/comparable-records.ts'
import { phoneEndingsOf } from '../src/run/households.ts'
import type { Project } from '../src/run/project.ts'
import { type StaffNames, staffNames } from '../src/run/staff-lookup.ts'

/**
 * What is kept of all records and holdings together. Each single one stands in the artefact of stage 1, from which
 * stages 5 to 7 read it: a million of them as objects would cost gigabytes.
 */
export type IngestedRun = Pick<Ingested, 'coverage' | 'quarantine' | 'hash'> & Pick<Reconciled, 'changedInFlight' | 'aliases'> & {
  readonly register: RegisterFile
  readonly columns: RecordColumns
  /** New records of which it is not certain which remembered ones they are. */
  readonly uncertain: ReadonlySet<RecordId>
  readonly before: Totals
  readonly balances: readonly ObservedBalance[]
  readonly systems: ReportInput['systems']
  readonly staff: StaffNames
  readonly extras: readonly string[]
  readonly phoneEndings: Int32Array
}

/** Plain values: they go to another thread as they are. */
export type IngestInput = { readonly project: Project; readonly state: StoreState; readonly maxGoneShare: number; readonly run: RunFolder; readonly maxRejects: number | null }

/** What is told on the way. */
export type IngestSteps = { readonly begin: (stage: string, words: string) => void; readonly at: (done: number, of: number) => void; readonly end: (counts: Readonly<Record<string, number>>) => void }

/**
 * Stages 1 and 2: the exports as records and holdings with what the store remembers laid over them, written to their
 * artefact, and as comparable columns.
 */
export async function ingest({ project, state, maxGoneShare, run, maxRejects }: IngestInput, { begin, at, end }: IngestSteps): Promise<IngestedRun> {
  begin('1', 'reading exports')
  const assembled = await readExports(project, { ...silent, at })
  const { ingested, uncertain, kept } = keepIds(assembled.ingested, state)
  const view = reconcile(ingested, state, { maxGoneShare })
  const register = await writeIngested(run, { ingested, origins: assembled.origins, kept }, view)
  end({ records: ingested.records.length, holdings: ingested.holdings.length, quarantined: ingested.quarantine.length })
  refuseRejects(ingested.quarantine.length, maxRejects)
  begin('2', 'normalising')
  const columns = comparableRecords(view.records, project.compare)
  end({ records: columns.count, fields: columns.fields.length })
  return {
    coverage: ingested.coverage, quarantine: ingested.quarantine, hash: ingested.hash, changedInFlight: view.changedInFlight, aliases: view.aliases, register, columns, uncertain,
    before: totalsOf({ records: view.records.length + view.retired.length, retired: view.retired.length, holdings: view.holdings }), balances: view.balances,
    systems: project.systems.map(({ name }) => ({ name, records: ingested.records.filter((record) => record.system === name).length })),
    staff: staffNames(ingested.records), extras: extraNames(view.records), phoneEndings: phoneEndingsOf(view.records),
  }
}

function refuseRejects(quarantined: number, budget: number | null): void {
  if (budget === null || quarantined <= budget) return
  throw new DubletteError('TOO_MANY_REJECTS', 'More rows were quarantined than the reject budget allows.', { got: `${quarantined} rows`, expected: `at most ${budget}` })
}
