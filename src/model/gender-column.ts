const GENDER_HEADER = /gender|sex|geschlecht|anrede|salutation/i

/** Whether a column of this header holds the sex of a person, or a form of address that says it. */
export function holdsGender(header: string): boolean {
  return GENDER_HEADER.test(header)
}
