import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { apply } from '../../pipelines/apply.ts'
import { approve } from '../../pipelines/approve.ts'
import { unmerge } from '../../pipelines/unmerge.ts'
import { verify } from '../../pipelines/verify.ts'
import { withStore } from '../../src/edge/project-store.ts'
import { placeWords } from '../../src/6-plan/menu-places.ts'
import { mergeSteps } from '../../src/6-plan/merge-steps.ts'
import { approvedPlanHash, plannedMergeHash, plannedMergeLine, planHash } from '../../src/model/content-hash.ts'
import type { ApprovedPlan } from '../../src/model/plan.ts'
import { readApprovedPlan, writeApprovedPlan } from '../../src/edge/run-reader.ts'
import { asOf, mergeOf, studio, together, twice, type Rows } from './studio.ts'

const root = join(import.meta.dirname, '../..')
const credited: Rows = together(twice(90), { 'desk/credits.csv': [{ id: 'g90', customer: '990', balance: '125.00', currency: 'EUR' }], 'desk/notes.csv': [{ id: 'n90', customer: '990', title: 'Rückruf', followUpOn: '2026-05-01' }] })
const lines = (text: string): readonly string[] => text.trimEnd().split('\n')

describe('deleting, exporting, taking back', () => {
  it('D6.17 D9.1 D9.3 D9.4 before anything changes it is archived and journalled, and taking back restores owner, balance and id', async () => {
    const shop = await studio(credited)
    const first = await shop.run()
    await approve({ project: shop.project, automatic: true })
    await apply({ project: shop.project, asOf, by: 'Frauke Testmann' })
    const merge = mergeOf(first, 'desk:990', 'online:o990').merge.id
    const stored = join(shop.folder, 'store.jsonl')
    await withStore(shop.project, (store) => store.exportTo(stored))
    const rows = lines(readFileSync(stored, 'utf8')).map((line) => JSON.parse(line) as { readonly table?: string; readonly row?: Record<string, unknown> })
    const of = (table: string): readonly Record<string, unknown>[] => rows.flatMap((row) => (row.table === table && row.row?.['merge'] === merge ? [row.row] : []))
    const [archive] = of('archive')
    expect(archive).toMatchObject({ record: 'desk:990', keep_until: '2036-12-31', content_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
    expect(JSON.stringify(archive!['content'])).toMatch(/Rückruf/)
    expect(of('journal').length).toBeGreaterThan(0)
    expect(rows.find((row) => row.table === 'plan')!.row).toMatchObject({ applied_by: 'Frauke Testmann', decisions: expect.arrayContaining([expect.objectContaining({ reviewer: expect.stringMatching(/^rules:/) as string })]) as unknown })

    // 125.00 EUR go back: one person alone may not, nor may two without a reason.
    const takeBack = (reviewers: readonly string[], reason: string) => unmerge({ project: shop.project, wanted: merge, approvedBy: { reviewers, reason }, remember: 'never', asOf })
    await expect(takeBack(['Frauke Testmann'], 'zwei Schwestern')).rejects.toMatchObject({ code: 'DECISIONS_INVALID', message: expect.stringMatching(/second reviewer \(limits\.fourEyesFromMinor\)/) as string })
    await expect(takeBack(['Frauke Testmann', 'frauke testmann'], 'zwei Schwestern')).rejects.toMatchObject({ code: 'DECISIONS_INVALID' })
    await expect(takeBack(['Frauke Testmann', 'Gernot Zweitmann'], ' ')).rejects.toMatchObject({ code: 'DECISIONS_INVALID', message: expect.stringMatching(/needs a reason/) as string })
    const back = await takeBack(['Frauke Testmann', 'Gernot Zweitmann'], 'zwei Schwestern')
    expect(back.result?.merges).toMatchObject([{ outcome: 'applied' }])
    expect((await verify({ project: shop.project })).filter((row) => !row.ok)).toEqual([])
    expect(shop.file('out/id-map.csv')).toMatch(/^desk:990,desk:990,desk:990,active/m)
    expect(await withStore(shop.project, async (store) => (await store.readState()).balances.get('desk:990\tEUR'))).toBe(12_500n)
  })

  it('D9.2 D9.7 a record is retired, not deleted: the plan knows no deletion, and every task that ends a record says so', async () => {
    const { document } = await (await studio(twice(91), (yaml) => yaml.replace('  - name: desk\n', '  - name: desk\n    program: portal\n'))).run()
    const { operations } = mergeOf({ document } as Awaited<ReturnType<Awaited<ReturnType<typeof studio>>['run']>>, 'desk:991', 'online:o991')
    expect(operations.find((each) => each.type === 'retire_customer')).toMatchObject({ record: 'desk:991', on: 'now' })
    expect(operations.find((each) => each.type === 'staff_task' && each.task === 'deactivate')).toMatchObject({ de: expect.stringMatching(/„Abmelden“ inaktiv setzen. Nicht löschen\./) as string, en: expect.stringMatching(/"Abmelden"\. Do not delete\./) as string })
    expect(document.merges.flatMap((each) => each.operations).filter((each) => /delete|remove/.test(each.type))).toEqual([])
  })

  it('NO_ARCHIVE D9.3 a source whose archive the plan does not hold is not retired', async () => {
    const shop = await studio(credited)
    const run = await shop.run()
    await approve({ project: shop.project, automatic: true })
    const approved = await readApprovedPlan(run.run)
    const merges = Array.from(approved.merges, (each) => { const bare = { ...each, operations: each.operations.filter((operation) => operation.type !== 'archive_customer') }; return { ...bare, hash: plannedMergeHash(bare) } })
    const { hash: _, ...head } = approved.plan
    const content: Omit<ApprovedPlan, 'hash' | 'merges'> = { ...approved, plan: { ...head, hash: planHash(head, merges) } }
    await writeApprovedPlan(run.run, { ...content, hash: approvedPlanHash({ ...content, merges }) }, merges.map((each) => plannedMergeLine(each).line))
    const { result } = await apply({ project: shop.project, asOf })
    expect(new Set(result.merges.map((each) => each.code))).toEqual(new Set(['NO_ARCHIVE']))
    expect(shop.file('out/id-map.csv')).not.toContain('retired')
  })

  it('STALE_EXPORT D9.6 nothing changes before it is approved, and then only what was approved, on the state it was read from', async () => {
    const shop = await studio(credited)
    await shop.run()
    await expect(apply({ project: shop.project, asOf })).rejects.toMatchObject({ code: 'PLAN_NOT_APPROVED' })
    expect(existsSync(join(shop.folder, 'out'))).toBe(false)
    await approve({ project: shop.project, automatic: true })
    const path = join(shop.folder, 'desk/credits.csv')
    writeFileSync(path, readFileSync(path, 'utf8').replace('125.00', '120.00'))
    const { result } = await apply({ project: shop.project, asOf })
    expect(result.merges.filter((each) => each.outcome === 'failed')).toMatchObject([{ code: 'STALE_EXPORT' }])
  })

  it('D9.8 a run that would merge too much at once stops before anything is planned', async () => {
    for (const [limit, words] of [['maxMerges: 3', /automatic merges.*at most 3/], ['maxShareOfCustomers: 0.05', /customers retired automatically.*at most 5 %/], ['maxCreditMovedMinor: 5000', /EUR of credit moved automatically.*at most 50\.00 EUR/]] as const) {
      const shop = await studio(credited, undefined, `limits: { ${limit} }`)
      const error = await shop.run().then(() => null, (thrown: unknown) => thrown as { readonly code: string; readonly exitCode: number; readonly got: string; readonly expected: string })
      expect({ code: error?.code, exitCode: error?.exitCode, said: `${error?.got} ${error?.expected}` }).toEqual({ code: 'LIMIT_EXCEEDED', exitCode: 1, said: expect.stringMatching(words) as string })
      await expect(approve({ project: shop.project, automatic: true })).rejects.toMatchObject({ code: 'RUN_MISSING' })
      const run = join(shop.folder, 'runs', readdirSync(join(shop.folder, 'runs'))[0]!)
      expect(readFileSync(join(run, '5-merge/outcomes.csv'), 'utf8')).toMatch(/^outcome,merge,.*\n(.*\n)*automatic,m-/)
      expect(readdirSync(join(run, '6-plan'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile())).toEqual([])
    }
  })

  it('D9.9 what needs a decision lies beside the report as CSV, by ids alone', async () => {
    const shop = await studio(twice(92, { loginUserName: 'x', loginPasswordReference: 'y' }))
    const { run } = await shop.run()
    const queue = shop.file(`runs/${run.id}/7-review/queue.csv`)
    expect(lines(queue)[0]).toMatch(/^merge,hash,decided_by,weight,survivor,sources,refusals/)
    expect(queue).toMatch(/TWO_LOGINS,[\d.]+,online:o992,desk:992,TWO_LOGINS/)
    expect(queue).not.toMatch(/@|Rohrdommel|Nachtigall/)
  })

  it('D9.10 a merge that moves much money needs a second name, and everybody a reason', async () => {
    const shop = await studio(together(credited, { 'desk/cards.csv': [{ id: 'c90', customer: '990', brand: 'Visa', lastFour: '1' }, { id: 'c91', customer: '990', brand: 'Visa', lastFour: '2' }] }))
    const run = await shop.run()
    const { merge } = mergeOf(run, 'desk:990', 'online:o990')
    expect(merge.outcome).toBe('review')
    const dublette = (...args: readonly string[]) => spawnSync(process.execPath, [join(root, 'bin/dublette.mjs'), ...args], { cwd: shop.folder, encoding: 'utf8' })
    const without = dublette('approve', '--merge', merge.id, '--reviewer', 'Frauke Testmann')
    expect({ status: without.status, err: without.stderr }).toEqual({ status: 64, err: expect.stringMatching(/need a reason/) as string })
    const named = { merges: [merge.id], reviewers: ['Frauke Testmann'], reason: 'angerufen' }
    await expect(approve({ project: shop.project, automatic: false, named })).rejects.toMatchObject({ code: 'DECISIONS_INVALID', message: expect.stringMatching(/second reviewer \(limits\.fourEyesFromMinor\)/) as string })
    const planned = run.document.merges.find((each) => each.merge.id === merge.id)!
    const first = { merge: merge.id, mergeHash: planned.hash, verdict: 'merge', reviewer: 'Gernot Zweitmann', at: '2026-03-31T10:00:00Z', reason: 'Ausweis gesehen', overrides: [] }
    const decisions = join(shop.folder, 'decisions.json')
    writeFileSync(decisions, JSON.stringify({ version: 1, planHash: run.document.plan.hash, decisions: [first] }))
    expect(await approve({ project: shop.project, automatic: false, decisions, named })).toMatchObject({ approved: 1 })
    expect((await readApprovedPlan(run.run)).decisions.map((each) => each.reviewer)).toEqual(['Frauke Testmann', 'Gernot Zweitmann'])
  })

  it('D9.11 each program that merges by itself has its steps in German and English, with its own menu words in both', () => {
    const quoted = (text: string, open: string, close: string): readonly string[] => [...text.matchAll(new RegExp(`${open}([^${open}${close}]+)${close}`, 'g'))].map((match) => match[1]!).toSorted()
    for (const program of ['smile', 'rentingforce'] as const) {
      const steps = mergeSteps(program, 's:alt', 's:neu', { login: true, card: false, rentals: true })!
      expect(quoted(steps.de, '„', '“').length).toBeGreaterThan(3)
      expect(quoted(steps.en, '"', '"')).toEqual(quoted(steps.de, '„', '“'))
    }
    expect(placeWords('kutego', ['participant', 'note', 'instalment', 'contract'])).toEqual({ de: ' Zu finden unter „Notizen“, „Notizen & Wiedervorlagen“, „Teilnehmer“, „Verträge“.', en: ' To be found under "Notizen", "Notizen & Wiedervorlagen", "Teilnehmer", "Verträge".' })
    expect(placeWords('portal', ['note'])).toEqual({ de: '', en: '' })
    expect(mergeSteps('kutego', 's:alt', 's:neu', { login: true, card: false, rentals: true })).toBeNull()
  })
})

it('D9.1 what no program can take back is said before it is done', () => {
  expect(mergeSteps('momence', 's:a', 's:b', { login: false, card: false, rentals: false })!.de).toContain('das lässt sich nicht rückgängig machen')

})
