import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { approvePlan } from '../../src/7-review/approve-plan.ts'
import { writePlan } from '../../src/edge/run-artefacts.ts'
import type { RunFolder } from '../../src/edge/run-folder.ts'
import { approvedLines, readApprovedPlan, readLeftOut, withRunPlan, writeApprovedPlan } from '../../src/edge/run-reader.ts'
import type { Decision } from '../../src/model/decision.ts'
import type { PlanDocument, PlannedHead } from '../../src/model/plan.ts'
import { planOf } from '../6-plan/planned.ts'
import type { Scene } from '../5-merge/scene.ts'
import { folderWith } from '../project-folder.ts'

/** Two automatic merges, one for a person to decide and one that is skipped. */
const scene: Scene = {
  people: ['a', 'b', 'c', 'd'].flatMap((name) => [
    { id: `${name}-desk`, fields: { city: 'Kiel' }, ...(name === 'c' ? { flags: { sanctions: ['house ban'] } } : name === 'd' ? { holds: [{ kind: 'contract' as const }] } : {}) },
    { id: `${name}-online`, origin: 'online' as const, fields: { city: 'Ulm' } },
  ]),
  clusters: ['a', 'b', 'c', 'd'].map((name) => ({ members: [`s:${name}-desk`, `s:${name}-online`], weakestLinkMilliBits: 20_000 })),
}

async function runOf(document: PlanDocument): Promise<RunFolder> {
  const run = { id: 'r', path: folderWith({}) }
  await writePlan(run, document)
  return run
}

/** Approves as the pipeline does, and returns which merges were read for it. */
function approve(run: RunFolder, decisions: readonly Decision[]): Promise<readonly string[]> {
  return withRunPlan(run, async (plan) => {
    const read: string[] = []
    const mergesOf = (wanted: readonly PlannedHead[]) => { read.push(...wanted.map((head) => head.id)); return plan.mergesOf(wanted) }
    const approval = approvePlan({
      reviewed: { ...plan, mergesOf }, decisions: decisions.length === 0 ? null : { version: 1, planHash: plan.plan.hash, decisions }, automatic: { reviewer: 'rules:1', at: '2026-11-23T10:00:00Z' },
      replan: () => { throw new Error('nothing is planned again') }, groups: [], fourEyesFromMinor: null, rememberWith: () => [],
    })
    await writeApprovedPlan(run, approval.approved, approvedLines(approval.merges, plan))
    return read
  })
}

const linesOf = (run: RunFolder, path: string): readonly string[] => readFileSync(join(run.path, path), 'utf8').split('\n').filter((line) => line !== '')
const outcomes = (document: PlanDocument, outcome: string): readonly string[] => document.merges.filter((each) => each.merge.outcome === outcome).map((each) => each.merge.id)

describe('a plan that is larger than memory', () => {
  const document = planOf(scene)
  it('what the rules approve is not read for it, and stands in the approved plan as it stood in the plan', async () => {
    const run = await runOf(document)
    expect(outcomes(document, 'automatic')).toHaveLength(2)
    expect(await approve(run, [])).toEqual([])
    const planned = linesOf(run, '6-plan/merges.jsonl')
    expect(linesOf(run, '7-review/approved-merges.jsonl')).toEqual(planned.filter((line) => line.includes('"outcome":"automatic"')))
    const approved = await readApprovedPlan(run)
    expect(Array.from(approved.merges, (each) => each.merge.id)).toEqual(outcomes(document, 'automatic'))
    // They are read anew each time.
    expect([...approved.merges]).toEqual([...approved.merges])
  })
  it('of merges that a decision names only those are read, and what it changes is written', async () => {
    const run = await runOf(document)
    const [named] = outcomes(document, 'review')
    const planned = document.merges.find((each) => each.merge.id === named)!
    const decision: Decision = { merge: named!, mergeHash: planned.hash, verdict: 'merge', reviewer: 'Anna Berg', at: '', reason: 'seen', overrides: [{ field: 'city', value: 'Bonn', from: null }] }
    expect(await approve(run, [decision])).toEqual([named])
    const approved = [...(await readApprovedPlan(run)).merges]
    expect(approved.map((each) => each.merge.id)).toEqual([...outcomes(document, 'automatic'), named].toSorted())
    expect(approved.find((each) => each.merge.id === named)!.merge.golden.find((field) => field.field === 'city')).toMatchObject({ result: 'Bonn', rule: 'reviewer' })
  })
  it('a line that was altered is refused, before it is approved and after', async () => {
    const run = await runOf(document)
    await approve(run, [])
    const alter = (path: string): void => writeFileSync(join(run.path, path), readFileSync(join(run.path, path), 'utf8').replace('"Kiel"', '"Bonn"'))
    const altered = expect.objectContaining({ code: 'PLAN_ALTERED' }) as Error
    const approved = await readApprovedPlan(run)
    alter('7-review/approved-merges.jsonl')
    expect(() => [...approved.merges]).toThrow(altered)
    await expect(readApprovedPlan(run)).rejects.toThrow(altered)
    alter('6-plan/merges.jsonl')
    await expect(approve(run, [])).rejects.toThrow(altered)
  })
  it('a line more or less is refused', async () => {
    const run = await runOf(document)
    await approve(run, [])
    for (const path of ['7-review/approved-merges.jsonl', '6-plan/merges.jsonl']) writeFileSync(join(run.path, path), linesOf(run, path).slice(1).map((line) => `${line}\n`).join(''))
    const altered = expect.objectContaining({ code: 'PLAN_ALTERED' }) as Error
    await expect(readApprovedPlan(run)).rejects.toThrow(altered)
    await expect(approve(run, [])).rejects.toThrow(altered)
  })
  it('whose line breaks were converted is refused, and what happened is said', async () => {
    const run = await runOf(document)
    await approve(run, [])
    for (const path of ['7-review/approved-merges.jsonl', '6-plan/merges.jsonl']) writeFileSync(join(run.path, path), linesOf(run, path).map((line) => `${line}\r\n`).join(''))
    const converted = expect.objectContaining({ code: 'PLAN_ALTERED', got: 'lines that end with CR LF', next: expect.stringContaining('without converting it') as string }) as Error
    await expect(readApprovedPlan(run)).rejects.toThrow(converted)
    await expect(approve(run, [])).rejects.toThrow(converted)
  })
  it('what stands behind the last line break is refused too, and a last line without one is a line', async () => {
    const run = await runOf(document)
    await approve(run, [])
    const altered = expect.objectContaining({ code: 'PLAN_ALTERED' }) as Error
    for (const path of ['7-review/approved-merges.jsonl', '6-plan/merges.jsonl']) writeFileSync(join(run.path, path), linesOf(run, path).join('\n'))
    expect([...(await readApprovedPlan(run)).merges]).toHaveLength(2)
    expect(await approve(run, [])).toEqual([])
    for (const path of ['7-review/approved-merges.jsonl', '6-plan/merges.jsonl']) appendFileSync(join(run.path, path), '\n{"hash":')
    await expect(readApprovedPlan(run)).rejects.toThrow(altered)
    await expect(approve(run, [])).rejects.toThrow(altered)
  })
  it('who was left out is found without the others', async () => {
    const leftOut = await readLeftOut(await runOf(document))
    expect(leftOut.map((merge) => merge.id)).toEqual(outcomes(document, 'skipped'))
    expect(leftOut[0]!.refusals.map((refusal) => refusal.code)).toContain('SOURCE_HAS_CONTRACT')
  })
})
