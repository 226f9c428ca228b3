import type { ComparedPair, PairWeights } from './cluster.ts'
import { addPair, emptyLinkage, linkedWeight } from './linkage.ts'

/** What two groups of records weigh as groups, in thousandths of a bit: the weight at which clustering joins them, or does not. */
export function groupWeight(weights: PairWeights, one: readonly number[], other: readonly number[]): number {
  const { comparisons } = weights
  const compared: ComparedPair = { levels: new Uint8Array(comparisons), matched: new Int32Array(comparisons), household: new Int32Array(comparisons) }
  const linkage = emptyLinkage(comparisons)
  for (const a of one) {
    for (const b of other) {
      weights.compare(Math.min(a, b), Math.max(a, b), compared)
      for (let i = 0; i < comparisons; i++) if (compared.levels[i] !== 0) addPair(linkage, i, compared.matched[i]!, compared.household[i]!)
    }
  }
  const { matched, household } = linkedWeight(linkage, Math.min(one.length, other.length))
  return weights.total(matched, household)
}
