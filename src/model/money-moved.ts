import type { Operation } from './operation.ts'

/** How much money operations move, give back, pay out or credit, per currency in minor units, whatever its direction. */
export function moneyMoved(operations: readonly Operation[]): ReadonlyMap<string, bigint> {
  const moved = new Map<string, bigint>()
  const add = (currency: string, amount: bigint): void => { moved.set(currency, (moved.get(currency) ?? 0n) + (amount < 0n ? -amount : amount)) }
  for (const each of operations) {
    if (each.type === 'transfer_credit' || each.type === 'propose_payout' || each.type === 'propose_credit_note') add(each.amount.currency, each.amount.amountMinor)
    if (each.type === 'give_back' && each.entitlement.kind === 'credit') add(each.entitlement.balance.currency, each.entitlement.balance.amountMinor)
    if (each.type === 'correct_transfer' && !each.unit.startsWith('class:')) add(each.unit, each.amountAfter - each.amountBefore)
  }
  return moved
}
