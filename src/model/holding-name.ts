import type { Holding } from './holding.ts'

/** What a holding is called at the desk: its number, product or title; null for kinds whose amount says it all. */
export function holdingName(holding: Holding): string | null {
  switch (holding.kind) {
    case 'package': return holding.product
    case 'subscription': return holding.plan
    case 'classCredit': return holding.creditType
    case 'contract': case 'instalment': case 'booking': return holding.title
    case 'invoice': case 'offer': case 'damageCase': return holding.number
    case 'attendance': return holding.course
    case 'rental': return holding.object
    case 'voucher': return holding.code
    case 'document': case 'group': case 'priceGroup': return holding.name
    case 'surveyVote': return holding.survey
    case 'permission': return holding.action
    case 'discount': return holding.name ?? holding.reduction
    case 'note': return holding.title
    case 'credit': case 'card': case 'communication': case 'activity': return null
  }
}
