import type { Holding } from './holding.ts'

/**
 * What makes two holdings of a kind one and the same thing, wherever they hang: a voucher's code, a file's content, a
 * group's name. Null where two entries are always two things, or where it cannot be told.
 */
export function sameness(holding: Holding): string | null {
  switch (holding.kind) {
    case 'card': return holding.lastFour === null ? null : [holding.brand ?? '', holding.lastFour, holding.expiresOn ?? ''].join('\t')
    // Somebody at the desk typed it without capitals: still one voucher.
    case 'voucher': return holding.code.trim().toUpperCase()
    case 'document': return holding.contentHash
    case 'group': case 'priceGroup': return holding.name
    case 'permission': return `${holding.action}\t${holding.allowed}`
    case 'discount': return `${holding.reduction}\t${holding.validUntil ?? ''}`
    case 'credit': case 'classCredit': case 'package': case 'subscription': case 'contract': case 'instalment': case 'invoice': case 'offer': case 'rental': case 'damageCase':
    case 'booking': case 'attendance': case 'note': case 'communication': case 'surveyVote': case 'activity': return null
  }
}
