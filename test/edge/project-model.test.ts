import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keepModel, modelPath, readProjectModel } from '../../src/edge/project-model.ts'
import type { FoundShares, MatchModel } from '../../src/model/match-model.ts'
import { folderWith } from '../project-folder.ts'

const found = (links: number): FoundShares => ({ records: 1000, links, pairsPerRecord: links / 1000, largestCluster: 3, levels: {} })
const model = (lambdaMatch: number, links?: number): MatchModel => ({ version: 1, specificationHash: 's', lambdaMatch, lambdaHousehold: 0.1, comparisons: [], addresses: null, rules: [], ...(links === undefined ? {} : { found: found(links) }) })

/** A project with runs of these names, oldest first: what each matched with, and how it ended. */
function projectWith(runs: Readonly<Record<string, { readonly model: MatchModel; readonly status?: string }>>): string {
  return folderWith(Object.fromEntries(Object.entries(runs).flatMap(([id, run]) => [[`runs/${id}/manifest.json`, JSON.stringify({ status: run.status ?? 'done' })], [`runs/${id}/3-match/model.json`, JSON.stringify(run.model)]])))
}

describe('the model that a project keeps', () => {
  const keep = (folder: string, id: string): Promise<void> => keepModel(folder, { id, path: join(folder, 'runs', id) })
  it('says nothing of what was found before the apply that kept it: fewer links are left since', async () => {
    const folder = projectWith({ '1': { model: model(0.2, 900) } })
    expect(await readProjectModel(folder)).toBeNull()
    await keep(folder, '1')
    expect(await readProjectModel(folder)).toEqual(model(0.2))
  })
  it('is held against what the first finished run since found with it, however many nights are applied', async () => {
    const folder = projectWith({ '1': { model: model(0.2, 900) }, '2': { model: model(0.2, 500), status: 'LIMIT_EXCEEDED' }, '3': { model: model(0.4, 700) }, '4': { model: model(0.2, 300) }, '5': { model: model(0.2, 200) } })
    for (const applied of ['1', '4', '5']) {
      await keep(folder, applied)
      expect(await readProjectModel(folder)).toEqual(model(0.2, 300))
    }
  })
  it('gives way to one that was learned anew', async () => {
    const folder = projectWith({ '1': { model: model(0.2, 900) }, '2': { model: model(0.4, 300) } })
    await keep(folder, '1')
    await keep(folder, '2')
    expect(await readProjectModel(folder)).toEqual(model(0.4))
  })
  it('that comes from elsewhere is taken as it is', async () => {
    const folder = projectWith({ '1': { model: model(0.2, 900) } })
    writeFileSync(modelPath(folder), JSON.stringify(model(0.3, 800)))
    expect(await readProjectModel(folder)).toEqual(model(0.3, 800))
  })
})
