import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply } from '../../pipelines/apply.ts'
import { approve } from '../../pipelines/approve.ts'
import { dedupe } from '../dedupe.ts'
import { explain } from '../../pipelines/explain.ts'
import { unmerge } from '../../pipelines/unmerge.ts'
import { verify } from '../../pipelines/verify.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { readStoreState } from '../../src/edge/project-store.ts'
import type { Project } from '../../src/run/project.ts'

const root = join(import.meta.dirname, '../..')
const asOf = '2026-03-31'

function tinyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dublette-way-'))
  cpSync(join(root, 'samples/tiny'), folder, { recursive: true })
  return folder
}

function filesBelow(folder: string, at = folder): readonly string[] {
  return readdirSync(at).toSorted().flatMap((name) => (statSync(join(at, name)).isDirectory() ? filesBelow(folder, join(at, name)) : [relative(folder, join(at, name))]))
}

/** Everything a run or an apply writes but the clock, the log and the line numbers. */
function bytesOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(filesBelow(folder).filter((path) => !/manifest\.json|log\.jsonl|origins\.jsonl|counts\.json|quarantine\.jsonl|edges\.bin/.test(path)).map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

async function run(project: Project): ReturnType<typeof dedupe> {
  return dedupe({ project, state: await readStoreState(project), asOf })
}

describe('the whole way on samples/tiny', () => {
  it('run, approve, apply, run again: nothing new, nothing counted twice; unmerge: as before; every total holds', async () => {
    const project = await readProject(join(tinyFolder(), 'dublette.yaml'))
    const first = await run(project)
    await approve({ project, automatic: true })
    const applied = await apply({ project, asOf })
    const merges = first.document.plan.counts['automatic']!
    expect(merges).toBeGreaterThan(20)
    expect(applied.result.merges.filter((each) => each.outcome === 'applied')).toHaveLength(merges)
    expect((await verify({ project })).filter((row) => !row.ok)).toEqual([])

    const second = await run(project)
    expect(second.document.plan.counts['automatic']).toBe(0)
    for (const total of ['credit', 'classCredit', 'packageUnits', 'openBalance', 'recurring', 'voucherValue'] as const) expect(second.document.plan.before[total]).toEqual(first.document.plan.before[total])

    const out = bytesOf(join(project.folder, 'out'))
    expect((await apply({ project, run: first.run.id, asOf })).result).toMatchObject({ nothingToDo: true, ledgerEntries: 0 })
    expect(bytesOf(join(project.folder, 'out'))).toEqual(out)

    const credited = first.document.merges.find((each) => each.merge.outcome === 'automatic' && each.operations.some((operation) => operation.type === 'transfer_credit'))!
    const back = await unmerge({ project, wanted: credited.merge.id, approvedBy: { reviewers: ['test'], reason: 'test' }, remember: 'never', asOf })
    expect(back.result?.merges).toMatchObject([{ outcome: 'applied' }])
    expect((await verify({ project })).filter((row) => !row.ok)).toEqual([])
    // The latest folder now holds a way back; what was skipped and why still comes from the latest run on the exports.
    const skipped = readFileSync(join(project.folder, 'out/skipped.csv'), 'utf8')
    expect(skipped.split('\n').length).toBeGreaterThan(5)
    await apply({ project, asOf })
    expect(readFileSync(join(project.folder, 'out/skipped.csv'), 'utf8')).toBe(skipped)
    const { survivor, sources } = first.document.merges.find((each) => each.merge.outcome === 'automatic' && each !== credited)!.merge
    expect((await explain({ project, left: sources[0]!, right: survivor, run: second.run.id, language: 'en' })).outcome).toContain(`${sources[0]} now belongs to ${survivor}`)
    expect(await explain({ project, left: credited.merge.survivor, right: credited.merge.sources[0]!, language: 'en' })).toMatchObject({ merges: [] })
    const third = await run(project)
    expect(third.document.merges.filter((each) => each.merge.outcome === 'automatic')).toEqual([])
    expect(third.document.plan.before.customers).toBe(second.document.plan.before.customers + credited.merge.sources.length)
  })
})

describe('the same input gives the same bytes', () => {
  it('whatever the order of rows, the time zone, the locale and the number of threads', async () => {
    const plain = tinyFolder()
    const other = tinyFolder()
    const random = fc.sample(fc.nat(1_000_000), 2_000)
    for (const path of filesBelow(other).filter((each) => /^(desk|online|club)\/.*\.csv$/.test(each))) writeFileSync(join(other, path), shuffled(readFileSync(join(other, path), 'utf8'), random))
    const dublette = (folder: string, environment: Readonly<Record<string, string>>, args: readonly string[]): void => {
      execFileSync(process.execPath, [join(root, 'bin/dublette.mjs'), 'run', '--project', join(folder, 'dublette.yaml'), '--as-of', asOf, ...args], { env: { ...process.env, ...environment }, stdio: 'pipe' })
    }
    dublette(plain, { TZ: 'Europe/Berlin', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' }, ['--threads', '1'])
    dublette(other, { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, ['--threads', '2'])
    // Files that name their rows' places are left out; the project's name is its folder's, which the report shows.
    const runOf = (folder: string): string => join(folder, 'runs', readdirSync(join(folder, 'runs'))[0]!)
    expect(bytesOf(runOf(other))).toEqual(bytesOf(runOf(plain)))
  })
})

/** The rows of a CSV in another order; the header stays. None of the files has a line break inside a value. */
function shuffled(text: string, random: readonly number[]): string {
  if (text === '') return text
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const [header = '', ...rows] = text.split(end).filter((line) => line !== '')
  const order = rows.map((row, index) => ({ row, at: random[index % random.length]! * 1000 + index })).toSorted((left, right) => left.at - right.at)
  return [header, ...order.map((each) => each.row), ''].join(end)
}
