/**
 * The roles that a column of a customer file may have for matching. The list is closed: a column that says
 * something about a customer but fits no named role is `other`, and several columns may be `other`.
 */
export const MATCH_ROLES = [
  'givenName',
  'familyName',
  'fullName',
  'title',
  'email',
  'phone',
  'birthDate',
  'birthYear',
  'birthMonth',
  'birthDay',
  'street',
  'houseNumber',
  'postcode',
  'city',
  'company',
  'other',
] as const

/** What a column means for matching. */
export type MatchRole = (typeof MATCH_ROLES)[number]
