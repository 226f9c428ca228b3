import { addDays } from '../../../src/model/calendar.ts'
import { writeRecord } from '../customer-record.ts'
import { drawHousehold, type Home, type Person } from '../household.ts'
import { EVERY_CASE } from '../household-shares.ts'
import type { NameTables } from '../name-tables.ts'
import { permutationOf, type Random, randomFrom, weighted } from '../random.ts'
import { type BirthDate, type Phone, writeDate } from '../written-forms.ts'
import { type Account, type Attendee, EXPORTED_ON, type SystemName } from './account.ts'

/** An account that has no id yet: ids are given out in the order in which the accounts were made. */
type Draft = Omit<Account, 'id' | 'attendees'> & { readonly children: readonly Person[] }

/**
 * Numbers that the Federal Network Agency keeps free for films and books: five cities, a thousand each. Nobody is called by them.
 * https://www.bundesnetzagentur.de (Rufnummern für Medienproduktionen)
 */
const FREE_NUMBERS: readonly (readonly [area: string, first: string])[] = [['221', '4710'], ['30', '23125'], ['40', '66969'], ['69', '90009'], ['89', '99998']]

/** What stays of a customer who asked to be forgotten. */
const NOTHING_LEFT: Account['record'] = { given_name: '', family_name: 'Anonymisiert', email: '', phone: '', birth_date: '', street: '', house_number: '', postcode: '', city: '' }

/** Draws households until there are so many accounts, and gives them ids and dates. Sorted by system and id. */
export function drawAccounts(seed: number, count: number, names: NameTables): readonly Account[] {
  const region = { ...names, places: weighted(names.places.values.filter((place) => place.postcode.startsWith('5')).map((place) => [place, 1])) }
  const numberOf = permutationOf(FREE_NUMBERS.length * 1000, seed)
  let numbers = 0
  const nextPhone = (): Phone => {
    const number = numberOf(numbers++ % (FREE_NUMBERS.length * 1000))
    const [area, first] = FREE_NUMBERS[Math.floor(number / 1000)]!
    return { area, rest: first + String(number % 1000).padStart(3, '0') }
  }
  const drafts: Draft[] = []
  let entity = 0
  for (let household = 0; drafts.length < count; household++) {
    const random = randomFrom(seed, household)
    const people = withFreeNumbers(drawHousehold(random, region, EVERY_CASE), nextPhone)
    const attending = people.filter((person) => ageOf(person.birth) < 15 && random.chance(0.75))
    const customers = people.filter((person) => !attending.includes(person))
    customers.forEach((person, index) => {
      entity++
      // Children stand on the account of one parent; those of parted parents on both.
      const children = index === 0 || (index === 1 && random.chance(0.12)) ? attending : []
      drafts.push(...draftsOf(random, person, entity, index, children))
    })
  }
  return withIds(seed, drafts)
}

/** Replaces drawn telephone numbers and mailbox domains by ones that belong to nobody. */
function withFreeNumbers(people: readonly Person[], nextPhone: () => Phone): readonly Person[] {
  const landline = nextPhone()
  const formerLandline = people.some((person) => person.formerHome !== undefined) ? nextPhone() : landline
  const mobiles = new Map<Phone, Phone>()
  const replaced = (phone: Phone | undefined): Phone | undefined => {
    if (phone === undefined) return undefined
    if (!mobiles.has(phone)) mobiles.set(phone, nextPhone())
    return mobiles.get(phone)
  }
  return people.map((person) => ({
    ...person, home: { ...person.home, landline }, formerHome: person.formerHome === undefined ? undefined : { ...person.formerHome, landline: formerLandline },
    mobile: replaced(person.mobile), sharedMobile: replaced(person.sharedMobile),
  }))
}

/** Which systems a customer stands in: most in one, every sixth in both, a few twice in one or three times. */
function draftsOf(random: Random, person: Person, entity: number, index: number, children: readonly Person[]): readonly Draft[] {
  const draw = random.below(1000)
  const systems: readonly SystemName[] = draw < 440 ? ['kartei'] : draw < 790 ? ['online'] : draw < 955 ? ['kartei', 'online'] : draw < 980 ? ['kartei', 'kartei'] : draw < 993 ? ['online', 'online'] : ['kartei', 'kartei', 'online']
  const drafts = systems.map((system, nth) => drawDraft(random, person, entity, system, nth, systems.length, children))
  if (person.firm === undefined || index !== 0) return drafts
  // The firm itself stands in the card file under the name of the person who is called there.
  const contact = drawDraft(random, person, entity + 1_000_000, 'kartei', 0, 1, [])
  return [...drafts, { ...contact, company: person.firm, isCompany: true, record: { ...contact.record, birth_date: '', email: person.sharedEmail ?? '' } }]
}

function drawDraft(random: Random, person: Person, entity: number, system: SystemName, nth: number, of: number, children: readonly Person[]): Draft {
  const last = nth === of - 1
  const home: Home = last || person.formerHome === undefined || random.chance(0.5) ? person.home : person.formerHome
  const redacted = random.chance(0.003)
  const written = withExampleDomain(writeRecord(random, person, home, last || random.chance(0.5), system === 'online' ? 'online' : 'staff'))
  const record = redacted ? NOTHING_LEFT : written
  // The card file has been kept since 2009, the booking page since 2019; who stands in both was on file first.
  const createdOn = system === 'kartei' ? addDays('2009-01-07', nth * 400 + random.below(of > 1 ? 4000 : 6000)) : addDays('2019-04-01', nth * 60 + random.below(2400))
  const hasLogin = system === 'online' && !redacted && random.chance(0.95)
  const lastLoginOn = hasLogin ? later(createdOn, addDays(EXPORTED_ON, -random.below(900))) : undefined
  return {
    system, entity, person, record, createdOn, lastLoginOn, children: random.chance(0.9) ? children : [], of, nth,
    login: hasLogin ? drawLogin(random, person, record.email) : undefined,
    company: person.firm !== undefined && system === 'kartei' ? person.firm : '', isCompany: false,
    staff: system === 'kartei' && random.chance(0.008), deceased: system === 'kartei' && ageOf(person.birth) > 70 && random.chance(0.03),
    redacted, requestPending: system === 'online' && random.chance(0.004),
    sanction: random.chance(0.008) ? random.pick(['darf nicht reservieren', 'nur gegen Vorkasse']) : '',
  }
}

/** Mailboxes at reserved domains: gmx.de becomes gmx.example, and so does each slip in it. */
function withExampleDomain(record: Account['record']): Account['record'] {
  return { ...record, email: record.email.replace(/\.[a-z]+$/i, '.example') }
}

function drawLogin(random: Random, person: Person, email: string): Account['login'] {
  const userName = email !== '' && random.chance(0.7) ? email.toLowerCase() : `${person.given.name}${person.birth.year % 100}${random.below(100)}`.toLowerCase()
  // Now and then the reference to the password was lost in an older export: half a login.
  return { userName, passwordReference: random.chance(0.01) ? '' : `pw_${Array.from({ length: 4 }, () => random.below(65536).toString(16).padStart(4, '0')).join('')}` }
}

function withIds(seed: number, drafts: readonly Draft[]): readonly Account[] {
  const idOfAttendee = permutationOf(90_000, seed + 1)
  let attendees = 0
  const made: Account[] = []
  for (const system of ['kartei', 'online'] as const) {
    const mine = drafts.map((draft, index) => ({ draft, index })).filter(({ draft }) => draft.system === system)
    mine.sort((left, right) => (left.draft.createdOn < right.draft.createdOn ? -1 : left.draft.createdOn > right.draft.createdOn ? 1 : left.index - right.index))
    mine.forEach(({ draft: { children, ...draft } }, rank) => {
      const attending = children.map((child): Attendee => ({ id: `${system === 'kartei' ? 'T' : 'p'}${10_000 + idOfAttendee(attendees++)}`, givenName: child.given.name, familyName: child.family.name, birthDate: writeDate(child.birth) }))
      made.push({ ...draft, id: system === 'kartei' ? String(10_001 + rank * 2) : `B${200_000 + rank * 7}`, attendees: attending })
    })
  }
  return made
}

function later(left: string, right: string): string {
  return left < right ? right : left
}

function ageOf(birth: BirthDate): number {
  return 2026 - birth.year
}
