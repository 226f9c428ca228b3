import { describe, expect, it } from 'vitest'
import { reconcile } from '../../../src/1-ingest/reconcile.ts'
import { planUnmerge } from '../../../src/9-unmerge/plan-unmerge.ts'
import type { ApplyRequest, Store } from '../../../src/edge/store/store.ts'
import type { Ingested } from '../../../src/model/ingested.ts'
import type { ApprovedPlan } from '../../../src/model/plan.ts'
import type { RecordId } from '../../../src/model/record.ts'
import type { Reconciled } from '../../../src/model/reconciled.ts'
import { correction } from './correction.ts'
import { useServer } from './test-store.ts'
import { approve, asOf, credit, ingested, plan, record } from './world.ts'

const server = useServer()
const limits = { maxPlanAgeDays: 14, maxGoneShare: 1 }

async function viewOf(store: Store, exports: Ingested): Promise<Reconciled> {
  return reconcile(exports, await store.readState(), limits)
}

function request(approved: ApprovedPlan, exports: Ingested): ApplyRequest {
  return { approved, ingested: exports, asOf, ...limits }
}

async function takeBack(store: Store, wanted: string, exports: Ingested): Promise<unknown> {
  const document = planUnmerge({ wanted, applied: await store.readApplied({ wanted }), reconciled: await viewOf(store, exports), asOf, inputHash: exports.hash, stateHash: (await store.readState()).hash })
  return (await store.applyPlan(request(approve(document.merges, { kind: 'unmerge' }), exports))).merges.map((each) => each.outcome)
}

/** Approves what a run asks: the changes on the way to customers that the exports hold. */
async function answer(store: Store, exports: Ingested): Promise<void> {
  const view = await viewOf(store, exports)
  const asked = view.changedInFlight.filter(({ to }) => view.records.some(({ id }) => id === to))
  if (asked.length > 0) await store.applyPlan(request(approve(asked.map((change) => correction(change, view))), exports))
}

type Row = { readonly name: string; readonly merges: readonly (readonly [RecordId, readonly RecordId[]])[]; readonly a: bigint; readonly b: bigint }
const ways: readonly Pick<Row, 'name' | 'merges'>[] = [
  { name: 'two records were merged into', merges: [['s:c', ['s:a', 's:b']]] },
  { name: 'one record after the other was merged into', merges: [['s:c', ['s:a']], ['s:c', ['s:b']]] },
  { name: 'a record was merged into that had taken one in', merges: [['s:b', ['s:a']], ['s:c', ['s:b']]] },
]
const rows: readonly Row[] = ways.flatMap((way) => [{ ...way, a: 5000n, b: 2000n }, { ...way, a: 4000n, b: 2000n }, { ...way, a: 5000n, b: 1500n }, { ...way, a: 4000n, b: 1000n }])

describe('a customer that the target deleted', () => {
  for (const { name, merges, a, b } of rows) {
    it(`whom ${name}, of 50.00 and 20.00 the exports show ${a} and ${b}: all is taken back, and each has what it shows`, async () => {
      const store = await server.newStore()
      const records = (['s:a', 's:b', 's:c', 's:d'] as const).map((id) => record(id))
      const before = ingested(records, [credit('s:credit:a', 's:a', 5000n), credit('s:credit:b', 's:b', 2000n), credit('s:credit:c', 's:c', 100n)])
      const ids: string[] = []
      for (const [survivor, sources] of merges) {
        const planned = plan(await viewOf(store, before), survivor, sources)
        await store.applyPlan(request(approve([planned]), before))
        ids.push(planned.merge.id)
      }
      const later = ingested(records.filter(({ id }) => id !== 's:c'), [credit('s:credit:a', 's:a', a), credit('s:credit:b', 's:b', b)])
      await store.applyPlan(request(approve([]), later))
      for (const [index, id] of ids.toReversed().entries()) {
        if (index > 0) await answer(store, later)
        expect(await takeBack(store, id, later)).toEqual(['applied'])
      }
      // The night after.
      await store.applyPlan(request(approve([]), later))
      expect((await viewOf(store, later)).changedInFlight).toEqual([])
      const { balances } = await store.readState()
      expect([...balances]).toEqual([['s:a\tEUR', a], ['s:b\tEUR', b]])
      expect((await store.readFaults()).filter((each) => each.count > 0)).toEqual([])
      await store.close()
    })
  }
})
