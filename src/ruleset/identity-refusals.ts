import { birthDatesConflict } from '../model/identity/birth-dates.ts'
import { isCompanyAndContact } from '../model/identity/company-contact.ts'
import { isParentAndChild } from '../model/identity/parent-child.ts'
import { isSharedMailbox } from '../model/identity/shared-email.ts'
import type { SourceRecord } from '../model/record.ts'
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
