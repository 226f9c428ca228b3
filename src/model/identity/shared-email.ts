import type { Fields } from '../field.ts'
import { completeBirthDate } from './birth-dates.ts'
import { areOneSlipApart, givenNamesPlainlyDiffer } from './given-names.ts'

/** An address as far as it tells mailboxes apart: trimmed, lower case; null where there is none. */
export function mailbox(fields: Fields): string | null {
  const text = fields.email?.trim().toLowerCase()
  return text === undefined || text === '' ? null : text
}

export function shareMailbox(left: Fields, right: Fields): boolean {
  const ours = mailbox(left)
  return ours !== null && ours === mailbox(right)
}

/**
 * One mailbox, two people: a family, a couple, separated parents. A changed family name alone does not count, nor do given
 * names one slip apart of people born on one day: a couple is not, and whether it is one person or twins, a person is asked.
 */
export function isSharedMailbox(left: Fields, right: Fields): boolean {
  return shareMailbox(left, right) && givenNamesPlainlyDiffer(left, right) && !isSlipOrTwins(left, right)
}

/** One mailbox and one whole birth date, and given names that are one slip apart: one person with a slip, or twins. */
export function isSlipOrTwins(left: Fields, right: Fields): boolean {
  const born = completeBirthDate(left.birthDate)
  return born !== null && born === completeBirthDate(right.birthDate) && shareMailbox(left, right) && areOneSlipApart(left, right)
}
