/** The fields of a customer record, a closed list; a column that fits none of them is kept under `extra`. */
export const fieldNames = [
  'customerNumber', 'salutation', 'title', 'givenName', 'familyName', 'birthDate', 'gender', 'company',
  'email', 'phone', 'mobile', 'street', 'houseNumber', 'addressExtra', 'postcode', 'city', 'country',
  'iban', 'bic', 'mandateReference', 'language', 'marketingConsent',
] as const

export type FieldName = (typeof fieldNames)[number]

/** Field names in the order in which canonical JSON writes them. */
export const sortedFieldNames: readonly FieldName[] = fieldNames.toSorted()

/**
 * The fields of a record as a list: the value of `sortedFieldNames[n]` at place `n`, undefined where there is none. Objects
 * with and without a field are of different kinds to the engine; where a million are read, lists are several times faster.
 */
export type FieldTexts = readonly (string | undefined)[]

/** The place of a field in `FieldTexts`. */
export function placeOf(name: FieldName): number {
  return sortedFieldNames.indexOf(name)
}

export function textsOf(fields: Fields): FieldTexts {
  return sortedFieldNames.map((name) => fields[name])
}

export function fieldsOf(texts: FieldTexts): Fields {
  const fields: Record<string, string> = {}
  for (const [place, text] of texts.entries()) if (text !== undefined) fields[sortedFieldNames[place]!] = text
  return fields
}

/** Values as exported (trimmed, never empty), dates as `YYYY-MM-DD`. Absent = the export has no such value. */
export type Fields = { readonly [name in FieldName]?: string }

/** What a field is called at the desk. */
export const fieldWords: Readonly<Record<FieldName, { readonly de: string; readonly en: string }>> = {
  customerNumber: { de: 'Kundennummer', en: 'Customer number' },
  salutation: { de: 'Anrede', en: 'Salutation' },
  title: { de: 'Titel', en: 'Title' },
  givenName: { de: 'Vorname', en: 'Given name' },
  familyName: { de: 'Nachname', en: 'Family name' },
  birthDate: { de: 'Geburtsdatum', en: 'Birth date' },
  gender: { de: 'Geschlecht', en: 'Gender' },
  company: { de: 'Firma', en: 'Company' },
  email: { de: 'E-Mail', en: 'E-mail' },
  phone: { de: 'Telefon', en: 'Phone' },
  mobile: { de: 'Mobiltelefon', en: 'Mobile' },
  street: { de: 'Straße', en: 'Street' },
  houseNumber: { de: 'Hausnummer', en: 'House number' },
  addressExtra: { de: 'Adresszusatz', en: 'Address extra' },
  postcode: { de: 'Postleitzahl', en: 'Postcode' },
  city: { de: 'Ort', en: 'City' },
  country: { de: 'Land', en: 'Country' },
  iban: { de: 'IBAN', en: 'IBAN' },
  bic: { de: 'BIC', en: 'BIC' },
  mandateReference: { de: 'Mandatsreferenz', en: 'Mandate reference' },
  language: { de: 'Sprache', en: 'Language' },
  marketingConsent: { de: 'Werbeeinwilligung', en: 'Marketing consent' },
}
