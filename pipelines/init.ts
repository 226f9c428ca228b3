import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writePrivateFile } from '../src/edge/private-files.ts'
import { readProject } from '../src/edge/project-file.ts'
import { proposeProject } from '../src/edge/propose-project.ts'
import { silent, type Progress } from '../src/edge/terminal.ts'
import { DubletteError } from '../src/model/error.ts'

/** What `init` wrote and what it could not tell. */
export type InitSummary = {
  readonly path: string
  readonly files: readonly { readonly file: string; readonly entity: string; readonly columns: number }[]
  readonly questions: readonly string[]
  /** Files without content, and files in which nothing was recognised: neither stands in the project. */
  readonly empty: readonly string[]
  readonly passedOver: readonly string[]
}

/**
 * Proposes `dublette.yaml` from export files: recognise → group to systems → write → read back.
 * @throws DubletteError USAGE where there is a project file already; HEADER_UNKNOWN where no customers are found.
 */
export async function initProject({ files, directory, language, progress = silent }: { readonly files: readonly string[]; readonly directory: string; readonly language: 'de' | 'en'; readonly progress?: Progress }): Promise<InitSummary> {
  const folder = resolve(directory)
  const path = join(folder, 'dublette.yaml')
  if (existsSync(path)) throw new DubletteError('USAGE', 'There is a project file already, and it is not written over.', { where: { file: path }, next: 'Move it away, or name another folder with --directory.' })
  progress.step('Looking at the files')
  const proposed = await proposeProject(files, folder, language, progress)
  progress.end()
  await writePrivateFile(path, proposed.text)
  await readProject(path)
  return {
    path, questions: proposed.questions, empty: proposed.empty, passedOver: proposed.passedOver,
    files: proposed.files.filter((file) => file.missing.length === 0).map((file) => ({ file: file.sample.file, entity: file.entity, columns: Object.keys(file.columns).length })),
  }
}
