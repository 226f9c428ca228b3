import { describe, expect, it } from 'vitest'
import { reconcile } from '../../../src/1-ingest/reconcile.ts'
import type { ApplyRequest, Store } from '../../../src/edge/store/store.ts'
import { balancesOf } from '../../../src/model/account.ts'
import type { Ingested } from '../../../src/model/ingested.ts'
import type { ApprovedPlan } from '../../../src/model/plan.ts'
import type { Reconciled } from '../../../src/model/reconciled.ts'
import { correction } from './correction.ts'
import { useServer } from './test-store.ts'
import { approve, asOf, credit, ingested, plan, record } from './world.ts'

const server = useServer()
const limits = { maxPlanAgeDays: 14, maxGoneShare: 0.02 }

async function viewOf(store: Store, exports: Ingested): Promise<Reconciled> {
  return reconcile(exports, await store.readState(), limits)
}

function request(approved: ApprovedPlan, exports: Ingested): ApplyRequest {
  return { approved, ingested: exports, asOf, ...limits }
}

const records = [record('s:a', { phone: '1' }), record('s:b', { email: 'b@x.example' }), record('s:c')]
const exports = (a: bigint | null, b: bigint | null): Ingested => ingested(records, [...(a === null ? [] : [credit('s:credit:a', 's:a', a)]), ...(b === null ? [] : [credit('s:credit:b', 's:b', b)])])

/** Merges a into b (50.00 + 20.00), then looks at later exports one after the other. */
async function merged(): Promise<Store & { readonly url: string }> {
  const store = await server.newStore()
  const result = await store.applyPlan(request(approve([plan(await viewOf(store, exports(5000n, 2000n)), 's:b', ['s:a'])]), exports(5000n, 2000n)))
  expect(result.merges).toMatchObject([{ outcome: 'applied' }])
  return store
}

describe('a later export', () => {
  type Row = { readonly name: string; readonly a: bigint | null; readonly b: bigint | null; readonly after: bigint; readonly confirmed: boolean; readonly changed: boolean }
  const rows: readonly Row[] = [
    { name: 'the old values: issued', a: 5000n, b: 2000n, after: 7000n, confirmed: false, changed: false },
    { name: 'the new values: confirmed', a: 0n, b: 7000n, after: 7000n, confirmed: true, changed: false },
    { name: 'the new values, the emptied credit gone: confirmed', a: null, b: 7000n, after: 7000n, confirmed: true, changed: false },
    { name: 'the source without its credit: spent, or entered on one side only', a: 0n, b: 2000n, after: 2000n, confirmed: false, changed: true },
    { name: 'the credit of the source gone, likewise', a: null, b: 2000n, after: 2000n, confirmed: false, changed: true },
    { name: 'both sides with the amount', a: 5000n, b: 7000n, after: 12000n, confirmed: false, changed: true },
    { name: 'both sides spent some', a: 4000n, b: 1000n, after: 5000n, confirmed: false, changed: true },
    { name: 'the source spent some before it moved', a: 4500n, b: 2000n, after: 6500n, confirmed: false, changed: true },
    { name: 'the survivor spent some before it moved', a: 5000n, b: 1500n, after: 6500n, confirmed: false, changed: true },
    { name: 'the survivor spent some after it moved', a: 0n, b: 6500n, after: 6500n, confirmed: false, changed: true },
  ]
  for (const row of rows) {
    it(`shows ${row.name}`, async () => {
      const store = await merged()
      const later = exports(row.a, row.b)
      const view = await viewOf(store, later)
      expect({ balances: view.balances, changed: view.changedInFlight.length > 0 }).toEqual({ balances: [{ record: 's:b', unit: 'EUR', amount: row.after }], changed: row.changed })
      expect(view.confirmed.length > 0 && view.confirmed.some((key) => view.confirmed.includes(key))).toBe(row.confirmed)
      // A night run applies nothing but what it saw; then a correction, if one is due, is approved.
      await store.applyPlan(request(approve([]), later))
      const again = await viewOf(store, later)
      if (row.changed) {
        const result = await store.applyPlan(request(approve(again.changedInFlight.map((change) => correction(change, again))), later))
        expect(result.merges.map((each) => each.outcome)).toEqual(['applied'])
      }
      const settled = await viewOf(store, later)
      expect({ changed: settled.changedInFlight, balances: settled.balances }).toEqual({ changed: [], balances: [{ record: 's:b', unit: 'EUR', amount: row.after }] })
      const state = await store.readState()
      expect([...state.balances]).toEqual([['s:b\tEUR', row.after]])
      const last = await store.applyPlan(request(approve([]), later))
      expect(last.ledgerEntries).toBe(0)
      expect((await store.readFaults()).filter((each) => each.count > 0)).toEqual([])
      await store.close()
    })
  }

  it('spent after the transfer was confirmed is observed, without review', async () => {
    const store = await merged()
    await store.applyPlan(request(approve([]), exports(0n, 7000n)))
    const later = exports(0n, 6000n)
    const view = await viewOf(store, later)
    expect(view.changedInFlight).toEqual([])
    expect((await store.applyPlan(request(approve([]), later))).ledgerEntries).toBe(1)
    expect([...(await store.readState()).balances]).toEqual([['s:b\tEUR', 6000n]])
    await store.close()
  })

  it('a credit that arrives at the retired record later follows by a correction', async () => {
    const store = await merged()
    await store.applyPlan(request(approve([]), exports(0n, 7000n)))
    const later = exports(300n, 7000n)
    const view = await viewOf(store, later)
    expect(view.changedInFlight).toMatchObject([{ operation: null, amountLeft: 300n }])
    await store.applyPlan(request(approve(view.changedInFlight.map((change) => correction(change, view))), later))
    const settled = await viewOf(store, later)
    expect(settled.changedInFlight).toEqual([])
    expect(settled.balances).toEqual([{ record: 's:b', unit: 'EUR', amount: 7300n }])
    expect((await viewOf(store, exports(0n, 7300n))).confirmed.length).toBeGreaterThan(0)
    expect((await store.readFaults()).filter((each) => each.count > 0)).toEqual([])
    await store.close()
  })

  it('the same exports again: nothing is proposed of retired records, nothing is counted twice', async () => {
    const store = await merged()
    const view = await viewOf(store, exports(5000n, 2000n))
    expect(view.records.map((each) => each.id)).toEqual(['s:b', 's:c'])
    expect([...balancesOf(view.holdings)].filter(([, amount]) => amount !== 0n)).toEqual([['s:b\tEUR', 7000n]])
    const once = await store.applyPlan(request(approve([]), exports(5000n, 2000n)))
    expect(once).toMatchObject({ nothingToDo: true, ledgerEntries: 0 })
    await store.close()
  })

  it('a third record joins the customer later; the customer keeps its id and every id resolves', async () => {
    const store = await merged()
    const view = await viewOf(store, exports(5000n, 2000n))
    const result = await store.applyPlan(request(approve([plan(view, 's:c', ['s:b'])]), exports(5000n, 2000n)))
    expect(result.merges).toMatchObject([{ outcome: 'applied' }])
    expect(await Promise.all((['s:a', 's:b', 's:c'] as const).map((id) => store.resolve(id)))).toEqual(['s:c', 's:c', 's:c'])
    const state = await store.readState()
    expect(state.aliases.map(({ record: id, customer, state: standing }) => [id, customer, standing])).toEqual([['s:a', 's:b', 'retired'], ['s:b', 's:b', 'retired'], ['s:c', 's:b', 'active']])
    expect((await viewOf(store, exports(5000n, 2000n))).balances).toEqual([{ record: 's:c', unit: 'EUR', amount: 7000n }])
    expect((await store.readFaults()).filter((each) => each.count > 0)).toEqual([])
    await store.close()
  })

  it('a missing record: confirmed where it was retired, else gone, and too many are refused', async () => {
    const store = await merged()
    const without = ingested(records.slice(1), [credit('s:credit:b', 's:b', 7000n)])
    const view = await viewOf(store, without)
    expect(view.gone).toEqual([])
    expect(view.confirmed.length).toBeGreaterThanOrEqual(2)
    const state = await store.readState()
    expect(reconcile(ingested(records.slice(1, 2), []), state, limits).gone).toEqual(['s:c'])
    const empty = ingested([], [])
    expect(() => reconcile(empty, state, limits)).toThrowError(expect.objectContaining({ code: 'SHORT_EXPORT', exitCode: 65 }))
    expect(reconcile(empty, state, { maxGoneShare: 1 }).gone).toEqual(['s:b', 's:c'])
    await store.close()
  })
})
