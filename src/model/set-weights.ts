import type { LevelName } from './comparison.ts'

/**
 * Weights that a person set, in bits, by the name of a comparison (`email`, `other:AltNummer`) and the level: they stand in
 * the place of what was learned, whatever the value. A level that is not named is learned as ever.
 */
export type SetWeights = Readonly<Record<string, Readonly<Partial<Record<LevelName, number>>>>>

export const NO_SET_WEIGHTS: SetWeights = {}
