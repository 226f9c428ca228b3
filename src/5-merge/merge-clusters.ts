import { byCodeUnit } from '../model/json.ts'
import type { Merge } from '../model/merge.ts'
import type { RecordId } from '../model/record.ts'
import type { LinkedPair, MergeInput } from './merge-input.ts'
import { mergeCluster } from './merge-cluster.ts'
import { type Prepared, prepare } from './prepare.ts'

/**
 * Stage 5: what the rules make of every cluster, of pairs that may not share one, and of pairs in the review band.
 * Sorted by id. No record belongs to two merges that could both be carried out, so they may be applied in any order.
 */
export function mergeClusters(read: MergeInput): readonly Merge[] {
  const input = prepare(read)
  const merges = input.clusters.map((cluster) => mergeCluster(cluster, input))
  const denied = input.separated.map((pair) => mergePair(pair, input, false)).filter((merge) => merge.outcome === 'denied')
  const taken = new Set<RecordId>(merges.flatMap((merge) => (merge.sources.length > 0 ? [merge.survivor, ...merge.sources] : [])))
  const seen = new Set(denied.map((merge) => merge.id))
  const questions = reviewMerges(input, taken).filter((merge) => !seen.has(merge.id))
  return [...merges, ...denied, ...questions].toSorted((a, b) => byCodeUnit(a.id, b.id))
}

function mergePair(pair: LinkedPair, input: Prepared, inReviewBand: boolean): Merge {
  return mergeCluster({ members: [pair.left, pair.right].toSorted(), weakestLinkMilliBits: pair.weightMilliBits }, input, inReviewBand)
}

/** The heaviest questions first. One whose record is already in another merge waits until that is decided: a later run asks again. */
function reviewMerges(input: Prepared, taken: Set<RecordId>): readonly Merge[] {
  const pairs = input.reviewPairs.filter((pair) => pair.weightMilliBits >= input.ruleset.match.reviewMilliBits)
  const heaviestFirst = pairs.toSorted((a, b) => b.weightMilliBits - a.weightMilliBits || byCodeUnit(a.left, b.left) || byCodeUnit(a.right, b.right))
  return heaviestFirst.flatMap((pair) => {
    if (taken.has(pair.left) || taken.has(pair.right)) return []
    const merge = mergePair(pair, input, true)
    // What keeps two people apart is worth naming here too; it takes no record away from another question.
    if (merge.outcome === 'denied') return [merge]
    if (merge.outcome !== 'review') return []
    taken.add(pair.left).add(pair.right)
    return [merge]
  })
}
