import { existsSync } from 'node:fs'
import { copyFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { DubletteError } from '../model/error.ts'
import type { MatchModel } from '../model/match-model.ts'
import { readText } from './private-files.ts'
import type { RunFolder } from './run-folder.ts'

/** Where a project keeps the model that its applied runs matched with. */
export function modelPath(projectFolder: string): string {
  return join(projectFolder, 'model.json')
}

/**
 * The model that later runs match with, so that a night's run does not learn anew and decide differently about what was
 * decided before; null before the first apply.
 * @throws DubletteError MODEL_INVALID where the file is no JSON
 */
export async function readProjectModel(projectFolder: string): Promise<MatchModel | null> {
  const path = modelPath(projectFolder)
  if (!existsSync(path)) return null
  const text = await readText(path)
  try {
    return JSON.parse(text) as MatchModel
  } catch (cause) {
    throw new DubletteError('MODEL_INVALID', 'The model of the project is no JSON.', { where: { file: path }, next: 'Learn anew with `dublette run --train`.', cause })
  }
}

/** After an apply the project keeps the model of the run that was applied. A run that takes a merge back has none. */
export async function keepModel(projectFolder: string, run: RunFolder): Promise<void> {
  const own = join(run.path, '3-match', 'model.json')
  if (!existsSync(own)) return
  const draft = `${modelPath(projectFolder)}.part`
  await copyFile(own, draft)
  await rename(draft, modelPath(projectFolder))
}
