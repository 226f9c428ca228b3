import { DubletteError } from '../model/error.ts'
import type { LearnedComparison, MatchModel } from '../model/match-model.ts'
import { textOf } from '../model/record-columns.ts'
import type { BlockingRule } from './blocking-rules.ts'
import type { Frequencies } from './frequency.ts'
import { fieldOfComparison, type MatchSpace } from './match-space.ts'
import { specificationHash } from './specification.ts'
import type { Learnt } from './match.ts'
import type { Shares } from './weights.ts'

/** Values of fewer records than this are not listed in a model: all of them count as rare. */
const FEWEST_LISTED = 3

/** The learned model as plain JSON. */
export function modelOf(space: MatchSpace, shares: Shares, frequencies: readonly Frequencies[], rules: readonly BlockingRule[]): MatchModel {
  return {
    version: 1,
    specificationHash: specificationHash(),
    lambdaMatch: shares.lambdaMatch,
    lambdaHousehold: shares.lambdaHousehold,
    comparisons: space.comparisons.map((comparison, index): LearnedComparison => {
      const own = shares.comparisons[index]!
      return {
        name: comparison.name,
        matched: [...own.matched].map(rounded),
        household: [...own.household].map(rounded),
        random: [...own.random].map(rounded),
        usualRarity: [...own.usualRarity],
        filled: frequencies[index]!.filled,
        agreement: frequencies[index]!.averageRarityMilliBits,
        frequencies: listedFrequencies(space, index, frequencies[index]!),
        placeholders: [],
      }
    }),
    rules: rules.map((rule) => rule.name),
  }
}

function rounded(share: number): number {
  return Math.round(share * 1e9) / 1e9
}

function listedFrequencies(space: MatchSpace, index: number, frequencies: Frequencies): Readonly<Record<string, number>> {
  const { dictionary } = fieldOfComparison(space, index).features
  const listed: [string, number][] = []
  for (let value = 1; value < frequencies.counts.length; value++) {
    if (frequencies.counts[value]! >= FEWEST_LISTED) listed.push([textOf(dictionary, value), frequencies.counts[value]!])
  }
  listed.sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(listed)
}

/** The shares and rules of a model; refused when it was made for another specification or other columns. */
export function sharesOfModel(space: MatchSpace, model: MatchModel, rules: readonly BlockingRule[]): Learnt {
  if (model.version !== 1 || model.specificationHash !== specificationHash()) {
    throw new DubletteError('MODEL_INVALID', 'The model was learned by another version of the comparisons.', { expected: specificationHash().slice(0, 12), got: model.specificationHash.slice(0, 12) })
  }
  const names = model.comparisons.map((comparison) => comparison.name).join(', ')
  const expected = space.comparisons.map((comparison) => comparison.name).join(', ')
  if (names !== expected) throw new DubletteError('MODEL_INVALID', 'The model was learned on other columns.', { expected, got: names })
  return {
    shares: {
      lambdaMatch: model.lambdaMatch,
      lambdaHousehold: model.lambdaHousehold,
      comparisons: model.comparisons.map((one) => ({ matched: Float64Array.from(one.matched), household: Float64Array.from(one.household), random: Float64Array.from(one.random), usualRarity: Int32Array.from(one.usualRarity) })),
    },
    used: rules.map((rule) => (model.rules.includes(rule.name) ? 1 : 0)),
    yields: [],
    samples: null,
  }
}
