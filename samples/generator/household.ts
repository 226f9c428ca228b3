import { drawFirmMailbox, familyEmail, personalEmail } from './email-addresses.ts'
import type { HouseholdShares } from './household-shares.ts'
import type { CountedName, Gender, NameTables, Place } from './name-tables.ts'
import { type Random, draw } from './random.ts'
import type { BirthDate, Phone } from './written-forms.ts'

/** Where somebody lives, with the telephone on the wall. */
export interface Home { readonly place: Place; readonly houseNumber: string; readonly landline: Phone }

/** One customer as he is, before anybody writes him down. */
export interface Person {
  readonly gender: Gender
  readonly given: CountedName
  /** A second given name, written now and then. */
  readonly secondGiven: string | undefined
  readonly doctor: boolean
  readonly family: CountedName
  /** The family name before a marriage or after a divorce: what earlier records hold. */
  readonly formerFamily: CountedName | undefined
  readonly birth: BirthDate
  /** Children have none of their own. */
  readonly mobile: Phone | undefined
  readonly emails: readonly string[]
  readonly home: Home
  /** Where he lived when earlier records were written. */
  readonly formerHome: Home | undefined
  /** What people of one household or firm use together. */
  readonly sharedEmail: string | undefined
  readonly sharedMobile: Phone | undefined
  /** The firm under whose address he stands in the list. */
  readonly firm: string | undefined
}

/** The year in which the customers are looked at; people are born before it. */
const PRESENT = 2025

const MOBILE_PREFIXES = ['151', '152', '157', '159', '160', '162', '163', '170', '171', '172', '173', '174', '175', '176', '177', '178', '179']

/** Draws a household: one person, a couple, a family, three generations, a shared flat, or the people of a small firm. */
export function drawHousehold(random: Random, names: NameTables, shares: HouseholdShares): readonly Person[] {
  let kind = random.below(100)
  const is = (share: number): boolean => { kind -= share; return kind < 0 }
  if (is(shares.alone)) return [drawPerson(random, names, drawCircle(random, names, 0))]
  if (is(shares.couple)) return drawCouple(random, names, drawCircle(random, names, shares.mailboxOfCouple))
  if (is(shares.family)) return drawFamily(random, names, drawCircle(random, names, shares.mailboxOfFamily), shares)
  if (is(shares.grownSon)) return drawFatherAndSon(random, names, drawCircle(random, names, shares.mailboxOfFamily), shares.namedAfterFather)
  if (is(shares.sharedFlat)) return drawSharedFlat(random, names)
  return drawFirm(random, names)
}

/** What the people of one household have in common. */
interface Circle { readonly family: CountedName; readonly home: Home; readonly formerHome: Home | undefined; readonly sharedEmail: string | undefined; readonly firm?: string }

/** What a person is told instead of drawing it. */
interface Told { readonly gender?: Gender; readonly given?: CountedName; readonly family?: CountedName; readonly born?: BirthDate; readonly from?: number; readonly to?: number; readonly parent?: Person }

function drawCircle(random: Random, names: NameTables, sharesMailbox: number): Circle {
  const family = draw(random, names.familyNames)
  return {
    family,
    home: drawHome(random, names),
    formerHome: random.chance(0.14) ? drawHome(random, names) : undefined,
    sharedEmail: random.chance(sharesMailbox) ? familyEmail(random, family.name, family.share) : undefined,
  }
}

function drawCouple(random: Random, names: NameTables, of: Circle): readonly Person[] {
  const from = 1942 + random.below(55)
  const first = drawPerson(random, names, of, { gender: 'm', from, to: from + 6 })
  const second = drawPerson(random, names, of, { gender: 'f', from, to: from + 6, ...(random.chance(0.25) ? { family: draw(random, names.familyNames) } : {}) })
  return [first, second]
}

function drawFamily(random: Random, names: NameTables, of: Circle, shares: HouseholdShares): readonly Person[] {
  const parents = random.chance(0.2) ? [drawPerson(random, names, of, { gender: 'f', from: 1965, to: 1993 })] : drawParents(random, names, of)
  const eldest = Math.min(PRESENT - 3, parents[0]!.birth.year + 22 + random.below(14))
  const told = (): Told => ({ parent: random.pick(parents) })
  const first = drawPerson(random, names, of, { ...told(), from: eldest, to: eldest })
  const children = [first]
  if (random.chance(shares.twins)) children.push(drawPerson(random, names, of, { ...told(), born: first.birth, gender: random.chance(0.7) ? first.gender : random.pick(['f', 'm']) }))
  while (children.length < 3 && random.chance(0.4)) {
    const year = Math.min(PRESENT - 2, children.at(-1)!.birth.year + 1 + random.below(4))
    children.push(drawPerson(random, names, of, { ...told(), from: year, to: year }))
  }
  // Nobody gives a child a name that is borne at home already.
  const atHome = (index: number): readonly Person[] => [...(shares.namesakesByChance ? [] : parents), ...children.slice(0, index)]
  return [...parents, ...children.filter((child, index) => !atHome(index).some((other) => other.given === child.given))]
}

function drawParents(random: Random, names: NameTables, of: Circle): readonly Person[] {
  const from = 1960 + random.below(28)
  const mother = drawPerson(random, names, of, { gender: 'f', from, to: from + 5, ...(random.chance(0.2) ? { family: draw(random, names.familyNames) } : {}) })
  return [drawPerson(random, names, of, { gender: 'm', from, to: from + 5 }), mother]
}

/** A father and a grown son under one roof, who now and then bears the father's name. */
function drawFatherAndSon(random: Random, names: NameTables, of: Circle, namedAfterFather: number): readonly Person[] {
  const from = 1938 + random.below(30)
  const father = drawPerson(random, names, of, { gender: 'm', from, to: from + 3 })
  const son = drawPerson(random, names, of, { gender: 'm', from: father.birth.year + 21, to: father.birth.year + 36, ...(random.chance(namedAfterFather) ? { given: father.given } : {}) })
  return random.chance(0.5) ? [father, son] : [father, drawPerson(random, names, of, { gender: 'f', from, to: from + 5 }), son]
}

/** People of different names behind one door, who came from different places. */
function drawSharedFlat(random: Random, names: NameTables): readonly Person[] {
  const home = drawHome(random, names)
  return times(2 + random.below(3), () => drawPerson(random, names, { ...drawCircle(random, names, 0), home }, { from: 1985, to: 2005 }))
}

/** Colleagues who were put into the list with the firm's address, telephone and mailbox. */
function drawFirm(random: Random, names: NameTables): readonly Person[] {
  const of = drawCircle(random, names, 0)
  const { firm, email: sharedEmail } = drawFirmMailbox(random, of.family.name)
  return times(2 + random.below(5), () => drawPerson(random, names, { ...of, formerHome: undefined, sharedEmail, firm, family: draw(random, names.familyNames) }))
}

function drawPerson(random: Random, names: NameTables, of: Circle, told: Told = {}): Person {
  const gender = told.gender ?? (random.chance(0.55) ? 'f' : 'm')
  const given = told.given ?? draw(random, names.givenNames[gender])
  const family = told.family ?? of.family
  const birth = told.born ?? drawBirth(random, told.from ?? 1940, told.to ?? 2006)
  const child = told.parent !== undefined && PRESENT - birth.year < 15
  const owner = { given: given.name, givenShare: given.share, family: family.name, familyShare: family.share, year: birth.year }
  return {
    gender, given, family, birth,
    secondGiven: random.chance(0.12) ? draw(random, names.givenNames[gender]).name : undefined,
    doctor: !child && random.chance(0.025),
    formerFamily: random.chance(gender === 'f' ? 0.09 : 0.02) ? draw(random, names.familyNames) : undefined,
    mobile: child ? undefined : drawMobile(random),
    emails: child ? [] : times(random.chance(0.45) ? 2 : 1, () => personalEmail(random, owner)),
    home: of.home,
    formerHome: of.formerHome,
    sharedEmail: child ? (of.sharedEmail ?? told.parent.emails[0]) : of.sharedEmail,
    sharedMobile: child ? told.parent.mobile : undefined,
    firm: of.firm,
  }
}

function drawBirth(random: Random, from: number, to: number): BirthDate {
  const month = 1 + random.below(12)
  const days = month === 2 ? 28 : [4, 6, 9, 11].includes(month) ? 30 : 31
  return { year: from + random.below(Math.max(1, to - from + 1)), month, day: 1 + random.below(days) }
}

function drawHome(random: Random, names: NameTables): Home {
  const place = draw(random, names.places)
  // Short streets are many, long ones few; every seventh house was squeezed in later and has a letter.
  const number = 1 + Math.floor(random.below(180) * (random.below(1000) / 1000))
  return { place, houseNumber: `${number}${random.chance(0.14) ? random.pick(['a', 'b', 'c', 'd']) : ''}`, landline: { area: areaCode(place), rest: digits(random, 5 + random.below(3)) } }
}

/** Big cities by their real area code; elsewhere a code that is the same for the whole town, which is all that matters here. */
function areaCode({ city, postcode }: Place): string {
  const known: Readonly<Record<string, string>> = { Berlin: '30', Hamburg: '40', München: '89', Köln: '221', 'Frankfurt am Main': '69', Stuttgart: '711', Düsseldorf: '211', Dortmund: '231', Essen: '201', Leipzig: '341', Bremen: '421', Dresden: '351', Hannover: '511', Nürnberg: '911' }
  return known[city] ?? `${2 + (Number(postcode[0]) % 8)}${postcode.slice(1, 4)}`
}

function drawMobile(random: Random): Phone {
  return { area: random.pick(MOBILE_PREFIXES), rest: digits(random, 7 + random.below(2)) }
}

function digits(random: Random, count: number): string {
  return times(count, (index) => String(index === 0 ? 1 + random.below(9) : random.below(10))).join('')
}

function times<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
