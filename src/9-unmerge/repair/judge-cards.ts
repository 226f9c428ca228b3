import type { Card, Holding } from '../../model/holding.ts'
import type { CardsAfterMerge, LastKnown } from '../../model/merged-elsewhere.ts'
import type { RecordId } from '../../model/record.ts'
import type { RemainingAccount } from './locate-entitlements.ts'

/**
 * Whose cards are on the account that remains. Only where every card is known to be one person's may a single one be
 * removed; a card that nobody can place, or that two could have brought, makes all of them unclear.
 */
export function judgeCards(customers: readonly LastKnown[], { before, now, coverage }: RemainingAccount): CardsAfterMerge {
  if (coverage.card === 'none') return { standing: 'notKept' }
  if (coverage.card === 'unknown') return { standing: 'unclear' }
  const present = now.filter(isCard)
  if (present.length === 0) return { standing: 'none' }
  const own = before?.filter(isCard) ?? null
  const foreign: { readonly card: Card; readonly of: RecordId }[] = []
  for (const card of present) {
    const owners = customers.filter((each) => each.cards === null || each.cards.some((other) => isSame(card, other)))
    const isOwn = own?.some((other) => isSame(card, other)) ?? null
    if (customers.some((each) => each.cards === null) && isOwn !== true) return { standing: 'unclear' }
    if (isOwn === true && owners.some((each) => each.cards !== null)) return { standing: 'unclear' }
    if (owners.length > 1 && isOwn !== true || isOwn === false && owners.length === 0) return { standing: 'unclear' }
    if (owners.length === 1 && isOwn !== true) foreign.push({ card, of: owners[0]!.record.id })
  }
  // A card of somebody missing that no digits tell could be any that is not known to be the account's own.
  const isNameless = (card: Card): boolean => card.lastFour === null && !present.some((other) => other.id === card.id)
  if (customers.some((each) => each.cards?.some(isNameless)) && present.some((card) => own?.some((other) => isSame(card, other)) !== true)) return { standing: 'unclear' }
  // A card without digits cannot be told from others by looking at the account.
  if (foreign.length > 0 && present.length > 1 && present.some((card) => card.lastFour === null)) return { standing: 'unclear' }
  return { standing: 'clear', foreign }
}

function isCard(holding: Holding): holding is Card {
  return holding.kind === 'card'
}

/** By its id, or by its last four digits where brand and validity do not speak against it. */
function isSame(one: Card, other: Card): boolean {
  const agrees = (left: string | null, right: string | null): boolean => left === null || right === null || left === right
  return one.id === other.id || (one.lastFour !== null && one.lastFour === other.lastFour && agrees(one.brand, other.brand) && agrees(one.expiresOn, other.expiresOn))
}
