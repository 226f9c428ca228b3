import { type IdentityCode, identityHolds } from '../../ruleset/identity-refusals.ts'
import { plainly, type RefusalCheck } from './pair-facts.ts'

/** Refusals that say "these are two people". A person's "always" outweighs all but another person's "never". */
export function identityCheck(code: IdentityCode): RefusalCheck {
  return {
    asks: [],
    holds: (pair) => {
      const [source, survivor] = [pair.source.record, pair.survivor.record]
      if (code !== 'NOT_A_DUPLICATE' && pair.verdict(source.id, survivor.id) === 'always') return null
      return plainly(identityHolds(code, source, survivor, pair.verdict))
    },
  }
}
