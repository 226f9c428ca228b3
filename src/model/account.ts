import type { Holding } from './holding.ts'
import type { OperationBody } from './operation.ts'
import type { RecordId } from './record.ts'

/** A unit of the ledger: an ISO currency or `class:TYPE`. */
export type Unit = string

/** Key of an account in maps; neither a record id nor a unit holds a tab. */
export function accountKey(record: RecordId, unit: Unit): string {
  return `${record}\t${unit}`
}

export function accountOf(key: string): { readonly record: RecordId; readonly unit: Unit } {
  const tab = key.indexOf('\t')
  return { record: key.slice(0, tab) as RecordId, unit: key.slice(tab + 1) }
}

export function classUnit(creditType: string): Unit {
  return `class:${creditType}`
}

/** What a holding adds to its owner's account; null for kinds the ledger does not keep. */
export function balanceOf(holding: Holding): { readonly unit: Unit; readonly amount: bigint } | null {
  switch (holding.kind) {
    case 'credit': return { unit: holding.balance.currency, amount: holding.balance.amountMinor }
    case 'classCredit': return { unit: classUnit(holding.creditType), amount: BigInt(holding.units) }
    case 'package': case 'subscription': case 'contract': case 'instalment': case 'invoice': case 'offer': case 'booking': case 'attendance': case 'rental': case 'damageCase': case 'voucher': case 'card':
    case 'document': case 'note': case 'communication': case 'surveyVote': case 'group': case 'priceGroup': case 'permission': case 'discount': case 'activity': return null
  }
}

/** The same holding with another owner and balance. */
export function withBalance(holding: Holding, owner: RecordId, amount: bigint): Holding {
  if (holding.kind === 'credit') return { ...holding, owner, balance: { ...holding.balance, amountMinor: amount } }
  if (holding.kind === 'classCredit') return { ...holding, owner, units: Number(amount) }
  return { ...holding, owner }
}

/** Balances per account over holdings; accounts of balance zero stay in. */
export function balancesOf(holdings: Iterable<Holding>): Map<string, bigint> {
  const { add, sums } = openBalances()
  for (const holding of holdings) add(holding)
  return sums
}

/** Sums balances of holdings that come one by one. */
export function openBalances(): { readonly add: (holding: Holding) => void; readonly sums: Map<string, bigint> } {
  const sums = new Map<string, bigint>()
  const add = (holding: Holding): void => {
    const part = balanceOf(holding)
    if (part === null) return
    const key = accountKey(holding.owner, part.unit)
    sums.set(key, (sums.get(key) ?? 0n) + part.amount)
  }
  return { add, sums }
}

/** An operation that moves an amount from one account to another; `kept` stays with `from`, zero where the whole balance moves. */
export type Transfer = { readonly holding: string; readonly from: RecordId; readonly to: RecordId; readonly unit: Unit; readonly amount: bigint; readonly kept: bigint }

/** The transfer in an operation; null for all others. */
export function transferOf(body: OperationBody): Transfer | null {
  if (body.type === 'transfer_credit') return { holding: body.holding, from: body.from, to: body.to, unit: body.amount.currency, amount: body.amount.amountMinor, kept: body.amountKept ?? 0n }
  if (body.type === 'transfer_class_credit') return { holding: body.holding, from: body.from, to: body.to, unit: classUnit(body.creditType), amount: BigInt(body.units), kept: body.amountKept ?? 0n }
  if (body.type === 'correct_transfer') return { holding: body.holding, from: body.from, to: body.to, unit: body.unit, amount: body.amountAfter, kept: body.amountKept ?? 0n }
  return null
}
