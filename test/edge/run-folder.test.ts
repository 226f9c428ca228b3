import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listRuns, newRunFolder } from '../../src/edge/run-folder.ts'
import { folderWith, projectYaml } from '../project-folder.ts'

describe('the folder of the runs', () => {
  it('is no folder, or may not be read: said with the reason of the system', async () => {
    const folder = folderWith({ runs: 'a file' })
    await expect(listRuns(folder)).rejects.toMatchObject({ code: 'FILE_MISSING', got: 'a file where a folder should be (ENOTDIR)' })
    await expect(newRunFolder(folder, '2026-03-01T08-00-00Z')).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    expect(await listRuns(folderWith({}))).toEqual([])
  })

  it('gives every run its own, even where several start in one second', async () => {
    const folder = folderWith({})
    const runs = await Promise.all([1, 2, 3, 4].map(() => newRunFolder(folder, '2026-03-01T08:00:00Z')))
    expect(runs.map(({ id }) => id).toSorted()).toEqual(['2026-03-01T08-00-00Z', '2026-03-01T08-00-00Z-2', '2026-03-01T08-00-00Z-3', '2026-03-01T08-00-00Z-4'])
  })

  it('holds many runs that were stopped: status still shows those that ended', () => {
    const folder = folderWith({ 'dublette.yaml': projectYaml(), 'k.csv': 'Nr,Vorname,Nachname,E-Mail,Geburtstag\n' })
    const status = (): string => spawnSync(process.execPath, [join(import.meta.dirname, '../../bin/dublette.mjs'), 'status'], { cwd: folder, encoding: 'utf8' }).stdout
    expect(status()).toMatch(/^no runs yet/)
    for (let day = 10; day < 40; day += 1) mkdirSync(join(folder, `runs/2026-03-${day}`), { recursive: true })
    expect(status()).toMatch(/^no finished run yet/)
    writeFileSync(join(folder, 'runs/2026-03-10/manifest.json'), JSON.stringify({ run: '2026-03-10', asOf: '2026-03-10', profile: 'default', status: 'done', planHash: null }))
    expect(status()).toMatch(/^2026-03-10/)
  })
})
