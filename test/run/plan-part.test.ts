import { describe, expect, it } from 'vitest'
import { joinSums, sumsOf } from '../../src/6-plan/plan-sums.ts'
import { canonicalJson } from '../../src/model/json.ts'
import { plannedMergeHash, plannedMergeLine } from '../../src/model/content-hash.ts'
import { planOf, plannedOf } from '../6-plan/planned.ts'
import { eur, type Scene } from '../5-merge/scene.ts'

const scene: Scene = {
  people: [
    { id: 'desk', holds: [{ kind: 'credit', balance: eur(700) }] },
    { id: 'online', origin: 'online', logins: [{ userName: 'anna', passwordReference: 'ref' }], holds: [{ kind: 'credit', balance: eur(1250) }, { kind: 'package' }, { kind: 'invoice', caseReference: 'V-1' }] },
  ],
  profile: 'smile',
}

describe('what planned merges add up to', () => {
  it('part by part the same as all together', () => {
    const { merges } = planOf(scene)
    const more = [...merges, ...merges.map((each) => ({ ...each, merge: { ...each.merge, outcome: 'review' as const } }))]
    expect(joinSums(sumsOf(more.slice(0, 1)), sumsOf(more.slice(1)))).toEqual(sumsOf(more))
  })
  it('an operation that moves another currency, or what its owner does not hold, stops the run', () => {
    const planned = plannedOf(scene)
    const altered = (change: (operation: (typeof planned.operations)[number]) => object): typeof planned => ({ ...planned, operations: planned.operations.map((each) => ({ ...each, ...change(each) }) as typeof each) })
    expect(() => sumsOf([altered((each) => (each.type === 'transfer_credit' ? { amount: { amountMinor: 1n, currency: 'CHF' } } : {}))])).toThrow('changes the currency')
    expect(() => sumsOf([altered((each) => (each.type === 'move_package' ? { holding: 's:package:none' } : {}))])).toThrow('which its owner does not hold')
  })
  it('a total that an operation would change stops the run', () => {
    const planned = plannedOf(scene)
    const ended = { ...planned, holdings: planned.holdings.map((each) => (each.kind === 'package' ? { ...each, id: 's:subscription:1', kind: 'subscription', plan: 'Flat', state: 'active', interval: 'monthly', price: eur(4900) } as unknown as typeof each : each)) }
    const ends = { ...ended, operations: planned.operations.map((each) => (each.type === 'move_package' ? { ...each, type: 'end_subscription', holding: 's:subscription:1', owner: each.from, on: 'now', endsOnBefore: null } as unknown as typeof each : each)) }
    expect(() => sumsOf([ends])).toThrow(expect.objectContaining({ code: 'INTERNAL' }) as Error)
  })
})

describe('the line of a planned merge', () => {
  it('is its canonical JSON, and its hash is taken over the same text', () => {
    const { hash, ...content } = plannedOf(scene)
    expect(plannedMergeLine(content)).toEqual({ hash, line: canonicalJson({ ...content, hash }) })
    expect(plannedMergeHash(content)).toBe(hash)
  })
})
