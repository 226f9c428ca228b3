import { parseCalendarDate } from '../model/calendar.ts'
import type { Decision } from '../model/decision.ts'
import type { FieldName } from '../model/field.ts'
import type { GoldenField, Merge } from '../model/merge.ts'

type Override = Decision['overrides'][number]

/** Fields that travel together, by the profile: street, postcode and city. */
export type FieldGroups = readonly (readonly FieldName[])[]

/** What is wrong with the values a reviewer chose; names fields, never values. */
export function overrideProblems(merge: Merge, overrides: readonly Override[], groups: FieldGroups): readonly string[] {
  const twice = overrides.filter((each, index) => overrides.findIndex((other) => other.field === each.field) < index)
  return [
    ...overrides.flatMap((each) => problemOf(each, merge) ?? []),
    ...[...new Set(twice.map((each) => each.field))].map((field) => `${field} is chosen twice`),
    ...groups.flatMap((group) => splitGroup(merge, overrides, group)),
  ]
}

function problemOf({ field, value, from }: Override, merge: Merge): string | null {
  const golden = merge.golden.find((each) => each.field === field)
  if (golden === undefined) return `${field} stands in none of the records`
  if (from !== null) return problemOfTaken(field, value, golden.values.find((each) => each.record === from))
  if (value === null) return null
  if (value.trim() !== value || value === '') return `${field}: expected a value without blanks around it, or null for none`
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001F\u007F]/.test(value)) return `${field}: expected a value of one line`
  if (value.includes('••••')) return `${field} is masked: expected the record whose value is meant (from), not its last four`
  if (field === 'birthDate' && parseCalendarDate(value) === null) return 'birthDate: expected a date written YYYY-MM-DD'
  if (field === 'email' && !/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$/.test(value)) return 'email: expected an e-mail address'
  return null
}

/** A value taken from a record is that record's: the file may leave it out or mask it, but not say another one than would be taken. */
function problemOfTaken(field: string, value: string | null, held: { readonly value: string | null } | undefined): string | null {
  if (held === undefined) return `${field} names a record that is no part of the merge`
  return value === null || value === held.value || value.includes('••••') ? null : `${field}: the value is not the one of the record that it names (from)`
}

/** Taking one field of a group from a record takes all of them from it: half an address of each would be nobody's. */
function splitGroup(merge: Merge, overrides: readonly Override[], group: readonly FieldName[]): readonly string[] {
  const fields = merge.golden.filter((field) => (group as readonly string[]).includes(field.field))
  const from = overrides.find((each) => each.from !== null && fields.some((field) => field.field === each.field))?.from ?? null
  if (from === null) return []
  const fits = (field: GoldenField): boolean => {
    const override = overrides.find((each) => each.field === field.field)
    if (override !== undefined) return override.from === null || override.from === from
    return field.result === (field.values.find((each) => each.record === from)?.value ?? null)
  }
  return fields.every(fits) ? [] : [`${group.join(', ')} travel together: expected all of them from one record`]
}
