import { formerContradictions, type IdentityCode, identityHolds } from '../../ruleset/identity-refusals.ts'
import type { RefusalCheck } from './pair-facts.ts'

/** Refusals that say "these are two people", for what they are or for a record that an earlier merge made part of one of them. A person's "always" outweighs all but another person's "never". */
export function identityCheck(code: IdentityCode): RefusalCheck {
  return {
    asks: [],
    holds: (pair) => {
      const [source, survivor] = [pair.source.record, pair.survivor.record]
      if (code !== 'NOT_A_DUPLICATE' && pair.verdict(source.id, survivor.id) === 'always') return null
      if (identityHolds(code, source, survivor, pair.verdict)) return {}
      const former = formerContradictions(code, source, survivor, pair.verdict, pair.formerOf)
      return former.length === 0 ? null : { former }
    },
  }
}
