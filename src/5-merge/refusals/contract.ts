import { isCurrent } from '../../model/holding-state.ts'
import { holdingsOfKind } from '../member.ts'
import { countedEntries, totalOf } from './counted-entries.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'

/** SOURCE_HAS_CONTRACT: contracts are assigned to the record that would go. With `activeOnly`, ended ones do not count. */
export const contractOnSource: RefusalCheck = {
  asks: ['contract'],
  holds: (pair, rule) => {
    const found = foundOn(pair, rule.side, (member) => [
      ...holdingsOfKind(member, 'contract').filter((contract) => !rule.activeOnly || isCurrent(contract, pair.asOf)).map(({ id }) => ({ id, count: 1 })),
      // Of contracts that are only counted nobody knows which of them run.
      ...(rule.activeOnly ? [] : countedEntries(member, 'contract')),
    ])
    return totalOf(found)
  },
}
