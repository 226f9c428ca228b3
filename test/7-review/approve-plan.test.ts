import { describe, expect, it } from 'vitest'
import { approvePlan, type Approval } from '../../src/7-review/approve-plan.ts'
import { readDecisions } from '../../src/7-review/read-decisions.ts'
import type { Decision } from '../../src/model/decision.ts'
import { DubletteError } from '../../src/model/error.ts'
import type { PlanDocument } from '../../src/model/plan.ts'
import { eur, type Scene } from '../5-merge/scene.ts'
import { planOf } from '../6-plan/planned.ts'

const automatic: Scene = { people: [{ id: 'desk' }, { id: 'online', origin: 'online', logins: [{ userName: 'anna', passwordReference: 'ref' }] }] }
const forReview: Scene = { people: [{ id: 'desk', holds: [{ kind: 'credit', balance: eur(-500) }], fields: { city: 'Kiel' } }, { id: 'online', origin: 'online', fields: { city: 'Ulm' } }] }
const final: Scene = { people: [{ id: 'desk', flags: { redacted: true } }, { id: 'online', origin: 'online' }] }

function decisionFor(document: PlanDocument, change: Partial<Decision> = {}): Decision {
  const planned = document.merges[0]!
  return { merge: planned.merge.id, mergeHash: planned.hash, verdict: 'merge', reviewer: 'Anna Berg', at: '2026-11-23T10:00:00Z', reason: '', overrides: [], ...change }
}

function approve(document: PlanDocument, decisions: readonly Decision[], rules = false, planHash = document.plan.hash): Approval {
  return approvePlan({ document, decisions: decisions.length === 0 ? null : { version: 1, planHash, decisions }, automatic: rules ? { reviewer: 'rules:1', at: '2026-11-23T10:00:00Z' } : null, replan: (planned) => planned, rememberWith: () => [] })
}

/** Each refusal of decisions by its code and words. */
function refused(run: () => unknown, code: string, words: RegExp): void {
  const error = (() => { try { run(); return null } catch (thrown) { return thrown } })()
  expect(error).toBeInstanceOf(DubletteError)
  expect({ code: (error as DubletteError).code, message: (error as DubletteError).message }).toEqual({ code, message: expect.stringMatching(words) as string })
}

describe('decisions that do not fit', () => {
  const document = planOf(forReview)
  it('another plan', () => refused(() => approve(document, [decisionFor(document)], false, 'other'), 'PLAN_ALTERED', /another plan/))
  it('a merge the plan does not hold', () => refused(() => approve(document, [decisionFor(document, { merge: 'm-0' })]), 'DECISIONS_INVALID', /m-0: the plan holds no such merge/))
  it('other content than was shown', () => refused(() => approve(document, [decisionFor(document, { mergeHash: 'x' })]), 'DECISIONS_INVALID', /decided on another content/))
  it('two reviewers who disagree', () => refused(() => approve(document, [decisionFor(document), decisionFor(document, { reviewer: 'B', verdict: 'leave' })]), 'DECISIONS_INVALID', /different things/))
  it('a value of a record that is not in it', () => refused(() => approve(document, [decisionFor(document, { overrides: [{ field: 'city', value: null, from: 's:stranger' }] })]), 'DECISIONS_INVALID', /no part of the merge/))
  it('a final refusal', () => { const denied = planOf(final); refused(() => approve(denied, [decisionFor(denied, { reason: 'x' })]), 'DECISIONS_INVALID', /REDACTED is final/) })
  it('all mistakes at once', () => refused(() => approve(document, [decisionFor(document, { mergeHash: 'x' }), decisionFor(document, { merge: 'm-0' })]), 'DECISIONS_INVALID', /2 mistakes/))
  it('files that are no decisions', () => {
    refused(() => readDecisions('no json', 'd.json'), 'DECISIONS_INVALID', /no JSON/)
    refused(() => readDecisions('{"version":1,"planHash":"x","decisions":[{"merge":"m","mergeHash":"h","verdict":"yes","reviewer":" ","at":"","reason":"","overrides":[]}]}', 'd.json'), 'DECISIONS_INVALID', /verdict[^]*reviewer/)
  })
})

describe('decisions that fit', () => {
  it('automatic merges are approved by the rules, others wait', () => {
    expect(approve(planOf(automatic), [], true).approved).toMatchObject({ merges: [{ merge: { outcome: 'automatic' } }], decisions: [{ reviewer: 'rules:1', verdict: 'merge' }] })
    expect(approve(planOf(forReview), [], true).approved.merges).toEqual([])
  })
  it('a person may leave an automatic one, or say never', () => {
    const document = planOf(automatic)
    expect(approve(document, [decisionFor(document, { verdict: 'leave' })], true)).toMatchObject({ left: 1, approved: { merges: [] } })
    expect(approve(document, [decisionFor(document, { verdict: 'never' })], true)).toMatchObject({ never: 1, approved: { merges: [], remember: [{ left: 's:desk', right: 's:online', verdict: 'never' }] } })
  })
  it('D2.8 a chosen value changes the golden record, its operation and the hash, and is named', () => {
    const document = planOf(forReview)
    const approval = approve(document, [decisionFor(document, { overrides: [{ field: 'city', value: 'Kiel', from: 's:desk' }] })])
    const merge = approval.approved.merges[0]!
    expect(approval.differing).toEqual([merge.merge.id])
    expect(merge.operations.filter((operation) => operation.type === 'set_field')).toMatchObject([{ field: 'city', before: 'Ulm', after: 'Kiel', from: 's:desk', rule: 'reviewer' }])
    expect(merge.hash).not.toBe(document.merges[0]!.hash)
  })
})
