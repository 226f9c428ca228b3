import type { CalendarDate } from '../../model/calendar.ts'
import { fieldNames } from '../../model/field.ts'
import type { Holding } from '../../model/holding.ts'
import { byCodeUnit } from '../../model/json.ts'
import type { LastKnown, MergedElsewhere, Swallowed, TakenValue } from '../../model/merged-elsewhere.ts'
import type { Coverage, RecordId, SourceRecord } from '../../model/record.ts'
import { judgeCards } from './judge-cards.ts'
import { locateEntitlements, type RemainingAccount } from './locate-entitlements.ts'

/** What the accounts that remain hold: now, and before others went into them. */
export type AroundMerge = {
  readonly holdingsNow: (account: RecordId) => readonly Holding[]
  /** Null where nobody knows what an account held before. */
  readonly holdingsBefore: (account: RecordId) => readonly Holding[] | null
  /** The record now, and before; null where nobody knows what it was. */
  readonly recordNow: (account: RecordId) => SourceRecord | null
  readonly recordBefore: (account: RecordId) => SourceRecord | null
  readonly coverageOf: (account: RecordId) => Coverage
  readonly asOf: CalendarDate
}

/** Gathers the missing customers by the account that remains: one repair each, sorted by its id. */
export function mergedElsewhere(swallowed: readonly Swallowed[], around: AroundMerge): readonly MergedElsewhere[] {
  const byAccount = new Map<RecordId, Swallowed[]>()
  for (const each of swallowed) byAccount.set(each.remaining, [...(byAccount.get(each.remaining) ?? []), each])
  return [...byAccount].toSorted(([left], [right]) => byCodeUnit(left, right)).map(([remaining, members]): MergedElsewhere => {
    const account: RemainingAccount = { id: remaining, now: around.holdingsNow(remaining), before: around.holdingsBefore(remaining), coverage: around.coverageOf(remaining) }
    const keepsCards = account.coverage.card !== 'none'
    const customers = members.map((each) => (keepsCards ? each.lastKnown : { ...each.lastKnown, cards: [] })).toSorted((left, right) => byCodeUnit(left.record.id, right.record.id))
    const { lost, spentTogether } = locateEntitlements(customers, account, around.asOf)
    return { remaining, lost, cards: judgeCards(customers, account), spentTogether, taken: takenValues(around.recordBefore(remaining), around.recordNow(remaining), customers) }
  })
}

/** Values that are no longer what they were, but what a missing customer had. */
function takenValues(before: SourceRecord | null, now: SourceRecord | null, customers: readonly LastKnown[]): readonly TakenValue[] {
  if (before === null || now === null) return []
  return fieldNames.flatMap((field): readonly TakenValue[] => {
    const [was, is] = [before.fields[field], now.fields[field]]
    const of = is === undefined || is === was ? undefined : customers.find((each) => each.record.fields[field] === is)
    return is === undefined || of === undefined ? [] : [{ field, was: was ?? null, now: is, of: of.record.id }]
  })
}
