import { accountKey, accountOf, balanceOf, balancesOf } from '../model/account.ts'
import { creditedInvoices } from '../model/credited-invoices.ts'
import { DubletteError } from '../model/error.ts'
import type { Holding } from '../model/holding.ts'
import type { Ingested } from '../model/ingested.ts'
import { byCodeUnit } from '../model/json.ts'
import { isRepair } from '../model/merge-id.ts'
import { systemOf, type RecordId, type SourceRecord } from '../model/record.ts'
import type { ChangedInFlight, LateArrival, Reconciled } from '../model/reconciled.ts'
import type { Alias, IssuedOperation, StoreState } from '../model/store-state.ts'
import { byKey } from './chain.ts'
import { layOverBalances } from './lay-over-balances.ts'
import { layOverHoldings } from './lay-over-holdings.ts'
import { layOverRecords } from './lay-over-records.ts'
import { changeOf, judgeTransfers, type Accounts } from './transfers-in-flight.ts'

/**
 * Lays what the store remembers over what the exports show. The exports are the truth; an operation that was issued counts
 * as carried out until they contradict it.
 * @throws DubletteError SHORT_EXPORT where more of a system's known records are missing than `mayBeGone` allows.
 */
export function reconcile(ingested: Ingested, state: StoreState, limits: { readonly maxGoneShare: number }): Reconciled {
  const gone = goneRecords(ingested, state, limits.maxGoneShare)
  if (state.aliases.length === 0 && state.issued.length === 0) return asExported(ingested, gone)
  const records = new Map(ingested.records.map((record) => [record.id, record]))
  const survivorOf = new Map(state.aliases.filter((alias) => alias.state === 'retired' && !isBack(alias, records)).map((alias) => [alias.record, alias.survivor]))
  const retired = new Set(survivorOf.keys())
  const view = new Map(ingested.holdings.map((holding) => [holding.id, holding]))
  const accounts: Accounts = { holdings: namedHoldings(view, state.issued), found: balancesOf(ingested.holdings), ledger: state.balances, retired }
  const standing = state.issued.filter((each) => each.state === 'issued')
  const transfers = judgeTransfers(state.issued, accounts)
  const changed = transfers.filter((each) => each.isIssued && each.standing === 'changed')
  const laidOver = layOverHoldings(view, standing)
  const confirmed = [
    ...transfers.filter((each) => each.isIssued && each.standing === 'done').map((each) => each.key),
    ...layOverRecords(records, standing),
    ...laidOver.confirmed,
  ]
  const expectedHoldings = layOverBalances(view, transfers, retired)
  const late = followSurvivors(view, survivorOf, new Set(transfers.map((each) => each.holding)), state)
  confirmed.push(...settled(view, standing))
  const holdings = [...view.values()].sort((left, right) => byCodeUnit(left.id, right.id))
  return {
    records: [...records.values()].filter((record) => !retired.has(record.id)).sort((left, right) => byCodeUnit(left.id, right.id)),
    retired: ingested.records.filter((record) => retired.has(record.id)),
    holdings,
    balances: observedBalances(balancesOf(holdings)),
    confirmed: confirmed.sort(byCodeUnit),
    changedInFlight: [...changed.map((each) => changeOf(each, accounts, transfers)), ...late.credits.map((each) => lateChange(each, accounts))].sort((left, right) => byCodeUnit(left.holding, right.holding)),
    expectedHoldings,
    ending: laidOver.ending,
    arrivedLate: late.holdings,
    withoutSurvivor: withoutSurvivor(holdings, records, new Set(survivorOf.values()), ingested.holdings),
    gone,
    aliases: state.aliases,
  }
}

/** Where nothing was applied yet the exports are the view. */
function asExported({ records, holdings }: Ingested, gone: readonly RecordId[]): Reconciled {
  return { records, retired: [], holdings, balances: observedBalances(balancesOf(holdings)), confirmed: [], changedInFlight: [], expectedHoldings: [], ending: [], arrivedLate: [], withoutSurvivor: [], gone, aliases: [] }
}

/** The balance of each account, zero left out, sorted. */
export function observedBalances(balances: ReadonlyMap<string, bigint>): Reconciled['balances'] {
  return [...balances].filter(([, amount]) => amount !== 0n).sort(([left], [right]) => byCodeUnit(left, right)).map(([key, amount]) => ({ ...accountOf(key), amount }))
}

/** Holdings that issued operations name, as exported. */
function namedHoldings(view: ReadonlyMap<string, Holding>, issued: readonly IssuedOperation[]): Accounts['holdings'] {
  return new Map(issued.flatMap(({ operation }) => {
    const holding = 'holding' in operation ? view.get(operation.holding) : undefined
    return holding === undefined ? [] : [[holding.id, holding]]
  }))
}

/** A customer whom another program merged, and who stands in the exports again under the old id, is a customer. */
function isBack({ record, merge }: Alias, records: ReadonlyMap<RecordId, SourceRecord>): boolean {
  return merge !== null && isRepair(merge) && records.has(record)
}

/**
 * Pay-outs and credit notes that the exports show carried out, with their tasks: the credit is gone, or nothing is left of
 * it; a credit note stands over the invoice. One that is gone itself is no proof: it should not have been deleted.
 */
function settled(view: ReadonlyMap<string, Holding>, standing: readonly IssuedOperation[]): readonly string[] {
  const named = standing.flatMap(({ operation }) => {
    const holding = operation.type === 'propose_payout' || operation.type === 'propose_credit_note' ? operation.holding : operation.type === 'staff_task' ? operation.about : undefined
    return holding === undefined ? [] : [{ key: operation.key, type: operation.type, holding }]
  })
  if (named.length === 0) return []
  const paidOut = new Set(named.flatMap(({ holding, type }) => (type === 'propose_payout' ? [holding] : [])))
  const owners = new Set(named.flatMap(({ holding }) => view.get(holding)?.owner ?? []))
  const held = byKey([...view.values()].filter(({ owner }) => owners.has(owner)), ({ owner }) => owner)
  const credited = new Set([...held.values()].flatMap((holdings) => [...creditedInvoices(holdings)]))
  return named.flatMap(({ key, holding }) => {
    const found = view.get(holding)
    const isPaidOut = paidOut.has(holding) && !(found?.kind === 'credit' && found.balance.amountMinor > 0n)
    return isPaidOut || credited.has(holding) ? [key] : []
  })
}

/** Known records that no export holds and no merge retired. */
function goneRecords(ingested: Ingested, state: StoreState, maxGoneShare: number): readonly RecordId[] {
  const present = new Set(ingested.records.map((record) => record.id))
  const known = new Map<string, number>()
  const missing = new Map<string, RecordId[]>()
  const retired = new Set(state.aliases.filter((alias) => alias.state === 'retired').map((alias) => alias.record))
  for (const id of state.knownRecords.keys()) {
    if (retired.has(id)) continue
    const system = systemOf(id)
    known.set(system, (known.get(system) ?? 0) + 1)
    if (present.has(id)) continue
    const list = missing.get(system)
    if (list) list.push(id)
    else missing.set(system, [id])
  }
  for (const [system, ids] of [...missing].sort(([left], [right]) => byCodeUnit(left, right))) {
    const all = known.get(system) ?? 0
    const allowed = mayBeGone(all, maxGoneShare)
    if (ids.length <= allowed) continue
    throw new DubletteError('SHORT_EXPORT', `An export lacks ${ids.length} of ${all} known records.`, { where: { system }, got: `${ids.length} missing`, expected: allowed === 0 ? 'none missing' : `at most ${allowed} missing` })
  }
  return [...missing.values()].flat().sort(byCodeUnit)
}

/** In a small file a share allows nobody, and one deleted customer would stop every run. These few may be missing at any size … */
const FEW_GONE = 5
/** … but not more than one in this many, begun tenths counted: a filter that was left on hides far more of a small file. */
const ONE_GONE_IN = 10

/**
 * How many of a system's known records may be missing before its export counts as short: the share of the rules, or a few
 * where that is more. Never all of them, which is an empty file, unless the share itself says so; a share of 0 allows none.
 */
export function mayBeGone(known: number, maxGoneShare: number): number {
  const few = maxGoneShare === 0 ? 0 : Math.min(FEW_GONE, Math.ceil(known / ONE_GONE_IN), known - 1)
  return Math.max(Math.floor(known * maxGoneShare), few)
}

type Late = { readonly credits: readonly LateCredit[]; readonly holdings: readonly LateArrival[] }
type LateCredit = LateArrival & { readonly unit: string; readonly amount: bigint }

/**
 * What came to a retired record after its merge belongs to its survivor, in place. Credits, packages and subscriptions
 * are also reported: the target must be told to move them.
 */
function followSurvivors(view: Map<string, Holding>, survivorOf: ReadonlyMap<RecordId, RecordId>, inFlight: ReadonlySet<string>, state: StoreState): Late {
  const credits: LateCredit[] = []
  const holdings: LateArrival[] = []
  for (const holding of view.values()) {
    const to = survivorOf.get(holding.owner)
    if (to === undefined || state.keptHoldings.has(holding.id)) continue
    const part = balanceOf(holding)
    if (part !== null && (inFlight.has(holding.id) || part.amount === 0n)) continue
    view.set(holding.id, { ...holding, owner: to })
    if (part !== null) credits.push({ holding: holding.id, from: holding.owner, to, ...part })
    else if (holding.kind === 'package' || holding.kind === 'subscription') holdings.push({ holding: holding.id, from: holding.owner, to })
  }
  return { credits, holdings: holdings.sort((left, right) => byCodeUnit(left.holding, right.holding)) }
}

/** What retired records still hold, or a merge is to bring, where the target has deleted the survivor: a person says whose it is. */
function withoutSurvivor(holdings: readonly Holding[], records: ReadonlyMap<RecordId, SourceRecord>, survivors: ReadonlySet<RecordId>, exported: readonly Holding[]): Reconciled['withoutSurvivor'] {
  const ownerless = new Map(holdings.filter(({ owner }) => !records.has(owner) && survivors.has(owner)).map((holding) => [holding.id, holding.owner]))
  if (ownerless.size === 0) return []
  const exportedOwners = new Map(exported.filter(({ id }) => ownerless.has(id)).map(({ id, owner }) => [id, owner]))
  return Array.from(ownerless, ([holding, to]) => ({ holding, from: exportedOwners.get(holding) ?? to, to }))
}

function lateChange(late: LateCredit, accounts: Accounts): ChangedInFlight {
  const account = (record: RecordId): ChangedInFlight['accounts'][number] => {
    const key = accountKey(record, late.unit)
    const expected = accounts.ledger.get(key) ?? 0n
    return { record, unit: late.unit, old: expected, new: expected, found: accounts.found.get(key) ?? 0n }
  }
  return { merge: null, operation: null, holding: late.holding, from: late.from, to: late.to, unit: late.unit, amountIssued: 0n, amountLeft: late.amount, accounts: [account(late.from), account(late.to)] }
}
