import { birthDatesConflict } from '../model/identity/birth-dates.ts'
import { isCompanyAndContact } from '../model/identity/company-contact.ts'
import { isParentAndChild } from '../model/identity/parent-child.ts'
import { isSharedMailbox } from '../model/identity/shared-email.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import type { RefusalCode } from '../model/refusal.ts'
import type { RememberedVerdict } from '../model/remembered-pairs.ts'
import type { Ruleset } from './ruleset.ts'

/** Refusals that say "these are two people": they look at the two records alone, whichever of them would survive. */
export const identityCodes = ['NOT_A_DUPLICATE', 'BIRTHDATE_CONFLICT', 'SHARED_EMAIL_DIFFERENT_NAME', 'PARENT_CHILD', 'COMPANY_CONTACT'] as const satisfies readonly RefusalCode[]
export type IdentityCode = (typeof identityCodes)[number]

const predicates: { readonly [code in IdentityCode]: (left: SourceRecord, right: SourceRecord, verdict: RememberedVerdict) => boolean } = {
  NOT_A_DUPLICATE: (left, right, verdict) => verdict(left.id, right.id) === 'never',
  BIRTHDATE_CONFLICT: (left, right) => birthDatesConflict(left.fields.birthDate, right.fields.birthDate),
  SHARED_EMAIL_DIFFERENT_NAME: (left, right) => isSharedMailbox(left.fields, right.fields),
  PARENT_CHILD: isParentAndChild,
  COMPANY_CONTACT: isCompanyAndContact,
}

/** Whether one identity refusal holds for a pair. Symmetric; asks no rules. */
export function identityHolds(code: IdentityCode, left: SourceRecord, right: SourceRecord, verdict: RememberedVerdict): boolean {
  return predicates[code](left, right, verdict)
}

/**
 * Whether the rules forbid two records to share a cluster: an identity refusal holds that is not only worth a look.
 * To be asked of every pair heavy enough to be joined, before clusters are formed.
 */
export function mayNotShareCluster(left: SourceRecord, right: SourceRecord, ruleset: Pick<Ruleset, 'refusals'>, verdict: RememberedVerdict): boolean {
  return identityCodes.some((code) => keepsApart(code, left, right, ruleset, verdict) && predicates[code](left, right, verdict))
}

/** Whether a refusal may keep these two apart at all. */
function keepsApart(code: IdentityCode, left: SourceRecord, right: SourceRecord, ruleset: Pick<Ruleset, 'refusals'>, verdict: RememberedVerdict): boolean {
  const { severity } = ruleset.refusals[code]
  // A person's "always" outweighs what the records look like, but not another person's "never".
  return severity !== 'off' && severity !== 'review' && (code === 'NOT_A_DUPLICATE' || verdict(left.id, right.id) !== 'always')
}

/** The records that earlier merges made part of a customer, as far as the exports still hold them: it is their person too. */
export type FormerRecords = (customer: RecordId) => readonly SourceRecord[]

/** As `mayNotShareCluster`, for two customers with all that they were before: who was kept apart from a record that is part of a customer now is kept apart from the customer. */
export function mayNotComeTogether(left: SourceRecord, right: SourceRecord, ruleset: Pick<Ruleset, 'refusals'>, verdict: RememberedVerdict, formerOf: FormerRecords): boolean {
  return mayNotShareCluster(left, right, ruleset, verdict) || identityCodes.some((code) => keepsApart(code, left, right, ruleset, verdict) && formerContradictions(code, left, right, verdict, formerOf).length > 0)
}

/**
 * Which former records contradict by one identity refusal, of either customer. One that contradicts its own customer in
 * the same way says nothing: somebody looked at that, and merged them all the same. A mailbox is no such contradiction: the
 * merge itself may have brought it along.
 */
export function formerContradictions(code: IdentityCode, left: SourceRecord, right: SourceRecord, verdict: RememberedVerdict, formerOf: FormerRecords): readonly RecordId[] {
  const speaking = (customer: SourceRecord): readonly SourceRecord[] => formerOf(customer.id).filter((former) => isSaidByEachAlone(code) || !predicates[code](former, customer, verdict))
  const [ours, theirs] = [speaking(left), speaking(right)]
  if (ours.length + theirs.length === 0) return none
  const pairs = [left, ...ours].flatMap((one) => [right, ...theirs].map((other) => [one, other] as const))
  const found = pairs.filter(([one, other]) => predicates[code](one, other, verdict)).flat().filter((record) => record !== left && record !== right)
  return [...new Set(found.map(({ id }) => id))].toSorted()
}

function isSaidByEachAlone(code: IdentityCode): boolean {
  return code === 'NOT_A_DUPLICATE' || code === 'SHARED_EMAIL_DIFFERENT_NAME'
}

const none: readonly RecordId[] = Object.freeze([])
