import { describe, expect, it } from 'vitest'
import type { FoundShares, MatchModel } from '../../src/model/match-model.ts'
import { driftOf, modelDifference } from '../../src/model/model-difference.ts'

const found: FoundShares = { records: 10_000, links: 3000, pairsPerRecord: 0.3, largestCluster: 5, levels: { email: [0.4, 0.3, 0, 0, 0.1, 0.2, 0] } }
const model: MatchModel = {
  version: 1, specificationHash: 'h', lambdaMatch: 1e-5, lambdaHousehold: 1e-4, addresses: null, rules: ['email', 'phone'],
  comparisons: [{ name: 'email', matched: [0, 0.25, 0, 0, 0.25, 0.5, 0, 0], household: [], random: [0, 0.5, 0, 0, 0.25, 0.25, 0, 0], usualRarity: [], placeholders: ['x@y.example'], filled: 10, frequencies: {} }],
}

describe('drift', () => {
  const check = (now: Partial<FoundShares>, expected: readonly RegExp[], then = found): void => {
    const said = driftOf(then, { ...found, ...now })
    expect(said).toHaveLength(expected.length)
    for (const [index, words] of expected.entries()) expect(said[index]).toMatch(words)
  }
  it('is not said of small changes, or of few links', () => {
    check({}, [])
    check({ pairsPerRecord: 0.2, largestCluster: 9, levels: { email: [0.35, 0.35, 0, 0, 0.1, 0.2, 0] } }, [])
    check({ levels: { email: [1, 0, 0, 0, 0, 0, 0] }, links: 199 }, [])
    check({ levels: { email: [1, 0, 0, 0, 0, 0, 0] } }, [], { ...found, links: 199 })
    check({ levels: { company: [1, 0, 0, 0, 0, 0, 0] } }, [])
  })
  it('is said of a column that is no longer filled', () => check({ levels: { email: [0.9, 0, 0, 0, 0.1, 0, 0] } }, [/^email is missing in 90 % of the links, then in 40 %$/, /^email is different in 0 %/, /^email is exact in 0 %/]))
  it('is said of twice as many partners, and of half as many', () => {
    check({ pairsPerRecord: 0.6 }, [/2\.0 times as many partners/])
    check({ pairsPerRecord: 0.15 }, [/0\.5 times as many partners/])
  })
  it('is said of clusters that grow', () => check({ largestCluster: 10 }, [/largest cluster has 10 records, then 5/]))
})

describe('two models side by side', () => {
  it('the same model differs in nothing', () => expect(modelDifference(model, model)).toEqual({ lambda: { before: 1e-5, after: 1e-5 }, levels: [], rules: { added: [], dropped: [] }, placeholders: [], drift: [] }))
  it('names what weighs otherwise, the largest change first, rules, and how many placeholders; no values', () => {
    const after: MatchModel = { ...model, lambdaMatch: 2e-5, rules: ['phone', 'given + family'], comparisons: [{ ...model.comparisons[0]!, matched: [0, 0.5, 0, 0, 0.25, 0.25, 0, 0], placeholders: [] }, { ...model.comparisons[0]!, name: 'phone' }] }
    const difference = modelDifference(model, after)
    expect(difference.levels.map((each) => [each.comparison, each.level, each.before, each.after])).toEqual([['phone', 'different', null, -1], ['phone', 'one-edit', null, 0], ['phone', 'exact', null, 1], ['email', 'different', -1, 0], ['email', 'exact', 1, 0]])
    expect(difference).toMatchObject({ lambda: { after: 2e-5 }, rules: { added: ['given + family'], dropped: ['email'] }, placeholders: [{ comparison: 'email', added: 0, dropped: 1 }, { comparison: 'phone', added: 1, dropped: 0 }] })
    expect(JSON.stringify(difference)).not.toContain('y.example')
  })
})
