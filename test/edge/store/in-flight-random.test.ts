import fc from 'fast-check'
import { expect, it } from 'vitest'
import { reconcile } from '../../../src/1-ingest/reconcile.ts'
import type { Store } from '../../../src/edge/store/store.ts'
import { balancesOf } from '../../../src/model/account.ts'
import type { Holding } from '../../../src/model/holding.ts'
import type { Ingested } from '../../../src/model/ingested.ts'
import type { PlannedMerge } from '../../../src/model/plan.ts'
import type { Reconciled } from '../../../src/model/reconciled.ts'
import type { RecordId } from '../../../src/model/record.ts'
import { correction } from './correction.ts'
import { useServer } from './test-store.ts'
import { approve, asOf, classCredit, credit, ingested, plan, record } from './world.ts'

const server = useServer()
const limits = { maxPlanAgeDays: 14, maxGoneShare: 1 }
const ids: readonly RecordId[] = ['s:a', 's:b', 's:c', 't:d']

async function viewOf(store: Store, exports: Ingested): Promise<Reconciled> {
  return reconcile(exports, await store.readState(), limits)
}

async function apply(store: Store, merges: readonly PlannedMerge[], exports: Ingested): Promise<readonly string[]> {
  const result = await store.applyPlan({ approved: approve(merges), ingested: exports, asOf, ...limits })
  return result.merges.filter((each) => each.outcome === 'failed').map((each) => each.code!)
}

/** Sums by unit, zero left out. */
function sumsOf(balances: Iterable<readonly [string, bigint]>): Readonly<Record<string, string>> {
  const sums = new Map<string, bigint>()
  for (const [account, amount] of balances) sums.set(account.split('\t')[1]!, (sums.get(account.split('\t')[1]!) ?? 0n) + amount)
  return Object.fromEntries([...sums].filter(([, amount]) => amount !== 0n).map(([unit, amount]) => [unit, String(amount)]))
}

const holdingsArbitrary = fc.array(fc.tuple(fc.constantFrom(...ids), fc.boolean(), fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 6 })
  .map((list) => list.map(([owner, isMoney, amount], index): Holding => (isMoney ? credit(`${owner}:credit:${index}`, owner, BigInt(amount * 100)) : classCredit(`${owner}:classCredit:${index}`, owner, amount))))

type Step = { readonly kind: 'merge'; readonly survivor: RecordId; readonly source: RecordId } | { readonly kind: 'spend'; readonly holding: number; readonly amount: number } | { readonly kind: 'enter' } | { readonly kind: 'decide' }

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('merge' as const), survivor: fc.constantFrom(...ids), source: fc.constantFrom(...ids) }).filter((step) => step.survivor !== step.source),
  fc.record({ kind: fc.constant('spend' as const), holding: fc.nat(5), amount: fc.integer({ min: -2, max: 3 }) }),
  fc.constant({ kind: 'enter' as const }),
  fc.constant({ kind: 'decide' as const }),
)

/** The target after every correction was entered: what the view expects, exported. */
function entered(view: Reconciled, exports: Ingested): Ingested {
  return ingested(exports.records, view.holdings)
}

function spent(exports: Ingested, number: number, amount: number): Ingested {
  return ingested(exports.records, exports.holdings.map((holding, index): Holding => {
    if (index !== number % exports.holdings.length) return holding
    if (holding.kind === 'credit') return { ...holding, balance: { ...holding.balance, amountMinor: holding.balance.amountMinor > BigInt(amount * 100) ? holding.balance.amountMinor - BigInt(amount * 100) : 0n } }
    return holding.kind === 'classCredit' ? { ...holding, units: Math.max(0, holding.units - amount) } : holding
  }))
}

/** Found once: what comes to a record that was retired itself must go on, whether it has grown or the other credit was spent. */
const chains: readonly [Holding[], Step[]][] = [
  [[classCredit('s:a:classCredit:0', 's:a', 1)], [{ kind: 'merge', survivor: 's:b', source: 's:a' }, { kind: 'merge', survivor: 't:d', source: 's:b' }, { kind: 'spend', holding: 0, amount: -1 }]],
  [[credit('t:d:credit:0', 't:d', 100n), credit('s:b:credit:1', 's:b', 100n)], [{ kind: 'merge', survivor: 't:d', source: 's:b' }, { kind: 'merge', survivor: 's:a', source: 't:d' }, { kind: 'spend', holding: 1, amount: 1 }]],
]

it('whatever is merged, spent, entered and decided in whatever order: the view counts what the exports hold, and once all is decided the ledger does, too', async () => {
  await fc.assert(fc.asyncProperty(holdingsArbitrary, fc.array(stepArbitrary, { minLength: 1, maxLength: 8 }), async (holdings, steps) => {
    const store = await server.newStore()
    try {
      let exports = ingested(ids.map((id) => record(id)), holdings)
      await apply(store, [], exports)
      const decide = async (): Promise<void> => {
        const view = await viewOf(store, exports)
        expect(await apply(store, view.changedInFlight.map((change) => correction(change, view)), exports)).toEqual([])
        const settled = await viewOf(store, exports)
        expect(settled.changedInFlight).toEqual([])
        expect(sumsOf((await store.readState()).balances)).toEqual(sumsOf(balancesOf(exports.holdings)))
        expect((await store.readFaults()).filter((each) => each.count > 0)).toEqual([])
      }
      for (const step of steps) {
        const view = await viewOf(store, exports)
        expect(sumsOf(balancesOf(view.holdings))).toEqual(sumsOf(balancesOf(exports.holdings)))
        if (step.kind === 'merge' && [step.survivor, step.source].every((id) => view.records.some((each) => each.id === id))) {
          const codes = await apply(store, [plan(view, step.survivor, [step.source])], exports)
          expect(codes.filter((code) => code !== 'CHANGED_IN_FLIGHT')).toEqual([])
        }
        if (step.kind === 'spend') {
          exports = spent(exports, step.holding, step.amount)
          await apply(store, [], exports)
          // Undecided or not, the ledger as a whole holds what the exports hold.
          expect(sumsOf((await store.readState()).balances)).toEqual(sumsOf(balancesOf(exports.holdings)))
        }
        if (step.kind === 'enter' && view.changedInFlight.length === 0) exports = entered(view, exports)
        if (step.kind === 'decide') await decide()
      }
      await decide()
    } finally {
      await store.close()
    }
  }), { numRuns: 12, examples: chains.map(([holdings, steps]): [Holding[], Step[]] => [[...holdings], [...steps]]) })
})
