import type { MatchRole } from '../model/match-role.ts'
import { foldText } from '../model/fold-text.ts'

/** One column as the recognition sees it: its header and the texts of some rows. */
export interface ColumnSample {
  readonly name: string
  readonly values: readonly string[]
}

/** What a column was recognised as. `id` names the record; `ignored` says nothing about who the customer is. */
export interface RecognisedColumn {
  readonly name: string
  readonly role: MatchRole | 'id' | 'ignored'
  /** What spoke for it. */
  readonly evidence: 'header' | 'content' | 'fallback'
}

type Recognised = MatchRole | 'id' | 'ignored'

/**
 * Header patterns, tried in order against the folded header with `_` for every separator. German and English.
 * The more particular pattern stands before the more general one.
 */
const HEADERS: readonly (readonly [Recognised, RegExp])[] = [
  ['ignored', /^(?:cluster|cluster_?id|entity|entity_?id|true_?id|person_?id|golden_?id|truth|label)$/],
  ['id', /^(?:id|rec_?id|record_?id|unique_?id|row_?id|customer_?id|client_?id|member_?id|contact_?id|kunden_?id|datensatz_?id|uuid|guid|record_?key|nr|no|nummer|lfd_?nr|number)$/],
  ['id', /^(?:(?:kunden|kd)_?(?:nr|nummer|no)|customer_?(?:nr|no|number)|mitglieds?_?(?:nr|nummer)|member_?(?:no|number))$/],
  ['ignored', /(?:_type|_typ|_country)$|^(?:record_type|type|typ|status|state_of_account|amount|betrag|category|kategorie|date|datum|notes?|notiz(?:en)?|bemerkung(?:en)?|comments?|balance|saldo|guthaben)$/],
  ['ignored', /(?:created|updated|modified|changed|angelegt|geaendert|erstellt|registriert|registered|joined|eintritt|austritt|last_?login|timestamp|import_?date|since)/],
  ['birthYear', /^(?:birth_?year|year_?of_?birth|yob|geburts_?jahr|by|dob_?(?:y|year)|(?:birth_?)?year|jahr)$/],
  ['birthMonth', /^(?:birth_?month|month_?of_?birth|mob|geburts_?monat|bm|dob_?(?:m|month)|month|monat)$/],
  ['birthDay', /^(?:birth_?day_?of_?month|day_?of_?birth|geburts_?tag_?nr|bd|dob_?(?:d|day)|day|tag)$/],
  ['birthDate', /^(?:dob|d_?o_?b|birth_?date|date_?of_?birth|birth_?day|birth|born|geburts_?datum|geburts_?tag|geb_?(?:dat|datum)?|geboren(?:_am)?)$/],
  ['email', /(?:^|_)e_?mail(?:$|_)|^mail(?:_?adresse)?$|email/],
  ['phone', /(?:^|_)(?:phone|tel|telefon|telephone|mobile|mobil|handy|cell|telefonnummer|mobilnummer|handynummer|festnetz)(?:_?(?:number|nr|nummer|no|privat|home|1|2))?(?:$|_)|phone/],
  ['title', /^(?:title|titel|anrede|salutation|prefix|name_?prefix|akad_?titel)$/],
  ['fullName', /^(?:(?:full|complete|display|customer|client|contact|person|member|kunden)_?name|name|voller_?name|primary_name_full|native_name_full|name_full|kunde|customer|vor_und_nachname|name_vorname|vorname_nachname)$/],
  ['ignored', /first_and_(?:sur|last)/],
  ['givenName', /(?:^|_)(?:first|given|fore)_?names?(?:$|_)|^(?:vor_?name|vornamen|ruf_?name|fname|first|given|name_?1|firstname)$|(?:^|_)name_first$/],
  ['familyName', /(?:^|_)(?:last|family|sur)_?names?(?:$|_)|^(?:nach_?name|familien_?name|zu_?name|lname|last|surname|family)$|(?:^|_)name_last$/],
  ['other', /(?:^|_)name_middle$|^middle_?names?$|^(?:birth|maiden|geburts)_?name$|^zweiter_?vorname$/],
  ['company', /^(?:company|firma|organi[sz]ation|org|business|employer|firmen_?name|company_?name|unternehmen)$|name_org$/],
  ['houseNumber', /^(?:house_?(?:number|no|nr|num)|street_?(?:number|no|nr)|haus_?(?:nummer|nr)|hnr|building_?number)$/],
  ['postcode', /(?:^|_)(?:post_?code|postal_?code|zip|zip_?code|plz|post_?leit_?zahl)(?:$|_)/],
  ['street', /^(?:street|strasse|str|street_?name|strassen_?name|street_?address|addr(?:ess)?_?(?:line)?_?1?|address|adresse|anschrift|strasse_(?:und_)?(?:haus)?(?:nr|nummer|hausnummer)|home_?address|mailing_?address)$|^addr_full$|^full_?address$/],
  ['city', /^(?:city|town|ort|stadt|wohn_?ort|suburb|locality|place|gemeinde|municipality|addr(?:ess)?_city|city_?name|ort_?name)$/],
]

/** At least this share of the texts must have a form before the content alone decides. */
const SHARE_THAT_DECIDES = 0.7

/** Texts longer than this on average are remarks, not attributes. */
const LONGEST_ATTRIBUTE = 60

/**
 * Recognises what the columns of a customer file mean, from their headers in German or English, else from their
 * content. At most one column is the id: the first one with an id header whose texts are all there and unique in
 * the sample. Further numbers of that kind are `other`.
 */
export function recogniseRoles(columns: readonly ColumnSample[]): readonly RecognisedColumn[] {
  return withNameBesideGivenName(recognisedAlone(columns))
}

/** "Name" beside "Vorname" is the family name, where no other column is. */
function withNameBesideGivenName(recognised: readonly RecognisedColumn[]): readonly RecognisedColumn[] {
  const has = (role: MatchRole): boolean => recognised.some((column) => column.role === role)
  if (!has('givenName') || has('familyName')) return recognised
  return recognised.map((column) => (column.role === 'fullName' && /^name$/i.test(column.name.trim()) ? { ...column, role: 'familyName' } : column))
}

function recognisedAlone(columns: readonly ColumnSample[]): readonly RecognisedColumn[] {
  let idTaken = false
  return columns.map((column): RecognisedColumn => {
    const filled = column.values.filter((value) => value.trim() !== '')
    const byHeader = roleOfHeader(column.name)
    if (byHeader === 'id') {
      if (!idTaken && isKey(column.values)) {
        idTaken = true
        return { name: column.name, role: 'id', evidence: 'header' }
      }
      // A plain "Nr." that repeats numbers houses.
      const repeats = /^(?:nr|no)\W*$/i.test(column.name.trim()) ? 'houseNumber' : 'other'
      return { name: column.name, role: filled.length === 0 ? 'ignored' : repeats, evidence: 'header' }
    }
    const contradicted = byHeader !== undefined && filled.length > 0 && !contentFits(byHeader, filled)
    if (byHeader !== undefined && !contradicted) return { name: column.name, role: byHeader, evidence: 'header' }
    const byContent = roleOfContent(filled)
    if (byContent !== undefined) return { name: column.name, role: byContent, evidence: 'content' }
    return { name: column.name, role: isAttribute(filled) ? 'other' : 'ignored', evidence: 'fallback' }
  })
}

function roleOfHeader(header: string): Recognised | undefined {
  const spaced = header.trim().replace(/([a-zäöü])([A-ZÄÖÜ])/g, '$1_$2')
  const folded = foldText(spaced).replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '')
  return HEADERS.find(([, pattern]) => pattern.test(folded))?.[0]
}

function isKey(values: readonly string[]): boolean {
  return values.every((value) => value.trim() !== '') && new Set(values).size === values.length
}

/** A header such as "day" or "name" is believed only if the content does not speak against it. */
function contentFits(role: Recognised, filled: readonly string[]): boolean {
  switch (role) {
    case 'birthYear':
      return share(filled, /^\s*\d{4}\s*$/) >= SHARE_THAT_DECIDES
    case 'birthMonth':
    case 'birthDay':
      return share(filled, /^\s*(?:\d{1,2}|[A-Za-zä]{3,9})\s*$/) >= SHARE_THAT_DECIDES
    case 'birthDate':
      return share(filled, /\d/) >= SHARE_THAT_DECIDES
    case 'phone':
      return share(filled, /\d.*\d.*\d.*\d/) >= SHARE_THAT_DECIDES / 2
    case 'email':
      return share(filled, /@/) >= SHARE_THAT_DECIDES / 2
    case 'givenName':
    case 'familyName':
    case 'fullName':
    case 'city':
      return share(filled, /\p{L}/u) >= SHARE_THAT_DECIDES
    case 'title':
    case 'street':
    case 'houseNumber':
    case 'postcode':
    case 'company':
    case 'other':
    case 'id':
    case 'ignored':
      return true
  }
}

function roleOfContent(filled: readonly string[]): MatchRole | undefined {
  if (filled.length < 5) return undefined
  if (share(filled, /^\s*[^\s@]+@[^\s@]+\s*$/) >= SHARE_THAT_DECIDES) return 'email'
  const years = filled.map((value) => /(?:^|\D)(1[89]\d\d|20\d\d)(?:\D|$)/.exec(value)?.[1]).filter((year) => year !== undefined)
  const looksLikeDate = share(filled, /^\s*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|(?:18|19|20)\d\d[01]\d[0-3]\d)\s*$/) >= SHARE_THAT_DECIDES
  // Birth dates spread over decades; dates on which something was booked do not.
  if (looksLikeDate && (years.length === 0 || spread(years.map(Number)) >= 30)) return 'birthDate'
  if (share(filled, /^\s*(?:\+|\(?0)[\d\s()/.-]{6,}$/) >= SHARE_THAT_DECIDES) return 'phone'
  return undefined
}

function spread(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), -Infinity) - numbers.reduce((least, number) => Math.min(least, number), Infinity)
}

function isAttribute(filled: readonly string[]): boolean {
  if (filled.length === 0) return false
  const letters = filled.reduce((total, value) => total + value.length, 0)
  return letters / filled.length <= LONGEST_ATTRIBUTE && new Set(filled).size > 1
}

function share(filled: readonly string[], pattern: RegExp): number {
  return filled.reduce((count, value) => count + (pattern.test(value) ? 1 : 0), 0) / filled.length
}
