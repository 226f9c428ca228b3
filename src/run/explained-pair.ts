import { explainPair, type PairExplanation } from '../3-match/explain-pair.ts'
import { findingRule } from '../3-match/finding-rule.ts'
import { linkageWeights } from '../3-match/linkage-weights.ts'
import type { MatchResult } from '../3-match/match.ts'
import { pairSentences } from '../3-match/pair-sentences.ts'
import { groupWeight } from '../4-cluster/group-weight.ts'
import { idOf } from '../model/record-columns.ts'
import { clusterPath } from './cluster-path.ts'
import { outcomeWords, type PairOutcome } from './pair-outcome.ts'

/** Why two records are, or are not, taken for one person. */
export type ExplainedPair = PairExplanation & {
  /** Why the pair weighs what it weighs. */
  readonly sentences: readonly string[]
  /** What became of the two, and why. */
  readonly outcome: string
  /** How both hang together inside their cluster; null where they stand in different ones. */
  readonly path: PairOutcome['path']
}

/** Two records by their numbers, with the members of the cluster of each (none where the record was retired before), and what is known of them from elsewhere. */
export type PairStanding = { readonly left: number; readonly right: number; readonly clusters: readonly [ReadonlySet<number>, ReadonlySet<number>]; readonly retired: PairOutcome['retired']; readonly conflicts: readonly PairNumbers[] }
type PairNumbers = { readonly left: number; readonly right: number }

/** Explains any two records, also a pair that matching never proposed. */
export function explainedPair(result: MatchResult, standing: PairStanding, language: 'de' | 'en'): ExplainedPair {
  const { left, right } = standing
  const explained = { ...explainPair(result, left, right), blockingRule: findingRule(result, left, right) }
  const outcome = outcomeOf(result, standing, explained)
  return { ...explained, sentences: pairSentences(explained, language), outcome: outcomeWords(outcome)[language], path: outcome.path }
}

/** Why both stand in one cluster or in two. */
function outcomeOf(result: MatchResult, { left, right, clusters: [ofLeft, ofRight], retired, conflicts }: PairStanding, { weightMilliBits, blockingRule }: Pick<ExplainedPair, 'weightMilliBits' | 'blockingRule'>): PairOutcome {
  const known = { weightMilliBits, isFound: blockingRule !== null, retired }
  if (ofLeft.has(right)) {
    const path = clusterPath(result.edges, ofLeft, left, right).map((link) => ({ left: idOf(result, link.left), right: idOf(result, link.right), weightMilliBits: link.weightMilliBits }))
    return { ...known, path, sizes: [ofLeft.size, ofLeft.size], groupsMilliBits: weightMilliBits, forbidden: null }
  }
  const isThisPair = (one: PairNumbers): boolean => (one.left === left && one.right === right) || (one.left === right && one.right === left)
  const isBetween = (one: PairNumbers): boolean => (ofLeft.has(one.left) && ofRight.has(one.right)) || (ofRight.has(one.left) && ofLeft.has(one.right))
  const between = conflicts.find(isThisPair) ?? conflicts.find(isBetween)
  const forbidden = between === undefined ? null : { left: idOf(result, between.left), right: idOf(result, between.right), isThisPair: isThisPair(between) }
  return { ...known, path: null, sizes: [ofLeft.size, ofRight.size], groupsMilliBits: groupWeight(linkageWeights(result.space, result.weights), [...ofLeft], [...ofRight]), forbidden }
}
