import { existsSync, statSync } from 'node:fs'
import { copyFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { DubletteError } from '../model/error.ts'
import { canonicalJson } from '../model/json.ts'
import type { MatchModel } from '../model/match-model.ts'
import { readText } from './private-files.ts'
import { listRuns, readManifest, type RunFolder } from './run-folder.ts'

/** Where a project keeps the model that its applied runs matched with. */
export function modelPath(projectFolder: string): string {
  return join(projectFolder, 'model.json')
}

/**
 * The model that later runs match with, so that a night's run does not learn anew and decide differently about what was
 * decided before; null before the first apply. What was found with it is that of the first run since: an apply takes the
 * surest links out of the exports' view, so that what is left is held against what was left, and not against what there was.
 * @throws DubletteError MODEL_INVALID where the file is no JSON
 */
export async function readProjectModel(projectFolder: string): Promise<MatchModel | null> {
  const path = modelPath(projectFolder)
  if (!existsSync(path)) return null
  const text = await readText(path)
  const model = parsed(text, path)
  const since = await runsSince(projectFolder, text)
  if (since === null) return model
  const learned = learnedPart(model)
  for (const run of since) {
    const own = parsed(await readText(matchedWith(run)), matchedWith(run))
    // A run that learned anew and was not applied found what it found with other weights.
    if (canonicalJson(learnedPart(own)) === canonicalJson(learned)) return own
  }
  return learned
}

function learnedPart(model: MatchModel): MatchModel {
  const { found: _, ...learned } = model
  return learned
}

function parsed(text: string, path: string): MatchModel {
  try {
    return JSON.parse(text) as MatchModel
  } catch (cause) {
    throw new DubletteError('MODEL_INVALID', 'The model of the project is no JSON.', { where: { file: path }, next: 'Learn anew with `dublette run --train`.', cause })
  }
}

function matchedWith(run: RunFolder): string {
  return join(run.path, '3-match', 'model.json')
}

/** Finished runs after the one that the model was kept from first, oldest first; null where it comes from no run that is here. */
async function runsSince(projectFolder: string, kept: string): Promise<readonly RunFolder[] | null> {
  const since: RunFolder[] = []
  const size = Buffer.byteLength(kept)
  for (const id of (await listRuns(projectFolder)).toReversed()) {
    const run = { id, path: join(projectFolder, 'runs', id) }
    const own = matchedWith(run)
    if (!existsSync(own) || !existsSync(join(run.path, 'manifest.json'))) continue
    if (statSync(own).size === size && await readText(own) === kept) return since.toReversed()
    if ((await readManifest(run)).status === 'done') since.push(run)
  }
  return null
}

/**
 * After an apply the project keeps the model of the run that was applied. One that learned nothing anew has the same, and
 * what later nights are held against stays what it was; a run that takes a merge back has none.
 */
export async function keepModel(projectFolder: string, run: RunFolder): Promise<void> {
  const [own, kept] = [matchedWith(run), modelPath(projectFolder)]
  if (!existsSync(own)) return
  const learned = async (file: string): Promise<string> => canonicalJson(learnedPart(parsed(await readText(file), file)))
  if (existsSync(kept) && await learned(kept) === await learned(own)) return
  const draft = `${kept}.part`
  await copyFile(own, draft)
  await rename(draft, kept)
}
