import { describe, expect, it } from 'vitest'
import type { PairSample } from '../../src/3-match/estimate.ts'
import { match, type MatchResult } from '../../src/3-match/match.ts'
import { EDGE_FLOOR_MILLI_BITS } from '../../src/3-match/score-rule.ts'
import { secondSample } from '../../src/3-match/second-sample.ts'
import { pairWeight } from '../../src/3-match/weights.ts'
import type { Edges } from '../../src/model/edges.ts'
import { recordColumns, sampleCustomers } from './customers.ts'

const customers = sampleCustomers(120)
const result = await match(recordColumns(customers))
const { space, weights, edges } = result
const { comparisons } = edges
/** The first round's sample, every pair with a weight of its own. */
const first: PairSample = { ...result.samples!.candidates, weight: result.samples!.candidates.weight.map((_, pair) => 2 + pair / 8) }

function sampleOf(from: MatchResult): PairSample {
  return secondSample(from.space, from.edges, from.weights, from.samples!.candidates)
}

/** Every pair as one line: both records, what it stands for, its levels. */
function lines(pairs: Pick<Edges, 'left' | 'right' | 'levels'>, standsFor: (pair: number) => number): readonly string[] {
  return Array.from(pairs.left, (left, pair) => `${left} ${pairs.right[pair]} × ${standsFor(pair)}: ${pairs.levels.subarray(pair * comparisons, (pair + 1) * comparisons).join(' ')}`)
}

function isEdge(pair: number): boolean {
  return pairWeight(space, weights, first.left[pair]!, first.right[pair]!, first.levels, pair * comparisons) > EDGE_FLOOR_MILLI_BITS
}

/** The same edges again and again: as many as a file of a million customers has. */
function manyEdges(count: number): Edges {
  const repeated = <T extends Int32Array | Uint8Array>(column: T, target: T, each: number): T => {
    for (let at = 0; at < target.length; at += edges.count * each) target.set(column.subarray(0, Math.min(edges.count * each, target.length - at)), at)
    return target
  }
  return {
    count, comparisons,
    left: repeated(edges.left, new Int32Array(count), 1), right: repeated(edges.right, new Int32Array(count), 1), weightMilliBits: repeated(edges.weightMilliBits, new Int32Array(count), 1),
    rule: repeated(edges.rule, new Uint8Array(count), 1), levels: repeated(edges.levels, new Uint8Array(count * comparisons), comparisons),
  }
}

describe('the sample of the second round', () => {
  it('holds every edge once, and of the first sample the pairs that are none, each with its own levels and weight', () => {
    const ofEdges = lines(edges, () => 1)
    const others = lines(first, (pair) => first.weight[pair]!).filter((_, pair) => !isEdge(pair))
    expect(ofEdges.length).toBeGreaterThan(30)
    expect(others.length).toBeGreaterThan(100)
    expect(others.length).toBeLessThan(first.left.length)
    const sample = secondSample(space, edges, weights, first)
    expect(lines(sample, (pair) => sample.weight[pair]!).join('\n')).toBe([...ofEdges, ...others].join('\n'))
  })
  it('takes of very many edges at most 120,000, evenly, each for as many as it stands for', () => {
    const none: PairSample = { left: new Int32Array(), right: new Int32Array(), levels: new Uint8Array(), weight: new Float64Array() }
    for (const [count, every] of [[120_000, 1], [120_001, 2], [300_001, 3]] as const) {
      const many = manyEdges(count)
      const taken = secondSample(space, many, weights, none)
      expect(taken.left.length).toBeLessThanOrEqual(120_000)
      expect(taken.left.join()).toBe(many.left.filter((_, edge) => edge % every === 0).join())
      expect(taken.right.join()).toBe(many.right.filter((_, edge) => edge % every === 0).join())
      expect(taken.levels.join()).toBe(many.levels.filter((_, at) => Math.floor(at / comparisons) % every === 0).join())
      expect(taken.weight.every((standsFor) => standsFor === every)).toBe(true)
      // What is taken stands for all edges, but for the last stride.
      expect(Math.abs(taken.weight.reduce((sum, standsFor) => sum + standsFor, 0) - count)).toBeLessThan(every)
    }
  })
  it('is the same for rows in another order', async () => {
    const turned = sampleOf(await match(recordColumns(customers.toReversed())))
    const sample = sampleOf(result)
    expect(lines(turned, (pair) => turned.weight[pair]!).join('\n')).toBe(lines(sample, (pair) => sample.weight[pair]!).join('\n'))
  })
})
