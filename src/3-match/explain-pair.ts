import { levelName, type LevelName } from '../model/comparison.ts'
import { textOf } from '../model/record-columns.ts'
import type { Frequencies } from './frequency.ts'
import { comparedText, type MatchSpace } from './match-space.ts'
import type { MatchResult } from './match.ts'
import { edgeBetween, scorePair } from './score-pair.ts'
import { CONDITION_CROSSED, CONDITION_MAILBOX_YEAR, LEVEL_EXACT, LEVEL_KIN, LEVEL_LIKE, LEVEL_MISSING, type ComparisonName } from './specification.ts'
import { householdCost, valuePart } from './weights.ts'

/** Why a comparison weighs what it weighs; each key has a sentence in every language. */
export type ComparisonReason =
  | 'missing' | 'otherScript' | 'different' | 'weak' | 'like' | 'oneEdit' | 'same' | 'sameButCommon' | 'sameFullAddress' | 'sameFollows' | 'saidByName' | 'otherGeneration' | 'crossed'
  | 'mailboxYear' | 'otherMailboxYear' | 'nickname' | 'initial' | 'abbreviated' | 'sharedWord' | 'sameMailboxName' | 'sameBirthday' | 'sameStreet'

/** One comparison of an explained pair. */
export interface ExplainedComparison {
  /** The comparison's own name, or `other:` and the header of the column. */
  readonly name: string
  readonly kind: ComparisonName
  readonly level: LevelName
  readonly leftValue: string | null
  readonly rightValue: string | null
  readonly weightMilliBits: number
  /** The part of the weight that comes from how rare the compared values are. */
  readonly fromFrequencyMilliBits: number
  readonly reason: ComparisonReason
  /** How many share the agreeing value, and how many have any; 0 where the values do not agree. */
  readonly sharedBy: number
  readonly outOf: number
}

/**
 * A pair explained. Prior, comparisons and household add up to the weight exactly:
 * `priorMilliBits + Σ comparisons − householdMilliBits = weightMilliBits`.
 */
export interface PairExplanation {
  readonly leftId: string
  readonly rightId: string
  readonly weightMilliBits: number
  /** What is known before anything is compared: the share of all pairs that are one person. */
  readonly priorMilliBits: number
  /** What is taken off because two persons of one household would explain the pair too; at least 0. */
  readonly householdMilliBits: number
  readonly comparisons: readonly ExplainedComparison[]
  /** The blocking rule that found the pair first, or null: then it was compared only because it was asked for. */
  readonly blockingRule: string | null
}

/** An equal value that weighs less than this many thousandths of a bit counts little. */
const COUNTS_LITTLE_MILLI_BITS = 3000

/** Explains any pair, on demand, from the records and the weights. */
export function explainPair(result: MatchResult, one: number, other: number): PairExplanation {
  const { space, weights, edges } = result
  const { left, right, levels, weightMilliBits } = scorePair(space, weights, one, other)
  const comparisons = space.comparisons.map((_, index) => explainedComparison(result, index, levels[index]!, left, right))
  let household = weights.householdPriorMilliBits
  for (const [index, byte] of levels.entries()) {
    if (byte !== 0) household += weights.household[index * 32 + byte]! + valuePart(space, weights, index, byte, left, right)
  }
  const edge = edgeBetween(edges, left, right)
  return {
    leftId: textOf(result.ids, left),
    rightId: textOf(result.ids, right),
    weightMilliBits,
    priorMilliBits: weights.priorMilliBits,
    householdMilliBits: householdCost(household),
    comparisons,
    blockingRule: edge < 0 ? null : result.rules[edges.rule[edge]!]!.name,
  }
}

function explainedComparison(result: MatchResult, index: number, byte: number, left: number, right: number): ExplainedComparison {
  const { space, weights } = result
  const { name, kind } = space.comparisons[index]!
  const fromFrequencyMilliBits = byte === LEVEL_MISSING ? 0 : valuePart(space, weights, index, byte, left, right)
  const weightMilliBits = byte === LEVEL_MISSING ? 0 : weights.matched[index * 32 + byte]! + fromFrequencyMilliBits
  const { sharedBy, outOf } = sharing(result, index, byte, left)
  const leftValue = shownText(space, index, left)
  const rightValue = shownText(space, index, right)
  return {
    name, kind, level: levelName(byte), leftValue, rightValue, weightMilliBits, fromFrequencyMilliBits,
    reason: reasonOf(space, index, byte, leftValue, rightValue, weightMilliBits), sharedBy, outOf,
  }
}

/** The compared text; a date with dashes, a street with its house number. */
function shownText(space: MatchSpace, index: number, record: number): string | null {
  const text = comparedText(space, index, record)
  if (text === null) return null
  if (space.comparisons[index]!.kind === 'date') return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  if (space.comparisons[index]!.kind !== 'street') return text
  const house = space.house.values[record]!
  return house === 0 ? text : `${text} ${textOf(space.house.features.dictionary, house)}`
}

function sharing(result: MatchResult, index: number, byte: number, left: number): { readonly sharedBy: number; readonly outOf: number } {
  if ((byte & 7) !== LEVEL_EXACT) return { sharedBy: 0, outOf: 0 }
  const { space, addresses } = result
  const { kind } = space.comparisons[index]!
  // A model that was given keeps no values that only one or two have: what it does not know is theirs alone.
  const shared = ({ counts, filled }: Frequencies, value: number): { readonly sharedBy: number; readonly outOf: number } => ({ sharedBy: Math.max(1, counts[value]!), outOf: filled })
  if (kind === 'street' && addresses !== null && byte >= 8) return shared(addresses.fullAddress, space.fullAddress[left]!)
  const frequencies = result.frequencies[index]!
  const values = kind === 'other' ? space.others[index - (space.comparisons.length - space.others.length)]!.values : space[kind].values
  return shared(frequencies, values[left]!)
}

function reasonOf(space: MatchSpace, index: number, byte: number, left: string | null, right: string | null, weight: number): ComparisonReason {
  const { kind } = space.comparisons[index]!
  const condition = byte >> 3
  if ((kind === 'given' || kind === 'family') && condition === CONDITION_CROSSED) return 'crossed'
  if (kind === 'date' && condition === CONDITION_MAILBOX_YEAR) return (byte & 7) === LEVEL_LIKE ? 'mailboxYear' : 'otherMailboxYear'
  switch (byte & 7) {
    case 0: return left === null || right === null ? 'missing' : space.followsGiven[index]! ? 'saidByName' : 'otherScript'
    case 1: return kind === 'given' && left === right ? 'otherGeneration' : 'different'
    case 2: return 'weak'
    case 3: return 'like'
    case 4: return 'oneEdit'
    case LEVEL_KIN: return kinReason(kind, left ?? '', right ?? '')
    default:
      if (kind === 'street' && condition > 0) return 'sameFullAddress'
      if ((kind === 'postcode' || kind === 'city' || kind === 'other') && condition === 1 && weight < COUNTS_LITTLE_MILLI_BITS) return 'sameFollows'
      return weight < COUNTS_LITTLE_MILLI_BITS ? 'sameButCommon' : 'same'
  }
}

function kinReason(kind: ComparisonName, left: string, right: string): ComparisonReason {
  if (kind === 'email') return 'sameMailboxName'
  if (kind === 'date') return 'sameBirthday'
  if (kind === 'street') return 'sameStreet'
  if (kind === 'other') return 'abbreviated'
  if (left.length === 1 || right.length === 1) return 'initial'
  return left.includes(' ') || right.includes(' ') ? 'sharedWord' : 'nickname'
}
