import { describe, expect, it } from 'vitest'
import { approvedWhole, type WholeApproval as Approval } from './approved-whole.ts'
import { readDecisions } from '../../src/7-review/read-decisions.ts'
import type { Decision } from '../../src/model/decision.ts'
import { DubletteError } from '../../src/model/error.ts'
import type { PlanDocument } from '../../src/model/plan.ts'
import { eur, type Scene } from '../5-merge/scene.ts'
import { plannedMerge } from '../../src/6-plan/plan-merges.ts'
import { planInputOf, planOf } from '../6-plan/planned.ts'

const automatic: Scene = { people: [{ id: 'desk' }, { id: 'online', origin: 'online', logins: [{ userName: 'anna', passwordReference: 'ref' }] }] }
const forReview: Scene = { people: [{ id: 'desk', holds: [{ kind: 'credit', balance: eur(-500) }], fields: { city: 'Kiel' } }, { id: 'online', origin: 'online', fields: { city: 'Ulm' } }] }
const final: Scene = { people: [{ id: 'desk', flags: { redacted: true } }, { id: 'online', origin: 'online' }] }

function decisionFor(document: PlanDocument, change: Partial<Decision> = {}): Decision {
  const planned = document.merges[0]!
  return { merge: planned.merge.id, mergeHash: planned.hash, verdict: 'merge', reviewer: 'Anna Berg', at: '2026-11-23T10:00:00Z', reason: 'seen', overrides: [], ...change }
}

function approve(document: PlanDocument, decisions: readonly Decision[], rules = false, planHash = document.plan.hash, scene: Scene = forReview): Approval {
  return approvedWhole({ document, decisions: decisions.length === 0 ? null : { version: 1, planHash, decisions }, automatic: rules ? { reviewer: 'rules:1', at: '2026-11-23T10:00:00Z' } : null, replan: (merge, { credits, endings }) => plannedMerge(merge, planInputOf(scene, { partOf: (holding) => credits.find((each) => each.holding === holding)?.amount ?? null, endingOf: (id) => endings.find((each) => each.subscription === id) ?? null })), fourEyesFromMinor: 10_000n, groups: [['street', 'postcode', 'city']], rememberWith: () => [] })
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
  it('a file of another form, each mistake in our own words', () => {
    const text = JSON.stringify({ version: 2, planHash: 'x', decisions: [{ merge: 'm-1', mergeHash: 7, verdict: 'maybe', reviewer: ' ', at: 'now', overrides: [] }] })
    expect(() => readDecisions(text, 'decisions.json')).toThrow([
      'The decisions have 5 mistakes:', 'version: expected 1', 'decisions.0.mergeHash: expected a text', 'decisions.0.verdict: expected one of merge, leave, never',
      'decisions.0.reviewer: expected the name of the person who decided', 'decisions.0.reason: missing; expected a text',
    ].join('\n    '))
  })
  it('a merge the plan does not hold', () => refused(() => approve(document, [decisionFor(document, { merge: 'm-0' })]), 'DECISIONS_INVALID', /m-0: the plan holds no such merge/))
  it('other content than was shown', () => refused(() => approve(document, [decisionFor(document, { mergeHash: 'x' })]), 'DECISIONS_INVALID', /decided on another content/))
  it('two reviewers who disagree', () => refused(() => approve(document, [decisionFor(document), decisionFor(document, { reviewer: 'B', verdict: 'leave' })]), 'DECISIONS_INVALID', /different things/))
  it('a value of a record that is not in it', () => refused(() => approve(document, [decisionFor(document, { overrides: [{ field: 'city', value: null, from: 's:stranger' }] })]), 'DECISIONS_INVALID', /no part of the merge/))
  it('a final refusal', () => { const denied = planOf(final); refused(() => approve(denied, [decisionFor(denied, { reason: 'x' })]), 'DECISIONS_INVALID', /REDACTED is final/) })
  it('one reviewer twice', () => refused(() => approve(document, [decisionFor(document), decisionFor(document)]), 'DECISIONS_INVALID', /decided twice/))
  it('two reviewers who chose different values', () => refused(() => approve(document, [decisionFor(document, { overrides: [{ field: 'city', value: 'Kiel', from: null }] }), decisionFor(document, { reviewer: 'B', overrides: [{ field: 'city', value: 'Bonn', from: null }] })]), 'DECISIONS_INVALID', /different values/))
  it('all mistakes at once', () => refused(() => approve(document, [decisionFor(document, { mergeHash: 'x' }), decisionFor(document, { merge: 'm-0' })]), 'DECISIONS_INVALID', /2 mistakes/))
  it('files that are no decisions', () => {
    refused(() => readDecisions('no json', 'd.json'), 'DECISIONS_INVALID', /no JSON/)
    refused(() => readDecisions('{"version":1,"planHash":"x","decisions":[{"merge":"m","mergeHash":"h","verdict":"yes","reviewer":" ","at":"","reason":"","overrides":[]}]}', 'd.json'), 'DECISIONS_INVALID', /verdict[^]*reviewer/)
    refused(() => readDecisions('{"version":1,"planHash":"x","decisions":[{"merge":"m","mergeHash":"h","verdict":"merge","reviewer":"rules:ab","at":"","reason":"x","overrides":[]}]}', 'd.json'), 'DECISIONS_INVALID', /reviewer: expected the name of a person/)
  })
})

describe('chosen values that do not fit', () => {
  const people: Scene = { people: [{ id: 'desk', fields: { street: 'Am Hang', postcode: '24103', city: 'Kiel', birthDate: '1990-01-01', email: 'a@b.de', iban: 'DE02120300000000202051' } }, { id: 'online', origin: 'online', fields: { street: 'Am Markt', postcode: '89073', city: 'Ulm' } }] }
  const document = planOf(people)
  const check = (overrides: Decision['overrides'], words: RegExp): void => refused(() => approve(document, [decisionFor(document, { overrides })], false, document.plan.hash, people), 'DECISIONS_INVALID', words)
  it('a field that no record has', () => check([{ field: 'phone', value: '030 1', from: null }], /phone stands in none/))
  it('a day that does not exist', () => check([{ field: 'birthDate', value: '1990-02-30', from: null }], /birthDate: expected a date/))
  it('an address that no mail reaches', () => check([{ field: 'email', value: 'anna', from: null }], /email: expected an e-mail/))
  it('a masked value in the place of the true one', () => check([{ field: 'iban', value: '•••• 2051', from: null }], /iban is masked/))
  it('blanks, line breaks and nothing', () => { for (const value of [' x', '', 'a\nb']) check([{ field: 'givenName', value, from: null }], /givenName: expected/) })
  it('another value than that of the record it is said to come from', () => check([{ field: 'birthDate', value: '1999-12-31', from: 's:desk' }], /birthDate: the value is not the one of the record/))
  it('one field twice', () => check([{ field: 'city', value: 'Kiel', from: null }, { field: 'city', value: 'Bonn', from: null }], /city is chosen twice/))
  it('half an address of each', () => check([{ field: 'city', value: 'Kiel', from: 's:desk' }], /street, postcode, city travel together/))
  it('a whole address, or one that is corrected by hand, fits', () => {
    const whole = (['street', 'postcode', 'city'] as const).map((field) => ({ field, value: null, from: 's:desk' as const }))
    const { approved } = approve(document, [decisionFor(document, { overrides: whole })], false, document.plan.hash, people)
    expect(approved.merges[0]!.merge.golden.find((field) => field.field === 'city')).toMatchObject({ result: 'Kiel', from: 's:desk', rule: 'reviewer' })
    expect(approve(document, [decisionFor(document, { overrides: [{ field: 'street', value: 'Am Markt 1', from: null }] })], false, document.plan.hash, people).approved.merges).toHaveLength(1)
  })
})

describe('D5.13 a part of a credit', () => {
  const people: Scene = { people: [{ id: 'a:desk', flags: { sanctions: ['x'] }, holds: [{ kind: 'credit', balance: eur(1250) }, { kind: 'classCredit', units: 3, creditType: 'Yoga' }, { kind: 'package' }] }, { id: 'online', origin: 'online' }] }
  const document = planOf(people)
  const ids = Object.fromEntries(document.merges[0]!.holdings.map((holding) => [holding.kind, holding.id]))
  const decide = (credits: Decision['credits'], scene = people): Approval => { const plan = planOf(scene); return approve(plan, [decisionFor(plan, credits === undefined ? {} : { credits })], false, plan.plan.hash, scene) }
  const check = (kind: string, amount: bigint, words: RegExp): void => refused(() => decide([{ holding: ids[kind] ?? kind, amount }]), 'DECISIONS_INVALID', words)
  it('D5.13 of something that is no credit, or of nobody here', () => { check('package', 1n, /is no credit that this merge moves/); check('s:credit:none', 1n, /is no credit/) })
  it('D5.13 more than there is, nothing, or another sign', () => { for (const amount of [1251n, 0n, -1n]) check('credit', amount, /expected a part of its balance/) })
  it('D5.13 the same credit twice', () => refused(() => decide([{ holding: ids['credit']!, amount: 1n }, { holding: ids['credit']!, amount: 2n }]), 'DECISIONS_INVALID', /divided twice/))
  it('D5.13 where the program merges by itself nothing can stay', () => {
    const one: Scene = { people: [{ ...people.people[0]!, id: 'desk' }, people.people[1]!] }
    const plan = planOf(one, { programOf: () => 'momence' })
    refused(() => approve(plan, [decisionFor(plan, { credits: [{ holding: plan.merges[0]!.holdings.find((holding) => holding.kind === 'credit')!.id, amount: 500n }] })], false, plan.plan.hash, one), 'DECISIONS_INVALID', /moves whole: its program merges/)
  })
  it('D5.13 two reviewers who divide differently', () => {
    const part = (amount: bigint, reviewer: string): Partial<Decision> => ({ reviewer, credits: [{ holding: ids['credit']!, amount }] })
    refused(() => approve(document, [decisionFor(document, part(500n, 'A')), decisionFor(document, part(600n, 'B'))], false, document.plan.hash, people), 'DECISIONS_INVALID', /different values/)
  })
  it('D5.13 an amount that is no whole number of cents', () => refused(() => readDecisions('{"version":1,"planHash":"x","decisions":[{"merge":"m","mergeHash":"h","verdict":"merge","reviewer":"A","at":"","reason":"","overrides":[],"credits":[{"holding":"h","amount":"5.00"}]}]}', 'd.json'), 'DECISIONS_INVALID', /whole number of cents/))
  it('D5.13 moves; the rest is named in a task before its customer is deactivated; both ledgers alike', () => {
    const { approved, differing } = decide([{ holding: ids['credit']!, amount: 500n }, { holding: ids['classCredit']!, amount: 1n }])
    const { merge, operations, holdings } = approved.merges[0]!
    expect(differing).toEqual([merge.id])
    expect(holdings).toEqual(document.merges[0]!.holdings)
    expect(operations.filter((each) => each.type.startsWith('transfer_'))).toMatchObject([{ units: 1, amountKept: 2n }, { amount: eur(500), amountKept: 750n }])
    const tasks = operations.flatMap((each) => (each.type === 'staff_task' ? [each] : []))
    expect(tasks.map((each) => each.task)).toEqual(['merge_by_hand', 'free_re_entry', 'settle_with_customer', 'deactivate', 'check_saved'])
    expect(tasks[1]!.de).toMatch(/5,00 EUR Guthaben, 1 × Yoga, 1 Paket/)
    expect(tasks[2]!.en).toMatch(/^7\.50 EUR .*, 2 × Yoga stay with a:desk/)
  })
  it('D5.13 all of it is what was planned, byte for byte', () => expect(decide([{ holding: ids['credit']!, amount: 1250n }])).toMatchObject({ differing: [] }))
})

describe('four eyes', () => {
  const moving = (cents: number): Scene => ({ people: [{ id: 'desk', holds: [{ kind: 'credit', balance: eur(cents) }], flags: { sanctions: ['x'] } }, { id: 'online', origin: 'online' }] })
  const decide = (cents: number, said: readonly Partial<Decision>[]): Approval => { const plan = planOf(moving(cents)); return approve(plan, said.map((each) => decisionFor(plan, each)), false, plan.plan.hash, moving(cents)) }
  it('D9.10 less than the bound of the rules needs one person', () => expect(decide(9999, [{}]).approved.merges).toHaveLength(1))
  it('D9.10 from the bound on two people must agree, also on what is owed, and two spellings are one person', () => {
    for (const cents of [10_000, -10_000]) refused(() => decide(cents, [{}]), 'DECISIONS_INVALID', /second reviewer \(limits\.fourEyesFromMinor\)/)
    refused(() => decide(10_000, [{}, { reviewer: ' anna BERG' }]), 'DECISIONS_INVALID', /second reviewer/)
    expect(decide(10_000, [{}, { reviewer: 'Carl Dorn' }]).approved.decisions.map((each) => each.reviewer)).toEqual(['Anna Berg', 'Carl Dorn'])
  })
  it('D9.10 leaving it as it is needs nobody else', () => expect(decide(10_000, [{ verdict: 'leave' }]).left).toBe(1))
  it('D2.11 every decision says why', () => refused(() => decide(100, [{ reason: ' ' }]), 'DECISIONS_INVALID', /needs a reason/))
})

describe('a denial', () => {
  const shared: Scene = { people: [{ id: 'desk', fields: { email: 'familie@berg.de' }, holds: [{ kind: 'credit', balance: eur(1250) }] }, { id: 'online', origin: 'online', fields: { givenName: 'Bernd', email: 'familie@berg.de' } }], given: 0, remembered: [{ left: 's:desk', right: 's:online', verdict: 'never' }] }
  const document = planOf(shared)
  const lift = (scene: Scene, decisions: readonly Partial<Decision>[], rules = false): Approval => { const plan = planOf(scene); return approve(plan, decisions.map((each) => decisionFor(plan, each)), rules, plan.plan.hash, scene) }
  const four: readonly Partial<Decision>[] = [{ reason: 'asked both' }, { reviewer: 'Carl Dorn', reason: 'saw the contract' }]
  it('D9.10 is lifted by two people with reasons, and what it moves is planned then', () => {
    expect(document.merges[0]).toMatchObject({ operations: [], merge: { outcome: 'denied', sources: [] } })
    const { approved, differing } = lift(shared, four)
    expect(differing).toEqual([approved.merges[0]!.merge.id])
    expect(approved.merges[0]!.merge).toMatchObject({ sources: ['s:desk'], leftOut: [], stateHash: document.merges[0]!.merge.stateHash })
    expect(approved.merges[0]!.operations.map((each) => each.type)).toEqual(expect.arrayContaining(['archive_customer', 'transfer_credit', 'retire_customer']))
  })
  it('is not lifted by one person, by one under two spellings, or without a reason', () => {
    refused(() => lift(shared, [{ reason: 'x' }]), 'DECISIONS_INVALID', /second reviewer/)
    refused(() => lift(shared, [{ reason: 'x' }, { reviewer: 'anna berg', reason: 'y' }]), 'DECISIONS_INVALID', /second reviewer/)
    refused(() => lift(shared, [{ reason: 'x' }, { reviewer: 'Carl Dorn', reason: ' ' }]), 'DECISIONS_INVALID', /needs a reason/)
  })
  it('stays where something must be resolved in its system', () => refused(() => lift({ ...shared, people: [{ ...shared.people[0]!, holds: [{ kind: 'contract' }] }, shared.people[1]!] }, four), 'DECISIONS_INVALID', /SOURCE_HAS_CONTRACT cannot be lifted/))
  it('stays where another merge that is approved has one of its records', () => {
    const other = planOf(automatic).merges[0]!
    const both = { ...document, merges: [...document.merges, { ...other, merge: { ...other.merge, id: 'm-other' } }] }
    refused(() => approve(both, four.map((each) => decisionFor(both, each)), true, both.plan.hash, shared), 'DECISIONS_INVALID', /has a record that m-other has too/)
    expect(approve(both, four.map((each) => decisionFor(both, each)), false, both.plan.hash, shared).approved.merges).toHaveLength(1)
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
