import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cluster, clusterComponents, clustersOf, componentWork, type ClusterInput } from '../../src/4-cluster/cluster.ts'
import type { Clusters } from '../../src/model/clusters.ts'
import { NO_CONSTRAINTS, type MatchConstraints } from '../../src/model/match-model.ts'

type Pair = readonly [number, number, number]

/** Clusters records by pair weights; pairs that are not named weigh −20 bits. One comparison, no prior, no household. */
function clustered(records: number, pairs: readonly Pair[], constraints: Partial<MatchConstraints> = {}, systems: readonly number[] | null = null): Clusters {
  const weightOf = new Map(pairs.map(([a, b, weight]) => [`${Math.min(a, b)} ${Math.max(a, b)}`, weight * 1000]))
  const sorted = pairs.map(([a, b, weight]) => [Math.min(a, b), Math.max(a, b), weight * 1000] as const).sort((x, y) => x[0] - y[0] || x[1] - y[1])
  const input: ClusterInput = {
    records,
    edges: {
      count: sorted.length, comparisons: 1, left: Int32Array.from(sorted, (pair) => pair[0]), right: Int32Array.from(sorted, (pair) => pair[1]),
      weightMilliBits: Int32Array.from(sorted, (pair) => pair[2]), rule: new Uint8Array(sorted.length), levels: new Uint8Array(sorted.length).fill(5),
    },
    weights: {
      comparisons: 1,
      compare: (left, right, into) => {
        into.levels[0] = 5
        into.matched[0] = weightOf.get(`${left} ${right}`) ?? -20_000
        into.household[0] = -30_000
      },
      compareEdge: (edges, edge, into) => {
        into.levels[0] = 5
        into.matched[0] = edges.weightMilliBits[edge]!
        into.household[0] = -30_000
      },
      total: (matched) => matched,
    },
    constraints: { ...NO_CONSTRAINTS, ...constraints },
    exclusiveSystem: systems === null ? null : Int32Array.from(systems),
  }
  const whole = cluster(input)
  expect(componentByComponent(input), 'threads take a part of the components each').toEqual(whole)
  return whole
}

/** Each component on its own, the last one first; what was prevented is put in the order of the components, as the threads' results are. */
function componentByComponent(input: ClusterInput): Clusters {
  const work = componentWork(input)
  const prevented = Array.from(work.roots, (_, component) => component).toReversed().map((component) => clusterComponents(input, work, component, component + 1)).toReversed()
  return clustersOf(input, work, prevented.flat())
}

describe('clusters', () => {
  const check = (found: Clusters, expected: readonly number[]): void => expect([...found.clusterOf]).toEqual(expected)

  it('a pair at or below zero stays apart', () => check(clustered(2, [[0, 1, 0]]), [0, 1]))
  it('a pair that must never be one is kept apart, and said', () => {
    const found = clustered(2, [[0, 1, 9]], { never: [[1, 0]] })
    check(found, [0, 1])
    expect(found.conflicts).toEqual([{ left: 0, right: 1, reason: 'forbiddenPair', cutMilliBits: 9000 }])
    expect(found.reviewLinks, 'what was decided is not asked again').toEqual([])
  })
  it('a never pair also holds through a third record', () => {
    const found = clustered(3, [[0, 1, 9], [1, 2, 8], [0, 2, 5]], { never: [[0, 2]] })
    check(found, [0, 0, 2])
    expect(found.conflicts).toEqual([{ left: 0, right: 2, reason: 'forbiddenPair', cutMilliBits: 7250 }])
  })
  it('two records of a system free of duplicates never share a cluster', () => {
    const found = clustered(3, [[0, 1, 9], [1, 2, 8]], {}, [1, 0, 1])
    check(found, [0, 0, 2])
    expect(found.conflicts).toEqual([{ left: 0, right: 2, reason: 'systemFreeOfDuplicates', cutMilliBits: 1000 }])
  })
  it('an always pair is one, whatever it weighs', () => {
    check(clustered(3, [], { always: [[2, 0]] }), [0, 1, 0])
    check(clustered(4, [[0, 1, 5], [2, 3, -3]], { always: [[3, 2]] }), [0, 0, 2, 2])
  })
  it('a chain is not one person: the ends are compared too', () => check(clustered(3, [[0, 1, 3], [1, 2, 2]]), [0, 0, 2]))
  it('ties go to the smaller records', () => check(clustered(3, [[0, 1, 3], [1, 2, 3]]), [0, 0, 2]))
  it('names the weakest join and the links worth a look', () => {
    const found = clustered(5, [[0, 1, 9], [0, 2, 7], [1, 2, 6], [3, 4, -2]])
    check(found, [0, 0, 0, 3, 4])
    expect(found.weakestMilliBits[0]).toBe(6750)
    expect(found.reviewLinks).toEqual([{ left: 3, right: 4, weightMilliBits: -2000 }])
  })
  it('every cluster is named by its smallest record, and no never pair shares one', () => {
    const pair = fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: -4, max: 12 })).filter(([a, b]) => a !== b)
    const distinct = fc.uniqueArray(pair, { maxLength: 30, selector: ([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}` })
    fc.assert(fc.property(distinct, fc.array(fc.tuple(fc.nat(11), fc.nat(11)).filter(([a, b]) => a !== b), { maxLength: 5 }), (pairs, never) => {
      const { clusterOf } = clustered(12, pairs, { never })
      clusterOf.forEach((root, record) => {
        expect(root).toBeLessThanOrEqual(record)
        expect(clusterOf[root]).toBe(root)
      })
      for (const [a, b] of never) expect(clusterOf[a] === clusterOf[b]).toBe(false)
    }))
  })
})
