import { writeComparisonParts, type ComparisonParts } from './comparison-parts.ts'
import type { MatchSpace } from './match-space.ts'
import { householdCost, type Weights } from './weights.ts'

/** Weights in the form in which clustering asks for them. */
export interface LinkageWeights {
  readonly comparisons: number
  readonly compare: (left: number, right: number, into: ComparisonParts) => void
  readonly total: (matched: number, household: number) => number
}

/** How groups of records are weighed: comparison by comparison, then prior and household term. */
export function linkageWeights(space: MatchSpace, weights: Weights): LinkageWeights {
  return {
    comparisons: space.comparisons.length,
    compare: (left, right, into) => writeComparisonParts(space, weights, left, right, into),
    total: (matched, household) => weights.priorMilliBits + matched - householdCost(weights.householdPriorMilliBits + household),
  }
}
