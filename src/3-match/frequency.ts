import type { MatchComparison, MatchSpace } from './match-space.ts'
import { fieldOfComparison } from './match-space.ts'
import { valueCount } from '../model/record-columns.ts'

/** How often each value of a comparison occurs, and what follows for chance agreement. */
export interface Frequencies {
  /** Value number → how many records have it. */
  readonly counts: Int32Array
  /** How many records have any value. */
  readonly filled: number
  /** Value number → how surprising it is that a random record has it, in thousandths of a bit. */
  readonly rarityMilliBits: Int32Array
  /** The same for two random records agreeing on any value. */
  readonly averageRarityMilliBits: number
}

/** Record → smallest record of its cluster, or null while nothing is clustered and every record counts. */
export type Persons = Int32Array | null

/** Counts the values of every comparison; once persons are known, each person counts once for each value. */
export function countFrequencies(space: MatchSpace, persons: Persons): readonly Frequencies[] {
  const members = persons === null ? null : membersOf(persons)
  return space.comparisons.map((comparison, index) => {
    const field = fieldOfComparison(space, index)
    return frequenciesOf(countValues(field.values, valueCount(field.features.dictionary), members), comparison)
  })
}

/** How often addresses occur, with the house number, and in full; null without a street column. */
export type AddressFrequencies = { readonly address: Frequencies; readonly fullAddress: Frequencies } | null

/** Counts of the street with house number, and of the full address, in the same form. */
export function countAddresses(space: MatchSpace, persons: Persons): AddressFrequencies {
  const street = space.comparisons[space.at.street]
  if (street === undefined) return null
  const members = persons === null ? null : membersOf(persons)
  return {
    address: frequenciesOf(countValues(space.address, space.addressCount, members), street),
    fullAddress: frequenciesOf(countValues(space.fullAddress, space.fullAddressCount, members), street),
  }
}

/** The records of the persons who have several, those of one person one behind the other, and for each how many of its person stand before it. */
interface Members {
  readonly order: Int32Array
  readonly before: Int32Array
}

function membersOf(persons: Int32Array): Members {
  const sizes = new Int32Array(persons.length)
  for (const person of persons) sizes[person]!++
  const next = new Int32Array(persons.length)
  let several = 0
  for (let person = 0; person < persons.length; person++) {
    next[person] = several
    if (sizes[person]! > 1) several += sizes[person]!
  }
  const order = new Int32Array(several)
  const before = new Int32Array(several)
  const starts = next.slice()
  for (let record = 0; record < persons.length; record++) {
    const person = persons[record]!
    if (sizes[person]! < 2) continue
    before[next[person]!] = next[person]! - starts[person]!
    order[next[person]!++] = record
  }
  return { order, before }
}

function countValues(values: Int32Array, size: number, members: Members | null): Int32Array {
  const counts = new Int32Array(new SharedArrayBuffer(size * 4))
  for (const value of values) counts[value]!++
  if (members !== null) takeRepeatedAway(counts, values, members)
  counts[0] = 0
  return counts
}

/** A value that stands in an earlier record of the same person does not count again. */
function takeRepeatedAway(counts: Int32Array, values: Int32Array, { order, before }: Members): void {
  for (let place = 0; place < order.length; place++) {
    const value = values[order[place]!]!
    let isRepeated = false
    for (let back = 1; back <= before[place]! && !isRepeated; back++) isRepeated = values[order[place - back]!] === value
    if (isRepeated) counts[value]!--
  }
}

/** Rarity from counts: −log2((max(n − 2, 0) + unseen) / N), because the pair at hand is no witness for chance. */
export function frequenciesOf(counts: Int32Array, comparison: MatchComparison, filledOverall?: number): Frequencies {
  let filled = 0
  for (const count of counts) filled += count
  if (filledOverall !== undefined) filled = filledOverall
  const unseen = comparison.specification.unseenOccurrences
  const rarityMilliBits = new Int32Array(new SharedArrayBuffer(counts.length * 4))
  const rarityOfCount = new Map<number, number>()
  let agreement = 0
  for (let value = 1; value < counts.length; value++) {
    const count = counts[value]!
    let rarity = rarityOfCount.get(count)
    if (rarity === undefined) {
      rarity = Math.max(0, Math.round(-1000 * Math.log2((Math.max(count - 2, 0) + unseen) / Math.max(filled, 1))))
      rarityOfCount.set(count, rarity)
    }
    rarityMilliBits[value] = rarity
    agreement += count * (count - 1)
  }
  const pairs = Math.max(1, filled * (filled - 1))
  const averageRarityMilliBits = Math.round(-1000 * Math.log2(Math.max(agreement / pairs, 1 / Math.max(2, filled))))
  return { counts, filled, rarityMilliBits, averageRarityMilliBits }
}
