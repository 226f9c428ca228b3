import { accountKey, accountOf, balancesOf } from '../../model/account.ts'
import type { Holding } from '../../model/holding.ts'
import { canonicalJson } from '../../model/json.ts'
import { systemOf, type RecordId, type SourceRecord } from '../../model/record.ts'

/** One side of the comparison: what an export holds. */
export type Exported = { readonly records: readonly SourceRecord[]; readonly holdings: readonly Holding[] }

/**
 * Something of a missing customer that now stands on another account. `same`: the very thing, by its id; `like`: something
 * of equal content that this account did not have before.
 */
export type Sign = { readonly account: RecordId; readonly strength: 'same' | 'like'; readonly of: string }

/** What a holding is, whoever holds it and however much of it is used up; null where it cannot be told from others of its kind. */
export function contentKey(holding: Holding): string | null {
  const bare = { ...holding, id: '', owner: '', participant: null }
  if (holding.kind === 'credit' || holding.kind === 'classCredit') return null
  if (holding.kind === 'card' && holding.lastFour === null) return null
  if (holding.kind === 'package') return canonicalJson({ ...bare, unitsLeft: null })
  if (holding.kind === 'subscription') return canonicalJson({ ...bare, state: null, renewsOn: null, endsOn: null, pauses: [] })
  return canonicalJson(bare)
}

/** Where each missing customer's things are now. Accounts that were not there before do not count: that is a customer with a new id. */
export function signsOf(missing: readonly SourceRecord[], before: Exported, after: Exported): ReadonlyMap<RecordId, readonly Sign[]> {
  const lost = new Set(missing.map((record) => record.id))
  const known = new Set(before.records.map((record) => record.id))
  const counts = (account: RecordId, owner: RecordId): boolean => known.has(account) && systemOf(account) === systemOf(owner)
  const present = new Map(after.holdings.map((holding) => [holding.id, holding]))
  const arrived = arrivedByContent(before.holdings, after.holdings)
  const participants = new Map(after.records.flatMap((record) => record.participants.map((each): [string, RecordId] => [`${record.system} ${each.id}`, record.id])))
  const found = new Map(missing.map((record): [RecordId, Sign[]] => [record.id, []]))
  for (const holding of before.holdings) {
    const signs = found.get(holding.owner)
    if (signs === undefined) continue
    const same = present.get(holding.id)
    if (same !== undefined && same.owner !== holding.owner && counts(same.owner, holding.owner)) signs.push({ account: same.owner, strength: 'same', of: holding.id })
    for (const account of arrived(holding)) if (counts(account, holding.owner)) signs.push({ account, strength: 'like', of: holding.id })
  }
  for (const record of missing) {
    for (const each of record.participants) {
      const account = participants.get(`${record.system} ${each.id}`)
      if (account !== undefined && counts(account, record.id)) found.get(record.id)!.push({ account, strength: 'same', of: `${record.id} ${each.id}` })
    }
  }
  for (const sign of balanceSigns(lost, before, after)) if (counts(sign.account, sign.owner)) found.get(sign.owner)!.push(sign)
  return found
}

/** Accounts that hold more of a content than they did before. */
function arrivedByContent(before: readonly Holding[], after: readonly Holding[]): (holding: Holding) => readonly RecordId[] {
  const surplus = new Map<string, Map<RecordId, number>>()
  const add = (holding: Holding, number: number): void => {
    const key = contentKey(holding)
    if (key === null) return
    const owners = surplus.get(key) ?? new Map<RecordId, number>()
    owners.set(holding.owner, (owners.get(holding.owner) ?? 0) + number)
    surplus.set(key, owners)
  }
  for (const holding of after) add(holding, 1)
  for (const holding of before) add(holding, -1)
  return (holding) => {
    const key = contentKey(holding)
    return key === null ? [] : [...surplus.get(key) ?? []].filter(([, number]) => number > 0).map(([owner]) => owner)
  }
}

type BalanceSign = Sign & { readonly owner: RecordId }

/** Most missing customers whose balances are tried together: 2^12 sums take a millisecond. */
const combinedCustomers = 12

/**
 * An account whose balance grew by exactly what a missing customer had, or several of them together. Balances that
 * another sign explains are tried like all others: a sum that fits by chance makes the case ambiguous, never wrong.
 */
function balanceSigns(lost: ReadonlySet<RecordId>, before: Exported, after: Exported): readonly BalanceSign[] {
  const formerly = balancesOf(before.holdings)
  const now = balancesOf(after.holdings)
  const had = new Map<string, { readonly owner: RecordId; readonly amount: bigint }[]>()
  for (const [key, amount] of formerly) {
    const { record, unit } = accountOf(key)
    if (lost.has(record) && amount !== 0n) had.set(`${systemOf(record)} ${unit}`, [...(had.get(`${systemOf(record)} ${unit}`) ?? []), { owner: record, amount }])
  }
  if (had.size === 0) return []
  const signs: BalanceSign[] = []
  for (const [key, amount] of now) {
    const { record, unit } = accountOf(key)
    const grown = amount - (formerly.get(accountKey(record, unit)) ?? 0n)
    if (grown === 0n) continue
    const sums = customersWithSum(had.get(`${systemOf(record)} ${unit}`) ?? [], grown)
    for (const owner of new Set(sums.flat())) signs.push({ account: record, strength: 'like', of: `${owner} ${unit}`, owner })
  }
  return signs
}

/** The smallest groups of customers whose amounts sum up to `total`: one alone before two, two before three. */
function customersWithSum(customers: readonly { readonly owner: RecordId; readonly amount: bigint }[], total: bigint): readonly (readonly RecordId[])[] {
  const alone = customers.filter((each) => each.amount === total).map((each) => [each.owner])
  if (alone.length > 0 || customers.length > combinedCustomers) return alone
  let best: (readonly RecordId[])[] = []
  for (let bits = 1; bits < 2 ** customers.length; bits += 1) {
    const group = customers.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1)
    const smallest = best[0]?.length ?? Number.POSITIVE_INFINITY
    if (group.length > smallest || group.reduce((sum, each) => sum + each.amount, 0n) !== total) continue
    if (group.length < smallest) best = []
    best.push(group.map((each) => each.owner))
  }
  return best
}
