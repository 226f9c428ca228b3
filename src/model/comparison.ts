/**
 * The comparisons of the matching engine and their levels, by the names that rules and explanations use.
 * The order is the order of `PairEvidence.levels`; a level byte holds the level in its low three bits.
 */
export const comparisonNames = ['given', 'family', 'email', 'phone', 'date', 'street', 'postcode', 'city', 'company', 'other'] as const
export type ComparisonLabel = (typeof comparisonNames)[number]

/** Position = level. `missing`: a value is not there; `kin`: a likeness of another kind (nickname, initial, same mailbox name). */
export const levelNames = ['missing', 'different', 'weak', 'like', 'one-edit', 'exact', 'kin'] as const
export type LevelName = (typeof levelNames)[number]

/** The name of a level byte (level + 8 × condition). */
export function levelName(byte: number): LevelName {
  return levelNames[byte & 7] ?? 'missing'
}
