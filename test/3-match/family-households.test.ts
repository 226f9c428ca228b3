import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clusterTwice } from '../../pipelines/match.ts'
import { match } from '../../src/3-match/match.ts'
import { modelOf } from '../../src/3-match/model-file.ts'
import { LEVEL_ELSE } from '../../src/3-match/specification.ts'
import { readExports } from '../../src/edge/exports.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { silent } from '../../src/edge/terminal.ts'
import { packageFolder } from '../../src/edge/version.ts'
import { NO_CONSTRAINTS } from '../../src/model/match-model.ts'
import { comparableRecords } from '../../src/run/comparable-records.ts'

const { ingested } = await readExports(await readProject(join(packageFolder, 'samples/studio/dublette.yaml')), silent)
const columns = comparableRecords(ingested.records)
const { result } = await clusterTwice(await match(columns), NO_CONSTRAINTS)

it('among families on few streets, households stay families and matches stay people', () => {
  const sharesOf = (name: string) => {
    const index = result.space.comparisons.findIndex((comparison) => comparison.name === name)
    return { ...result.shares.comparisons[index]!, expected: result.space.comparisons[index]!.specification.conditions[0]! }
  }
  const family = sharesOf('family')
  expect(family.household[LEVEL_ELSE]).toBeLessThanOrEqual(2 * family.expected.household[LEVEL_ELSE - 1]! + 1e-9)
  for (const name of ['given', 'date']) {
    const { matched, expected } = sharesOf(name)
    expect(matched[LEVEL_ELSE], name).toBeLessThan(expected.matched[LEVEL_ELSE - 1]!)
  }
  // The sample holds 526 pairs of one person.
  const matches = result.shares.lambdaMatch * (columns.count * (columns.count - 1)) / 2
  expect(matches).toBeGreaterThan(500)
  expect(matches).toBeLessThan(570)
})

it('what was learned there weighs the same pairs when it is used again', async () => {
  const again = await match(columns, { model: modelOf(result) })
  expect(Math.abs(again.edges.count - result.edges.count)).toBeLessThan(0.02 * result.edges.count)
})
