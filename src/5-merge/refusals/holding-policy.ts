import type { HoldingKind, HoldingPolicy } from '../../model/holding.ts'
import type { RefusalCode } from '../../model/refusal.ts'
import { foundOn, type PairFacts, type RefusalCheck } from './pair-facts.ts'

/** Kinds that have a refusal of their own, which says it better. */
const ownRefusal: Readonly<Partial<Record<HoldingKind, RefusalCode>>> = { contract: 'SOURCE_HAS_CONTRACT', communication: 'SOURCE_HAS_CORRESPONDENCE' }

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
  const code = ownRefusal[kind]
  return code !== undefined && pair.ruleset.refusals[code].severity !== 'off'
}

/** HOLDING_BLOCKS: the profile's policy for a kind that the source has is `block`. */
export const holdingBlocks = policyCheck('block')
/** HOLDING_REVIEW: the profile's policy for a kind that the source has is `review`. */
export const holdingReview = policyCheck('review')
