import { holdingsOfKind } from '../member.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'
import { sumPerCurrency } from './sum-per-currency.ts'

/** CREDIT_ABOVE_EVIDENCE: money would move, which the next booking spends, on less evidence than the profile asks for. */
export const creditAboveEvidence: RefusalCheck = {
  asks: ['credit'],
  moot: (pair) => pair.evidence.weightMilliBits >= pair.ruleset.match.creditMilliBits,
  holds: (pair, rule) => {
    const required = pair.ruleset.match.creditMilliBits
    if (pair.evidence.weightMilliBits >= required) return null
    const credits = foundOn(pair, rule.side, (member) => holdingsOfKind(member, 'credit').filter((credit) => credit.balance.amountMinor > 0n))
    if (credits.length === 0) return null
    return { amount: sumPerCurrency(credits.map((credit) => credit.balance)), ids: credits.map((credit) => credit.id), required: required / 1000, weight: pair.evidence.weightMilliBits / 1000 }
  },
}
