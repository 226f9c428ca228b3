import { type ComparisonSpecification, LEVEL_ELSE } from './specification.ts'

/** So many times the expected share of households may bear two family names that have nothing in common. */
const MOST_UNLIKE = 2

/**
 * Holds what is learned of households to what makes one: most who live together bear one family name. Where a file has
 * few streets, neighbours would else pass for households, one round after the other, and nothing but the class of
 * matches be left for the families.
 */
export function withFamilyNames({ name }: ComparisonSpecification, learned: Float64Array, defaults: Float64Array): Float64Array {
  // The names as they stand, not crossed, are the first condition.
  const unlike = learned[LEVEL_ELSE]!
  const most = MOST_UNLIKE * defaults[LEVEL_ELSE]!
  if (name !== 'family' || unlike <= most) return learned
  return learned.map((share, byte) => (byte === LEVEL_ELSE ? most : byte < 8 ? share * (1 - most) / (1 - unlike) : share))
}
