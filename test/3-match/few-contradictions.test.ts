import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clusterTwice } from '../../pipelines/match.ts'
import { match } from '../../src/3-match/match.ts'
import { NO_CONSTRAINTS } from '../../src/model/match-model.ts'
import { LEVEL_ELSE } from '../../src/3-match/specification.ts'
import { readExports } from '../../src/edge/exports.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { silent } from '../../src/edge/terminal.ts'
import { packageFolder } from '../../src/edge/version.ts'
import { comparableRecords } from '../../src/run/comparable-records.ts'

it('among families on few streets, matches stay people: they bear one given name and one birth date, whatever their relatives do', async () => {
  const { ingested } = await readExports(await readProject(join(packageFolder, 'samples/studio/dublette.yaml')), silent)
  const { result } = await clusterTwice(await match(comparableRecords(ingested.records)), NO_CONSTRAINTS)
  for (const name of ['given', 'date'] as const) {
    const index = result.space.comparisons.findIndex((comparison) => comparison.name === name)
    const expected = result.space.comparisons[index]!.specification.conditions[0]!.matched[LEVEL_ELSE - 1]!
    expect(result.shares.comparisons[index]!.matched[LEVEL_ELSE], name).toBeLessThanOrEqual(2 * expected + 1e-9)
  }
  // The sample holds 526 pairs of one person.
  expect(result.shares.lambdaMatch * (ingested.records.length * (ingested.records.length - 1)) / 2).toBeLessThan(800)
})
