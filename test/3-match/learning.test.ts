import { expect, it } from 'vitest'
import { match } from '../../src/3-match/match.ts'
import { recordColumns, type TestRecord } from './customers.ts'

const GIVEN = ['Anna', 'Ben', 'Clara', 'David', 'Eva', 'Felix', 'Greta', 'Hans', 'Ida', 'Jonas']
const FAMILY = ['Schmidt', 'Weber', 'Fischer', 'Wagner', 'Becker', 'Hoffmann', 'Koch', 'Richter', 'Wolf', 'Klein', 'Neumann', 'Schwarz', 'Braun', 'Lange', 'Krause']

/** Families of two with one address and one landline, and nobody twice. */
const families = Array.from({ length: 150 }, (_, house) => house).flatMap((house) => [0, 1].map((one): TestRecord => ({
  id: `k${house}-${one}`, given: GIVEN[(house * 3 + one) % 10]!, family: FAMILY[(house * 7) % 15]!, phone: `0341 ${(700_001 + house * 7_919) % 1_000_000}`,
  birth: `19${50 + ((house * 13 + one * 5) % 50)}-${String(1 + ((house * 5 + one) % 12)).padStart(2, '0')}-${10 + ((house * 11 + one * 3) % 18)}`,
  street: 'Ringstraße', house: String(1 + house), postcode: String(10_000 + (house % 25)), city: 'Leipzig',
})))

it('a household counts once, however many rules find it and are dropped because it is no match', async () => {
  const { shares, space, samples, rules } = await match(recordColumns(families))
  const { left, right } = samples!.candidates
  expect(new Set(Array.from(left, (record, pair) => `${record} ${right[pair]}`)).size).toBe(left.length)
  expect(rules.filter((rule) => !rule.used && rule.pairs > 0).length).toBeGreaterThan(5)
  const households = shares.lambdaHousehold * (space.count * (space.count - 1)) / 2
  expect(households).toBeGreaterThan(120)
  expect(households).toBeLessThan(200)
})
