import type { HoldingKind } from '../../model/holding.ts'
import { countedOnly, type Member } from '../member.ts'
import type { RefusalFacts } from './pair-facts.ts'

/** Entries by id; those that the program only counts stand under the id of their customer. */
type Entry = { readonly id: string; readonly count: number }

/** What the program counts on its tab though it was not exported. */
export function countedEntries(member: Member, kind: HoldingKind): readonly Entry[] {
  const count = countedOnly(member, kind)
  return count === 0 ? [] : [{ id: member.record.id, count }]
}

/** How many there are and which, for the refusal's sentence; null where there are none. */
export function totalOf(entries: readonly Entry[]): RefusalFacts | null {
  return entries.length === 0 ? null : { count: entries.reduce((sum, entry) => sum + entry.count, 0), ids: entries.map((entry) => entry.id) }
}
