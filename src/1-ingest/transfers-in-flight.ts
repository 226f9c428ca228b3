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
 * Judges every issued transfer by both of its accounts. Transfers that an unmerge takes back, and those that take them
 * back, are first left out: mostly nobody has entered either. Where the exports contradict that, they are judged too.
 */
export function judgeTransfers(issued: readonly IssuedOperation[], accounts: Accounts): readonly TransferInFlight[] {
  const steps = issued.flatMap(({ operation, state }): Step[] => {
    const transfer = transferOf(operation)
    return transfer === null ? [] : [{ ...transfer, key: operation.key, id: operation.id, merge: operation.merge, isIssued: state === 'issued' }]
  })
  const reversalOf = reversals(steps)
  const entered = new Set<string>()
  for (;;) {
    const isLeftOut = (step: Step): boolean => reversalOf.has(step.key) && !entered.has(reversalOf.get(step.key)!)
    const judged = judgeSteps(steps.filter((step) => !isLeftOut(step)), accounts)
    const contradicted = contradictedAccounts(steps, judged, accounts)
    const found = steps.filter((step) => isLeftOut(step) && accountsOf(step).some((account) => contradicted.has(account))).map((step) => reversalOf.get(step.key)!)
    if (found.length === 0) return [...judged, ...steps.filter(isLeftOut).map((step): TransferInFlight => ({ ...step, fromSide: 'done', toSide: 'done', amountLeft: 0n }))]
    for (const reversal of found) entered.add(reversal)
  }
}

/** The unmerge to which a step belongs: its own transfers, and those which they take back. */
function reversals(steps: readonly Step[]): ReadonlyMap<string, string> {
  const back = new Map(steps.filter((step) => step.merge.startsWith('u-')).map((step) => [`${step.to} ${step.from} ${step.unit}`, step.merge]))
  return new Map(steps.flatMap((step) => {
    const merge = step.merge.startsWith('u-') ? step.merge : step.isIssued ? undefined : back.get(`${step.from} ${step.to} ${step.unit}`) ?? ''
    return merge === undefined ? [] : [[step.key, merge] as const]
  }))
}

function accountsOf(step: Transfer): readonly string[] {
  return [accountKey(step.from, step.unit), accountKey(step.to, step.unit)]
}

/** Accounts whose balance is none that the judged transfers explain. */
function contradictedAccounts(steps: readonly Step[], judged: readonly TransferInFlight[], accounts: Accounts): ReadonlySet<string> {
  const explained = new Set(judged.flatMap(accountsOf))
  const untouched = steps.flatMap(accountsOf).filter((account) => !explained.has(account) && (accounts.found.get(account) ?? 0n) !== (accounts.ledger.get(account) ?? 0n))
  return new Set([...untouched, ...judged.flatMap((each) => [...(each.fromSide === 'changed' ? [accountKey(each.from, each.unit)] : []), ...(each.toSide === 'changed' ? [accountKey(each.to, each.unit)] : [])])])
}

/**
 * A retired record's side is judged by the holding itself, since its whole balance was to leave; the side of an active record,
 * and of one that was itself given something that is still under way, by its account, since several transfers and its own
 * spending meet there.
 */
function judgeSteps(steps: readonly Step[], accounts: Accounts): readonly TransferInFlight[] {
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
