import type { Edges } from '../model/edges.ts'
import { estimateShares } from './estimate.ts'
import { countAddresses, countFrequencies } from './frequency.ts'
import type { MatchResult } from './match.ts'
import { secondSample } from './second-sample.ts'
import { compileWeights, pairWeight } from './weights.ts'

/**
 * Weighs all edges again with frequencies counted per person, once a first clustering says who is one person: a
 * name that one person's ten records bear is not a common name. The levels are stored, so no text is compared.
 */
export function reweigh(result: MatchResult, clusterOf: Int32Array): MatchResult {
  const { space, edges, samples } = result
  if (samples === null) return result
  const frequencies = countFrequencies(space, clusterOf)
  const addresses = countAddresses(space, clusterOf)
  const candidates = secondSample(space, edges, result.weights, samples.candidates)
  const shares = estimateShares({ space, frequencies, addresses, random: samples.random, candidates }, result.shares)
  const weights = compileWeights(space, shares, frequencies, addresses, result.setWeights)
  const weightMilliBits = new Int32Array(new SharedArrayBuffer(edges.count * 4))
  for (let edge = 0; edge < edges.count; edge++) weightMilliBits[edge] = pairWeight(space, weights, edges.left[edge]!, edges.right[edge]!, edges.levels, edge * edges.comparisons)
  const reweighed: Edges = { ...edges, weightMilliBits }
  return { ...result, shares, weights, frequencies, addresses, edges: reweighed }
}
