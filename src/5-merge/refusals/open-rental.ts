import { holdingsOfKind } from '../member.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'

/** OPEN_RENTAL: objects are reserved for the record or have not come back; who answers for them must not change unseen. */
export const openRental: RefusalCheck = {
  asks: ['rental'],
  holds: (pair, rule) => {
    const rentals = foundOn(pair, rule.side, (member) => holdingsOfKind(member, 'rental').filter((rental) => rental.state !== 'returned'))
    return rentals.length === 0 ? null : { count: rentals.length, objects: rentals.map((rental) => rental.object).toSorted(), ids: rentals.map((rental) => rental.id) }
  },
}
