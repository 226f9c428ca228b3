import type { HoldingKind, HoldingPolicy } from '../../model/holding.ts'
import { refusalOfKind } from '../../model/refusal.ts'
import { foundOn, type PairFacts, type RefusalCheck } from './pair-facts.ts'

function policyCheck(policy: HoldingPolicy): RefusalCheck {
  return {
    asks: [],
    holds: (pair, rule) => {
      const found = foundOn(pair, rule.side, (member) => member.holdings.filter((holding) => pair.ruleset.holdings[holding.kind].policy === policy && !saidElsewhere(holding.kind, pair)))
      return found.length === 0 ? null : { kinds: [...new Set(found.map((holding) => holding.kind))], ids: found.map((holding) => holding.id) }
    },
  }
}

function saidElsewhere(kind: HoldingKind, pair: PairFacts): boolean {
  const code = refusalOfKind[kind]
  return code !== undefined && pair.ruleset.refusals[code].severity !== 'off'
}

/** HOLDING_BLOCKS: the profile's policy for a kind that the source has is `block`. */
export const holdingBlocks = policyCheck('block')
/** HOLDING_REVIEW: the profile's policy for a kind that the source has is `review`. */
export const holdingReview = policyCheck('review')
