import { byCodeUnit } from '../model/json.ts'
import { moneyWords } from '../model/money.ts'
import { moneyMoved } from '../model/money-moved.ts'
import type { PlannedMerge } from '../model/plan.ts'
import type { PlanInput } from './plan-input.ts'

/** A run limit of the rules that the plan exceeds. */
export type ExceededLimit = { readonly got: string; readonly expected: string }

/** Compares the automatic merges with the limits of the profile; what a person reviews one by one does not count. */
export function limitsExceeded(merges: readonly PlannedMerge[], input: PlanInput): readonly ExceededLimit[] {
  const { limits } = input.ruleset
  const automatic = merges.filter((each) => each.merge.outcome === 'automatic')
  const sources = automatic.reduce((sum, each) => sum + each.merge.sources.length, 0)
  const customers = input.records - input.retired
  const exceeded: ExceededLimit[] = []
  if (limits.maxMerges !== null && automatic.length > limits.maxMerges) exceeded.push({ got: `${automatic.length} automatic merges`, expected: `at most ${limits.maxMerges}` })
  if (limits.maxShareOfCustomers !== null && sources > limits.maxShareOfCustomers * customers) exceeded.push({ got: `${sources} of ${customers} customers retired automatically`, expected: `at most ${Math.round(limits.maxShareOfCustomers * 1000) / 10} %` })
  const moved = moneyMoved(automatic.flatMap((each) => each.operations))
  for (const [currency, amount] of [...moved].toSorted(([left], [right]) => byCodeUnit(left, right))) {
    if (limits.maxCreditMovedMinor !== null && amount > limits.maxCreditMovedMinor) exceeded.push({ got: `${words(amount, currency)} of credit moved automatically`, expected: `at most ${words(limits.maxCreditMovedMinor, currency)}` })
  }
  return exceeded
}

function words(amountMinor: bigint, currency: string): string {
  return moneyWords({ amountMinor, currency }, 'en')
}
