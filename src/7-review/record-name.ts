import type { SourceRecord } from '../model/record.ts'

/** Name for the desk, "Dr. Anna Müller"; the company, or the record id, where there is none. */
export function nameOf({ fields, id }: Pick<SourceRecord, 'fields' | 'id'>): string {
  const person = [fields.title, fields.givenName, fields.familyName].filter((part) => part !== undefined).join(' ')
  return person !== '' ? person : fields.company ?? id
}
