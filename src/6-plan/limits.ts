import { byCodeUnit } from '../model/json.ts'
import { moneyWords } from '../model/money.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { PlanSums } from './plan-sums.ts'

/** A run limit of the rules that the plan exceeds. */
export type ExceededLimit = { readonly got: string; readonly expected: string }

/** Compares the automatic merges with the limits of the profile; what a person reviews one by one does not count. */
export function limitsExceeded({ merges, sources, moved }: PlanSums['automatic'], customers: number, limits: Ruleset['limits']): readonly ExceededLimit[] {
  const exceeded: ExceededLimit[] = []
  if (limits.maxMerges !== null && merges > limits.maxMerges) exceeded.push({ got: `${merges} automatic merges`, expected: `at most ${limits.maxMerges}` })
  if (limits.maxShareOfCustomers !== null && sources > limits.maxShareOfCustomers * customers) exceeded.push({ got: `${sources} of ${customers} customers retired automatically`, expected: `at most ${Math.round(limits.maxShareOfCustomers * 1000) / 10} %` })
  for (const [currency, amount] of Object.entries(moved).toSorted(([left], [right]) => byCodeUnit(left, right))) {
    if (limits.maxCreditMovedMinor !== null && amount > limits.maxCreditMovedMinor) exceeded.push({ got: `${words(amount, currency)} of credit moved automatically`, expected: `at most ${words(limits.maxCreditMovedMinor, currency)}` })
  }
  return exceeded
}

function words(amountMinor: bigint, currency: string): string {
  return moneyWords({ amountMinor, currency }, 'en')
}
