import { DubletteError } from '../model/error.ts'
import type { MatchModel } from '../model/match-model.ts'
import { readText } from './private-files.ts'

/**
 * Reads a model that a match saved.
 * @throws DubletteError FILE_MISSING; MODEL_INVALID where it is no JSON or no model
 */
export async function readModel(path: string): Promise<MatchModel> {
  const text = await readText(path)
  let model: Partial<MatchModel> | null
  try {
    model = JSON.parse(text) as Partial<MatchModel> | null
  } catch (cause) {
    throw new DubletteError('MODEL_INVALID', 'The model file is no JSON.', { where: { file: path }, cause })
  }
  if (typeof model !== 'object' || model === null || typeof model.lambdaMatch !== 'number' || !Array.isArray(model.comparisons) || !Array.isArray(model.rules)) {
    throw new DubletteError('MODEL_INVALID', 'The file holds no model.', { where: { file: path }, expected: 'a model as `dublette match --save-model` writes it' })
  }
  return model as MatchModel
}
