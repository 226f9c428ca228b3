import { byCodeUnit } from '../model/json.ts'
import type { Ingested } from '../model/ingested.ts'
import type { Reconciled, WithoutSurvivor } from '../model/reconciled.ts'
import { totalsOf } from '../model/totals-of.ts'
import type { Totals } from '../model/totals.ts'

/** One promise held against the exports, the view with issued operations, and the store's own rows. */
export type VerifyRow = {
  /** `credit EUR`, `holdings package`, `ledger does not sum to zero`. */
  readonly check: string
  /** Sum over the exports as they are; null where the promise is about the store alone. Money in minor units. */
  readonly exported: bigint | null
  /** Sum after issued operations. */
  readonly effective: bigint | null
  /** Sum by the store's rows; null where the store holds other exports than these. */
  readonly stored: bigint | null
  /** What explains a difference, by name; a difference that nothing explains is a failure. */
  readonly corrections: readonly string[]
  readonly ok: boolean
}

export type VerifyInput = {
  readonly ingested: Ingested
  readonly reconciled: Reconciled
  readonly stored: readonly { readonly total: string; readonly key: string; readonly amount: bigint }[]
  readonly faults: readonly { readonly fault: string; readonly count: number }[]
  /** Hash of the exports that were applied last; null before the first apply. */
  readonly appliedInput: string | null
}

/** Recomputes every conservation promise from the rows themselves, without the plan's own totals. */
export function verifyTotals(input: VerifyInput): readonly VerifyRow[] {
  const { ingested, reconciled } = input
  const exported = totalsOf({ records: ingested.records.length, retired: reconciled.retired.length, holdings: ingested.holdings })
  const effective = totalsOf({ records: reconciled.records.length + reconciled.retired.length, retired: reconciled.retired.length, holdings: reconciled.holdings })
  const isApplied = input.appliedInput === ingested.hash
  const stored = new Map(input.stored.map((each) => [`${each.total} ${each.key}`.trim(), each.amount]))
  const rows = [...keysOf(exported, effective)].map((key): VerifyRow => {
    const left = amountOf(exported, key)
    const right = amountOf(effective, key)
    const kept = isApplied ? stored.get(nameOf(key)) ?? 0n : null
    const { difference, corrections } = corrected(key, reconciled, left, right)
    const undecided = key.total === 'credit' || key.total === 'classCredit' ? undecidedOf(unitOf(key), reconciled) : []
    return {
      check: nameOf(key), exported: left, effective: right, stored: kept,
      corrections: [...corrections, ...(kept !== null && kept !== right ? undecided : [])],
      ok: left + difference === right && (kept === null || kept === right || undecided.length > 0),
    }
  })
  return [customersRow(input, isApplied, stored), ownersRow(input), ...rows, ...input.faults.map((fault) => faultRow(fault, reconciled))]
}

type Key = { readonly total: Exclude<keyof Totals, 'records' | 'customers' | 'retired'>; readonly key: string }

const summed: readonly Key['total'][] = ['credit', 'classCredit', 'packageUnits', 'openBalance', 'recurring', 'voucherValue', 'holdings']

function keysOf(...totals: readonly Totals[]): readonly Key[] {
  return summed.flatMap((total) => [...new Set(totals.flatMap((each) => Object.keys(each[total])))].toSorted(byCodeUnit).map((key): Key => ({ total, key })))
}

function nameOf({ total, key }: Key): string {
  return `${total} ${key}`.trim()
}

function unitOf({ total, key }: Key): string {
  return total === 'classCredit' ? `class:${key}` : key
}

function amountOf(totals: Totals, { total, key }: Key): bigint {
  return BigInt(totals[total][key] ?? 0)
}

/** What issued operations add to or take from the exports until the target has entered them. */
function corrected(key: Key, reconciled: Reconciled, left: bigint, right: bigint): { readonly difference: bigint; readonly corrections: readonly string[] } {
  if (key.total === 'holdings' && (key.key === 'credit' || key.key === 'classCredit')) {
    const ids = new Set(reconciled.holdings.filter((holding) => holding.kind === key.key).map((holding) => holding.id))
    const expected = reconciled.expectedHoldings.filter((each) => ids.has(each.holding))
    return { difference: BigInt(expected.length), corrections: expected.map((each) => `${each.operation} brings ${each.holding}`) }
  }
  if (key.total === 'recurring' && left !== right) {
    const ending = reconciled.ending.filter((each) => each.key === key.key)
    return { difference: ending.reduce((sum, each) => sum + each.difference, 0n), corrections: ending.map((each) => `${each.operation} (${each.difference})`) }
  }
  return { difference: 0n, corrections: [] }
}

function undecidedOf(unit: string, reconciled: Reconciled): readonly string[] {
  return reconciled.changedInFlight.filter((each) => each.unit === unit).map((each) => `CHANGED_IN_FLIGHT ${each.merge ?? each.holding} waits for a decision`)
}

/** Every record of the exports is a customer or was retired by a merge; the store counts the same. */
function customersRow({ ingested, reconciled }: VerifyInput, isApplied: boolean, stored: ReadonlyMap<string, bigint>): VerifyRow {
  const exported = BigInt(ingested.records.length)
  const effective = BigInt(reconciled.records.length)
  const retired = BigInt(reconciled.retired.length)
  const kept = isApplied ? stored.get('customers') ?? 0n : null
  return { check: 'customers', exported, effective, stored: kept, corrections: retired === 0n ? [] : [`${retired} retired`], ok: exported === effective + retired && (kept === null || kept === effective) }
}

/**
 * No holding twice, none without an owner that exists. Where the target deleted a customer and not the records that were
 * merged into it, nothing is lost: the exports show their things. So it is said, with what to do, and is no failure; an
 * owner that no merge accounts for is one.
 */
function ownersRow({ reconciled }: VerifyInput): VerifyRow {
  const records = new Set([...reconciled.records, ...reconciled.retired].map((record) => record.id))
  const ids = new Set(reconciled.holdings.map((holding) => holding.id))
  const lost = reconciled.holdings.filter((holding) => !records.has(holding.owner))
  const explained = new Map(reconciled.withoutSurvivor.map((each) => [each.holding, withoutSurvivorWords(each)]))
  return {
    check: 'holdings with one owner', exported: null, effective: BigInt(reconciled.holdings.length - lost.length), stored: null,
    corrections: lost.map(({ id, owner }) => explained.get(id) ?? `${id} belongs to ${owner}, who is in no export`),
    ok: ids.size === reconciled.holdings.length && lost.every(({ id }) => explained.has(id)),
  }
}

function withoutSurvivorWords({ holding, from, to }: WithoutSurvivor): string {
  return `${holding} belongs to ${to}, who is in no export any more: if this customer is gone for good, delete ${from === to ? 'the records merged into it' : from} in its program as well, else take the merge back (\`dublette unmerge ${to}\`)`
}

function faultRow({ fault, count }: VerifyInput['faults'][number], reconciled: Reconciled): VerifyRow {
  const undecided = fault === 'balance that differs from its holdings' ? reconciled.changedInFlight.map((each) => `CHANGED_IN_FLIGHT ${each.merge ?? each.holding} waits for a decision`) : []
  return { check: fault, exported: null, effective: null, stored: BigInt(count), corrections: count > 0 ? undecided : [], ok: count === 0 || undecided.length > 0 }
}
