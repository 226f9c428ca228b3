import { wilson } from './evaluation.ts'

/** Of the pairs that may be merged unasked one in a thousand may be wrong, … */
const AUTOMATIC_ERRORS = 0.001
/** … and none of them likelier than once in 65 (6 bits). Thousandths of a bit. */
const LEAST_AUTOMATIC_MILLI_BITS = 6000
/** At 10 bits every pair by itself is right 999 times in 1,000. */
const MOST_AUTOMATIC_MILLI_BITS = 10_000

/** The weight from which on pairs may be merged unasked: the lowest at which all pairs above it together are expected to be wrong once in 1,000. */
export function automaticFrom(weightsMilliBits: Int32Array): number {
  const ascending = weightsMilliBits.toSorted()
  let errors = 0
  let lowest = MOST_AUTOMATIC_MILLI_BITS
  for (let at = ascending.length - 1; at >= 0 && ascending[at]! >= LEAST_AUTOMATIC_MILLI_BITS; at--) {
    errors += 1 - probabilityOf(ascending[at]!)
    const isLastOfItsWeight = at === 0 || ascending[at - 1] !== ascending[at]
    if (isLastOfItsWeight && errors <= AUTOMATIC_ERRORS * (ascending.length - at)) lowest = Math.min(lowest, ascending[at]!)
  }
  return lowest
}

/** A pair below the threshold by no more than this is worth a look. */
export const REVIEW_FLOOR_MILLI_BITS = -3000

/** What a match weight leads to: merged unasked, one person more likely than not, worth a look, left apart. */
export type Verdict = 'automatic' | 'likely' | 'review' | 'apart'

const VERDICTS: readonly Verdict[] = ['automatic', 'likely', 'review', 'apart']

/** The verdict on a weight; `automaticMilliBits` comes from `automaticFrom`. Exactly 0, one to one, is not yet one person. */
export function verdictOf(weightMilliBits: number, automaticMilliBits: number): Verdict {
  if (weightMilliBits >= automaticMilliBits) return 'automatic'
  if (weightMilliBits > 0) return 'likely'
  return weightMilliBits >= REVIEW_FLOOR_MILLI_BITS ? 'review' : 'apart'
}

/** The probability that a pair of this weight is one person. */
export function probabilityOf(weightMilliBits: number): number {
  return 1 / (1 + 2 ** (-weightMilliBits / 1000))
}

/** The pairs of one verdict, and how many of them are one person as far as their weights know. */
export type ExpectedBand = { readonly verdict: Verdict; readonly pairs: number; readonly expectedMatches: number }

/** What is to be expected of pairs by their verdicts; every verdict has its row, the surest first. */
export function expectedBands(weightsMilliBits: Iterable<number>, automaticMilliBits: number): readonly ExpectedBand[] {
  const pairs = new Map<Verdict, number>()
  const expected = new Map<Verdict, number>()
  for (const weight of weightsMilliBits) {
    const verdict = verdictOf(weight, automaticMilliBits)
    pairs.set(verdict, (pairs.get(verdict) ?? 0) + 1)
    expected.set(verdict, (expected.get(verdict) ?? 0) + probabilityOf(weight))
  }
  return VERDICTS.map((verdict) => ({ verdict, pairs: pairs.get(verdict) ?? 0, expectedMatches: expected.get(verdict) ?? 0 }))
}

/**
 * The pairs of one verdict beside the truth. `shareOfTrue`: which share of all true pairs it holds, pairs that nothing
 * found included. `expected` and `observed`: the share of its pairs that are one person, promised and true.
 */
export type VerdictBand = { readonly verdict: Verdict; readonly pairs: number; readonly matches: number; readonly shareOfTrue: number; readonly expected: number; readonly observed: number; readonly interval: readonly [number, number] }

/** What each verdict holds. `truePairs`: all pairs of one person, scored or not. */
export function verdictBands({ weightMilliBits, isMatch }: { readonly weightMilliBits: Int32Array; readonly isMatch: Uint8Array }, automaticMilliBits: number, truePairs: bigint): readonly VerdictBand[] {
  const matches = new Map<Verdict, number>()
  weightMilliBits.forEach((weight, pair) => {
    const verdict = verdictOf(weight, automaticMilliBits)
    matches.set(verdict, (matches.get(verdict) ?? 0) + isMatch[pair]!)
  })
  return expectedBands(weightMilliBits, automaticMilliBits).filter(({ pairs }) => pairs > 0).map(({ verdict, pairs, expectedMatches }) => {
    const held = matches.get(verdict) ?? 0
    return { verdict, pairs, matches: held, shareOfTrue: truePairs === 0n ? 0 : held / Number(truePairs), expected: expectedMatches / pairs, observed: held / pairs, interval: wilson(BigInt(held), BigInt(pairs)) }
  })
}

/** The lowest weight from which on all pairs together are right at least this often, with the share of the true pairs it holds; null where there is none. */
export function surestFrom({ weightMilliBits, isMatch }: { readonly weightMilliBits: Int32Array; readonly isMatch: Uint8Array }, precision: number, truePairs: bigint): { readonly fromMilliBits: number; readonly shareOfTrue: number } | null {
  const order = weightMilliBits.map((_, pair) => pair).sort((a, b) => weightMilliBits[b]! - weightMilliBits[a]!)
  let right = 0
  let found: { readonly fromMilliBits: number; readonly shareOfTrue: number } | null = null
  order.forEach((pair, place) => {
    right += isMatch[pair]!
    const isLastOfItsWeight = place + 1 === order.length || weightMilliBits[order[place + 1]!] !== weightMilliBits[pair]
    if (isLastOfItsWeight && right >= precision * (place + 1)) found = { fromMilliBits: weightMilliBits[pair]!, shareOfTrue: truePairs === 0n ? 0 : right / Number(truePairs) }
  })
  return found
}
