import { wilson } from './evaluation.ts'

/** From here on a pair is merged without being asked about; what the default profile calls strong. Thousandths of a bit. */
export const AUTOMATIC_MILLI_BITS = 8000

/** A pair below the threshold by no more than this is worth a look. */
export const REVIEW_FLOOR_MILLI_BITS = -3000

/** What a match weight leads to: merged unasked, one person more likely than not, worth a look, left apart. */
export type Verdict = 'automatic' | 'likely' | 'review' | 'apart'

const FLOORS: readonly (readonly [Verdict, number])[] = [['automatic', AUTOMATIC_MILLI_BITS], ['likely', 1], ['review', REVIEW_FLOOR_MILLI_BITS], ['apart', Number.NEGATIVE_INFINITY]]

/** The verdict on a weight. Exactly 0, one to one, is not yet one person. */
export function verdictOf(weightMilliBits: number): Verdict {
  return FLOORS.find(([, floor]) => weightMilliBits >= floor)![0]
}

/** The probability that a pair of this weight is one person. */
export function probabilityOf(weightMilliBits: number): number {
  return 1 / (1 + 2 ** (-weightMilliBits / 1000))
}

/** The pairs of one verdict, and how many of them are one person as far as their weights know. */
export type ExpectedBand = { readonly verdict: Verdict; readonly pairs: number; readonly expectedMatches: number }

/** What is to be expected of pairs by their verdicts; every verdict has its row, the surest first. */
export function expectedBands(weightsMilliBits: Iterable<number>): readonly ExpectedBand[] {
  const pairs = new Map<Verdict, number>()
  const expected = new Map<Verdict, number>()
  for (const weight of weightsMilliBits) {
    const verdict = verdictOf(weight)
    pairs.set(verdict, (pairs.get(verdict) ?? 0) + 1)
    expected.set(verdict, (expected.get(verdict) ?? 0) + probabilityOf(weight))
  }
  return FLOORS.map(([verdict]) => ({ verdict, pairs: pairs.get(verdict) ?? 0, expectedMatches: expected.get(verdict) ?? 0 }))
}

/**
 * The pairs of one verdict beside the truth. `shareOfTrue`: which share of all true pairs it holds, pairs that nothing
 * found included. `expected` and `observed`: the share of its pairs that are one person, promised and true.
 */
export type VerdictBand = { readonly verdict: Verdict; readonly pairs: number; readonly matches: number; readonly shareOfTrue: number; readonly expected: number; readonly observed: number; readonly interval: readonly [number, number] }

/** What each verdict holds. `truePairs`: all pairs of one person, scored or not. */
export function verdictBands({ weightMilliBits, isMatch }: { readonly weightMilliBits: Int32Array; readonly isMatch: Uint8Array }, truePairs: bigint): readonly VerdictBand[] {
  const matches = new Map<Verdict, number>()
  weightMilliBits.forEach((weight, pair) => matches.set(verdictOf(weight), (matches.get(verdictOf(weight)) ?? 0) + isMatch[pair]!))
  return expectedBands(weightMilliBits).filter(({ pairs }) => pairs > 0).map(({ verdict, pairs, expectedMatches }) => {
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
