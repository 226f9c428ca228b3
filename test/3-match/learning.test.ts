import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clusterTwice } from '../../pipelines/match.ts'
import { match, type MatchResult } from '../../src/3-match/match.ts'
import { modelOf } from '../../src/3-match/model-file.ts'
import { LEVEL_ELSE } from '../../src/3-match/specification.ts'
import { readExports } from '../../src/edge/exports.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { silent } from '../../src/edge/terminal.ts'
import { packageFolder } from '../../src/edge/version.ts'
import { NO_CONSTRAINTS } from '../../src/model/match-model.ts'
import { comparableRecords } from '../../src/run/comparable-records.ts'
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
  const households = pairsOf(shares.lambdaHousehold, space)
  expect(households).toBeGreaterThan(120)
  expect(households).toBeLessThan(200)
})

const { ingested } = await readExports(await readProject(join(packageFolder, 'samples/studio/dublette.yaml')), silent)
const columns = comparableRecords(ingested.records)
const { result } = await clusterTwice(await match(columns), NO_CONSTRAINTS)

it('among families on few streets, households stay families and matches stay people', () => {
  const sharesOf = (name: string) => {
    const index = result.space.comparisons.findIndex((comparison) => comparison.name === name)
    return { ...result.shares.comparisons[index]!, expected: result.space.comparisons[index]!.specification.conditions[0]! }
  }
  for (const name of ['family', 'street']) {
    const { household, expected } = sharesOf(name)
    expect(household[LEVEL_ELSE], name).toBeLessThan(2 * expected.household[LEVEL_ELSE - 1]!)
  }
  for (const name of ['given', 'date']) {
    const { matched, expected } = sharesOf(name)
    expect(matched[LEVEL_ELSE], name).toBeLessThan(expected.matched[LEVEL_ELSE - 1]!)
  }
  // The sample holds 526 pairs of one person.
  const matches = pairsOf(result.shares.lambdaMatch, result.space)
  expect(matches).toBeGreaterThan(500)
  expect(matches).toBeLessThan(570)
})

it('what was learned there weighs the same pairs when it is used again', async () => {
  const again = await match(columns, { model: modelOf(result) })
  expect(Math.abs(again.edges.count - result.edges.count)).toBeLessThan(0.02 * result.edges.count)
})

function pairsOf(share: number, { count }: MatchResult['space']): number {
  return share * (count * (count - 1)) / 2
}
