import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packTexts } from '../../src/2-normalise/packed-texts.ts'
import { dateLevel } from '../../src/3-match/date-level.ts'
import { matchSpace } from '../../src/3-match/match-space.ts'
import { writePairLevels } from '../../src/3-match/pair-levels.ts'
import { SPECIFICATION, specificationProblems } from '../../src/3-match/specification.ts'
import { editDistance, jaroWinkler } from '../../src/3-match/text-likeness.ts'
import { recordColumns, sampleCustomers, type TestRecord } from './customers.ts'

type Fields = Omit<TestRecord, 'id'>

/** Level bytes of two records by the name of the comparison. */
function levels(left: Fields, right: Fields): Readonly<Record<string, number>> {
  const space = matchSpace(recordColumns([{ ...left, id: '1' }, { ...right, id: '2' }]))
  const bytes = new Uint8Array(space.comparisons.length)
  const mirrored = new Uint8Array(space.comparisons.length)
  writePairLevels(space, 0, 1, bytes, 0)
  writePairLevels(space, 1, 0, mirrored, 0)
  expect(mirrored, 'a pair has the same levels in either order').toEqual(bytes)
  return Object.fromEntries(space.comparisons.map((comparison, index) => [comparison.name, bytes[index]!]))
}

describe('levels', () => {
  const check = (left: Fields, right: Fields, expected: Readonly<Record<string, number>>): void => expect(levels(left, right), JSON.stringify([left, right])).toMatchObject(expected)

  it('a missing value says nothing', () => check({ given: 'Anna', family: 'Schmidt' }, { given: '', family: 'Schmidt' }, { given: 0, family: 5 }))

  it('given names', () => {
    const given = (left: string, right: string, level: number): void => check({ given: left, family: 'Schmidt' }, { given: right, family: 'Schmidt' }, { given: level })
    given('Anna', 'Peter', 1)
    given('Mark', 'Mary', 2)
    given('Eugen', 'Joachim', 1)
    given('Jaqueline', 'Jacqueline', 4)
    given('Svetlana', 'Swetlna', 3)
    given('Anna', 'Anna', 5)
    given('Thomas', 'Tom', 6)
    given('Hannelore', 'Lore', 6)
    given('Hartmut', 'Hardy', 6)
    given('Andrea', 'Andi', 6)
    // A couple, not one person in two forms.
    given('Andreas', 'Andrea', 2)
    given('T.', 'Thomas', 6)
    given('Hans Peter', 'Peter', 6)
    given('Klaus Kurt', 'Klausi', 6)
  })

  it('one name in two generations is two names; a word on one side alone says nothing', () => {
    const given = (left: Fields, right: Fields, level: number): void => check(left, right, { given: level })
    given({ given: 'Karl', family: 'Huber sen.' }, { given: 'Karl', family: 'Huber jun.' }, 1)
    given({ given: 'Karl jun.', family: 'Huber' }, { given: 'Karl', family: 'Huber senior' }, 1)
    given({ given: 'John', family: 'Smith Jr.' }, { given: 'John', family: 'Smith, Sr' }, 1)
    given({ given: 'Morris I', family: 'Klein' }, { given: 'Morris II', family: 'Klein' }, 1)
    given({ full: 'Huber sen., Karl' }, { full: 'Karl Huber jun.' }, 1)
    given({ given: 'Karl', family: 'Huber', title: 'jun.' }, { given: 'Karl', family: 'Huber', title: 'Dr. sen.' }, 1)
    given({ given: 'Karl', family: 'Huber' }, { given: 'Karl', family: 'Huber jun.' }, 5)
    given({ given: 'John', family: 'Smith III' }, { given: 'John', family: 'Smith Sr.' }, 5)
    // Names of their own.
    given({ given: 'Jun', family: 'Sen' }, { given: 'Jun', family: 'Junior' }, 5)
    given({ full: 'Jun Sen' }, { full: 'Jun Sen' }, 5)
  })

  it('family names', () => {
    const family = (left: string, right: string, level: number): void => check({ given: 'Anna', family: left }, { given: 'Anna', family: right }, { family: level })
    family('Schmidt', 'Berger', 1)
    family('Müller', 'Muller', 4)
    family('Meier', 'Mayr', 3)
    family('Müller-Lüdenscheidt', 'Lüdenscheidt', 6)
  })

  it('crossed names', () => check({ given: 'Anna', family: 'Schmidt' }, { given: 'Schmidt', family: 'Anna' }, { given: 8 + 5, family: 8 + 5 }))

  it('e-mails', () => {
    const email = (left: string, right: string, level: number): void => check({ email: left }, { email: right }, { email: level })
    email('a.schmidt@web.de', 'berger@gmx.de', 1)
    email('ballon77@web.de', 'ballon78x@gmx.de', 2)
    email('ballonfahrer@web.de', 'balonfahrer@gmx.de', 3)
    email('ballonfahrer@web.de', 'balonfahrer@web.de', 4)
    email('ballonfahrer@web.de', 'ballonfahrer@gmx.de', 6)
  })

  it('an e-mail that is made of the name says less', () => {
    check({ given: 'Anna', family: 'Schmidt', email: 'anna.schmidt@web.de' }, { given: 'Anna', family: 'Schmidt', email: 'anna-schmidt7@gmx.de' }, { email: 16 + 2 })
    check({ given: 'Anna', family: 'Schmidt', email: 'anna.schmidt5@web.de' }, { given: 'Anna', family: 'Schmidt', email: 'anna.schmidt5@web.de' }, { email: 8 + 5 })
    check({ given: 'Anna', family: 'Schmidt', email: 'anna.schmidt@web.de' }, { given: 'Anna', family: 'Schmidt', email: 'anna.schmidt@web.de' }, { email: 16 + 5 })
    check({ given: 'Ronald', family: 'Campbell', email: 'ronald.campbell@web.de' }, { given: 'Donald', family: 'Campbell', email: 'donald.campbell@web.de' }, { email: 16 + 4 })
  })

  it('an e-mail that is alike because both are called the same says less, whatever the other name', () => {
    check({ given: 'Ronja', family: 'Schmidt', email: 'ronja7@web.de' }, { given: 'Ronja', family: 'Berger', email: 'ronja12@gmx.de' }, { email: 24 + 2 })
    check({ given: 'Ronja', family: 'Schmidt', email: 'ronja7@web.de' }, { given: 'Ronja', family: 'Berger', email: 'sonne@gmx.de' }, { email: 1 })
    check({ given: 'Melanie', family: 'Schnaider', email: 'mel.schneider@web.de' }, { given: 'Melanie', family: 'Schneider', email: 'm.schneider@gmx.de' }, { email: 16 + 2 })
    check({ given: 'Ronja', family: 'Schmidt', email: 'sonne7@web.de' }, { given: 'Ronja', family: 'Berger', email: 'sonne12@gmx.de' }, { email: 2 })
  })

  it('phone numbers', () => {
    const phone = (left: string, right: string, level: number): void => check({ phone: left }, { phone: right }, { phone: level })
    phone('0341 1234567', '0341 7654321', 1)
    phone('0341 1234567', '0341 1234657', 4)
    phone('040 1234567', '0341 1234567', 4)
    phone('0341 1234567', '0341 1299567', 3)
    phone('0341 1234567', '+49 341 1234567', 5)
  })

  it('a year of birth in the mailbox name stands in for a missing birth date', () => {
    const dated = { given: 'Daniel', family: 'Henrich', birth: '1997-03-05' }
    check(dated, { given: 'Daniel', family: 'Henrich', email: 'daniel.henrich97@gmx.de' }, { date: 8 + 3 })
    check(dated, { given: 'Daniel', family: 'Henrich', email: 'henrich1997@gmx.de' }, { date: 8 + 3 })
    check(dated, { given: 'Daniel', family: 'Henrich', email: 'henrich71@gmx.de' }, { date: 8 + 2 })
    check(dated, { given: 'Daniel', family: 'Henrich', email: 'henrich197@gmx.de' }, { date: 0 })
    check({ ...dated, email: 'henrich97@gmx.de' }, { given: 'Daniel', family: 'Henrich', email: 'henrich97@gmx.de' }, { date: 0 })
  })

  it('two mobiles say more than two landlines, and a mobile beside a landline nothing', () => {
    const phone = (left: string, right: string, level: number): void => check({ phone: left }, { phone: right }, { phone: level })
    phone('0171 2345678', '+49 (0)171 / 2345678', 8 + 5)
    phone('0171 2345678', '0152 98765432', 8 + 1)
    phone('0171 2345678', '0341 987654', 16 + 1)
    phone('0341 987654', '030 1234567', 1)
  })

  it('addresses, each part given the one before', () => {
    const address = (left: Fields, right: Fields, expected: Readonly<Record<string, number>>): void => check(left, right, expected)
    const home = { street: 'Hauptstr. 5', postcode: '20095', city: 'Hamburg' }
    address(home, { ...home, street: 'Hauptstraße 5' }, { street: 8 + 5, postcode: 8 + 5, city: 8 + 5 })
    address(home, { ...home, postcode: '10115', city: 'Berlin' }, { street: 5, postcode: 8 + 1, city: 16 + 1 })
    address(home, { ...home, street: 'Hauptstr. 7' }, { street: 6, postcode: 8 + 5 })
    address(home, { ...home, street: 'Huaptstr. 5' }, { street: 4 })
    address(home, { ...home, street: 'Am Markt 5' }, { street: 2, postcode: 16 + 5 })
    address(home, { ...home, street: '' }, { street: 0, postcode: 5 })
    address(home, { ...home, postcode: '20094' }, { postcode: 8 + 4, city: 24 + 5 })
  })

  it('a name in another script says nothing', () => {
    check({ given: 'Wei', family: 'Wang' }, { given: '', family: '王' }, { family: 0 })
    check({ given: '', family: '王' }, { given: '', family: '李' }, { family: 1 })
  })

  it('attributes in short, and short attributes', () => {
    check({ given: 'Anna', old: 'Texas' }, { given: 'Anna', old: 'TX' }, { 'other:old': 6 })
    check({ given: 'Anna', old: 'CA' }, { given: 'Anna', old: 'OH' }, { 'other:old': 1 })
  })
  it('the sex says nothing beside the same given name: it follows from it', () => {
    check({ given: 'Anna', gender: 'w' }, { given: 'Anna', gender: 'Frau' }, { 'other:gender': 0 })
    check({ given: 'Anna', gender: 'w' }, { given: 'Anna', gender: 'm' }, { 'other:gender': 0 })
    check({ given: 'Anna', gender: 'w' }, { given: 'Anne', gender: 'w' }, { 'other:gender': 5 })
    check({ given: 'Anna', gender: 'w' }, { given: 'Hans', gender: 'm' }, { 'other:gender': 1 })
    check({ given: 'Anna', old: 'rot' }, { given: 'Anna', old: 'rot' }, { 'other:old': 5 })
  })

  it('dates', () => {
    const date = (left: number, right: number, level: number): void => {
      expect(dateLevel(left, right, false), `${left} ${right}`).toBe(level)
      expect(dateLevel(right, left, false), `${right} ${left}`).toBe(level)
    }
    date(19_800_517, 19_711_203, 1)
    date(19_800_517, 19_801_203, 2)
    date(19_800_517, 19_820_519, 2)
    date(19_800_517, 19_800_523, 3)
    date(19_800_500, 19_800_523, 3)
    date(19_800_517, 19_800_518, 4)
    date(19_800_517, 19_805_017, 4)
    date(19_800_507, 19_800_705, 4)
    date(19_800_517, 19_720_517, 6)
    date(19_800_517, 19_800_517, 5)
    expect(dateLevel(18_150_101, 18_150_723, true), 'where 1 January means "some time that year"').toBe(3)
    expect(dateLevel(18_150_101, 18_350_101, true)).toBe(1)
  })
})

describe('likeness of texts', () => {
  it('counts edits like the plain algorithm', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 })
    fc.assert(fc.property(word, word, fc.integer({ min: 0, max: 4 }), (left, right, limit) => {
      const { offsets, units } = packTexts(['', left, right])
      const counted = editDistance(units, offsets[1]!, offsets[2]!, units, offsets[2]!, offsets[3]!, limit)
      expect(counted).toBe(Math.min(plainDistance(left, right), limit + 1))
    }), { numRuns: 3000 })
  })
  it('knows the textbook cases of Jaro and Winkler', () => {
    const check = (left: string, right: string, expected: number): void => {
      const { offsets, units } = packTexts(['', left, right])
      expect(jaroWinkler(units, offsets[1]!, offsets[2]!, units, offsets[2]!, offsets[3]!)).toBe(expected)
    }
    check('abc', 'xyz', 0)
    check('martha', 'marhta', 961)
    check('dwayne', 'duane', 840)
    check('dixon', 'dicksonx', 813)
  })
})

function plainDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)))
  for (let i = 1; i <= a.length; i++) for (let j = 1; j <= b.length; j++) {
    rows[i]![j] = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) rows[i]![j] = Math.min(rows[i]![j]!, rows[i - 2]![j - 2]! + 1)
  }
  return rows[a.length]![b.length]!
}

describe('specification', () => {
  it('names every mistake', () => {
    const given = SPECIFICATION.comparisons[0]!
    const broken = { ...given, unseenOccurrences: 0, conditions: given.conditions.map((one) => ({ ...one, matched: [2, 0, 0, 0, 0, 0] as const })) }
    expect(specificationProblems({ version: 1, comparisons: [broken] })).toHaveLength(4)
  })
  it('is sound', () => expect(specificationProblems(SPECIFICATION)).toEqual([]))
})

describe('records of a match', () => {
  it('levels are symmetric for every pair of a file', () => {
    const space = matchSpace(recordColumns(sampleCustomers(30)))
    const [one, other] = [new Uint8Array(space.comparisons.length), new Uint8Array(space.comparisons.length)]
    for (let a = 0; a < space.count; a++) for (let b = a + 1; b < space.count; b++) {
      writePairLevels(space, a, b, one, 0)
      writePairLevels(space, b, a, other, 0)
      expect(other).toEqual(one)
    }
  })
})
