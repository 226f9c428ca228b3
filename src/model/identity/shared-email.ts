import type { Fields } from '../field.ts'
import { givenNamesPlainlyDiffer } from './given-names.ts'

/** An address as far as it tells mailboxes apart: trimmed, lower case; null where there is none. */
export function mailbox(fields: Fields): string | null {
  const text = fields.email?.trim().toLowerCase()
  return text === undefined || text === '' ? null : text
}

export function shareMailbox(left: Fields, right: Fields): boolean {
  const ours = mailbox(left)
  return ours !== null && ours === mailbox(right)
}

/** One mailbox, two people: a family, a couple, separated parents. A changed family name alone does not count. */
export function isSharedMailbox(left: Fields, right: Fields): boolean {
  return shareMailbox(left, right) && givenNamesPlainlyDiffer(left, right)
}
