import type { CalendarDate } from '../model/calendar.ts'
import type { Holding, HoldingKind, HoldingOf } from '../model/holding.ts'
import { isRunning } from '../model/holding-state.ts'
import { byCodeUnit } from '../model/json.ts'
import type { Coverage, RecordId, SourceRecord } from '../model/record.ts'
import type { MergeInput } from './merge-input.ts'

/** A record of a cluster with everything that hangs on it, sorted by id. */
export type Member = { readonly record: SourceRecord; readonly holdings: readonly Holding[]; readonly coverage: Coverage | undefined }

export function memberOf(input: MergeInput, id: RecordId): Member {
  const record = input.recordOf(id)
  const holdings = input.holdingsOf(id)
  return { record, holdings: holdings.length > 1 ? holdings.toSorted((a, b) => byCodeUnit(a.id, b.id)) : holdings, coverage: input.coverage[record.system] }
}

export function holdingsOfKind<K extends HoldingKind>(member: Member, kind: K): readonly HoldingOf<K>[] {
  return member.holdings.filter((holding): holding is HoldingOf<K> => holding.kind === kind)
}

/** Whether it is not known if the member has holdings of a kind. */
export function isUnknown(member: Member, kind: HoldingKind): boolean {
  return (member.coverage?.[kind] ?? 'unknown') === 'unknown'
}

/** Whether the member is known to have none of a kind. */
export function hasNone(member: Member, kind: HoldingKind): boolean {
  return !isUnknown(member, kind) && !member.holdings.some((holding) => holding.kind === kind)
}

/** Whether a subscription runs on the member, so that somebody is charged for it. */
export function isBilled(member: Member, asOf: CalendarDate): boolean {
  return member.holdings.some((holding) => holding.kind === 'subscription' && isRunning(holding, asOf))
}
