import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Ingested } from '../model/ingested.ts'
import { DubletteError } from '../model/error.ts'
import type { Project } from '../run/project.ts'
import { readExports } from './exports.ts'
import { readProject } from './project-file.ts'
import type { Progress } from './terminal.ts'

/**
 * Reads exports of another day: a project file, a folder that holds one, or a folder of export files that the mapping of
 * this project fits.
 * @throws DubletteError FILE_MISSING, and as reading exports does
 */
export async function readFormerExports(project: Project, path: string, progress: Progress): Promise<Ingested> {
  const at = resolve(path)
  if (!existsSync(at)) throw new DubletteError('FILE_MISSING', 'There are no exports here.', { where: { file: path }, expected: 'a folder of export files, or a project file' })
  const own = statSync(at).isDirectory() ? join(at, 'dublette.yaml') : at
  const former = existsSync(own) ? await readProject(own) : await readProject(project.path, at)
  return (await readExports(former, progress)).ingested
}
