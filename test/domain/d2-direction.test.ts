import { beforeAll, describe, expect, it } from 'vitest'
import { approve } from '../../pipelines/approve.ts'
import type { DedupeResult } from '../dedupe.ts'
import { readApprovedPlan } from '../../src/edge/run-reader.ts'
import { makeReportDocument } from '../../src/7-review/make-report-document.ts'
import { reviewedPlan } from '../../src/model/plan.ts'
import { recordsById } from '../../src/run/stage-inputs.ts'
import { eur, inputOf, recordId } from '../5-merge/scene.ts'
import { planOf } from '../6-plan/planned.ts'
import { mergeOf, studio, together, twice, type Studio } from './studio.ts'

const smile = (yaml: string): string => yaml.replace('profile: default', 'profile: smile').replace('  - name: desk\n', '  - name: desk\n    program: smile\n').replace('  - name: online\n', '  - name: online\n    program: smile\n')

let shop: Studio
let result: DedupeResult
beforeAll(async () => {
  shop = await studio(together(
    twice(30), twice(31, { createdOn: '2026-01-01' }), twice(32, { loginUserName: 'alt', loginPasswordReference: 'ref-alt' }), twice(33, {}, { loginPasswordReference: '' }),
    { 'online/contracts.csv': [{ id: 'vo34', customer: 'o934', title: 'Jahresvertrag', startsOn: '2026-01-01', state: 'active' }] }, twice(34),
  ), smile)
  result = await shop.run()
})

describe('smile: the old record stays', () => {
  it('D2.1 with its id, though the online record is older by its date', () => {
    expect(mergeOf(result, 'desk:930', 'online:o930').merge).toMatchObject({ survivor: 'desk:930', sources: ['online:o930'], outcome: 'automatic' })
    expect(mergeOf(result, 'desk:931', 'online:o931').merge.survivor).toBe('desk:931')
  })
  it('D2.2 no merge of the whole run goes from an old record onto an online one', () => {
    const wrong = result.document.merges.filter(({ merge }) => merge.survivor.startsWith('online:') && merge.sources.some((source) => source.startsWith('desk:')))
    expect(wrong).toEqual([])
  })
  it('D2.3 the login and e-mail of the online record live on with the old one', () => {
    const { merge, operations } = mergeOf(result, 'desk:930', 'online:o930')
    expect(merge).toMatchObject({ survivor: 'desk:930', loginFrom: 'online:o930', emailFrom: 'online:o930' })
    expect(operations.find((operation) => operation.type === 'move_login')).toMatchObject({ from: 'online:o930', to: 'desk:930', logins: [{ userName: 'user930', passwordReference: 'ref-930' }], replaced: [] })
  })
  it('D2.4 half a login is refused, and nothing of it is moved', () => {
    expect(mergeOf(result, 'desk:933', 'online:o933')).toMatchObject({ operations: [], merge: { outcome: 'skipped', decidedBy: 'HALF_LOGIN' } })
  })
  it('D2.5 D2.6 a login that moves retires its record in the same merge, which has no part that can be approved alone', () => {
    const { operations } = mergeOf(result, 'desk:930', 'online:o930')
    const [move, retire] = [operations.find((each) => each.type === 'move_login')!, operations.find((each) => each.type === 'retire_customer')!]
    expect(retire).toMatchObject({ record: 'online:o930', survivor: 'desk:930', on: 'now' })
    expect(retire.dependsOn).toContain(move.id)
    for (const { merge, operations: all } of result.document.merges) if (all.length > 0) expect(all.flatMap((each) => (each.type === 'retire_customer' ? [each.record] : []))).toEqual(merge.sources)
  })
  it('D2.7 nothing in the plan notifies anybody', () => {
    for (const operation of result.document.merges.flatMap((each) => each.operations)) expect(operation.notifyCustomer).toBe(false)
  })
  it('D2.12 two logins go to a person; the contract of the online record keeps it where it is', () => {
    expect(mergeOf(result, 'desk:932', 'online:o932').merge).toMatchObject({ outcome: 'review', decidedBy: 'TWO_LOGINS' })
    expect(mergeOf(result, 'desk:934', 'online:o934').merge).toMatchObject({ outcome: 'skipped', decidedBy: 'SOURCE_HAS_CONTRACT', leftOut: ['online:o934'] })
  })
})

describe('what the report and the decisions say', () => {
  it('D2.8 D2.10 each field old, new and result with its rule, and beside the fields everything that hangs on the record', () => {
    const scene = { people: [{ id: 'old', fields: { email: 'alt@x.example', city: 'Kiel' }, holds: [{ kind: 'note' }] }, { id: 'on', origin: 'online', logins: [{ userName: 'a', passwordReference: 'r' }], fields: { email: 'neu@x.example' }, holds: [{ kind: 'package' }, { kind: 'credit', balance: eur(1250) }] }], profile: 'smile' } as const
    const input = inputOf(scene)
    const report = makeReportDocument({
      ...reviewedPlan(planOf(scene)), project: 'x', language: 'de', systems: [], coverage: input.coverage, quarantine: [], ruleset: input.ruleset, householdsOf: () => new Map(),
      recordOf: recordsById(scene.people.map((each) => input.recordOf(recordId(each.id)))), evidence: (source, survivor) => ({ source, survivor, weightMilliBits: 20_000, comparisons: [], sentences: [] }),
    })
    const merge = report.merges[0]!
    expect(merge.fields.find((field) => field.field === 'email')).toMatchObject({ values: [{ record: 's:old', value: 'alt@x.example' }, { record: 's:on', value: 'neu@x.example' }], result: 'neu@x.example', from: 's:on', rule: 'email', ruleWords: { de: 'Die E-Mail kommt von dort, woher der Zugang kommt.' } })
    expect(merge.holdings.map((holding) => [holding.kind, holding.action, holding.to])).toEqual([['credit', 'move', 's:old'], ['package', 'move', 's:old'], ['note', 'stay', null]])
  })
  it('D2.9 what the record that stays has is not replaced by what the other has', () => {
    const { merge } = mergeOf(result, 'desk:930', 'online:o930')
    const replaced = merge.golden.filter((field) => field.from !== merge.survivor && (field.values.find((value) => value.record === merge.survivor)?.value ?? null) !== null && field.result !== null)
    expect(replaced.map((field) => field.field)).toEqual(['email'])
  })
  it('D2.11 every approved merge names who, when and why; what the rules approved names the rules', async () => {
    const named = mergeOf(result, 'desk:932', 'online:o932').merge.id
    await approve({ project: shop.project, automatic: true, named: { merges: [named], reviewers: ['Frauke Testmann'], reason: 'am Telefon gefragt' } })
    const { decisions, merges: approved } = await readApprovedPlan(result.run)
    const merges = [...approved]
    expect(decisions.map((each) => each.merge).toSorted()).toEqual(merges.map((each) => each.merge.id).toSorted())
    expect(decisions.find((each) => each.merge === named)).toMatchObject({ reviewer: 'Frauke Testmann', reason: 'am Telefon gefragt', at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/) as string })
    for (const each of decisions) expect(each).toMatchObject({ reviewer: each.merge === named ? 'Frauke Testmann' : expect.stringMatching(/^rules:[0-9a-f]{16}$/) as string, reason: expect.stringMatching(/./) as string })
  })
})
