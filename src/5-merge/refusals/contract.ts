import { isCurrent } from '../../model/holding-state.ts'
import { holdingsOfKind } from '../member.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'

/** SOURCE_HAS_CONTRACT: contracts are assigned to the record that would go. With `activeOnly`, ended ones do not count. */
export const contractOnSource: RefusalCheck = {
  asks: ['contract'],
  holds: (pair, rule) => {
    const ids = foundOn(pair, rule.side, (member) => holdingsOfKind(member, 'contract').filter((contract) => !rule.activeOnly || isCurrent(contract, pair.asOf))).map((contract) => contract.id)
    return ids.length === 0 ? null : { count: ids.length, ids }
  },
}
