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

/**
 * Whether it is not known what the member has of a kind: it was not exported, unless the program counts none; or the
 * program counts more than was exported.
 */
export function isUnknown(member: Member, kind: HoldingKind): boolean {
  const isMissing = (member.coverage?.[kind] ?? 'unknown') === 'unknown'
  const counted = member.record.flags.counts?.[kind]
  if (counted === undefined) return isMissing
  return isMissing ? counted > 0 : counted > member.holdings.filter((holding) => holding.kind === kind).length
}

/** How many of a kind the program counts that were not exported at all: their number is known, and nothing else of them. */
export function countedOnly(member: Member, kind: HoldingKind): number {
  return (member.coverage?.[kind] ?? 'unknown') === 'unknown' ? member.record.flags.counts?.[kind] ?? 0 : 0
}

/** Whether the member is known to have none of a kind. */
export function hasNone(member: Member, kind: HoldingKind): boolean {
  return !isUnknown(member, kind) && !member.holdings.some((holding) => holding.kind === kind)
}

/** Whether a subscription runs on the member, so that somebody is charged for it. */
export function isBilled(member: Member, asOf: CalendarDate): boolean {
  return member.holdings.some((holding) => holding.kind === 'subscription' && isRunning(holding, asOf))
}
