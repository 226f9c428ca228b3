import { describe, expect, it } from 'vitest'
import type { Merge, Outcome } from '../../src/model/merge.ts'
import { expectedErrors } from '../../src/run/expected-errors.ts'

/** Only what the expectation reads. */
function merge(outcome: Outcome, weights: readonly number[], weakestLinkMilliBits: number, leftOut = 0): Merge {
  const sources = weights.map((_, index) => `s:${index}` as const)
  const pairs = weights.map((weightMilliBits, index) => ({ source: sources[index]!, weightMilliBits, levels: [], blockingRule: null }))
  return { id: 'm-1', survivor: 's:9', sources: sources.slice(leftOut), leftOut: sources.slice(0, leftOut), outcome, decidedBy: 'rule', loginFrom: null, emailFrom: null, pairs, refusals: [], golden: [], participants: [], weakestLinkMilliBits, attempt: 0, stateHash: '' }
}

describe('how many errors the weights promise', () => {
  const cases: readonly (readonly [string, readonly Merge[], Outcome, number, number])[] = [
    ['no merge, no error', [], 'automatic', 0, 0],
    ['one to one is half an error', [merge('review', [0], -1000)], 'review', 1, 0.5],
    ['other outcomes do not count', [merge('review', [1000], 1000), merge('denied', [1000], 1000)], 'automatic', 0, 0],
    ['three to one and seven to one', [merge('automatic', [Math.round(1000 * Math.log2(3))], 0), merge('automatic', [Math.round(1000 * Math.log2(7))], 0)], 'automatic', 2, 1 / 4 + 1 / 8],
    ['a light pair counts by its way over others', [merge('automatic', [-5000], 3000)], 'automatic', 1, 1 / 9],
    ['what a person joined is no guess', [merge('automatic', [-5000], -5000)], 'automatic', 0, 0],
    ['who is left out is not merged', [merge('review', [0, 3000], -1000, 1)], 'review', 1, 1 / 9],
  ]
  for (const [name, merges, outcome, sources, errors] of cases) {
    it(name, () => {
      const expected = expectedErrors(merges, outcome)
      expect(expected.sources).toBe(sources)
      expect(expected.errors).toBeCloseTo(errors, 3)
    })
  }
})
