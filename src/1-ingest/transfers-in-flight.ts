import { accountKey, balanceOf, transferOf, type Transfer } from '../model/account.ts'
import type { Holding } from '../model/holding.ts'
import type { RecordId } from '../model/record.ts'
import type { ChangedAccount, ChangedInFlight } from '../model/reconciled.ts'
import type { IssuedOperation } from '../model/store-state.ts'
import { solveComponent, type Step } from './entered-transfers.ts'

/** What the exports show of a transfer: as before it, as after it, or neither. */
export type Standing = 'pending' | 'done' | 'changed'

export type TransferInFlight = Step & { readonly standing: Standing; readonly amountLeft: bigint }

/** What is asked of the exports and the store to judge transfers. */
export type Accounts = {
  /** As exported, of those that issued operations name. */
  readonly holdings: ReadonlyMap<string, Holding>
  /** Balances as exported, by account. */
  readonly found: ReadonlyMap<string, bigint>
  /** Balances after every issued operation, by account: the ledger's. */
  readonly ledger: ReadonlyMap<string, bigint>
  readonly retired: ReadonlySet<RecordId>
}

/**
 * Judges every issued transfer. Transfers that share an account are judged together: they stand as they do if some of them
 * being entered, whole, explains every balance found. Nothing else is guessed: a source without its credit may have given
 * or spent it, so a transfer of which one side only shows is changed, like one whose amount fits neither way.
 */
export function judgeTransfers(issued: readonly IssuedOperation[], accounts: Accounts): readonly TransferInFlight[] {
  const steps = issued.flatMap(({ operation, state }): Step[] => {
    const transfer = transferOf(operation)
    return transfer === null ? [] : [{ ...transfer, key: operation.key, id: operation.id, merge: operation.merge, isIssued: state === 'issued' }]
  })
  const receiving = new Set(steps.map((step) => accountKey(step.to, step.unit)))
  const standings = new Map(componentsOf(steps).flatMap((component) => [...solveComponent(component, {
    expected: (account) => accounts.ledger.get(account) ?? 0n,
    found: (account) => accounts.found.get(account) ?? 0n,
    exported: (step) => exportedAmount(step, accounts),
    isRetired: (record) => accounts.retired.has(record),
    isReceiving: (account) => receiving.has(account),
  })]))
  return alongChains(steps.map((step) => ({ ...step, standing: standings.get(step.key)!, amountLeft: accounts.retired.has(step.from) ? leftToMove(step, exportedAmount(step, accounts)) : 0n })), accounts.retired)
}

/**
 * What comes to a record that was retired itself must go on with what it had: where the amount of a transfer changes, so
 * does that of the transfer which carries the same holding on.
 */
function alongChains(transfers: readonly TransferInFlight[], retired: ReadonlySet<RecordId>): readonly TransferInFlight[] {
  const judged = [...transfers]
  for (const [index, first] of judged.entries()) {
    if (first.standing !== 'changed' || !first.isIssued || !retired.has(first.to)) continue
    const on = judged.findIndex((next, at) => at > index && next.isIssued && next.standing !== 'done' && next.from === first.to && next.unit === first.unit && (next.holding === first.holding || next.holding === `${first.holding}>${first.to}`))
    if (on !== -1) judged[on] = { ...judged[on]!, standing: 'changed', amountLeft: judged[on]!.amountLeft + first.amountLeft }
  }
  return judged
}

/** Transfers that hang together by their accounts, in the order of application. */
function componentsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const parent = new Map<string, string>()
  const rootOf = (account: string): string => {
    let root = account
    while (parent.get(root) !== undefined && parent.get(root) !== root) root = parent.get(root)!
    return root
  }
  for (const step of steps) parent.set(rootOf(accountKey(step.from, step.unit)), rootOf(accountKey(step.to, step.unit)))
  const components = new Map<string, Step[]>()
  for (const step of steps) {
    const root = rootOf(accountKey(step.to, step.unit))
    const list = components.get(root)
    if (list) list.push(step)
    else components.set(root, [step])
  }
  return [...components.values()]
}

/** What the exports still show of the transferred holding under its former owner. */
function exportedAmount(step: Transfer, accounts: Accounts): bigint {
  const holding = accounts.holdings.get(step.holding)
  const part = holding === undefined || holding.owner !== step.from ? null : balanceOf(holding)
  return part?.unit === step.unit ? part.amount : 0n
}

/** Of a balance that was to leave whole, all that is there; where a part was to stay, what is there beyond it. */
function leftToMove({ amount, kept }: Step, exported: bigint): bigint {
  if (kept === 0n) return exported
  const beyond = exported - kept
  const isBelow = (one: bigint, other: bigint): boolean => (amount < 0n ? one > other : one < other)
  return isBelow(beyond, 0n) ? 0n : isBelow(amount, beyond) ? amount : beyond
}

/** A transfer that somebody overtook, with the facts a reviewer needs. */
export function changeOf(transfer: TransferInFlight, accounts: Accounts, all: readonly TransferInFlight[]): ChangedInFlight {
  return {
    merge: transfer.merge, operation: transfer.key, holding: transfer.holding, from: transfer.from, to: transfer.to, unit: transfer.unit,
    amountIssued: transfer.amount, amountLeft: transfer.amountLeft,
    ...(transfer.kept === 0n ? {} : { amountKept: exportedAmount(transfer, accounts) - transfer.amountLeft }),
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
