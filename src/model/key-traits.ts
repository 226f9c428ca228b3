import { hashText } from './json.ts'
import type { RecordId, SourceRecord } from './record.ts'
import { keyPart } from './key-part.ts'

/** Digits of a hash that make two customers' traits differ, a few million at a time. */
const traitDigits = 16

/** The traits of a record that has no id of its own, in this order: what tells, when its row changes, that it is still the same. */
const traitFields = [['givenName'], ['familyName'], ['email'], ['birthDate'], ['mobile', 'phone']] as const
const [given, family, email, birthDate, phone] = [0, 1, 2, 3, 4] as const

/** Whether an id was made from key columns because the export has none: `system:k-` and 16 digits. */
export function isKeyed(id: RecordId): boolean {
  return /^[^:]+:k-[0-9a-f]{16}$/.test(id)
}

/** Hashes of the traits, `-` for what is missing: the store remembers no values of a customer. */
export function traitsOf({ fields }: SourceRecord): string {
  return traitFields.map((names) => {
    const value = names.map((name) => keyPart(fields[name])).find((part) => part !== '') ?? ''
    return value === '' ? '-' : hashText(value).slice(0, traitDigits)
  }).join(' ')
}

/**
 * Whether two records without an id may be one whose row was changed: the same name, unless e-mail and birth date both
 * differ; or the same given name and the same e-mail, birth date or phone (a name changed by marriage).
 */
export function mayBeSame(left: string, right: string): boolean {
  const [one, other] = [left.split(' '), right.split(' ')]
  const same = (trait: number): boolean => one[trait] !== '-' && one[trait] === other[trait]
  const differs = (trait: number): boolean => one[trait] !== '-' && other[trait] !== '-' && one[trait] !== other[trait]
  if (same(given) && same(family)) return !(differs(email) && differs(birthDate))
  return same(given) && (same(email) || same(birthDate) || same(phone)) && !(differs(email) && differs(birthDate))
}
