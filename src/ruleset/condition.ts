import type { ComparisonLabel, LevelName } from '../model/comparison.ts'
import type { HoldingKind } from '../model/holding.ts'
import type { Origin } from '../model/record.ts'

/** A parsed expression as far as it is explained: a path or a value with its text, anything else with its parts. */
export type ConditionNode = { readonly op: string; readonly text: string; readonly parts: readonly ConditionNode[] }

/** A type-checked CEL expression; `holds` is pure. */
export type Condition = {
  /** As written in the rules. */
  readonly text: string
  /** The same meaning in one spelling: what the hash covers. */
  readonly meaning: string
  readonly tree: ConditionNode
  /** Paths the expression asks about, sorted: `source.origin`, `pair.weight`. */
  readonly asks: readonly string[]
  readonly holds: (facts: ConditionFacts) => boolean
}

/** What a condition may ask about one side of a pair. Counts are bigint because CEL's integers are. */
export type SideFacts = {
  readonly origin: Origin
  readonly system: string
  readonly hasLogin: boolean
  /** Whether a subscription runs on it. */
  readonly billed: boolean
  readonly company: boolean
  readonly deceased: boolean
  readonly participants: bigint
  /** How many holdings of each kind it has. */
  readonly holds: Readonly<Record<HoldingKind, bigint>>
}

/** What a condition may ask about. Weights in bits (log2 odds), thousandths exact. */
export type ConditionFacts = {
  readonly pair: Readonly<Record<ComparisonLabel, LevelName>> & { readonly weight: number; readonly always: boolean; readonly sameSystem: boolean }
  readonly source: SideFacts
  readonly survivor: SideFacts
  readonly cluster: { readonly size: bigint; readonly weakest: number }
  readonly match: { readonly strong: number; readonly review: number; readonly credit: number }
}
