import { accountOf, accountKey, balanceOf, balancesOf, withBalance } from '../../model/account.ts'
import type { CalendarDate } from '../../model/calendar.ts'
import type { Holding, Package, Subscription } from '../../model/holding.ts'
import { isRunning } from '../../model/holding-state.ts'
import { byCodeUnit, canonicalJson } from '../../model/json.ts'
import { type Entitlement, isEntitlement, type LastKnown, type LostCustomer, type LostEntitlement, type SpentTogether } from '../../model/merged-elsewhere.ts'
import type { Coverage, RecordId } from '../../model/record.ts'
import { contentKey } from './signs.ts'

/** The account that remains: what it holds now, and what it held before others went into it (null: not known). */
export type RemainingAccount = { readonly id: RecordId; readonly before: readonly Holding[] | null; readonly now: readonly Holding[]; readonly coverage: Coverage }

/**
 * What each missing customer had, and what of it the remaining account still shows. Something that several could claim
 * is given to the first by id only where the claims are alike; nothing is given back twice.
 */
export function locateEntitlements(customers: readonly LastKnown[], account: RemainingAccount, asOf: CalendarDate): { readonly lost: readonly LostCustomer[]; readonly spentTogether: readonly SpentTogether[] } {
  const pools = balancesOf(account.now)
  const used = new Set(account.before?.map((holding) => holding.id))
  const lost = customers.map((lastKnown): LostCustomer => ({
    lastKnown,
    entitlements: lastKnown.holdings.filter(isEntitlement).filter((each) => isLive(each, asOf)).toSorted((left, right) => byCodeUnit(left.id, right.id)).map((each) => (
      each.kind === 'package' || each.kind === 'subscription' ? locateThing(each, account, used) : locateBalance(each, account, pools))),
  }))
  return { lost, spentTogether: spentTogether(lost, account) }
}

/** Whether there is still something to give back: not used up, expired or ended. */
function isLive(each: Entitlement, asOf: CalendarDate): boolean {
  if (each.kind === 'credit') return each.balance.amountMinor !== 0n
  if (each.kind === 'subscription') return isRunning(each, asOf)
  const left = each.kind === 'package' ? each.unitsLeft : each.units
  return left !== 0 && (each.expiresOn === null || each.expiresOn >= asOf)
}

/** The very thing by its id, else one of equal content, else the only one that is alike; never one that the account had before. */
function locateThing(wanted: Package | Subscription, { now, coverage }: RemainingAccount, used: Set<string>): LostEntitlement {
  const nothing = { entitlement: wanted, foundAs: null, spent: 0n }
  if (coverage[wanted.kind] === 'unknown') return { ...nothing, seen: 'unknown' }
  const free = now.filter((holding) => !used.has(holding.id)).toSorted((left, right) => byCodeUnit(left.id, right.id))
  const alike = free.filter((holding) => isAlike(holding, wanted))
  const closer = alike.filter((holding) => detailsOf(holding) === detailsOf(wanted))
  const found = free.find((holding) => holding.id === wanted.id) ?? free.find((holding) => contentKey(holding) === contentKey(wanted)) ?? (closer.length === 1 ? closer[0] : alike.length === 1 ? alike[0] : undefined)
  if (found === undefined) return { ...nothing, seen: alike.length > 1 ? 'several' : 'missing' }
  used.add(found.id)
  if (wanted.kind !== 'package' || found.kind !== 'package' || wanted.unitsLeft === null || found.unitsLeft === null || found.unitsLeft >= wanted.unitsLeft) return { ...nothing, seen: 'there', foundAs: found.id }
  return { entitlement: { ...wanted, unitsLeft: found.unitsLeft }, seen: found.unitsLeft === 0 ? 'missing' : 'there', foundAs: found.id, spent: BigInt(wanted.unitsLeft - found.unitsLeft) }
}

function isAlike(holding: Holding, wanted: Package | Subscription): boolean {
  if (wanted.kind === 'package') return holding.kind === 'package' && holding.product === wanted.product
  return holding.kind === 'subscription' && holding.plan === wanted.plan && holding.interval === wanted.interval
}

/** What tells two of one product apart where an id does not. */
function detailsOf(holding: Holding): string {
  if (holding.kind === 'package') return canonicalJson([holding.saleReference, holding.expiresOn])
  return holding.kind === 'subscription' ? canonicalJson([holding.saleReference, holding.startedOn, holding.price]) : ''
}

/** An amount goes back whole, as far as the account still holds it; what is owed goes back whole. */
function locateBalance(wanted: Exclude<Entitlement, Package | Subscription>, account: RemainingAccount, pools: Map<string, bigint>): LostEntitlement {
  if (account.coverage[wanted.kind] === 'unknown') return { entitlement: wanted, seen: 'unknown', foundAs: null, spent: 0n }
  const { unit, amount } = balanceOf(wanted)!
  const key = accountKey(account.id, unit)
  const there = pools.get(key) ?? 0n
  const back = amount < 0n || there >= amount ? amount : there > 0n ? there : 0n
  pools.set(key, there - back)
  const foundAs = account.now.find((holding) => balanceOf(holding)?.unit === unit)?.id ?? null
  return { entitlement: back === 0n ? wanted : withBalance(wanted, wanted.owner, back) as Entitlement, seen: back === 0n ? 'missing' : 'there', foundAs, spent: amount - back }
}

/** Where the account holds less than both had together, somebody spent of it; whose it was nobody can tell from balances. */
function spentTogether(lost: readonly LostCustomer[], account: RemainingAccount): readonly SpentTogether[] {
  if (account.before === null) return []
  const both = balancesOf([...account.before, ...lost.flatMap(({ lastKnown }) => lastKnown.holdings.filter(isEntitlement).map((each) => ({ ...each, owner: account.id })))])
  const now = balancesOf(account.now)
  return [...both].flatMap(([key, amount]): readonly SpentTogether[] => {
    const less = amount - (now.get(key) ?? 0n)
    const { unit } = accountOf(key)
    const kind = unit.startsWith('class:') ? 'classCredit' : 'credit'
    const isShared = lost.some(({ entitlements }) => entitlements.some(({ entitlement }) => balanceOf(entitlement)?.unit === unit))
    return less > 0n && isShared && account.coverage[kind] !== 'unknown' ? [{ unit, amount: less }] : []
  }).toSorted((left, right) => byCodeUnit(left.unit, right.unit))
}
