import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareGroups, evaluateGroups, openNumbering } from '../../src/model/evaluation.ts'

const numbered = (names: readonly string[]): Int32Array => Int32Array.from(names, openNumbering())
const groups = (text: string): Int32Array => numbered(text.split(''))

describe('evaluation', () => {
  it('worked out by hand', () => {
    // Truth: {1,2,3} {4,5}; found: {1,2} {3,4,5}. Pairs: true 4, found 4, both 2.
    const result = evaluateGroups(groups('aabbb'), groups('xxxyy'))
    expect(result.pairs).toEqual({ found: 4n, true: 4n, both: 2n })
    expect(result.pairwise).toMatchObject({ precision: 0.5, recall: 0.5, f1: 0.5 })
    // B-cubed precision: (1 + 1 + 1/3 + 2/3 + 2/3) / 5; recall: (2/3 + 2/3 + 1/3 + 1 + 1) / 5.
    expect(result.bCubed.precision).toBeCloseTo(11 / 15, 12)
    expect(result.bCubed.recall).toBeCloseTo(11 / 15, 12)
    expect(result.largestCluster).toBe(3)
  })
  it('nothing to find and nothing found is right', () => expect(evaluateGroups(groups('abc'), groups('xyz'))).toMatchObject({ pairwise: { f1: 1 }, bCubed: { f1: 1 } }))
  it('agrees with counting every pair', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 30 }), (rows) => {
      const found = numbered(rows.map(([group]) => String(group)))
      const truth = numbered(rows.map(([, entity]) => String(entity)))
      let both = 0n
      for (let i = 0; i < rows.length; i += 1) for (let j = 0; j < i; j += 1) if (found[i] === found[j] && truth[i] === truth[j]) both += 1n
      const result = evaluateGroups(found, truth)
      expect(result.pairs.both).toBe(both)
      const [low, high] = result.pairwise.precisionInterval!
      expect(low).toBeLessThanOrEqual(result.pairwise.precision + 1e-12)
      expect(high).toBeGreaterThanOrEqual(result.pairwise.precision - 1e-12)
    }))
  })
  it('what changed between two results', () => {
    expect(compareGroups(groups('aabb'), groups('xxyy'))).toEqual({ same: 2, merged: 0, split: 0, moved: 0 })
    expect(compareGroups(groups('aabb'), groups('xxxx'))).toEqual({ same: 0, merged: 1, split: 0, moved: 0 })
    expect(compareGroups(groups('aaaa'), groups('xxyy'))).toEqual({ same: 0, merged: 0, split: 2, moved: 0 })
    expect(compareGroups(groups('aabb'), groups('xyyy'))).toEqual({ same: 0, merged: 0, split: 1, moved: 1 })
  })
})
