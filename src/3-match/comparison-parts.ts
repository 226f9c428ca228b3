import type { MatchSpace } from './match-space.ts'
import { writePairLevels } from './pair-levels.ts'
import { BYTES_PER_COMPARISON } from './specification.ts'
import { valuePart, type Weights } from './weights.ts'

/** The weight of each comparison of a pair, apart from the prior; a missing comparison has level 0 and counts nothing. */
export interface ComparisonParts {
  readonly levels: Uint8Array
  readonly matched: Int32Array
  readonly household: Int32Array
}

export function createComparisonParts(space: MatchSpace): ComparisonParts {
  const size = space.comparisons.length
  return { levels: new Uint8Array(size), matched: new Int32Array(size), household: new Int32Array(size) }
}

/** Compares two records and writes the weight of every comparison into `parts`. */
export function writeComparisonParts(space: MatchSpace, weights: Weights, left: number, right: number, parts: ComparisonParts): void {
  writePairLevels(space, left, right, parts.levels, 0)
  weighLevels(space, weights, left, right, parts)
}

/** Writes the weight of every comparison from the levels that stand in `parts` already. */
export function weighLevels(space: MatchSpace, weights: Weights, left: number, right: number, parts: ComparisonParts): void {
  for (let index = 0; index < parts.levels.length; index++) {
    const byte = parts.levels[index]!
    const part = byte === 0 ? 0 : valuePart(space, weights, index, byte, left, right)
    parts.matched[index] = byte === 0 ? 0 : weights.matched[index * BYTES_PER_COMPARISON + byte]! + part
    parts.household[index] = byte === 0 ? 0 : weights.household[index * BYTES_PER_COMPARISON + byte]! + part
  }
}
