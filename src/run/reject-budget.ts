import { DubletteError } from '../model/error.ts'

/** @throws DubletteError TOO_MANY_REJECTS; `budget`: null = any number */
export function refuseRejects(quarantined: number, budget: number | null): void {
  if (budget === null || quarantined <= budget) return
  throw new DubletteError('TOO_MANY_REJECTS', 'More rows were quarantined than the reject budget allows.', { got: `${quarantined} rows`, expected: `at most ${budget}` })
}
