import { DubletteError } from '../model/error.ts'
import type { FoundShares, LearnedComparison, LearnedFrequencies, MatchModel } from '../model/match-model.ts'
import { textOf, valueCount } from '../model/record-columns.ts'
import type { BlockingRule } from './blocking-rules.ts'
import { frequenciesOf, type AddressFrequencies, type Frequencies } from './frequency.ts'
import { fieldOfComparison, type MatchSpace } from './match-space.ts'
import type { Learnt, MatchResult } from './match.ts'
import { specificationHash } from './specification.ts'

/** Values of fewer records than this are not listed in a model: all of them count as rare. */
const FEWEST_LISTED = 3

/** What a match learned, as plain JSON, made on demand; `found` where its clusters are known. */
export function modelOf(result: MatchResult, found?: FoundShares): MatchModel {
  const { space, shares, frequencies, addresses } = result
  return {
    version: 1,
    specificationHash: specificationHash(),
    lambdaMatch: shares.lambdaMatch,
    lambdaHousehold: shares.lambdaHousehold,
    comparisons: space.comparisons.map((comparison, index): LearnedComparison => {
      const own = shares.comparisons[index]!
      const { dictionary } = fieldOfComparison(space, index).features
      return {
        name: comparison.name,
        matched: [...own.matched].map(rounded),
        household: [...own.household].map(rounded),
        random: [...own.random].map(rounded),
        usualRarity: [...own.usualRarity],
        placeholders: space.placeholders[index]!,
        ...listed(frequencies[index]!, (value) => textOf(dictionary, value)),
      }
    }),
    addresses: addresses === null ? null : {
      address: listed(addresses.address, addressTexts(space, space.address, addresses.address.counts.length)),
      fullAddress: listed(addresses.fullAddress, addressTexts(space, space.fullAddress, addresses.fullAddress.counts.length)),
    },
    rules: result.rules.filter((rule) => rule.used).map((rule) => rule.name),
    ...(Object.keys(result.setWeights).length === 0 ? {} : { setWeights: result.setWeights }),
    ...(found === undefined ? {} : { found }),
  }
}

function rounded(share: number): number {
  return Math.round(share * 1e9) / 1e9
}

function listed(frequencies: Frequencies, textOfValue: (value: number) => string): LearnedFrequencies {
  const found: [string, number][] = []
  for (let value = 1; value < frequencies.counts.length; value++) {
    if (frequencies.counts[value]! >= FEWEST_LISTED) found.push([textOfValue(value), frequencies.counts[value]!])
  }
  found.sort(([a], [b]) => (a < b ? -1 : 1))
  return { filled: frequencies.filled, frequencies: Object.fromEntries(found) }
}

/** Address number → its text, taken from the first record that has it. */
function addressTexts(space: MatchSpace, addresses: Int32Array, size: number): (address: number) => string {
  const recordOf = new Int32Array(size).fill(-1)
  for (let record = addresses.length - 1; record >= 0; record--) recordOf[addresses[record]!] = record
  const isFull = addresses === space.fullAddress
  return (address) => addressText(space, recordOf[address]!, isFull)
}

function addressText(space: MatchSpace, record: number, isFull: boolean): string {
  const area = space.at.postcode >= 0 ? space.postcode : space.city
  const fields = isFull ? [space.street, space.house, area] : [space.street, space.house]
  return fields.map((field) => textOf(field.features.dictionary, field.values[record]!)).join('|')
}

/** The shares and rules of a model; refused when it was made for another specification or other columns. */
export function learntFromModel(space: MatchSpace, model: MatchModel, rules: readonly BlockingRule[]): Learnt {
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

/** The frequencies that a model froze, for the values of this match. */
export function frequenciesFromModel(space: MatchSpace, model: MatchModel): { readonly frequencies: readonly Frequencies[]; readonly addresses: AddressFrequencies } {
  const street = space.comparisons[space.at.street]
  const known = (learned: LearnedFrequencies, size: number, textOfValue: (value: number) => string): Int32Array => {
    const counts = new Int32Array(new SharedArrayBuffer(size * 4))
    const frequencies = new Map(Object.entries(learned.frequencies))
    for (let value = 1; value < size; value++) counts[value] = frequencies.get(textOfValue(value)) ?? 0
    return counts
  }
  return {
    frequencies: space.comparisons.map((comparison, index) => {
      const learned = model.comparisons[index]!
      const { dictionary } = fieldOfComparison(space, index).features
      return frequenciesOf(known(learned, valueCount(dictionary), (value) => textOf(dictionary, value)), comparison, learned.filled)
    }),
    addresses: model.addresses === null || street === undefined ? null : {
      address: frequenciesOf(known(model.addresses.address, space.addressCount, addressTexts(space, space.address, space.addressCount)), street, model.addresses.address.filled),
      fullAddress: frequenciesOf(known(model.addresses.fullAddress, space.fullAddressCount, addressTexts(space, space.fullAddress, space.fullAddressCount)), street, model.addresses.fullAddress.filled),
    },
  }
}
