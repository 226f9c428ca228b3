import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reconcile } from '../../src/1-ingest/reconcile.ts'
import { pairsTakenBack, planUnmerge } from '../../src/9-unmerge/plan-unmerge.ts'
import type { Store } from '../../src/edge/store/store.ts'
import type { Holding } from '../../src/model/holding.ts'
import type { Ingested } from '../../src/model/ingested.ts'
import type { ApprovedPlan } from '../../src/model/plan.ts'
import type { Reconciled } from '../../src/model/reconciled.ts'
import type { RecordId, SourceRecord } from '../../src/model/record.ts'
import { useServer } from '../edge/store/test-store.ts'
import { approve, asOf, classCredit, credit, ingested, invoice, pack, plan, record, subscription } from '../edge/store/world.ts'

const server = useServer()
const limits = { maxPlanAgeDays: 14, maxGoneShare: 1 }

async function viewOf(store: Store, exports: Ingested): Promise<Reconciled> {
  return reconcile(exports, await store.readState(), limits)
}

async function apply(store: Store, approved: ApprovedPlan, exports: Ingested): Promise<void> {
  const result = await store.applyPlan({ approved, ingested: exports, asOf, ...limits })
  expect(result.merges.filter((each) => each.outcome !== 'applied')).toEqual([])
  expect((await store.readFaults()).filter((each) => each.count > 0)).toEqual([])
}

async function unmerge(store: Store, wanted: string, exports: Ingested): Promise<void> {
  const given = { wanted, reconciled: await viewOf(store, exports), asOf, inputHash: exports.hash, stateHash: '' }
  const document = planUnmerge({ ...given, applied: await store.readApplied({ wanted }) })
  // The merges of other records say nothing to it.
  expect(document).toEqual(planUnmerge({ ...given, applied: await store.readApplied() }))
  await apply(store, approve(document.merges, { kind: 'unmerge', remember: pairsTakenBack(document.merges[0]!.merge) }), exports)
}

/** What a person sees: values, logins, participants, owner of every holding, balances, and where ids resolve. */
async function seen(store: Store, exports: Ingested): Promise<unknown> {
  const view = await viewOf(store, exports)
  return {
    records: view.records.map(({ id, fields, logins, participants }) => ({ id, fields, logins, participants: participants.map((each) => each.id).toSorted() })),
    owners: view.holdings.map((holding) => [holding.id, holding.owner]), balances: view.balances,
    resolves: view.aliases.map((alias) => [alias.record, alias.customer, alias.survivor, alias.state]),
  }
}

const ids: readonly RecordId[] = ['s:a', 's:b', 's:c', 't:d', 't:e']

const recordsArbitrary = fc.tuple(...ids.map((id) => fc.record({ phone: fc.option(fc.constantFrom('1', '2')), email: fc.option(fc.constantFrom('x@x.example', 'y@y.example')), login: fc.boolean(), child: fc.boolean() }).map((values): SourceRecord => record(id,
  { ...(values.phone === null ? {} : { phone: values.phone }), ...(values.email === null ? {} : { email: values.email }) },
  { logins: values.login ? [{ userName: id, passwordReference: 'r' }] : [], participants: values.child ? [{ id: `${id}:child`, givenName: 'K', familyName: null, birthDate: null }] : [] }))))

const holdingsArbitrary = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom('credit', 'classCredit', 'package', 'subscription', 'invoice'), fc.integer({ min: -500, max: 9000 })), { maxLength: 12 })
  .map((list) => list.map(([owner, kind, amount], index): Holding => {
    const id = `${owner.slice(0, 1)}:${kind}:${index}`
    if (kind === 'credit') return credit(id, owner, BigInt(amount))
    if (kind === 'classCredit') return classCredit(id, owner, Math.abs(amount))
    if (kind === 'package') return pack(id, owner, Math.abs(amount) % 10)
    return kind === 'subscription' ? subscription(id, owner, BigInt(Math.abs(amount))) : invoice(id, owner, BigInt(Math.abs(amount)))
  }))

/** Pairs of records; each step merges the second into the first where both are customers. */
const stepsArbitrary = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([one, other]) => one !== other), { minLength: 1, maxLength: 3 })

describe('unmerge', () => {
  it('apply and unmerge together change nothing that a person sees, and every total stays', async () => {
    await fc.assert(fc.asyncProperty(recordsArbitrary, holdingsArbitrary, stepsArbitrary, async (records, holdings, steps) => {
      const exports = ingested(records, holdings)
      const store = await server.newStore()
      try {
        await apply(store, approve([]), exports)
        const totals = async (): Promise<unknown> => (await store.readTotals()).filter((each) => each.total !== 'customers' && each.total !== 'retired' && each.amount !== 0n)
        const first = await totals()
        const before: unknown[] = []
        const merges: string[] = []
        for (const [survivor, source] of steps) {
          const view = await viewOf(store, exports)
          if (![survivor, source].every((id) => view.records.some((each) => each.id === id))) continue
          before.push(await seen(store, exports))
          const merge = plan(view, survivor, [source])
          merges.push(merge.merge.id)
          await apply(store, approve([merge]), exports)
          expect(await totals()).toEqual(first)
        }
        let grown = await server.query(store.url, 'select (select count(*)::int from dublette.ledger_entry) as ledger, (select count(*)::int from dublette.journal) as journal')
        while (merges.length > 0) {
          await unmerge(store, merges.pop()!, exports)
          expect(await seen(store, exports)).toEqual(before.pop())
          expect(await totals()).toEqual(first)
          const now = await server.query(store.url, 'select (select count(*)::int from dublette.ledger_entry) as ledger, (select count(*)::int from dublette.journal) as journal')
          expect(Number(now[0]!['ledger'])).toBeGreaterThanOrEqual(Number(grown[0]!['ledger']))
          expect(Number(now[0]!['journal'])).toBeGreaterThan(Number(grown[0]!['journal']))
          grown = now
        }
      } finally {
        await store.close()
      }
    }), { numRuns: 20 })
  })

  const exports = ingested([record('s:a', { phone: '1' }), record('s:b'), record('s:c')], [credit('s:credit:a', 's:a', 5000n), credit('s:credit:b', 's:b', 2000n), pack('s:package:a', 's:a', 4)])

  it('is blocked by a later merge, which it names', async () => {
    const store = await server.newStore()
    const first = plan(await viewOf(store, exports), 's:b', ['s:a'])
    await apply(store, approve([first]), exports)
    const second = plan(await viewOf(store, exports), 's:c', ['s:b'])
    await apply(store, approve([second]), exports)
    await expect(unmerge(store, first.merge.id, exports)).rejects.toMatchObject({ code: 'UNMERGE_BLOCKED', got: second.merge.id })
    await unmerge(store, second.merge.id, exports)
    await unmerge(store, 's:a', exports)
    await expect(unmerge(store, first.merge.id, exports)).rejects.toMatchObject({ code: 'MERGE_UNKNOWN' })
    const state = await store.readState()
    expect(state.pairs).toEqual([{ left: 's:a', right: 's:b', verdict: 'never' }, { left: 's:b', right: 's:c', verdict: 'never' }])
    expect([...state.attempts.values()]).toEqual([1, 1])
    // The same records may be merged again, as another attempt.
    await apply(store, approve([plan(await viewOf(store, exports), 's:b', ['s:a'], 1)]), exports)
    await store.close()
  })

  it('after the target carried the merge out: the reversal is issued, and confirmed when an export shows it', async () => {
    const store = await server.newStore()
    const before = await seen(store, exports)
    await apply(store, approve([plan(await viewOf(store, exports), 's:b', ['s:a'])]), exports)
    const carriedOut = ingested([record('s:a', { phone: '1' }), record('s:b', { phone: '1' }), record('s:c')], [credit('s:credit:b', 's:b', 7000n), pack('s:package:a', 's:b', 4)])
    await apply(store, approve([]), carriedOut)
    await unmerge(store, 's:a', carriedOut)
    const issued = await viewOf(store, carriedOut)
    expect(issued.balances).toEqual([{ record: 's:a', unit: 'EUR', amount: 5000n }, { record: 's:b', unit: 'EUR', amount: 2000n }])
    expect(issued.records.find((each) => each.id === 's:b')!.fields).toEqual({})
    expect(issued.holdings.find((each) => each.id === 's:package:a')!.owner).toBe('s:a')
    await apply(store, approve([]), exports)
    expect(await seen(store, exports)).toEqual(before)
    expect((await store.readState()).issued.filter(({ operation }) => operation.type !== 'add_note')).toEqual([])
    await store.close()
  })

  it('what was spent since cannot be given back, and a note says so', async () => {
    const store = await server.newStore()
    await apply(store, approve([plan(await viewOf(store, exports), 's:b', ['s:a'])]), exports)
    const carriedOut = (amount: bigint): Ingested => ingested([record('s:a'), record('s:b', { phone: '1' }), record('s:c')], [credit('s:credit:b', 's:b', amount), pack('s:package:a', 's:b', 4)])
    await apply(store, approve([]), carriedOut(7000n))
    await apply(store, approve([]), carriedOut(1000n))
    const document = planUnmerge({ wanted: 's:a', applied: await store.readApplied({ wanted: 's:a' }), reconciled: await viewOf(store, carriedOut(1000n)), asOf, inputHash: '', stateHash: '' })
    const { operations } = document.merges[0]!
    expect(operations.filter((operation) => operation.type === 'transfer_credit').map((operation) => operation.amount.amountMinor)).toEqual([1000n])
    expect(operations.filter((operation) => operation.type === 'staff_task').map((operation) => operation.task)).toEqual(['check_saved'])
    await apply(store, approve(document.merges, { kind: 'unmerge' }), carriedOut(1000n))
    expect([...(await store.readState()).balances]).toEqual([['s:a\tEUR', 1000n]])
    await store.close()
  })

  it('D9.4 a source that the target has merged for good: nothing is given to nobody, a repair is named, and every holding keeps an owner', async () => {
    const store = await server.newStore()
    await apply(store, approve([plan(await viewOf(store, exports), 's:b', ['s:a'])]), exports)
    const carriedOut = ingested([record('s:b', { phone: '1' }), record('s:c')], [credit('s:credit:b', 's:b', 7000n), pack('s:package:a', 's:b', 4)])
    await apply(store, approve([]), carriedOut)
    await unmerge(store, 's:a', carriedOut)
    const [, reversal] = await store.readApplied()
    expect(reversal!.operations.map(({ operation }) => (operation.type === 'staff_task' ? operation.task : operation.type))).toEqual(expect.arrayContaining(['restore_customer', 're_create_customer']))
    expect(reversal!.operations.some(({ operation }) => 'to' in operation && operation.to === 's:a')).toBe(false)
    expect(reversal!.operations.find(({ operation }) => operation.type === 'staff_task')!.operation).toMatchObject({ en: expect.stringMatching(/dublette repair --record s:a/) as string })
    const view = await viewOf(store, carriedOut)
    expect(view.holdings.map((holding) => holding.owner)).toEqual(['s:b', 's:b'])
    expect(view.changedInFlight).toEqual([])
    // Created again under a new id: nothing stands in the way of the next export.
    const again = ingested([record('s:b', { phone: '1' }), record('s:c'), record('s:d')], [credit('s:credit:b', 's:b', 2000n), credit('s:credit:d', 's:d', 5000n), pack('s:package:d', 's:d', 4)])
    await apply(store, approve([]), again)
    expect((await viewOf(store, again)).changedInFlight).toEqual([])
    await store.close()
  })
})
