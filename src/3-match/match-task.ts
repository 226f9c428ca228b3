import { blocksOfRule } from './blocking-keys.ts'
import type { BlockingRule } from './blocking-rules.ts'
import { enterBlocks, samplePairs, type PairList } from './candidate-pairs.ts'
import type { MatchSpace } from './match-space.ts'
import { writePairLevels } from './pair-levels.ts'
import { scoreRule, type BlockPart, type EdgeBatch, type ScoreContext } from './score-rule.ts'

/** What all tasks of a match read. It grows from phase to phase and is shared, not copied. */
export interface MatchContext extends ScoreContext {
  readonly rules: readonly BlockingRule[]
}

/** A piece of work that can be done on any thread, in any order, with the same result. */
export type MatchTask =
  | { readonly kind: 'block'; readonly rule: number; readonly sampleSize: number }
  | { readonly kind: 'levels'; readonly pairs: PairList }
  | ({ readonly kind: 'score' } & BlockPart)

/** What a rule's blocks are like. */
export interface BlockSummary {
  readonly kind: 'block'
  readonly pairs: number
  readonly largest: readonly number[]
  readonly sample: PairList
}

export type MatchTaskResult = BlockSummary | { readonly kind: 'levels'; readonly levels: Uint8Array } | EdgeBatch

/** Does one task. */
export function doMatchTask(context: MatchContext, task: MatchTask): MatchTaskResult {
  switch (task.kind) {
    case 'block': {
      const blocks = blocksOfRule(context.space, context.rules[task.rule]!)
      enterBlocks(context.table, task.rule, blocks)
      return { kind: 'block', pairs: blocks.pairs, largest: blocks.largest, sample: samplePairs(blocks, task.sampleSize) }
    }
    case 'levels':
      return { kind: 'levels', levels: levelsOfPairs(context.space, task.pairs) }
    case 'score':
      return scoreRule(context, task)
  }
}

/** The level bytes of listed pairs, pair by pair. */
export function levelsOfPairs(space: MatchSpace, pairs: PairList): Uint8Array {
  const comparisons = space.comparisons.length
  const levels = new Uint8Array(pairs.left.length * comparisons)
  for (let pair = 0; pair < pairs.left.length; pair++) writePairLevels(space, pairs.left[pair]!, pairs.right[pair]!, levels, pair * comparisons)
  return levels
}
