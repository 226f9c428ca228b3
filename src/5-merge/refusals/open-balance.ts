import type { Money } from '../../model/money.ts'
import type { Member } from '../member.ts'
import { foundOn, type RefusalCheck } from './pair-facts.ts'
import { sumPerCurrency } from './sum-per-currency.ts'

/** OPEN_BALANCE: invoices are not paid, or the credit is below zero; each is named, with the case it belongs to where there is one. */
export const openBalance: RefusalCheck = {
  asks: ['invoice', 'credit'],
  holds: (pair, rule) => {
    const open = foundOn(pair, rule.side, openOf)
    return open.length === 0 ? null : { amount: sumPerCurrency(open.map((each) => each.amount)), ids: open.map((each) => each.id) }
  },
}

function openOf(member: Member): readonly { readonly id: string; readonly amount: Money }[] {
  return member.holdings.flatMap((holding) => {
    if (holding.kind === 'invoice' && holding.open.amountMinor !== 0n) return [{ id: holding.caseReference === null ? holding.id : `${holding.caseReference}: ${holding.id}`, amount: holding.open }]
    if (holding.kind === 'credit' && holding.balance.amountMinor < 0n) return [{ id: holding.id, amount: { ...holding.balance, amountMinor: -holding.balance.amountMinor } }]
    return []
  })
}
