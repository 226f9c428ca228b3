import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { apply } from '../../pipelines/apply.ts'
import { approve } from '../../pipelines/approve.ts'
import { dedupe, type DedupeResult } from '../dedupe.ts'
import { unmerge } from '../../pipelines/unmerge.ts'
import { verify } from '../../pipelines/verify.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { readStoreState, withStore } from '../../src/edge/project-store.ts'
import type { Decision } from '../../src/model/decision.ts'
import type { Project } from '../../src/run/project.ts'

const root = join(import.meta.dirname, '../..')
const asOf = '2026-03-31'

const folders: string[] = []
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }) })

/** What may happen between two commands: the sample's desk credit g125 (12.50 EUR of customer 125) is on its way to online:o125. */
async function tiny(): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), 'dublette-between-'))
  folders.push(folder)
  cpSync(join(root, 'samples/tiny'), folder, { recursive: true })
  return readProject(join(folder, 'dublette.yaml'))
}

async function run(project: Project): Promise<DedupeResult> {
  return dedupe({ project, state: await readStoreState(project), asOf })
}

/** Replaces a line of an export; null takes it out. */
function edit(project: Project, file: string, line: RegExp, replacement: string | null): void {
  const path = join(project.folder, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toMatch(line)
  writeFileSync(path, replacement === null ? text.replace(new RegExp(`${line.source}\\r?\\n`, 'm'), '') : text.replace(line, replacement))
}

async function applied(project: Project): Promise<void> {
  await run(project)
  await approve({ project, automatic: true })
  const { result } = await apply({ project, asOf })
  expect(result.merges.filter((each) => each.outcome !== 'applied')).toEqual([])
}

/** Approves every change in flight by name, as the page would save it. */
async function approveChanges(project: Project, { document }: DedupeResult): Promise<number> {
  const changes = document.merges.filter((each) => each.merge.decidedBy === 'CHANGED_IN_FLIGHT')
  const decisions = changes.map((each): Decision => ({ merge: each.merge.id, mergeHash: each.hash, verdict: 'merge', reviewer: 'Test', at: '2026-03-31T12:00:00Z', reason: 'seen', overrides: [] }))
  const path = join(project.folder, 'decisions.json')
  writeFileSync(path, JSON.stringify({ version: 1, planHash: document.plan.hash, decisions }))
  await approve({ project, automatic: true, decisions: path })
  return changes.length
}

describe('between apply and the next run', () => {
  type Row = { readonly name: string; readonly desk: string | null; readonly online: string | null; readonly changes: number; readonly creditMinor: bigint; readonly survivorMinor: bigint }
  // The other credit of the sample is -20.00 EUR of a customer who is not merged.
  const rows: readonly Row[] = [
    { name: 'the corrections were entered', desk: 'g125,125,0.00,EUR', online: 'n1,o125,12.50,EUR', changes: 0, creditMinor: -750n, survivorMinor: 1250n },
    { name: 'the source spent some', desk: 'g125,125,5.00,EUR', online: null, changes: 1, creditMinor: -1500n, survivorMinor: 500n },
    { name: 'the source spent all of it', desk: 'g125,125,0.00,EUR', online: null, changes: 1, creditMinor: -2000n, survivorMinor: 0n },
    { name: 'entered, then some of it spent', desk: 'g125,125,0.00,EUR', online: 'n1,o125,2.50,EUR', changes: 1, creditMinor: -1750n, survivorMinor: 250n },
    { name: 'entered on one side only', desk: 'g125,125,12.50,EUR', online: 'n1,o125,12.50,EUR', changes: 1, creditMinor: 500n, survivorMinor: 2500n },
  ]
  for (const row of rows) {
    it(`${row.name}: every cent of the exports counts once`, async () => {
      const project = await tiny()
      await applied(project)
      edit(project, 'desk/credits.csv', /^g125,125,12\.50,EUR/m, row.desk)
      if (row.online !== null) writeFileSync(join(project.folder, 'online/credits.csv'), `id,customer,balance,currency\n${row.online}\n`)
      const second = await run(project)
      expect(second.document.plan.before.credit).toEqual({ EUR: row.creditMinor })
      expect((await verify({ project })).filter((each) => !each.ok)).toEqual([])
      expect(await approveChanges(project, second)).toBe(row.changes)
      const { result } = await apply({ project, asOf })
      expect(result.merges.filter((each) => each.outcome !== 'applied')).toEqual([])
      const totals = await verify({ project })
      expect(totals.filter((each) => !each.ok || each.corrections.some((words) => words.includes('CHANGED_IN_FLIGHT')))).toEqual([])
      expect(totals.find((each) => each.check === 'credit EUR')).toMatchObject({ exported: row.creditMinor, effective: row.creditMinor, stored: row.creditMinor })
      const balances = (await readStoreState(project)).balances
      expect(balances.get('online:o125\tEUR') ?? 0n).toBe(row.survivorMinor)
      const third = await run(project)
      expect(third.document.merges.filter((each) => each.merge.decidedBy === 'CHANGED_IN_FLIGHT' || each.merge.outcome === 'automatic')).toEqual([])
      expect((await apply({ project, run: second.run.id, asOf })).result).toMatchObject({ nothingToDo: true, ledgerEntries: 0 })
    })
  }
})

describe('a customer to whom credit is on its way', () => {
  it('vanishes from the exports: the run goes on, asks nothing about the overtaken transfer, and asks when the customer is back', async () => {
    const project = await tiny()
    await applied(project)
    const online = join(project.folder, 'online/customers.csv')
    const before = readFileSync(online, 'utf8')
    edit(project, 'desk/credits.csv', /^g125,125,12\.50,EUR/m, 'g125,125,5.00,EUR')
    edit(project, 'online/customers.csv', /^o125,.*/m, null)
    const without = await run(project)
    expect(without.document.merges.filter((each) => each.merge.decidedBy === 'CHANGED_IN_FLIGHT')).toEqual([])
    expect((await verify({ project })).filter((each) => !each.ok)).toEqual([])
    writeFileSync(online, before)
    const back = await run(project)
    expect(back.document.merges.filter((each) => each.merge.decidedBy === 'CHANGED_IN_FLIGHT').map((each) => each.merge.survivor)).toEqual(['online:o125'])
  })

  it('is deleted in the target after some of it was spent: the merge is taken back with what is left, and nothing waits for an answer that nobody can give', async () => {
    const project = await tiny()
    await applied(project)
    edit(project, 'desk/credits.csv', /^g125,125,12\.50,EUR/m, 'g125,125,5.00,EUR')
    edit(project, 'online/customers.csv', /^o125,.*/m, null)
    await applied(project)
    const { result } = await unmerge({ project, wanted: 'online:o125', approvedBy: { reviewers: ['Test'], reason: 'deleted in the target' }, remember: 'never', asOf })
    expect(result!.merges).toMatchObject([{ outcome: 'applied' }])
    const balances = (await readStoreState(project)).balances
    expect([balances.get('desk:125\tEUR'), balances.get('online:o125\tEUR')]).toEqual([500n, undefined])
    for (const night of [1, 2]) {
      expect((await verify({ project })).filter((each) => !each.ok || each.corrections.some((words) => !words.endsWith('retired'))), `night ${night}`).toEqual([])
      await applied(project)
    }
  })

  it('is deleted in the target: what the retired record holds is named, no failure, until the record is deleted as well or the merge taken back', async () => {
    const project = await tiny()
    await applied(project)
    edit(project, 'online/customers.csv', /^o125,.*/m, null)
    const named = ['desk:credit:g125 belongs to online:o125, who is in no export any more: if this customer is gone for good, delete desk:125 in its program as well, else take the merge back (`dublette unmerge online:o125`)']
    const owners = async (): Promise<unknown> => {
      const rows = await verify({ project })
      expect(rows.filter((each) => !each.ok)).toEqual([])
      return rows.find((each) => each.check === 'holdings with one owner')?.corrections
    }
    expect(await owners()).toEqual(named)
    expect((await run(project)).withoutSurvivor).toEqual([{ holding: 'desk:credit:g125', from: 'desk:125', to: 'online:o125' }])
    await approve({ project, automatic: true })
    await apply({ project, asOf })
    expect(await owners()).toEqual(named)
    const kept = ['desk/customers.csv', 'desk/credits.csv'].map((file) => ({ path: join(project.folder, file), text: readFileSync(join(project.folder, file), 'utf8') }))
    edit(project, 'desk/customers.csv', /^125,.*/m, null)
    edit(project, 'desk/credits.csv', /^g125,.*/m, null)
    expect(await owners()).toEqual([])
    for (const { path, text } of kept) writeFileSync(path, text)
    await unmerge({ project, wanted: 'online:o125', approvedBy: { reviewers: ['Test'], reason: 'deleted in the target' }, remember: 'never', asOf })
    expect(await owners()).toEqual([])
    expect((await readStoreState(project)).balances.get('desk:125\tEUR')).toBe(1250n)
    expect((await run(project)).withoutSurvivor).toEqual([])
  })
})

describe('between run and apply', () => {
  it('more rows are set aside than the project allows: nothing is applied, and it is said where the number stands', async () => {
    const project = { ...await tiny(), maxRejects: 3 }
    await run(project)
    await approve({ project, automatic: true })
    const strict = { ...project, maxRejects: 0 }
    edit(project, 'desk/credits.csv', /^g125,125,12\.50,EUR/m, 'g125,125,x,EUR')
    await expect(apply({ project: strict, asOf })).rejects.toMatchObject({ code: 'TOO_MANY_REJECTS', message: 'More rows were quarantined than the reject budget allows.', expected: 'at most 0', next: expect.stringContaining('maxRejects in the project file') as string })
    expect((await readStoreState(project)).aliases).toEqual([])
    await apply({ project, asOf })
    await expect(unmerge({ project: strict, wanted: 'online:o125', approvedBy: { reviewers: ['Test'], reason: 'seen' }, remember: 'ask', asOf })).rejects.toMatchObject({ code: 'TOO_MANY_REJECTS' })
  })
  it('a merge whose holding changed is left out by name, the others are applied, the next run proposes it anew', async () => {
    const project = await tiny()
    const first = await run(project)
    await approve({ project, automatic: true })
    edit(project, 'desk/credits.csv', /^g125,125,12\.50,EUR/m, 'g125,125,11.00,EUR')
    const { result } = await apply({ project, asOf })
    const changed = first.document.merges.find((each) => each.merge.sources.includes('desk:125'))!
    expect(result.merges.filter((each) => each.outcome !== 'applied')).toEqual([{ merge: changed.merge.id, outcome: 'failed', code: 'STALE_EXPORT' }])
    expect(result.merges.length).toBeGreaterThan(20)
    const next = await run(project)
    expect(next.document.merges.filter((each) => each.merge.outcome === 'automatic').map((each) => each.merge.id)).toEqual([changed.merge.id])
    expect((await verify({ project })).filter((each) => !each.ok)).toEqual([])
  })

  it('killed while it applies or writes: applying again finishes the rest and makes the files whole', async () => {
    const project = await tiny()
    await run(project)
    await approve({ project, automatic: true })
    for (const step of ['applying', 'writing files']) {
      const child = spawn(process.execPath, [join(root, 'bin/dublette.mjs'), 'apply', '--as-of', asOf], { cwd: project.folder, stdio: ['ignore', 'ignore', 'pipe'] })
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); if (said.includes(step)) child.kill('SIGKILL') })
      await once(child, 'exit')
      expect(said).toContain(step)
    }
    rmSync(join(project.folder, 'out'), { recursive: true, force: true })
    const { result, files } = await apply({ project, asOf })
    expect(result.merges.every((each) => each.outcome === 'applied' || each.outcome === 'already')).toBe(true)
    for (const file of files) expect(existsSync(join(project.folder, file)), file).toBe(true)
    expect((await verify({ project })).filter((each) => !each.ok)).toEqual([])
    expect((await apply({ project, asOf })).result.nothingToDo).toBe(true)
  })

  it('a second process ends with 75', async () => {
    const project = await tiny()
    await withStore(project, async () => {
      const second = spawnSync(process.execPath, [join(root, 'bin/dublette.mjs'), 'run', '--as-of', asOf], { cwd: project.folder, encoding: 'utf8' })
      expect({ status: second.status, err: second.stderr }).toEqual({ status: 75, err: expect.stringMatching(/LOCKED[^]*next:/) as string })
    })
  })
})
