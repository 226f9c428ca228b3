import { keepIds } from '../src/1-ingest/keep-ids.ts'
import { reconcile } from '../src/1-ingest/reconcile.ts'
import { verifyTotals, type VerifyRow } from '../src/8-apply/verify-totals.ts'
import { readExports } from '../src/edge/exports.ts'
import { withStore } from '../src/edge/project-store.ts'
import { readRules } from '../src/edge/rules-file.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import { DubletteError } from '../src/model/error.ts'
import type { Project } from '../src/run/project.ts'

export type VerifyOptions = { readonly project: Project; readonly progress?: Progress }

/** Recomputes every promise of conservation from exports and store. Reads both and writes neither. */
export async function verify({ project, progress = silent }: VerifyOptions): Promise<readonly VerifyRow[]> {
  const { limits } = readRules(project.profile, project.folder)
  progress.step('reading exports')
  const read = await readExports(project, progress)
  progress.step('verifying')
  const rows = await withStore(project, async (store) => {
    const state = await store.readState()
    const { ingested } = keepIds(read.ingested, state)
    return verifyTotals({
      ingested, reconciled: reconcile(ingested, state, limits),
      stored: await store.readTotals(), faults: await store.readFaults(), appliedInput: await store.appliedInput(),
    })
  })
  progress.end()
  return rows
}

/** @throws DubletteError VERIFY_FAILED naming the checks that failed */
export function refuseFailures(rows: readonly VerifyRow[]): void {
  const failed = rows.filter((row) => !row.ok)
  if (failed.length === 0) return
  throw new DubletteError('VERIFY_FAILED', 'A total is not what it must be.', { got: failed.map((row) => row.check).join(', '), expected: 'every difference explained by a named correction' })
}
