import type { Person } from './people.ts'
import type { Random } from './random.ts'
import { mistypeDate, mistypeEmail, nickname, respell, slip, writePhone } from './spelling.ts'

/** One record of a person as a register holds it; empty = missing. */
export type CustomerRow = {
  readonly given: string; readonly family: string; readonly email: string; readonly phone: string; readonly birthDate: string
  readonly street: string; readonly house: string; readonly postcode: string; readonly city: string
}

/** How a record came to be: a card that staff wrote, or an online registration. They miss different things. */
export type Made = 'staff' | 'online'

/** The n-th record of a person. Later ones differ more: another e-mail, a new address, a changed name. */
export function customerRow(random: Random, person: Person, n: number, made: Made): CustomerRow {
  const later = n > 0
  const moved = later && random.chance(0.14)
  const address = moved ? person.otherAddress : person.address
  const withAddress = !random.chance(made === 'online' ? 0.3 : 0.1)
  const { given, family } = namesOf(random, person, later)
  return {
    given, family, email: emailOf(random, person, n, made), phone: phoneOf(random, person, made),
    birthDate: random.chance(made === 'online' ? 0.28 : 0.16) ? '' : random.chance(0.03) ? mistypeDate(random, person.birthDate) : person.birthDate,
    street: withAddress ? streetOf(random, address.street) : '', house: withAddress ? address.house : '',
    postcode: withAddress || random.chance(0.3) ? (random.chance(0.015) ? slip(random, address.postcode) : address.postcode) : '',
    city: withAddress || random.chance(0.2) ? (random.chance(0.03) ? slip(random, address.city) : address.city) : '',
  }
}

function namesOf(random: Random, person: Person, later: boolean): { readonly given: string; readonly family: string } {
  let { given } = person
  let family = later && person.otherFamily !== null && random.chance(0.5) ? person.otherFamily : person.family
  if (random.chance(later ? 0.12 : 0.05)) given = nickname(random, given)
  if (random.chance(0.05)) given = respell(random, given)
  if (random.chance(0.07)) family = respell(random, family)
  if (random.chance(0.035)) given = slip(random, given)
  if (random.chance(0.045)) family = slip(random, family)
  if (random.chance(0.012)) given = `${given[0]}.`
  if (random.chance(0.015)) given = `Dr. ${given}`
  if (random.chance(0.03)) { given = given.toUpperCase(); family = family.toUpperCase() } else if (random.chance(0.03)) { given = given.toLowerCase(); family = family.toLowerCase() }
  if (random.chance(0.015)) given = ''
  return random.chance(0.02) ? { given: family, family: given } : { given, family }
}

/** The normal case: whoever registers online has another address than the one on the card. */
function emailOf(random: Random, person: Person, n: number, made: Made): string {
  if (person.emails.length === 0 || random.chance(made === 'online' ? 0.04 : 0.4)) return ''
  const email = n === 0 || random.chance(0.42) ? person.emails[0]! : random.pick(person.emails)
  return random.chance(0.04) ? mistypeEmail(random, email) : random.chance(0.03) ? email.toUpperCase() : email
}

function phoneOf(random: Random, person: Person, made: Made): string {
  const numbers = made === 'online' ? [person.mobile, person.landline] : random.chance(0.6) ? [person.landline, person.mobile] : [person.mobile, person.landline]
  const number = numbers.find((each) => each !== null)
  if (number === undefined || number === null || random.chance(made === 'online' ? 0.35 : 0.22)) return ''
  return writePhone(random, random.chance(0.02) ? `${number.slice(0, -1)}${random.below(10)}` : number)
}

function streetOf(random: Random, street: string): string {
  const written = random.chance(0.25) ? street.replace('straße', 'str.').replace('Straße', 'Str.') : random.chance(0.1) ? street.replace('straße', 'strasse').replace('Straße', 'Strasse') : street
  return random.chance(0.03) ? slip(random, written) : written
}
