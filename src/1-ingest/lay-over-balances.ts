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
  const held = openHeld(view, new Set(transfers.map((transfer) => transfer.from)))
  for (const transfer of transfers) {
    const holding = view.get(transfer.holding)
    const isHeld = holding !== undefined && holding.owner === transfer.from && balanceOf(holding)?.unit === transfer.unit
    if (transfer.standing === 'done') continue
    if (transfer.standing === 'changed') {
      // What a retired record still has goes with it; between two customers the exports stand as they are.
      if (!isHeld || !retired.has(transfer.from)) continue
      if (transfer.kept === 0n) held.put({ ...holding, owner: transfer.to })
      else if (transfer.amountLeft !== 0n) expected.push(...moveAmount(held, { ...transfer, amount: transfer.amountLeft }))
      continue
    }
    if (isHeld && balanceOf(holding)!.amount === transfer.amount) held.put({ ...holding, owner: transfer.to })
    else expected.push(...moveAmount(held, transfer))
  }
  return expected
}

/** All holdings, and those of the givers by owner: to look through all of them for each transfer would take hours where there are many of both. */
type Held = {
  readonly get: (id: string) => Holding | undefined
  readonly of: (giver: RecordId) => readonly Holding[]
  readonly put: (holding: Holding) => void
  /** Ids of the holdings that were not there before, in the order in which they came. */
  readonly made: readonly string[]
}

function openHeld(view: Map<string, Holding>, givers: ReadonlySet<RecordId>): Held {
  const ids = new Map(Array.from(givers, (giver) => [giver, new Set<string>()]))
  const made: string[] = []
  for (const { id, owner } of view.values()) ids.get(owner)?.add(id)
  return {
    get: (id) => view.get(id),
    of: (giver) => Array.from(ids.get(giver) ?? [], (id) => view.get(id)!),
    put: (holding) => {
      const before = view.get(holding.id)
      if (before === undefined) made.push(holding.id)
      else ids.get(before.owner)?.delete(holding.id)
      ids.get(holding.owner)?.add(holding.id)
      view.set(holding.id, holding)
    },
    made,
  }
}

/** Moves an amount, and names what it had to make for it. */
function moveAmount(held: Held, transfer: TransferInFlight): readonly ExpectedHolding[] {
  const before = held.made.length
  takeFrom(held, transfer)
  giveTo(held, transfer)
  return held.made.slice(before).map((holding) => ({ operation: transfer.id, holding }))
}

/** Takes the amount from the transferred holding, else from the account's other holdings in the order of their ids. */
function takeFrom(held: Held, transfer: TransferInFlight): void {
  let left = transfer.amount
  const own = held.of(transfer.from).filter((holding) => balanceOf(holding)?.unit === transfer.unit)
    .toSorted((one, other) => Number(other.id === transfer.holding) - Number(one.id === transfer.holding) || byCodeUnit(one.id, other.id))
  for (const [index, holding] of own.entries()) {
    const { amount } = balanceOf(holding)!
    // The last one carries what is left, so that nothing is lost where an account runs below zero.
    const part = index === own.length - 1 ? left : left >= 0n ? smaller(left, amount > 0n ? amount : 0n) : left
    if (part === 0n) continue
    held.put(withBalance(holding, holding.owner, amount - part))
    left -= part
  }
  if (own.length === 0) held.put(balanceHolding(`${transfer.holding}>${transfer.from}`, transfer.from, transfer.unit, -transfer.amount))
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}

function giveTo(held: Held, transfer: TransferInFlight): void {
  const emptied = held.get(transfer.holding)
  if (emptied !== undefined && balanceOf(emptied)?.unit === transfer.unit && balanceOf(emptied)!.amount === 0n) {
    held.put(withBalance(emptied, transfer.to, transfer.amount))
    return
  }
  // The holding has vanished from the exports, or another balance lives on under its id.
  held.put(balanceHolding(emptied === undefined ? transfer.holding : `${transfer.holding}>${transfer.to}`, transfer.to, transfer.unit, transfer.amount))
}

function balanceHolding(id: string, owner: RecordId, unit: string, amount: bigint): Holding {
  const base = { id, owner, participant: null }
  return unit.startsWith('class:')
    ? { ...base, kind: 'classCredit', creditType: unit.slice('class:'.length), units: Number(amount), expiresOn: null, subscription: null }
    : { ...base, kind: 'credit', balance: { amountMinor: amount, currency: unit } }
}
