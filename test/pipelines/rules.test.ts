import { describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { dedupe } from '../../pipelines/dedupe.ts'
import { diffRules, explainRules, testRules } from '../../pipelines/rules.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { rulesFolder } from '../../src/edge/rules-file.ts'
import { folderWith, projectYaml } from '../project-folder.ts'
import { emptyStoreState } from '../../src/model/store-state.ts'

describe('rules on the command line', () => {
  it('explain says the profile in both languages', () => {
    expect(explainRules('smile', rulesFolder, 'de').text).toContain('## smile – der alte Datensatz bleibt')
    expect(explainRules('smile', rulesFolder, 'en').text).toContain('## smile – the old record stays')
  })
  it('test runs the examples beside the profile', () => {
    expect(testRules('smile', rulesFolder).map((result) => result.differences)).toEqual(Array.from({ length: 8 }, () => []))
  })
  it('D10.6 diff: under smile a contract on the old record is no obstacle', async () => {
    const project = await readProject(join(import.meta.dirname, '../../samples/tiny/dublette.yaml'))
    const same = await diffRules({ project, state: emptyStoreState, profile: 'default', asOf: '2026-03-31' })
    expect(same).toMatchObject({ moved: [], differences: [], asOf: '2026-03-31' })
    const { differences } = await diffRules({ project, state: emptyStoreState, profile: 'smile', asOf: '2026-03-31' })
    expect(differences.find((each) => each.members.includes('desk:129'))).toMatchObject({
      members: ['desk:129', 'online:o129'], before: { outcome: 'skipped', decidedBy: 'SOURCE_HAS_CONTRACT', survivor: 'online:o129' }, after: { outcome: 'automatic', survivor: 'desk:129', sources: ['online:o129'] },
    })
  })
  it('diff sees the day of the last run, so that only the rules differ', async () => {
    const folder = folderWith({ 'dublette.yaml': projectYaml(), 'k.csv': 'Nr,Vorname,Nachname,E-Mail,Geburtstag\n1,Anna,Berg,,\n2,Bea,Tal,,\n' })
    const project = await readProject(join(folder, 'dublette.yaml'))
    await dedupe({ project, state: emptyStoreState, asOf: '2026-02-03' })
    expect(await diffRules({ project, state: emptyStoreState, profile: 'smile' })).toMatchObject({ asOf: '2026-02-03', differences: [] })
  })
})
