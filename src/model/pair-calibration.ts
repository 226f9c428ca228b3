import { wilson } from './evaluation.ts'

/** Scored pairs as columns: weights in thousandths of a bit, 1 where both records are one person. */
export type ScoredPairs = { readonly weightMilliBits: Int32Array; readonly isMatch: Uint8Array }

/** Pairs whose weight lies in [fromBits, toBits): how many of them the weights promise to be one person, and how many are. */
export type CalibrationBand = { readonly fromBits: number; readonly toBits: number; readonly pairs: number; readonly expected: number; readonly observed: number; readonly interval: readonly [number, number] }

/** Precision and recall over pairs if every pair above a weight were a link. */
export type CurvePoint = { readonly thresholdBits: number; readonly links: number; readonly precision: number; readonly recall: number }

/** Borders of the bands in bits; odds double with each bit, so 3 bits are 8 to 1 and 12 bits 4,096 to 1. */
const BORDERS = [Number.NEGATIVE_INFINITY, -12, -8, -6, -3, -1, 0, 1, 3, 6, 8, 12, 20, Number.POSITIVE_INFINITY]

/** Bands that hold no pair are left out. */
export function calibrationBands({ weightMilliBits, isMatch }: ScoredPairs): readonly CalibrationBand[] {
  return BORDERS.slice(1).flatMap((toBits, at) => {
    const fromBits = BORDERS[at]!
    let pairs = 0
    let promised = 0
    let held = 0
    for (let pair = 0; pair < weightMilliBits.length; pair += 1) {
      const bits = weightMilliBits[pair]! / 1000
      if (bits < fromBits || bits >= toBits) continue
      pairs += 1
      promised += 1 / (1 + 2 ** -bits)
      held += isMatch[pair]!
    }
    return pairs === 0 ? [] : [{ fromBits, toBits, pairs, expected: promised / pairs, observed: held / pairs, interval: wilson(BigInt(held), BigInt(pairs)) }]
  })
}

/** A point every bit from the lowest to the highest weight, at most from −20 to 40. `truePairs`: all pairs of one person, scored or not. */
export function thresholdCurve({ weightMilliBits, isMatch }: ScoredPairs, truePairs: bigint): readonly CurvePoint[] {
  const lowest = -20
  const highest = 40
  const links = new Float64Array(highest - lowest + 1)
  const right = new Float64Array(highest - lowest + 1)
  for (let pair = 0; pair < weightMilliBits.length; pair += 1) {
    const bit = Math.min(highest, Math.floor(weightMilliBits[pair]! / 1000)) - lowest
    if (bit < 0) continue
    links[bit] = links[bit]! + 1
    right[bit] = right[bit]! + isMatch[pair]!
  }
  const points: CurvePoint[] = []
  let above = 0
  let rightAbove = 0
  for (let bit = highest - lowest; bit >= 0; bit -= 1) {
    above += links[bit]!
    rightAbove += right[bit]!
    if (above > 0) points.unshift({ thresholdBits: bit + lowest, links: above, precision: rightAbove / above, recall: truePairs === 0n ? 1 : rightAbove / Number(truePairs) })
  }
  return points
}
