import { blocksOfRule } from './blocking-keys.ts'
import type { BlockingRule } from './blocking-rules.ts'
import { cutMembers, enterBlocks, membersOfBlocks, samplePairs, type BlockMembers, type PairList } from './candidate-pairs.ts'
import type { MatchSpace } from './match-space.ts'
import { writePairLevels } from './pair-levels.ts'
import { fillRecordRows } from './record-rows.ts'
import { scoreRule, type BlockPart, type EdgeBatch, type ScoreContext } from './score-rule.ts'

/** What all tasks of a match read. It grows from phase to phase and is shared, not copied. */
export interface MatchContext extends ScoreContext {
  readonly rules: readonly BlockingRule[]
}

/** A piece of work that can be done on any thread, in any order, with the same result. */
export type MatchTask =
  | { readonly kind: 'block'; readonly rule: number; readonly sampleSize: number }
  | { readonly kind: 'levels'; readonly pairs: PairList }
  | { readonly kind: 'members'; readonly rule: number }
  | { readonly kind: 'rows'; readonly from: number; readonly to: number }
  | ({ readonly kind: 'score' } & BlockPart)

/** What a rule's blocks are like. */
export interface BlockSummary {
  readonly kind: 'block'
  readonly pairs: number
  readonly largest: readonly number[]
  readonly sample: PairList
}

/** The blocks of a rule in use, as they are scored. */
export interface RuleMembers {
  readonly kind: 'members'
  readonly rule: number
  readonly members: BlockMembers
  /** Where the parts begin in which the members are scored, and the end. */
  readonly cuts: readonly number[]
}

export type MatchTaskResult = BlockSummary | RuleMembers | { readonly kind: 'levels'; readonly levels: Uint8Array } | { readonly kind: 'rows' } | EdgeBatch

/** Parts of about the same size, so that no thread waits long for the last one. */
const PAIRS_OF_PART = 100_000

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
    case 'members': {
      const members = membersOfBlocks(context.table, context.space.count, task.rule)
      return { kind: 'members', rule: task.rule, members, cuts: cutMembers(members, PAIRS_OF_PART) }
    }
    case 'rows':
      fillRecordRows(context.space, context.rows!, task.from, task.to)
      return { kind: 'rows' }
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
