import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CalendarDate } from '../model/calendar.ts'
import { DubletteError } from '../model/error.ts'
import { byCodeUnit, canonicalJson } from '../model/json.ts'
import type { Manifest } from '../run/manifest.ts'
import { keepFreeOfDrafts, makeNewPrivateFolder, makePrivateFolder, readText, writePrivateFile } from './private-files.ts'

/** A run's folder: `runs/<id>/`, its artefacts in one folder a stage. */
export type RunFolder = { readonly id: string; readonly path: string }

/** The folder of a new run; ids sort by time. Two runs that start in one second get a folder each. */
export async function newRunFolder(projectFolder: string, startedAt: string): Promise<RunFolder> {
  const base = startedAt.replaceAll(':', '-')
  const runs = join(projectFolder, 'runs')
  await makePrivateFolder(runs)
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${n}`
    const path = join(runs, id)
    if (!await makeNewPrivateFolder(path)) continue
    keepFreeOfDrafts(path)
    return { id, path }
  }
}

/** Ids of all runs of a project, oldest first. @throws DubletteError FILE_MISSING where their folder is there and cannot be read */
export async function listRuns(projectFolder: string): Promise<readonly string[]> {
  const runs = join(projectFolder, 'runs')
  const found = await readdir(runs, { withFileTypes: true }).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new DubletteError('FILE_MISSING', 'The folder of the runs cannot be read.', { where: { file: runs }, cause })
  })
  return found.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort(byCodeUnit)
}

/**
 * A run by its id, else the latest that came to its end. With `artefact`, a path below the run's folder, only runs that
 * hold it count: a run that planned a way back has a plan, but neither records nor decisions about all customers.
 * @throws DubletteError RUN_MISSING
 */
export async function findRun(projectFolder: string, id: string | undefined, artefact = 'manifest.json'): Promise<RunFolder> {
  const runs = await listRuns(projectFolder)
  for (const candidate of id === undefined ? runs.toReversed() : [id]) {
    const path = join(projectFolder, 'runs', candidate)
    const manifest = await stat(join(path, 'manifest.json')).catch(() => undefined)
    const held = manifest && await stat(join(path, artefact)).catch(() => undefined)
    if (held && (id !== undefined || (await readManifest({ id: candidate, path })).status === 'done')) return { id: candidate, path }
    if (manifest && id !== undefined) throw new DubletteError('RUN_MISSING', 'The run holds no records; it planned a way back.', { got: id, expected: 'a run that read the exports', where: { file: path } })
  }
  throw new DubletteError('RUN_MISSING', id === undefined ? 'There is no finished run.' : 'There is no run of this id.', {
    ...(id === undefined ? {} : { got: id }), expected: id === undefined ? 'a run that came to its end' : runs.length === 0 ? 'none yet' : 'the name of a folder below runs/', where: { file: join(projectFolder, 'runs') },
  })
}

/** The latest run that read the exports, whatever was taken back since. */
export async function findExportRun(projectFolder: string, id?: string): Promise<RunFolder> {
  return findRun(projectFolder, id, join('1-ingest', 'records.jsonl'))
}

export async function writeManifest(run: RunFolder, manifest: Manifest): Promise<void> {
  await writePrivateFile(join(run.path, 'manifest.json'), `${canonicalJson(manifest)}\n`)
}

export async function readManifest(run: RunFolder): Promise<Manifest> {
  return JSON.parse(await readText(join(run.path, 'manifest.json'))) as Manifest
}

/** Today as the last run that read the exports saw it; null where there is none. */
export async function lastAsOf(projectFolder: string): Promise<CalendarDate | null> {
  for (const id of (await listRuns(projectFolder)).toReversed()) {
    const run = { id, path: join(projectFolder, 'runs', id) }
    const manifest = await readManifest(run).catch(() => null)
    if (manifest?.status === 'done' && await stat(join(run.path, '1-ingest', 'records.jsonl')).catch(() => null) !== null) return manifest.asOf
  }
  return null
}
