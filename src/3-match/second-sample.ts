import type { Edges } from '../model/edges.ts'
import type { PairSample } from './estimate.ts'
import type { MatchSpace } from './match-space.ts'
import { openPairSample } from './pair-sample.ts'
import { EDGE_FLOOR_MILLI_BITS } from './score-rule.ts'
import { pairWeight, type Weights } from './weights.ts'

/** At most about so many edges are learned from. */
const MOST_EDGES = 120_000

/**
 * What the second round learns from: edges, evenly, and of the first round's sample the pairs that are none. What decides
 * between a person and two of one house, a son of his father's name, is rare: a sample of all candidate pairs holds a
 * handful of such pairs, and each stands for a hundred. Among the edges every one of them is at hand.
 */
export function secondSample(space: MatchSpace, edges: Edges, weights: Weights, first: PairSample): PairSample {
  const comparisons = edges.comparisons
  const every = Math.max(1, Math.ceil(edges.count / MOST_EDGES))
  const { take, sample } = openPairSample(Math.ceil(edges.count / every) + first.left.length, comparisons)
  for (let edge = 0; edge < edges.count; edge += every) take(edges, edge, every)
  for (let pair = 0; pair < first.left.length; pair++) {
    if (pairWeight(space, weights, first.left[pair]!, first.right[pair]!, first.levels, pair * comparisons) > EDGE_FLOOR_MILLI_BITS) continue
    take(first, pair, first.weight[pair]!)
  }
  return sample()
}
