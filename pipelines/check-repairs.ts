import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { keepIds } from '../src/1-ingest/keep-ids.ts'
import { checkTable } from '../src/8-apply/register-tables.ts'
import { checkRepairs as check, type RepairCheck } from '../src/9-unmerge/repair/check-repair.ts'
import { findings } from '../src/9-unmerge/repair/finding-words.ts'
import { today } from '../src/edge/clock.ts'
import { readExports } from '../src/edge/exports.ts'
import { readFormerExports } from '../src/edge/former-exports.ts'
import { writeOutputs } from '../src/edge/outputs.ts'
import { withStore } from '../src/edge/project-store.ts'
import { readRules } from '../src/edge/rules-file.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import { writeHandedOut } from '../src/edge/written-files.ts'
import type { CalendarDate } from '../src/model/calendar.ts'
import { DubletteError } from '../src/model/error.ts'
import type { RecordId } from '../src/model/record.ts'
import type { Project } from '../src/run/project.ts'
import { lastDecided } from './unmerge.ts'

export type CheckOptions = {
  readonly project: Project
  /** Exports to check against, where they are not those of the project. */
  readonly after: string | null
  readonly reCreated: ReadonlyMap<RecordId, RecordId>
  readonly asOf?: CalendarDate
  readonly progress?: Progress
}

export type CheckOutcome = RepairCheck & { readonly confirmed: number; readonly files: readonly string[] }

/**
 * After the work at the desk: what the next export shows of it is confirmed, customers created again get their old ids'
 * aliases, and what is still open is said.
 * @throws DubletteError MERGE_UNKNOWN where no repair was applied; RECORD_UNKNOWN
 */
export async function checkRepairs({ project, after, reCreated, asOf = today(project.timeZone), progress = silent }: CheckOptions): Promise<CheckOutcome> {
  const none = new DubletteError('MERGE_UNKNOWN', 'No repair was applied.', { expected: 'a repair that was planned, approved and applied', next: 'Plan one with `dublette repair --before PATH`, then approve and apply it.' })
  if (project.store.kind === 'embedded' && !existsSync(project.store.folder)) throw none
  const { limits } = readRules(project.profile, project.folder)
  progress.step('reading exports')
  const read = after === null ? (await readExports(project, progress)).ingested : await readFormerExports(project, after, progress)
  progress.step('checking')
  const outcome = await withStore(project, async (store): Promise<CheckOutcome> => {
    const state = await store.readState()
    const { ingested } = keepIds(read, state)
    const repairs = (await store.readApplied({ kind: 'repair' })).filter((each) => each.state === 'applied')
    if (repairs.length === 0) throw none
    const checked = check({ repairs, ingested, aliases: state.aliases, told: reCreated })
    await store.reCreated(checked.reCreated, asOf)
    const confirmed = await store.confirm(checked.keys)
    const files = await writeHandedOut(store, project, ingested, limits, await lastDecided(project))
    const words = (code: keyof typeof findings): string => findings[code][project.language]
    return { ...checked, confirmed, files: [...files, ...await writeOutputs(join(project.folder, 'out'), [checkTable(checked.open.map((each) => ({ ...each, sentence: words(each.code) })))])] }
  })
  progress.end()
  return outcome
}
