import type { CalendarDate } from '../../model/calendar.ts'
import { byCodeUnit } from '../../model/json.ts'
import type { RecordId, SourceRecord } from '../../model/record.ts'

export type Sought = { readonly lost: SourceRecord; readonly remaining: RecordId; readonly since: CalendarDate }

/**
 * Records that can be a lost customer created again: the e-mail and family name, or both names and the birth date, and
 * not older than the repair; the old id itself before all. Sorted; one is certain, several are for a person to decide.
 */
export function candidatesFor({ lost, remaining, since }: Sought, records: readonly SourceRecord[]): readonly RecordId[] {
  // Back under its old id: no other can be meant.
  if (records.some((record) => record.id === lost.id)) return [lost.id]
  return records.filter((record) => record.system === lost.system && record.id !== remaining && (record.createdOn === null || record.createdOn >= since) && isSamePerson(record, lost))
    .map((record) => record.id).toSorted(byCodeUnit)
}

function isSamePerson({ fields: one, createdOn }: SourceRecord, { fields: other }: SourceRecord): boolean {
  const same = (name: 'email' | 'givenName' | 'familyName' | 'birthDate'): boolean => one[name] !== undefined && one[name].toLowerCase() === other[name]?.toLowerCase()
  if (!same('familyName')) return false
  if (same('email') || same('givenName') && same('birthDate')) return true
  // With a name alone, only a record that is known to be new.
  return other.email === undefined && other.birthDate === undefined && same('givenName') && createdOn !== null
}
