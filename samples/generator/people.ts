import { fromDayNumber, toDayNumber } from '../../src/model/calendar.ts'
import type { NameTables, Place } from './name-tables.ts'
import type { Random } from './random.ts'
import { asciiName } from './spelling.ts'

/** Where somebody lives. */
export type Address = Place & { readonly house: string }

/** A person as she is; her records say so more or less well. */
export type Person = {
  readonly gender: 'm' | 'f'
  readonly given: string
  readonly family: string
  /** A family name she had or took. */
  readonly otherFamily: string | null
  readonly birthDate: string
  readonly address: Address
  /** Where she lived before or moved to. */
  readonly otherAddress: Address
  /** National numbers without the leading 0. */
  readonly landline: string | null
  readonly mobile: string | null
  /** The first is her main one; a shared one belongs to the household. */
  readonly emails: readonly string[]
  readonly child: boolean
}

const domains: readonly (readonly [string, number])[] = [['gmx.de', 22], ['web.de', 20], ['t-online.de', 14], ['gmail.com', 22], ['googlemail.com', 2], ['gmx.net', 4], ['hotmail.com', 3], ['yahoo.de', 4], ['freenet.de', 3], ['outlook.de', 2], ['icloud.com', 3], ['aol.com', 1]]
const areaCodes: readonly string[] = ['30', '40', '89', '221', '69', '711', '211', '231', '201', '421', '351', '341', '511', '911', '203', '234', '202', '228', '521', '251', '721', '621', '821', '611', '8031', '6221', '761', '441', '5341', '3641']
const mobileCodes: readonly string[] = ['151', '152', '157', '159', '160', '162', '163', '170', '171', '172', '173', '174', '175', '176', '177', '178', '179']

/** The people of one household who stand in the register: one to five, with what they share. */
export function drawHousehold(random: Random, tables: NameTables): readonly Person[] {
  const family = tables.family.draw(random)
  const address = drawAddress(random, tables)
  const landline = random.chance(0.55) ? `${random.pick(areaCodes)}${digits(random, 6 + random.below(2))}` : null
  const shared = random.chance(0.14) ? emailOf(random, '', family, '') : null
  const adults = random.chance(0.46) ? 1 : 2
  const children = adults === 2 ? (random.chance(0.42) ? 1 + random.below(3) : 0) : random.chance(0.12) ? 1 : 0
  const people: Person[] = []
  const base = { address, landline, tables, shared }
  const father = random.chance(0.55) ? 'm' as const : 'f' as const
  for (let n = 0; n < adults; n += 1) {
    const gender = n === 0 ? father : random.chance(0.94) ? (father === 'm' ? 'f' : 'm') : father
    people.push(drawPerson(random, base, gender, n === 0 || random.chance(0.78) ? family : tables.family.draw(random), birth(random, 1938, 1998), false))
  }
  const twins = children > 1 && random.chance(0.12)
  let last = ''
  for (let n = 0; n < children; n += 1) {
    const gender = random.chance(0.5) ? 'm' as const : 'f' as const
    const parentYear = Number(people[0]!.birthDate.slice(0, 4))
    const born = twins && n === 1 ? last : birth(random, Math.min(2014, parentYear + 22), Math.min(2020, parentYear + 42))
    last = born
    people.push(drawPerson(random, base, gender, family, born, true))
  }
  return sameNames(random, people)
}

type Base = { readonly address: Address; readonly landline: string | null; readonly tables: NameTables; readonly shared: string | null }

function drawPerson(random: Random, base: Base, gender: 'm' | 'f', family: string, birthDate: string, child: boolean): Person {
  const { tables } = base
  const first = (gender === 'm' ? tables.male : tables.female).draw(random)
  const given = random.chance(0.035) ? `${first}-${(gender === 'm' ? tables.male : tables.female).draw(random)}` : first
  const year = birthDate.slice(2, 4)
  const own = [emailOf(random, given, family, year), emailOf(random, given, family, year)]
  const emails = base.shared !== null && random.chance(child ? 0.8 : 0.6) ? [base.shared, ...own] : child && random.chance(0.5) ? [] : own
  return {
    gender, given, family, birthDate, address: base.address, child,
    otherFamily: gender === 'f' && !child && random.chance(0.3) ? (random.chance(0.25) ? `${family}-${tables.family.draw(random)}` : tables.family.draw(random)) : null,
    otherAddress: drawAddress(random, tables), landline: base.landline, emails,
    mobile: random.chance(child ? 0.25 : 0.85) ? `${random.pick(mobileCodes)}${digits(random, 7 + random.below(2))}` : null,
  }
}

/** Fathers and sons, mothers and daughters of one name. */
function sameNames(random: Random, people: readonly Person[]): readonly Person[] {
  const parent = people[0]
  return people.map((person) => (person.child && parent && person.gender === parent.gender && random.chance(0.04) ? { ...person, given: parent.given } : person))
}

function drawAddress(random: Random, tables: NameTables): Address {
  return { ...tables.places.draw(random), house: `${1 + random.below(random.chance(0.7) ? 40 : 180)}${random.chance(0.1) ? random.pick(['a', 'b', 'c']) : ''}` }
}

function birth(random: Random, from: number, to: number): string {
  const first = toDayNumber(`${Math.min(from, to)}-01-01`)
  const last = toDayNumber(`${Math.max(from, to)}-12-31`)
  return fromDayNumber(first + random.below(last - first + 1))
}

/** An address made from the name as people make them, or from something else. */
function emailOf(random: Random, given: string, family: string, year: string): string {
  const g = asciiName(given).replaceAll(/[^a-z]/g, '')
  const f = asciiName(family).replaceAll(/[^a-z]/g, '')
  const locals = g === '' ? [`familie.${f}`, `fam-${f}`, `${f}s`, `familie${f}`] : [`${g}.${f}`, `${g}.${f}`, `${g}${f}`, `${g[0]}.${f}`, `${f}.${g}`, `${g}_${f}`, `${g}${year}`, `${f}${year}`, `${g}.${f}${year}`]
  const local = random.chance(g === '' ? 0 : 0.14) ? `${random.pick(['sonne', 'blume', 'lucky', 'tiger', 'star', 'kiki', 'maus', 'yogi', 'wolke', 'fuchs', 'hexe', 'biene'])}${digits(random, 2 + random.below(3))}` : random.pick(locals)
  const all = domains.reduce((sum, [, count]) => sum + count, 0)
  let at = random.below(all)
  const domain = domains.find(([, count]) => (at -= count) < 0)![0]
  return `${local}${random.chance(0.3) ? digits(random, 1 + random.below(3)) : ''}@${domain}`
}

function digits(random: Random, n: number): string {
  let text = ''
  for (let i = 0; i < n; i += 1) text += String(random.below(10))
  return text
}
