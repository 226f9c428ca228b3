import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { apply } from '../../pipelines/apply.ts'
import { approve } from '../../pipelines/approve.ts'
import { dedupe } from '../dedupe.ts'
import { unmerge } from '../../pipelines/unmerge.ts'
import { verify } from '../../pipelines/verify.ts'
import { readProject } from '../../src/edge/project-file.ts'
import { readStoreState } from '../../src/edge/project-store.ts'
import { readRunHoldings } from '../../src/edge/run-reader.ts'
import type { Subscription } from '../../src/model/holding.ts'
import type { Project } from '../../src/run/project.ts'
import { mergeOf, somebody, studio } from '../domain/studio.ts'

const asOf = '2026-03-31'
const flat = { plan: 'Kraftraum', state: 'active', interval: 'monthly', currency: 'EUR', startedOn: '2025-01-15' }

/** Whose the subscription of the desk is, and when it ends, as the next run sees it. */
async function seen(project: Project): Promise<unknown> {
  const run = await dedupe({ project, state: await readStoreState(project), asOf })
  expect((await verify({ project })).filter((each) => !each.ok)).toEqual([])
  const found = (await readRunHoldings(run.run, new Set(['desk:990', 'online:o990'] as const))).find((each): each is Subscription => each.id === 'desk:subscription:s990')
  return found === undefined ? null : [found.owner, found.endsOn]
}

it('D5.18 one of two subscriptions ends with the merge, the next export confirms it, and an unmerge takes the end back', async () => {
  const { project: plain, folder } = await studio({
    'desk/customers.csv': [somebody(90, { id: '990', createdOn: '2020-01-01' })], 'online/customers.csv': [somebody(90, { id: 'o990', email: 'other@twin.example', createdOn: '2024-01-01' })],
    'desk/subscriptions.csv': [{ ...flat, id: 's990', customer: '990', price: '49.00' }], 'online/subscriptions.csv': [{ ...flat, id: 'so990', customer: 'o990', price: '39.00' }],
  })
  const project = await readProject(join(folder, 'dublette.yaml'))
  expect(plain.folder).toBe(project.folder)
  const { document } = await dedupe({ project, state: await readStoreState(project), asOf })
  const planned = mergeOf({ document } as Awaited<ReturnType<typeof dedupe>>, 'desk:990', 'online:o990')
  expect(planned.merge.decidedBy).toBe('DOUBLE_SUBSCRIPTION')
  const path = join(folder, 'decisions.json')
  const decision = { merge: planned.merge.id, mergeHash: planned.hash, verdict: 'merge', reviewer: 'Petra Klein', at: '2026-03-31T12:00:00Z', reason: 'asked her', overrides: [], endings: [{ subscription: 'desk:subscription:s990', when: 'end-date' }] }
  writeFileSync(path, JSON.stringify({ version: 1, planHash: document.plan.hash, decisions: [decision] }))
  expect((await approve({ project, automatic: false, decisions: path })).differing).toEqual([planned.merge.id])
  expect((await apply({ project, asOf })).result.merges).toMatchObject([{ outcome: 'applied' }])
  const corrections = readFileSync(join(folder, 'out/corrections/subscriptions.csv'), 'utf8')
  expect(corrections).toMatch(/,end,[^\n]*Kraftraum[^\n]*2026-04-14/)
  expect((await verify({ project })).filter((each) => !each.ok)).toEqual([])

  const issued = async (): Promise<readonly string[]> => (await readStoreState(project)).issued.filter(({ operation, state }) => state === 'issued' && 'holding' in operation && operation.holding === 'desk:subscription:s990').map(({ operation }) => operation.type)
  expect(await issued()).toEqual(['end_subscription', 'move_subscription'])
  const exported = join(folder, 'desk/subscriptions.csv')
  writeFileSync(exported, readFileSync(exported, 'utf8').replace(/^(s990,.*,2025-01-15),,/m, '$1,2026-04-14,'))
  expect(readFileSync(exported, 'utf8')).toMatch(/^s990,.*2026-04-14/m)
  await apply({ project, asOf })
  expect(await issued()).toEqual(['move_subscription'])
  expect(await seen(project)).toEqual(['online:o990', '2026-04-14'])
  await unmerge({ project, wanted: planned.merge.id, approvedBy: { reviewers: ['Petra Klein'], reason: 'two people' }, remember: 'never', asOf })
  expect((await verify({ project })).filter((each) => !each.ok)).toEqual([])
  expect(await issued()).toContain('end_subscription')
  expect(await seen(project)).toEqual(['desk:990', null])
})
