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
  return identityCodes.some((code) => {
    const { severity } = ruleset.refusals[code]
    // A person's "always" outweighs what the records look like, but not another person's "never".
    if (severity === 'off' || severity === 'review' || (code !== 'NOT_A_DUPLICATE' && verdict(left.id, right.id) === 'always')) return false
    return predicates[code](left, right, verdict)
  })
}

/** The records that earlier merges made part of a customer, as far as the exports still hold them: it is their person too. */
export type FormerRecords = (customer: RecordId) => readonly SourceRecord[]

/** As `mayNotShareCluster`, for two customers with all that they were before: who was kept apart from a record that is part of a customer now is kept apart from the customer. */
export function mayNotComeTogether(left: SourceRecord, right: SourceRecord, ruleset: Pick<Ruleset, 'refusals'>, verdict: RememberedVerdict, formerOf: FormerRecords): boolean {
  if (mayNotShareCluster(left, right, ruleset, verdict)) return true
  return verdict(left.id, right.id) !== 'always' && formerPairs(left, right, formerOf).some(([one, other]) => mayNotShareCluster(one, other, ruleset, verdict))
}

/** Which former records contradict: by one identity refusal, of either customer; none where the two themselves do. */
export function formerContradictions(code: IdentityCode, left: SourceRecord, right: SourceRecord, verdict: RememberedVerdict, formerOf: FormerRecords): readonly RecordId[] {
  const found = formerPairs(left, right, formerOf).filter(([one, other]) => identityHolds(code, one, other, verdict)).flat().filter((record) => record !== left && record !== right)
  return [...new Set(found.map(({ id }) => id))].toSorted()
}

/** Each record of one customer beside each of the other, but the two themselves. */
function formerPairs(left: SourceRecord, right: SourceRecord, formerOf: FormerRecords): readonly (readonly [SourceRecord, SourceRecord])[] {
  const [ours, theirs] = [formerOf(left.id), formerOf(right.id)]
  if (ours.length + theirs.length === 0) return noPairs
  return [left, ...ours].flatMap((one) => [right, ...theirs].map((other) => [one, other] as const)).slice(1)
}

const noPairs: readonly (readonly [SourceRecord, SourceRecord])[] = Object.freeze([])
