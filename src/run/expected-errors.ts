import type { Merge, Outcome } from '../model/merge.ts'
import { probabilityOf } from '../model/verdict-bands.ts'

/** How many sources the merges of an outcome would retire, and how many of those are another person as far as their weights know. */
export type ExpectedErrors = { readonly sources: number; readonly errors: number }

export const noErrors: ExpectedErrors = { sources: 0, errors: 0 }

/**
 * What the weights promise of the merges of one outcome. A source counts by its link to the survivor or by the weakest link on
 * the way there, whichever is heavier; a source that weighs nothing was put there by a person, who knows more than weights.
 */
export function expectedErrors(merges: Iterable<Merge>, outcome: Outcome): ExpectedErrors {
  let sources = 0
  let errors = 0
  for (const merge of merges) {
    if (merge.outcome !== outcome) continue
    for (const pair of merge.pairs) {
      const weight = Math.max(pair.weightMilliBits, merge.weakestLinkMilliBits)
      if (!merge.sources.includes(pair.source) || (weight <= 0 && outcome === 'automatic')) continue
      sources += 1
      errors += 1 - probabilityOf(weight)
    }
  }
  return { sources, errors }
}
