import { describe, expect, it } from 'vitest'
import { reconcile } from '../../../src/1-ingest/reconcile.ts'
import type { ApplyRequest, Store } from '../../../src/edge/store/store.ts'
import type { Ingested } from '../../../src/model/ingested.ts'
import type { ApprovedPlan } from '../../../src/model/plan.ts'
import type { Reconciled } from '../../../src/model/reconciled.ts'
import { useServer } from './test-store.ts'
import { approve, asOf, classCredit, credit, ingested, pack, plan, record } from './world.ts'

const server = useServer()
const limits = { maxPlanAgeDays: 14, maxGoneShare: 0.02 }

async function viewOf(store: Store, exports: Ingested): Promise<Reconciled> {
  return reconcile(exports, await store.readState(), limits)
}

function request(approved: ApprovedPlan, exports: Ingested, more: Partial<ApplyRequest> = {}): ApplyRequest {
  return { approved, ingested: exports, asOf, ...limits, ...more }
}

const two = ingested(
  [record('s:a', { phone: '1' }), record('s:b', { email: 'b@x.example' }), record('s:c')],
  [credit('s:credit:a', 's:a', 5000n), credit('s:credit:b', 's:b', 2000n), classCredit('s:classCredit:a', 's:a', 3), pack('s:package:a', 's:a', 4)],
)

describe('apply', () => {
  it('moves everything to the survivor, once', async () => {
    const store = await server.newStore()
    const approved = approve([plan(await viewOf(store, two), 's:b', ['s:a'])])
    const first = await store.applyPlan(request(approved, two))
    expect(first.merges.map((each) => each.outcome)).toEqual(['applied'])
    expect(await store.readFaults()).toEqual((await store.readFaults()).map((each) => ({ ...each, count: 0 })))
    const view = await viewOf(store, two)
    expect(view.records.map((each) => each.id)).toEqual(['s:b', 's:c'])
    expect(view.records[0]!.fields).toEqual({ email: 'b@x.example', phone: '1' })
    expect(view.balances).toEqual([{ record: 's:b', unit: 'EUR', amount: 7000n }, { record: 's:b', unit: 'class:yoga', amount: 3n }])
    expect(new Set(view.holdings.map((each) => each.owner))).toEqual(new Set(['s:b']))
    expect(await store.resolve('s:a')).toBe('s:b')
    const again = await store.applyPlan(request(approved, two))
    expect(again).toMatchObject({ nothingToDo: true, ledgerEntries: 0, merges: [{ outcome: 'already' }] })
    await store.close()
  })
})
