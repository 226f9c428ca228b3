import { levelNames } from '../model/comparison.ts'
import type { FoundShares } from '../model/match-model.ts'
import type { MatchResult } from './match.ts'

/** What a match found, in shares that later matches with its model can be held against. */
export function foundShares(result: MatchResult, clusterOf: Int32Array): FoundShares {
  const { edges, space } = result
  const sizes = new Int32Array(clusterOf.length)
  for (const root of clusterOf) sizes[root]!++
  let pairs = 0
  let largest = 0
  for (const size of sizes) {
    pairs += (size * (size - 1)) / 2
    if (size > largest) largest = size
  }
  const counts = space.comparisons.map(() => new Int32Array(levelNames.length))
  let links = 0
  for (let edge = 0; edge < edges.count; edge++) {
    if (edges.weightMilliBits[edge]! <= 0) continue
    links++
    for (let index = 0; index < edges.comparisons; index++) counts[index]![edges.levels[edge * edges.comparisons + index]! & 7]!++
  }
  return {
    records: clusterOf.length, links, pairsPerRecord: rounded(pairs / Math.max(1, clusterOf.length)), largestCluster: largest,
    levels: Object.fromEntries(space.comparisons.map((comparison, index) => [comparison.name, Array.from(counts[index]!, (count) => rounded(count / Math.max(1, links)))])),
  }
}

function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6
}
