import { sameness } from '../../model/same-holding.ts'
import { hasNone, holdingsOfKind } from '../member.ts'
import type { RefusalCheck } from './pair-facts.ts'

/** CARD_OWNERSHIP_UNCLEAR: a card would come along and there would be more than one, so nobody could say whose is whose. */
export const cardOwnershipUnclear: RefusalCheck = {
  asks: ['card'],
  moot: (pair) => hasNone(pair.source, 'card'),
  holds: (pair) => {
    const ours = holdingsOfKind(pair.source, 'card')
    if (ours.length === 0) return null
    const cards = [...ours, ...pair.before.flatMap((member) => holdingsOfKind(member, 'card'))]
    // Two entries of one card are one card; without its last four digits every entry counts for itself.
    const distinct = new Set(cards.map((card) => sameness(card) ?? card.id)).size
    return distinct < 2 ? null : { count: distinct, ids: cards.map((card) => card.id).toSorted() }
  },
}
