import { accountKey, balanceOf, transferOf, type Transfer } from '../model/account.ts'
import type { Holding } from '../model/holding.ts'
import type { RecordId } from '../model/record.ts'
import type { ChangedAccount, ChangedInFlight } from '../model/reconciled.ts'
import type { IssuedOperation } from '../model/store-state.ts'

/** What the exports show of one side of an issued transfer: the balance before it, after it, or neither. */
export type Side = 'pending' | 'done' | 'changed'

export type TransferInFlight = Transfer & { readonly key: string; readonly id: string; readonly merge: string; readonly isIssued: boolean; readonly fromSide: Side; readonly toSide: Side; readonly amountLeft: bigint }

/** What is asked of the exports and the store to judge transfers. */
export type Accounts = {
  readonly holdings: ReadonlyMap<string, Holding>
  /** Balances as exported, by account. */
  readonly found: ReadonlyMap<string, bigint>
  /** Balances after every issued operation, by account: the ledger's. */
  readonly ledger: ReadonlyMap<string, bigint>
  readonly retired: ReadonlySet<RecordId>
}

type Step = Transfer & { readonly key: string; readonly id: string; readonly merge: string; readonly isIssued: boolean }

/**
 * Judges every issued transfer by both of its accounts. A retired record's side is judged by the holding itself, since
 * its whole balance was to leave; the side of an active record, and of one that was itself given something that is still under
 * way, by its account, since several transfers and its own spending meet there.
 */
export function judgeTransfers(issued: readonly IssuedOperation[], accounts: Accounts): readonly TransferInFlight[] {
  const steps = issued.flatMap(({ operation, state }): Step[] => {
    const transfer = transferOf(operation)
    return transfer === null ? [] : [{ ...transfer, key: operation.key, id: operation.id, merge: operation.merge, isIssued: state === 'issued' }]
  })
  const receiving = new Set(steps.map((step) => accountKey(step.to, step.unit)))
  const left = new Map<string, Side>()
  for (const step of steps) if (accounts.retired.has(step.from) && !receiving.has(accountKey(step.from, step.unit))) left.set(step.key, sideOfHolding(step, accounts))
  const byAccount = new Map<string, Step[]>()
  for (const step of steps) {
    push(byAccount, accountKey(step.to, step.unit), step)
    if (!left.has(step.key)) push(byAccount, accountKey(step.from, step.unit), step)
  }
  const sides = new Map<string, ReadonlyMap<string, Side>>()
  for (const [account, involved] of byAccount) sides.set(account, sidesOfAccount(account, involved, left, accounts))
  return steps.map((step) => ({
    ...step,
    fromSide: left.get(step.key) ?? sides.get(accountKey(step.from, step.unit))!.get(step.key)!,
    toSide: sides.get(accountKey(step.to, step.unit))!.get(step.key)!,
    amountLeft: accounts.retired.has(step.from) ? exportedAmount(step, accounts) : 0n,
  }))
}

function push(lists: Map<string, Step[]>, key: string, step: Step): void {
  const list = lists.get(key)
  if (list) list.push(step)
  else lists.set(key, [step])
}

/** What the exports still show of the transferred holding under its former owner. */
function exportedAmount(step: Step, accounts: Accounts): bigint {
  const holding = accounts.holdings.get(step.holding)
  const part = holding === undefined || holding.owner !== step.from ? null : balanceOf(holding)
  return part?.unit === step.unit ? part.amount : 0n
}

function sideOfHolding(step: Step, accounts: Accounts): Side {
  const amount = exportedAmount(step, accounts)
  return amount === 0n ? 'done' : amount === step.amount ? 'pending' : 'changed'
}

/**
 * Transfers of one account are normally entered one after another, so the balance found is the one after some of them;
 * or exactly those are entered whose other side is. Anything else was changed by somebody.
 */
function sidesOfAccount(account: string, steps: readonly Step[], otherSide: ReadonlyMap<string, Side>, accounts: Accounts): ReadonlyMap<string, Side> {
  const effects = steps.map((step) => (accountKey(step.to, step.unit) === account ? step.amount : -step.amount))
  const expected = accounts.ledger.get(account) ?? 0n
  const found = accounts.found.get(account) ?? 0n
  const base = expected - effects.reduce((sum, effect) => sum + effect, 0n)
  const entered = steps.map((step) => otherSide.get(step.key) === 'done')
  if (base + effects.reduce((sum, effect, index) => (entered[index] ? sum + effect : sum), 0n) === found) {
    return new Map(steps.map((step, index) => [step.key, entered[index] || effects[index] === 0n || found === expected ? 'done' : 'pending']))
  }
  const balances = [base]
  for (const effect of effects) balances.push(balances.at(-1)! + effect)
  const reached = balances.lastIndexOf(found)
  return new Map(steps.map((step, index) => [step.key, reached < 0 ? 'changed' : index < reached ? 'done' : 'pending']))
}

/** A transfer that somebody overtook, with the facts a reviewer needs. */
export function changeOf(transfer: TransferInFlight, accounts: Accounts, all: readonly TransferInFlight[]): ChangedInFlight {
  return {
    merge: transfer.merge, operation: transfer.key, holding: transfer.holding, from: transfer.from, to: transfer.to, unit: transfer.unit,
    amountIssued: transfer.amount, amountLeft: transfer.amountLeft,
    accounts: [transfer.from, transfer.to].map((record) => changedAccount(record, transfer.unit, accounts, all)),
  }
}

function changedAccount(record: RecordId, unit: string, accounts: Accounts, all: readonly TransferInFlight[]): ChangedAccount {
  const key = accountKey(record, unit)
  const expected = accounts.ledger.get(key) ?? 0n
  let effect = 0n
  for (const each of all) {
    if (each.unit !== unit) continue
    if (each.to === record) effect += each.amount
    if (each.from === record) effect -= each.amount
  }
  return { record, unit, old: expected - effect, new: expected, found: accounts.found.get(key) ?? 0n }
}
