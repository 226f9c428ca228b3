import { join } from 'node:path'
import { keepIds } from '../src/1-ingest/keep-ids.ts'
import { reconcile } from '../src/1-ingest/reconcile.ts'
import { planRepair } from '../src/6-plan/repair/plan-repair.ts'
import { outputTables } from '../src/8-apply/outputs.ts'
import { knownRepairs } from '../src/9-unmerge/repair/known-repairs.ts'
import { mergedElsewhere } from '../src/9-unmerge/repair/merged-elsewhere.ts'
import { swallowedBetween } from '../src/9-unmerge/repair/swallowed.ts'
import { swallowedByArchive } from '../src/9-unmerge/repair/swallowed-by-archive.ts'
import { instant, today } from '../src/edge/clock.ts'
import { readExports } from '../src/edge/exports.ts'
import { readFormerExports } from '../src/edge/former-exports.ts'
import { readKnown } from '../src/edge/known-file.ts'
import { writeOutputs } from '../src/edge/outputs.ts'
import { readRemembered } from '../src/edge/remembered.ts'
import { writeReport } from '../src/edge/report-file.ts'
import { readRules } from '../src/edge/rules-file.ts'
import { writePlan } from '../src/edge/run-artefacts.ts'
import { newRunFolder, writeManifest, type RunFolder } from '../src/edge/run-folder.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import { version } from '../src/edge/version.ts'
import type { CalendarDate } from '../src/model/calendar.ts'
import type { Ingested } from '../src/model/ingested.ts'
import type { PlanDocument } from '../src/model/plan.ts'
import type { RecordId } from '../src/model/record.ts'
import { repairAround } from '../src/run/repair-inputs.ts'
import { holdingsByOwner } from '../src/run/stage-inputs.ts'
import type { Project } from '../src/run/project.ts'
import { unmatchedPreview, unmatchedReportInput } from '../src/run/unmatched-plan.ts'

/** Where it is known from what a merge elsewhere did. */
export type RepairFrom =
  /** Exports from before; `after` only where the project's own are not those of today. */
  | { readonly kind: 'exports'; readonly before: string; readonly after: string | null }
  /** A file in which people wrote down what they know. */
  | { readonly kind: 'known'; readonly file: string }
  /** Customers of whom the store holds an archive. */
  | { readonly kind: 'archive'; readonly records: readonly RecordId[] }

export type RepairOptions = {
  readonly project: Project
  readonly from: RepairFrom
  /** What a person says: into which account a missing customer went. */
  readonly into: ReadonlyMap<RecordId, RecordId>
  readonly asOf?: CalendarDate
  readonly progress?: Progress
}

export type RepairOutcome = { readonly run: RunFolder; readonly document: PlanDocument; readonly untraced: readonly RecordId[]; readonly report: string; readonly tasks: string }

/**
 * From what is known of a merge that another program made to the plan that takes it apart, its report and its tasks.
 * Changes nothing but the run's own folder; the plan is approved and applied like any other.
 * @throws DubletteError REPAIR_NOTHING, REPAIR_AMBIGUOUS, KNOWN_INVALID, RECORD_UNKNOWN, and as reading exports does
 */
export async function repair(options: RepairOptions): Promise<RepairOutcome> {
  const { project } = options
  const progress = options.progress ?? silent
  const asOf = options.asOf ?? today(project.timeZone)
  const startedAt = instant()
  const ruleset = readRules(project.profile, project.folder)
  progress.step('reading exports')
  // Whom exports or people tell of needs neither archive nor merge of ours.
  const archived = options.from.kind === 'archive' ? options.from.records : []
  const remembered = await readRemembered(project, archived, { sources: archived })
  const { ingested } = keepIds((await readExports(project, progress)).ingested, remembered.state)
  const reconciled = reconcile(ingested, remembered.state, ruleset.limits)
  progress.step('comparing')
  const found = await lostCustomers(options, ingested, remembered, progress)
  const merged = mergedElsewhere(found.swallowed, repairAround(ingested, found, asOf))
  progress.step('planning')
  const programs = new Map(project.systems.map((system) => [system.name, system.program]))
  const document = planRepair({ merged, reconciled, exportedOf: holdingsByOwner(ingested.holdings), programOf: (system) => programs.get(system) ?? null, asOf, inputHash: ingested.hash, stateHash: remembered.state.hash })
  const run = await newRunFolder(project.folder, startedAt)
  await writePlan(run, document)
  const preview = join(run.path, '6-plan', 'preview')
  await writeOutputs(preview, outputTables(unmatchedPreview(document, reconciled, project.language)))
  const report = await writeReport(run, unmatchedReportInput({ project, ingested, reconciled, document, ruleset, lost: merged.flatMap((each) => each.lost.map(({ lastKnown }) => lastKnown.record)) }))
  const { inputHash, stateHash, hash, profile, rulesHash } = document.plan
  await writeManifest(run, { version: 1, run: run.id, dublette: version, startedAt, endedAt: instant(), asOf, profile, rulesHash, inputHash, stateHash, planHash: hash, status: 'done', stages: [] })
  progress.end()
  return { run, document, untraced: found.untraced, report, tasks: join(preview, 'staff-tasks.csv') }
}

type Lost = ReturnType<typeof swallowedBetween> & { readonly before: Pick<Ingested, 'holdings' | 'records'> | null }

/** Who is missing, by one of the three ways of knowing. */
async function lostCustomers({ project, from, into }: RepairOptions, ingested: Ingested, { state, applied, archived }: Awaited<ReturnType<typeof readRemembered>>, progress: Progress): Promise<Lost> {
  switch (from.kind) {
    case 'exports': {
      // A customer without an id of its own keeps the remembered one in both exports, else it would seem to be missing.
      const before = keepIds(await readFormerExports(project, from.before, progress), state).ingested
      const after = from.after === null ? ingested : keepIds(await readFormerExports(project, from.after, progress), state).ingested
      const retired = new Set(state.aliases.filter((alias) => alias.state === 'retired').map((alias) => alias.record))
      return { ...swallowedBetween({ before, after, retired, told: into }), before }
    }
    case 'known': return { swallowed: knownRepairs(await readKnown(from.file, project.currency), project.currency), untraced: [], before: null }
    case 'archive': return { ...swallowedByArchive({ records: from.records, archived, applied, aliases: state.aliases, told: into }), untraced: [] }
  }
}
