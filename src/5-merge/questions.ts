import { byCodeUnit } from '../model/json.ts'
import { mergeId, membersKey } from '../model/merge-id.ts'
import type { Merge } from '../model/merge.ts'
import type { RecordId } from '../model/record.ts'
import type { LinkedPair, MergeInput } from './merge-input.ts'

/** Records of which the rules are asked what becomes of them. */
export type Question = {
  /** The id that their merge will have, and how often such a merge was taken back. */
  readonly id: string
  readonly attempt: number
  /** Sorted by code unit. */
  readonly members: readonly RecordId[]
  readonly weakestLinkMilliBits: number
  /** Their link is too weak to be more than a question for a person. */
  readonly inReviewBand: boolean
}

/** What is decided of a question, as far as the choice of questions depends on it. */
export type Answer = Pick<Merge, 'outcome' | 'survivor' | 'sources'>

type QuestionsInput = Pick<MergeInput, 'clusters' | 'separated' | 'reviewPairs' | 'attempts'> & { readonly reviewMilliBits: number }

/**
 * The questions of a run, sorted by id: every cluster; pairs that may not share one and are denied for it; and pairs in
 * the review band whose records are in no other merge, the heaviest first. No record belongs to two merges that could
 * both be carried out, so they may be applied in any order. What it must know to choose it asks for by yielding questions.
 */
export function* chooseQuestions(input: QuestionsInput): Generator<readonly Question[], readonly Question[], readonly Answer[]> {
  const ask = (members: readonly RecordId[], weakestLinkMilliBits: number, inReviewBand: boolean): Question => {
    const attempt = input.attempts.size === 0 ? 0 : input.attempts.get(membersKey(members)) ?? 0
    return { id: mergeId(members, attempt), attempt, members, weakestLinkMilliBits, inReviewBand }
  }
  const askPair = (pair: LinkedPair, inReviewBand: boolean): Question => ask([pair.left, pair.right].toSorted(), pair.weightMilliBits, inReviewBand)
  const clusters = input.clusters.map((cluster) => ask(cluster.members.toSorted(), cluster.weakestLinkMilliBits, false))
  const pairs = input.reviewPairs.filter((pair) => pair.weightMilliBits >= input.reviewMilliBits)
    .toSorted((a, b) => b.weightMilliBits - a.weightMilliBits || byCodeUnit(a.left, b.left) || byCodeUnit(a.right, b.right))
  const ends = new Set(pairs.flatMap((pair) => [pair.left, pair.right]))
  const answers = yield clusters.filter((question) => question.members.some((member) => ends.has(member)))
  const taken = new Set<RecordId>(answers.flatMap((answer) => (answer.sources.length > 0 ? [answer.survivor, ...answer.sources] : [])))
  const separated = input.separated.map((pair) => askPair(pair, false))
  const free = pairs.filter((pair) => !taken.has(pair.left) && !taken.has(pair.right)).map((pair) => askPair(pair, true))
  const found = yield [...separated, ...free]
  const denied = separated.filter((_, index) => found[index]!.outcome === 'denied')
  const seen = new Set(denied.map((question) => question.id))
  const asked = free.filter((question, index) => {
    if (question.members.some((member) => taken.has(member))) return false
    const { outcome } = found[separated.length + index]!
    // What keeps two people apart is worth naming here too; it takes no record away from another question.
    if (outcome === 'review') for (const member of question.members) taken.add(member)
    return outcome === 'review' || (outcome === 'denied' && !seen.has(question.id))
  })
  return [...clusters, ...denied, ...asked].toSorted((a, b) => byCodeUnit(a.id, b.id))
}
