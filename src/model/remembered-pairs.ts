import type { RememberedPair } from './decision.ts'
import type { RecordId } from './record.ts'

/** What a person said of a pair, whichever way round it is asked; null where nobody spoke. */
export type RememberedVerdict = (one: RecordId, other: RecordId) => RememberedPair['verdict'] | null

/** Looks pairs up in constant time. A later entry of the list replaces an earlier one of the same pair. */
export function rememberedVerdicts(pairs: readonly RememberedPair[]): RememberedVerdict {
  const verdicts = new Map<string, RememberedPair['verdict']>()
  for (const pair of pairs) verdicts.set(keyOf(pair.left, pair.right), pair.verdict)
  return (one, other) => verdicts.get(keyOf(one, other)) ?? null
}

function keyOf(one: RecordId, other: RecordId): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`
}
