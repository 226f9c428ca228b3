import type { ReportInput } from '../src/7-review/make-report-document.ts'
import { gatherExports } from '../src/edge/exports.ts'
import type { RegisterFile } from '../src/edge/register-file.ts'
import type { RunFolder } from '../src/edge/run-folder.ts'
import { silent } from '../src/edge/terminal.ts'
import type { Ingested } from '../src/model/ingested.ts'
import type { Reconciled } from '../src/model/reconciled.ts'
import type { RecordColumns } from '../src/model/record-columns.ts'
import type { RecordId } from '../src/model/record.ts'
import type { StoreState } from '../src/model/store-state.ts'
import type { Totals } from '../src/model/totals.ts'
import type { Project } from '../src/run/project.ts'
import type { StaffNames } from '../src/run/staff-lookup.ts'
import { ingestInParts } from './ingest-in-parts.ts'
import { ingestWhole } from './ingest-whole.ts'

/**
 * What is kept of all records and holdings together. Each single one stands in the artefact of stage 1, from which
 * stages 5 to 7 read it: a million of them as objects would cost gigabytes.
 */
export type IngestedRun = Pick<Ingested, 'coverage' | 'quarantine' | 'hash'> & Pick<Reconciled, 'changedInFlight' | 'withoutSurvivor' | 'aliases'> & {
  readonly register: RegisterFile
  readonly columns: RecordColumns
  /** New records of which it is not certain which remembered ones they are. */
  readonly uncertain: ReadonlySet<RecordId>
  readonly before: Totals
  /** The balances that a plan is made from, as the lines of their artefact: there may be as many as customers. */
  readonly observed: Uint8Array
  readonly systems: ReportInput['systems']
  readonly staff: StaffNames
  readonly extras: readonly string[]
  readonly phoneEndings: Int32Array
}

/** Plain values: they go to another thread as they are. `threads`: how many read rows. */
export type IngestInput = { readonly project: Project; readonly state: StoreState; readonly maxGoneShare: number; readonly run: RunFolder; readonly maxRejects: number | null; readonly threads: number }

/** What is told on the way. */
export type IngestSteps = { readonly begin: (stage: string, words: string) => void; readonly at: (done: number, of: number) => void; readonly end: (counts: Readonly<Record<string, number>>) => void }

/**
 * Stages 1 and 2: the exports as records and holdings with what the store remembers laid over them, written to their
 * artefact, and as comparable columns. Where the store remembers nothing, rows are read in parts on all threads; else
 * what it remembers is laid over all of them together. Both write the same bytes.
 */
export async function ingest(input: IngestInput, steps: IngestSteps): Promise<IngestedRun> {
  steps.begin('1', 'reading exports')
  const gathered = await gatherExports(input.project, { ...silent, at: steps.at })
  return remembersNothing(input.state) ? ingestInParts(gathered, input, steps) : ingestWhole(gathered, input, steps)
}

/** Whether no apply has come before: nothing is laid over the exports. */
function remembersNothing({ aliases, issued, knownRecords, traits }: StoreState): boolean {
  return aliases.length + issued.length + knownRecords.size + traits.size === 0
}
