import { blocksOfRule } from './blocking-keys.ts'
import { blockingRules } from './blocking-rules.ts'
import type { MatchResult } from './match.ts'
import { edgeBetween } from './score-pair.ts'

/**
 * The blocking rule that made two records a candidate pair, or null. A pair that scored below the floor is no edge, so its
 * rule is found by blocking again: about a second for a million records, and asked for one pair at a time.
 */
export function findingRule(result: MatchResult, left: number, right: number): string | null {
  const { space, edges, rules } = result
  const edge = edgeBetween(edges, left, right)
  if (edge >= 0) return rules[edges.rule[edge]!]!.name
  const candidates = blockingRules(space).filter((_, index) => rules[index]!.used)
  return candidates.find((rule) => {
    const { keys, records } = blocksOfRule(space, rule)
    const block = keys[records.indexOf(left)]
    // A record stands once among those that have a key; a block that was too large to compare has none.
    return block !== undefined && block === keys[records.indexOf(right)]
  })?.name ?? null
}
