import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'csv-parse/sync'
import { writeCustomerFile } from '../../samples/generator/customer-file.ts'
import { readNameTables } from '../../samples/generator/name-tables.ts'
import { permutationOf, randomFrom } from '../../samples/generator/random.ts'
import { packageFolder } from '../../src/edge/version.ts'
import { mistype, mistypeDigits } from '../../samples/generator/typing-errors.ts'
import { writePhone } from '../../samples/generator/written-forms.ts'

const folder = mkdtempSync(join(tmpdir(), 'dublette-customers-'))
const names = readNameTables(join(packageFolder, 'samples', 'names'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Row = Readonly<Record<string, string>>
const rowsOf = (path: string): readonly Row[] => parse(readFileSync(path, 'utf8'), { columns: true }) as Row[]
const made = (count: number, seed: number): { readonly records: readonly Row[]; readonly entityOf: ReadonlyMap<string, string>; readonly bytes: string } => {
  const place = join(folder, `${count}-${seed}`)
  writeCustomerFile({ count, seed, names, folder: place })
  return { records: rowsOf(join(place, 'records.csv')), entityOf: new Map(rowsOf(join(place, 'truth.csv')).map((row) => [row['id']!, row['entity']!])), bytes: readFileSync(join(place, 'records.csv'), 'utf8') }
}

describe('the small name tables', () => {
  it('hold at most 1,000 names of each kind', () => {
    expect(names.givenNames.f.values.length + names.givenNames.m.values.length).toBe(1000)
    expect([names.familyNames.values.length, names.places.values.length]).toEqual([1000, 1000])
  })
})

describe('generated customers', () => {
  const file = made(3000, 1)

  it('are as many as asked for, each with its entity, ids counted through', () => {
    expect(file.records.map((row) => row['id'])).toEqual(Array.from({ length: 3000 }, (_, index) => String(index + 1)))
    expect([...file.entityOf.keys()]).toEqual(file.records.map((row) => row['id']))
  })

  it('hold twins, as seldom as there are any', () => {
    const large = made(30_000, 1)
    const twins = people(large.records, (row) => (row['birth_date'] === '' || row['street'] === '' ? undefined : `${row['family_name']} ${row['birth_date']} ${row['street']}`), large.entityOf)
    expect(twins).toBeGreaterThan(0)
    expect(twins).toBeLessThan(30)
  })

  it('are the same bytes for the same seed and others for another', () => {
    const again = made(3000, 1).bytes
    expect(again === file.bytes).toBe(true)
    expect(made(3000, 2).bytes === file.bytes).toBe(false)
  })

  it('are of one record in most cases, of several in some, and ids do not tell which', () => {
    const sizes = new Map<string, number>()
    for (const entity of file.entityOf.values()) sizes.set(entity, (sizes.get(entity) ?? 0) + 1)
    const single = [...sizes.values()].filter((size) => size === 1).length
    expect(single / sizes.size).toBeGreaterThan(0.75)
    expect(single / sizes.size).toBeLessThan(0.9)
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(6)
    const neighbours = file.records.filter((row, index) => index > 0 && file.entityOf.get(row['id']!) === file.entityOf.get(file.records[index - 1]!['id']!))
    expect(neighbours.length).toBeLessThan(10)
  })

  it('hold what makes real customers hard', () => {
    const pairs = pairsOfOnePerson(file.records, file.entityOf)
    const share = (holds: (left: Row, right: Row) => boolean): number => pairs.filter(([left, right]) => holds(left, right)).length / pairs.length
    expect(share((left, right) => left['email'] !== '' && right['email'] !== '' && left['email'] !== right['email'])).toBeGreaterThan(0.2)
    expect(share((left, right) => left['family_name'] === right['given_name'] && left['given_name'] === right['family_name'])).toBeGreaterThan(0)
    expect(share((left, right) => left['birth_date'] !== '' && right['birth_date'] !== '' && left['birth_date'] !== right['birth_date'])).toBeGreaterThan(0.02)
    expect(people(file.records, (row) => (row['email'] === '' ? undefined : row['email']!.toLowerCase()), file.entityOf)).toBeGreaterThan(100)
    for (const column of ['email', 'phone', 'birth_date', 'street']) expect(file.records.filter((row) => row[column] === '').length, column).toBeGreaterThan(200)
  })
})

/** How many values belong to more than one person. */
function people(records: readonly Row[], valueOf: (row: Row) => string | undefined, entityOf: ReadonlyMap<string, string>): number {
  const owners = new Map<string, Set<string>>()
  for (const row of records) {
    const value = valueOf(row)
    if (value !== undefined) owners.set(value, (owners.get(value) ?? new Set()).add(entityOf.get(row['id']!)!))
  }
  return [...owners.values()].filter((each) => each.size > 1).length
}

function pairsOfOnePerson(records: readonly Row[], entityOf: ReadonlyMap<string, string>): readonly (readonly [Row, Row])[] {
  const first = new Map<string, Row>()
  const pairs: (readonly [Row, Row])[] = []
  for (const row of records) {
    const entity = entityOf.get(row['id']!)!
    const other = first.get(entity)
    if (other === undefined) first.set(entity, row)
    else pairs.push([other, row])
  }
  return pairs
}

describe('slips of the pen', () => {
  it('change a word by little', () => {
    const random = randomFrom(7, 0)
    for (let round = 0; round < 300; round++) {
      const word = random.pick(['Schneider', 'Müller', 'Grimmelshausenstraße', 'Ute'])
      expect(Math.abs(mistype(random, word).length - word.length)).toBeLessThanOrEqual(1)
      expect(mistypeDigits(random, '0171 2345678')).toMatch(/^[\d ]{11,12}$/)
    }
    expect(mistype(random, 'Jo')).toBe('Jo')
  })

  it('a telephone number keeps its digits in every written form', () => {
    const random = randomFrom(8, 0)
    for (let round = 0; round < 300; round++) expect(writePhone(random, { area: '171', rest: '2345678' }).replace(/\D/g, '').slice(-10)).toBe('1712345678')
  })
})

describe('the order of ids', () => {
  it('uses every number once', () => {
    for (const size of [1, 2, 17, 1000, 4097]) {
      const idOf = permutationOf(size, 3)
      expect(new Set(Array.from({ length: size }, (_, index) => idOf(index))).size, String(size)).toBe(size)
      expect(Math.max(...Array.from({ length: size }, (_, index) => idOf(index))), String(size)).toBe(size - 1)
    }
  })
})
