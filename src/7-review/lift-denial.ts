import type { Merge } from '../model/merge.ts'
import { type RefusalCode, refusalCodes } from '../model/refusal.ts'

/** What keeps a denied merge from being lifted: refusals that are final, and those that are resolved in the source's system. */
export function liftObstacles(merge: Merge): { readonly final: readonly RefusalCode[]; readonly unresolved: readonly RefusalCode[] } {
  const codes = (holds: (refusal: Merge['refusals'][number]) => boolean): readonly RefusalCode[] => [...new Set(merge.refusals.filter(holds).map((refusal) => refusal.code))].toSorted()
  return {
    final: codes((refusal) => refusal.severity === 'deny' && refusalCodes[refusal.code].final),
    unresolved: codes((refusal) => refusal.severity === 'skip'),
  }
}

/**
 * The merge as it is carried out once its denial is lifted: the sources that were left out pass. Golden record, login and
 * state hash of a denied merge were made over all its members, so they hold as they are.
 */
export function liftDenial(merge: Merge): Merge {
  return { ...merge, outcome: 'review', sources: merge.leftOut, leftOut: [] }
}
