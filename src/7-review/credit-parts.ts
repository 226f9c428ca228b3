import { balanceOf, transferOf } from '../model/account.ts'
import type { CreditPart, Decision } from '../model/decision.ts'
import type { Operation } from '../model/operation.ts'
import type { PlannedMerge } from '../model/plan.ts'
import type { RecordId } from '../model/record.ts'

/** What is wrong with the parts of credits that a reviewer lets move; names holdings, never amounts. */
export function creditPartProblems(planned: PlannedMerge, credits: Decision['credits']): readonly string[] {
  const parts = credits ?? []
  const twice = parts.filter((each, index) => parts.findIndex((other) => other.holding === each.holding) < index)
  return [...parts.flatMap((part) => problemOf(part, planned) ?? []), ...[...new Set(twice.map((each) => each.holding))].map((holding) => `${holding} is divided twice`)]
}

function problemOf({ holding, amount }: CreditPart, { operations, holdings }: PlannedMerge): string | null {
  const transfer = operations.map((operation) => transferOf(operation)).find((each) => each?.holding === holding)
  const found = holdings.find((each) => each.id === holding)
  const whole = found === undefined ? null : balanceOf(found)?.amount ?? null
  if (transfer === undefined || transfer === null || whole === null) return `${holding} is no credit that this merge moves`
  const isPart = whole < 0n ? amount < 0n && amount >= whole : amount > 0n && amount <= whole
  if (!isPart) return `${holding}: expected a part of its balance, of the same sign and not zero`
  return mayBeDivided(transfer.from, operations) ? null : `${holding} moves whole: its program merges the two customers itself, so that no part can stay`
}

/** Only where a source's things are moved by hand: a program that merges two customers itself takes everything along, and some delete the other one. */
export function mayBeDivided(source: RecordId, operations: readonly Operation[]): boolean {
  return operations.some((operation) => operation.type === 'staff_task' && operation.task === 'deactivate' && operation.record === source)
}
