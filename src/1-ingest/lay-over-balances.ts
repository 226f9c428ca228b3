import { balanceOf, withBalance } from '../model/account.ts'
import type { Holding } from '../model/holding.ts'
import { byCodeUnit } from '../model/json.ts'
import type { ExpectedHolding } from '../model/reconciled.ts'
import type { RecordId } from '../model/record.ts'
import type { TransferInFlight } from './transfers-in-flight.ts'

/**
 * Lays the issued transfers over the exported holdings, in place, so that every account has the balance it will have
 * when they are entered. A holding that leaves as a whole keeps its id and changes its owner. Returns the holdings that the
 * exports do not hold and that an operation will bring.
 */
export function layOverBalances(view: Map<string, Holding>, transfers: readonly TransferInFlight[], retired: ReadonlySet<RecordId>): readonly ExpectedHolding[] {
  const expected: ExpectedHolding[] = []
  for (const transfer of transfers) {
    const holding = view.get(transfer.holding)
    const isHeld = holding !== undefined && holding.owner === transfer.from && balanceOf(holding)?.unit === transfer.unit
    if (transfer.standing === 'done') continue
    if (transfer.standing === 'changed') {
      // What a retired record still has goes with it; between two customers the exports stand as they are.
      if (isHeld && retired.has(transfer.from) && transfer.kept === 0n) view.set(holding.id, { ...holding, owner: transfer.to })
      if (!isHeld || !retired.has(transfer.from) || transfer.kept === 0n || transfer.amountLeft === 0n) continue
      moveAmount(view, { ...transfer, amount: transfer.amountLeft }, expected)
      continue
    }
    if (isHeld && balanceOf(holding)!.amount === transfer.amount) {
      view.set(holding.id, { ...holding, owner: transfer.to })
      continue
    }
    moveAmount(view, transfer, expected)
  }
  return expected
}

/** Moves an amount in place, and names what it had to make for it. */
function moveAmount(view: Map<string, Holding>, transfer: TransferInFlight, expected: ExpectedHolding[]): void {
  const before = new Set(view.keys())
  takeFrom(view, transfer)
  giveTo(view, transfer)
  for (const id of view.keys()) if (!before.has(id)) expected.push({ operation: transfer.id, holding: id })
}

/** Takes the amount from the transferred holding, else from the account's other holdings in the order of their ids. */
function takeFrom(view: Map<string, Holding>, transfer: TransferInFlight): void {
  let left = transfer.amount
  const own = [...view.values()].filter((holding) => holding.owner === transfer.from && balanceOf(holding)?.unit === transfer.unit)
    .sort((one, other) => Number(other.id === transfer.holding) - Number(one.id === transfer.holding) || byCodeUnit(one.id, other.id))
  for (const [index, holding] of own.entries()) {
    const { amount } = balanceOf(holding)!
    // The last one carries what is left, so that nothing is lost where an account runs below zero.
    const part = index === own.length - 1 ? left : left >= 0n ? smaller(left, amount > 0n ? amount : 0n) : left
    if (part === 0n) continue
    view.set(holding.id, withBalance(holding, holding.owner, amount - part))
    left -= part
  }
  if (own.length === 0) putHolding(view, `${transfer.holding}>${transfer.from}`, transfer.from, transfer.unit, -transfer.amount)
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}

function giveTo(view: Map<string, Holding>, transfer: TransferInFlight): void {
  const emptied = view.get(transfer.holding)
  if (emptied !== undefined && balanceOf(emptied)?.unit === transfer.unit && balanceOf(emptied)!.amount === 0n) {
    view.set(emptied.id, withBalance(emptied, transfer.to, transfer.amount))
    return
  }
  // The holding has vanished from the exports, or another balance lives on under its id.
  putHolding(view, emptied === undefined ? transfer.holding : `${transfer.holding}>${transfer.to}`, transfer.to, transfer.unit, transfer.amount)
}

function putHolding(view: Map<string, Holding>, id: string, owner: RecordId, unit: string, amount: bigint): void {
  const base = { id, owner, participant: null }
  view.set(id, unit.startsWith('class:')
    ? { ...base, kind: 'classCredit', creditType: unit.slice('class:'.length), units: Number(amount), expiresOn: null, subscription: null }
    : { ...base, kind: 'credit', balance: { amountMinor: amount, currency: unit } })
}
