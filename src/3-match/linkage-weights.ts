import type { Edges } from '../model/edges.ts'
import { weighLevels, writeComparisonParts, type ComparisonParts } from './comparison-parts.ts'
import type { MatchSpace } from './match-space.ts'
import { householdCost, type Weights } from './weights.ts'

/** Weights in the form in which clustering asks for them. */
export interface LinkageWeights {
  readonly comparisons: number
  readonly compare: (left: number, right: number, into: ComparisonParts) => void
  readonly compareEdge: (edges: Edges, edge: number, into: ComparisonParts) => void
  readonly total: (matched: number, household: number) => number
}

/** How groups of records are weighed: comparison by comparison, then prior and household term. */
export function linkageWeights(space: MatchSpace, weights: Weights): LinkageWeights {
  return {
    comparisons: space.comparisons.length,
    compare: (left, right, into) => writeComparisonParts(space, weights, left, right, into),
    compareEdge: (edges, edge, into) => {
      for (let i = 0; i < edges.comparisons; i++) into.levels[i] = edges.levels[edge * edges.comparisons + i]!
      weighLevels(space, weights, edges.left[edge]!, edges.right[edge]!, into)
    },
    total: (matched, household) => weights.priorMilliBits + matched - householdCost(weights.householdPriorMilliBits + household),
  }
}
