import type { CalendarDate } from '../../model/calendar.ts'
import type { Holding } from '../../model/holding.ts'
import { byCodeUnit } from '../../model/json.ts'
import type { MergedElsewhere, Swallowed } from '../../model/merged-elsewhere.ts'
import type { Coverage, RecordId } from '../../model/record.ts'
import { judgeCards } from './judge-cards.ts'
import { locateEntitlements, type RemainingAccount } from './locate-entitlements.ts'

/** What the accounts that remain hold: now, and before others went into them. */
export type AroundMerge = {
  readonly holdingsNow: (account: RecordId) => readonly Holding[]
  /** Null where nobody knows what an account held before. */
  readonly holdingsBefore: (account: RecordId) => readonly Holding[] | null
  readonly coverageOf: (account: RecordId) => Coverage
  readonly asOf: CalendarDate
}

/** Gathers the missing customers by the account that remains: one repair each, sorted by its id. */
export function mergedElsewhere(swallowed: readonly Swallowed[], around: AroundMerge): readonly MergedElsewhere[] {
  const byAccount = new Map<RecordId, Swallowed[]>()
  for (const each of swallowed) byAccount.set(each.remaining, [...(byAccount.get(each.remaining) ?? []), each])
  return [...byAccount].toSorted(([left], [right]) => byCodeUnit(left, right)).map(([remaining, members]): MergedElsewhere => {
    const account: RemainingAccount = { id: remaining, now: around.holdingsNow(remaining), before: around.holdingsBefore(remaining), coverage: around.coverageOf(remaining) }
    const customers = members.map((each) => each.lastKnown).toSorted((left, right) => byCodeUnit(left.record.id, right.record.id))
    const { lost, spentTogether } = locateEntitlements(customers, account, around.asOf)
    return { remaining, lost, cards: judgeCards(customers, account), spentTogether }
  })
}
