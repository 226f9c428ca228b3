import type { Edges } from '../model/edges.ts'
import type { MatchSpace } from './match-space.ts'
import { writePairLevels } from './pair-levels.ts'
import { pairWeight, type Weights } from './weights.ts'

/** A pair scored directly, whether or not a blocking rule proposed it. */
export interface ScoredPair {
  /** The smaller record number first. */
  readonly left: number
  readonly right: number
  readonly weightMilliBits: number
  /** One byte a comparison, in the order of the space's comparisons: level + 8 × condition. */
  readonly levels: Uint8Array
}

/** Scores any two records; the order in which they are given does not matter. */
export function scorePair(space: MatchSpace, weights: Weights, one: number, other: number): ScoredPair {
  const left = Math.min(one, other)
  const right = Math.max(one, other)
  const levels = new Uint8Array(space.comparisons.length)
  writePairLevels(space, left, right, levels, 0)
  return { left, right, levels, weightMilliBits: pairWeight(space, weights, left, right, levels, 0) }
}

/** The number of the edge between two records, by binary search, or -1 where no rule found one. */
export function edgeBetween(edges: Edges, one: number, other: number): number {
  const left = Math.min(one, other)
  const right = Math.max(one, other)
  let low = 0
  let high = edges.count - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = edges.left[middle]! - left || edges.right[middle]! - right
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return -1
}
