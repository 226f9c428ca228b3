import type { Merge } from '../model/merge.ts'
import type { RefusalCode } from '../model/refusal.ts'
import { mergeCluster } from './merge-cluster.ts'
import type { Prepared } from './prepare.ts'

/** What a turned direction can help against: the source has something that the other record may keep. */
const turnable: ReadonlySet<RefusalCode> = new Set(['SOURCE_HAS_CONTRACT', 'SOURCE_HAS_CORRESPONDENCE'])

/**
 * How many merges were skipped for contracts or correspondence on the source, and how many of those another profile,
 * such as `smile` with its other direction, would carry out or show for review. `input` is that of the other profile.
 */
export function passingUnder(merges: readonly Merge[], input: Prepared): { readonly skipped: number; readonly passing: number } {
  const skipped = merges.filter((merge) => merge.outcome === 'skipped' && merge.refusals.every((refusal) => refusal.severity === 'review' || turnable.has(refusal.code)))
  const passing = skipped.filter((merge) => {
    const members = [merge.survivor, ...merge.leftOut].toSorted()
    return mergeCluster({ ...merge, members, inReviewBand: false }, input).sources.length > 0
  })
  return { skipped: skipped.length, passing: passing.length }
}
