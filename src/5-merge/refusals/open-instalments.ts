import { holdingsOfKind } from '../member.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'
import { sumPerCurrency } from './sum-per-currency.ts'

/** OPEN_INSTALMENTS: parts of a debt are still to be paid. */
export const openInstalments: RefusalCheck = {
  asks: ['instalment'],
  holds: (pair, rule) => {
    const open = foundOn(pair, rule.side, (member) => holdingsOfKind(member, 'instalment').filter((instalment) => instalment.open.amountMinor !== 0n))
    return open.length === 0 ? null : { count: open.length, amount: sumPerCurrency(open.map((instalment) => instalment.open)), ids: open.map((instalment) => instalment.id) }
  },
}
