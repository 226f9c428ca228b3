import { mistypeDomain } from './email-addresses.ts'
import type { Home, Person } from './household.ts'
import type { Random } from './random.ts'
import { shortNames } from './short-names.ts'
import { mistype, mistypeDigits } from './typing-errors.ts'
import { type BirthDate, type LetterStyle, writeCity, writeDate, writeDoubleName, writeHouseNumber, writeLetters, writePhone, writeStreet } from './written-forms.ts'

/** The columns of a generated customer file behind its id, in order. */
export const CUSTOMER_COLUMNS = ['given_name', 'family_name', 'email', 'phone', 'birth_date', 'street', 'house_number', 'postcode', 'city'] as const

/** One customer record as somebody wrote it down; '' where nothing was written. */
export type CustomerRecord = Record<(typeof CUSTOMER_COLUMNS)[number], string>

/** How often a record of each making lacks a field or holds a slip, from what studio staff and booking pages ask for. */
const MAKING = {
  staff: { noEmail: 0.25, noPhone: 0.12, noBirth: 0.16, noAddress: 0.1, slip: 1 },
  online: { noEmail: 0.01, noPhone: 0.3, noBirth: 0.2, noAddress: 0.25, slip: 0.7 },
} as const

/** How many records a person has, in thousandths: nearly all have one, a few have six. */
const RECORDS_OF_A_PERSON = [830, 135, 24, 7, 3, 1]

/** All records of one person, in the order in which they were made. */
export function recordsOf(random: Random, person: Person): readonly CustomerRecord[] {
  let draw = random.below(1000)
  let count = 1
  for (const share of RECORDS_OF_A_PERSON) { if (draw < share) break; draw -= share; count++ }
  // Whoever moved or changed his name did so between two of his records; with one record only the present counts.
  const movedBefore = 1 + random.below(count)
  const renamedBefore = 1 + random.below(count)
  return Array.from({ length: count }, (_, index) => writeRecord(random, person, index >= movedBefore || person.formerHome === undefined ? person.home : person.formerHome, index >= renamedBefore || count === 1, random.chance(0.55) ? 'staff' : 'online'))
}

/** One record as staff or the customer himself wrote it; `present`: under the family name of today. */
export function writeRecord(random: Random, person: Person, home: Home, present: boolean, madeBy: keyof typeof MAKING): CustomerRecord {
  const making = MAKING[madeBy]
  const record: CustomerRecord = {
    ...writeName(random, person, present),
    email: random.chance(making.noEmail) ? '' : writeEmail(random, person),
    phone: random.chance(making.noPhone) ? '' : writePhone(random, phoneOf(random, person, home)),
    birth_date: random.chance(making.noBirth) ? '' : writeBirth(random, person.birth, making.slip),
    ...(random.chance(making.noAddress) ? { street: '', house_number: '', postcode: '', city: '' } : writeAddress(random, home)),
  }
  return misspell(random, keepSomething(random, spell(random, record), person, home), making.slip)
}

/** A record of a name alone belongs to nobody: without e-mail, telephone and birth date it gets its birth date after all. */
function keepSomething(random: Random, record: CustomerRecord, person: Person, home: Home): CustomerRecord {
  if (record.email !== '' || record.birth_date !== '') return record
  if (record.phone !== '' && record.street !== '') return record
  return random.chance(0.7) ? { ...record, birth_date: writeDate(person.birth) } : { ...record, phone: writePhone(random, phoneOf(random, person, home)) }
}

function writeName(random: Random, person: Person, present: boolean): Pick<CustomerRecord, 'given_name' | 'family_name'> {
  const called = shortNames(person.given.name)
  let given = called.length > 0 && random.chance(0.1) ? random.pick(called) : writeDoubleName(random, person.given.name)
  if (person.secondGiven !== undefined && random.chance(0.3)) given = `${given} ${person.secondGiven}`
  let family = present || person.formerFamily === undefined ? person.family.name : person.formerFamily.name
  // Who marries may carry both names, as may who asks for the name that stands on the card.
  if (person.formerFamily !== undefined && random.chance(0.2)) family = random.chance(0.8) ? `${person.family.name}-${person.formerFamily.name}` : `${person.formerFamily.name} ${person.family.name}`
  if (person.doctor && random.chance(0.5)) {
    if (random.chance(0.6)) given = `Dr. ${given}`
    else family = `Dr. ${family}`
  }
  return random.chance(0.012) ? { given_name: family, family_name: given } : { given_name: given, family_name: family }
}

function writeEmail(random: Random, person: Person): string {
  const shared = person.sharedEmail
  if (shared !== undefined && (person.emails.length === 0 || random.chance(0.55))) return shared
  const own = person.emails.length > 1 && random.chance(0.45) ? person.emails[1]! : person.emails[0]!
  const domainSlips = random.chance(0.015) ? mistypeDomain(random, own) : own
  return random.chance(0.05) ? domainSlips[0]!.toUpperCase() + domainSlips.slice(1) : domainSlips
}

function phoneOf(random: Random, person: Person, home: Home): Home['landline'] {
  if (person.mobile === undefined) return person.sharedMobile !== undefined && random.chance(0.7) ? person.sharedMobile : home.landline
  return random.chance(0.38) ? home.landline : person.mobile
}

function writeBirth(random: Random, birth: BirthDate, slip: number): string {
  // Programs that insist on a birth date get one that means "unknown".
  if (random.chance(0.004)) return '1900-01-01'
  if (birth.day <= 12 && random.chance(0.025 * slip)) return writeDate({ ...birth, day: birth.month, month: birth.day })
  if (random.chance(0.012 * slip)) return writeDate({ ...birth, day: Math.min(28, Math.max(1, birth.day + random.pick([-1, 1, -10, 10]))) })
  if (random.chance(0.008 * slip)) return writeDate({ ...birth, month: 1 + random.below(12), day: Math.min(28, birth.day) })
  if (random.chance(0.012 * slip)) return writeDate({ ...birth, year: birth.year + random.pick([-1, 1, -10, 10, 9, -9]) })
  return writeDate(birth)
}

function writeAddress(random: Random, { place, houseNumber }: Home): Pick<CustomerRecord, 'street' | 'house_number' | 'postcode' | 'city'> {
  return { street: writeStreet(random, place.street), house_number: random.chance(0.02) ? '' : writeHouseNumber(random, houseNumber), postcode: random.chance(0.02) ? '' : place.postcode, city: random.chance(0.02) ? '' : writeCity(random, place.city) }
}

/** One spelling for the whole record: a program without umlauts has none anywhere; some people hold down the shift key. */
function spell(random: Random, record: CustomerRecord): CustomerRecord {
  const kind = random.below(100)
  const style: LetterStyle = kind < 80 ? 'as-is' : kind < 94 ? 'two-letters' : 'dropped'
  const letters = random.below(100)
  const write = (text: string): string => {
    const written = writeLetters(text, style)
    return letters < 2 ? written.toUpperCase() : letters < 5 ? written.toLowerCase() : written
  }
  return { ...record, given_name: write(record.given_name), family_name: write(record.family_name), street: write(record.street), city: write(record.city) }
}

function misspell(random: Random, record: CustomerRecord, slip: number): CustomerRecord {
  const at = record.email.indexOf('@')
  const local = random.chance(0.02 * slip) ? mistype(random, record.email.slice(0, Math.max(0, at))).toLowerCase().replace(/ß/g, 's').replace(/[äöü]/g, 'e') : record.email.slice(0, Math.max(0, at))
  return {
    given_name: random.chance(0.025 * slip) ? mistype(random, record.given_name) : record.given_name,
    family_name: random.chance(0.035 * slip) ? mistype(random, record.family_name) : record.family_name,
    email: local + record.email.slice(Math.max(0, at)),
    phone: random.chance(0.02 * slip) ? mistypeDigits(random, record.phone) : record.phone,
    birth_date: record.birth_date,
    street: random.chance(0.03 * slip) ? mistype(random, record.street) : record.street,
    house_number: record.house_number !== '' && random.chance(0.012 * slip) ? String(1 + random.below(120)) : record.house_number,
    postcode: random.chance(0.012 * slip) ? mistypeDigits(random, record.postcode) : record.postcode,
    city: random.chance(0.015 * slip) ? mistype(random, record.city) : record.city,
  }
}
