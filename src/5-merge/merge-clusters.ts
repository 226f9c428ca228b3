import type { Merge } from '../model/merge.ts'
import { mergeCluster } from './merge-cluster.ts'
import type { MergeInput } from './merge-input.ts'
import { prepare } from './prepare.ts'
import { chooseQuestions } from './questions.ts'

/** Stage 5 as a whole: what the rules make of every cluster, of pairs that may not share one, and of pairs in the review band. Sorted by id. */
export function mergeClusters(read: MergeInput): readonly Merge[] {
  const input = prepare(read)
  const choosing = chooseQuestions({ ...input, reviewMilliBits: input.ruleset.match.reviewMilliBits })
  let step = choosing.next()
  while (step.done !== true) step = choosing.next(step.value.map((question) => mergeCluster(question, input)))
  return step.value.map((question) => mergeCluster(question, input))
}
