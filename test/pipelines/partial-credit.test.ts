import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { apply } from '../../pipelines/apply.ts'
import { approve } from '../../pipelines/approve.ts'
import { dedupe, type DedupeResult } from '../dedupe.ts'
import { unmerge } from '../../pipelines/unmerge.ts'
import { verify } from '../../pipelines/verify.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { readStoreState } from '../../src/edge/project-store.ts'
import { findRun } from '../../src/edge/run-folder.ts'
import { readRunPlan } from '../run-plan.ts'
import { refusalWords } from '../../src/model/refusal-words.ts'
import type { Project } from '../../src/run/project.ts'

const asOf = '2026-03-31'
const folders: string[] = []
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }) })

async function run(project: Project): Promise<DedupeResult> {
  return dedupe({ project, state: await readStoreState(project), asOf })
}

/** Of the 12.50 EUR of customer 125 a reviewer lets 5.00 move; everything else is applied as the rules say. */
async function divided(): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), 'dublette-part-'))
  folders.push(folder)
  cpSync(join(import.meta.dirname, '../../samples/tiny'), folder, { recursive: true })
  const project = await readProject(join(folder, 'dublette.yaml'))
  const { document } = await run(project)
  const planned = document.merges.find((each) => each.merge.sources.includes('desk:125'))!
  const decision = { merge: planned.merge.id, mergeHash: planned.hash, verdict: 'merge', reviewer: 'Petra Klein', at: '2026-03-31T12:00:00Z', reason: 'the rest is paid out', overrides: [], credits: [{ holding: 'desk:credit:g125', amount: '500' }] }
  const path = join(folder, 'decisions.json')
  writeFileSync(path, JSON.stringify({ version: 1, planHash: document.plan.hash, decisions: [decision] }))
  expect((await approve({ project, automatic: true, decisions: path })).differing).toEqual([planned.merge.id])
  const { result } = await apply({ project, asOf })
  expect(result.merges.filter((each) => each.outcome !== 'applied')).toEqual([])
  return project
}

/** What customer 125 and the account that stays have: in the ledger, and in total as the run counts it. */
async function check(project: Project, expected: { readonly source: bigint; readonly survivor: bigint; readonly total: bigint; readonly waiting: number }): Promise<DedupeResult> {
  const again = await run(project)
  const { balances } = await readStoreState(project)
  const waiting = again.document.merges.filter((each) => each.merge.decidedBy === 'CHANGED_IN_FLIGHT')
  expect({ source: balances.get('desk:125\tEUR') ?? 0n, survivor: balances.get('online:o125\tEUR') ?? 0n, total: again.document.plan.before.credit['EUR'], waiting: waiting.length }).toEqual(expected)
  expect(again.document.merges.filter((each) => each.merge.outcome === 'automatic')).toEqual([])
  expect((await verify({ project })).filter((each) => !each.ok)).toEqual([])
  return again
}

function exports(project: Project, desk: string, online: string | null): void {
  const path = join(project.folder, 'desk/credits.csv')
  const text = readFileSync(path, 'utf8')
  expect(text).toMatch(/^g125,125,12\.50,EUR/m)
  writeFileSync(path, text.replace(/^g125,125,12\.50,EUR/m, `g125,125,${desk},EUR`))
  if (online !== null) writeFileSync(join(project.folder, 'online/credits.csv'), `id,customer,balance,currency\nn1,o125,${online},EUR\n`)
}

describe('a part of a credit', () => {
  // The other credit of the sample is -20.00 EUR of a customer who is not merged.
  it('D5.13 moves, the rest stays where it was, and nothing of it is created or lost; entered, it is confirmed', async () => {
    const project = await divided()
    const corrections = readFileSync(join(project.folder, 'out/corrections/credits.csv'), 'utf8')
    expect(corrections).toMatch(/desk:125.*online:o125.*5\.00/)
    expect(readFileSync(join(project.folder, 'out/staff-tasks.csv'), 'utf8')).toMatch(/desk:125 bleiben 7,50 EUR Guthaben/)
    await check(project, { source: 750n, survivor: 500n, total: -750n, waiting: 0 })
    exports(project, '7.50', '5.00')
    await check(project, { source: 750n, survivor: 500n, total: -750n, waiting: 0 })
    await approve({ project, automatic: true })
    expect((await apply({ project, asOf })).result.confirmed).toBeGreaterThan(0)
    await check(project, { source: 750n, survivor: 500n, total: -750n, waiting: 0 })
  })
  it('D5.13 what was spent before it was entered is named, and the rest still stays', async () => {
    const project = await divided()
    exports(project, '10.00', null)
    await run(project)
    const { merges } = await readRunPlan(await findRun(project.folder, undefined))
    const changed = merges.filter((each) => each.merge.decidedBy === 'CHANGED_IN_FLIGHT')
    expect(changed.map((each) => each.operations)).toMatchObject([[{ type: 'correct_transfer', amountBefore: 500n, amountAfter: 250n, amountKept: 750n }]])
    expect(changed[0]!.merge.refusals.map((refusal) => [refusal.source, refusalWords(refusal).de])).toContainEqual(['desk:125', 'Seit der Übergabe hat sich der Bestand geändert: erwartet 12,50 EUR oder 7,50 EUR, gefunden 10,00 EUR.'])
    await approve({ project, automatic: false, named: { merges: changed.map((each) => each.merge.id), reviewers: ['Petra Klein'], reason: 'seen' } })
    expect((await apply({ project, asOf })).result.merges.filter((each) => each.outcome === 'failed')).toEqual([])
    await check(project, { source: 750n, survivor: 250n, total: -1000n, waiting: 0 })
  })
  it('D5.13 D9.1 is taken back as a part', async () => {
    const project = await divided()
    const merge = (await readStoreState(project)).aliases.find((alias) => alias.record === 'desk:125')!.merge!
    await unmerge({ project, wanted: merge, approvedBy: { reviewers: ['Petra Klein'], reason: 'two people' }, remember: 'never', asOf })
    await check(project, { source: 1250n, survivor: 0n, total: -750n, waiting: 0 })
  })
})
