import fc from 'fast-check'
import { expect, it } from 'vitest'
import { carryOut, type HoldingView } from '../../src/model/carry-out.ts'
import { type Holding, type HoldingKind, holdingKindNames, type HoldingOf, holdingPolicies } from '../../src/model/holding.ts'
import type { PlannedMerge } from '../../src/model/plan.ts'
import { reverseOf } from '../../src/model/reverse-operation.ts'
import { sameness } from '../../src/model/same-holding.ts'
import { eur, type Loose, type Person, rulesOf, type Scene } from '../5-merge/scene.ts'
import { planInputOf, planOf } from './planned.ts'

/** Values so few that equal things, other things and nothing at all meet on several records. */
const holding = fc.record({ kind: fc.constantFrom(...holdingKindNames), amount: fc.constantFrom(-700, 0, 700, 1999), text: fc.constantFrom('A', 'B'), on: fc.constantFrom('2026-01-31', '2026-12-01', null), yes: fc.boolean() }).map(({ kind, amount, text, on, yes }): Loose => {
  switch (kind) {
    case 'credit': return { kind, balance: { amountMinor: BigInt(amount), currency: yes ? 'EUR' : 'CHF' } }
    case 'classCredit': return { kind, units: amount, creditType: text, expiresOn: on }
    case 'package': return { kind, unitsLeft: yes ? null : Math.max(amount, 0), product: text, expiresOn: on }
    case 'subscription': return { kind, plan: text, price: eur(Math.abs(amount)), state: yes ? 'active' : 'paused', endsOn: on }
    case 'invoice': return { kind, total: eur(amount), open: eur(yes ? amount : 0), serviceFrom: on, caseReference: yes ? text : null }
    case 'instalment': return { kind, open: eur(Math.abs(amount)) }
    case 'voucher': return { kind, code: text, value: eur(Math.abs(amount)), movable: yes }
    case 'document': return { kind, contentHash: yes ? text : null }
    case 'discount': return { kind, reduction: text, validUntil: on }
    case 'priceGroup': return { kind, name: text, proven: yes, provenUntil: on }
    case 'permission': return { kind, action: text, allowed: yes }
    case 'group': return { kind, name: text }
    case 'card': return { kind, lastFour: yes ? text : null }
    case 'booking': return { kind, slot: yes ? text : null, startsOn: on }
    case 'contract': case 'offer': case 'attendance': case 'rental': case 'damageCase': case 'note': case 'communication': case 'surveyVote': case 'activity': return { kind }
  }
})

const policies = fc.tuple(...holdingKindNames.map((kind) => fc.constantFrom(...holdingPolicies.filter((policy) => policy !== 'block' && !(kind === 'surveyVote' && (policy === 'move' || policy === 'combine'))))))
const scene = fc.record({
  people: fc.array(fc.array(holding, { maxLength: 8 }), { minLength: 2, maxLength: 4 }).map((all) => all.map((holds, index): Person => ({ id: `r${index}`, ...(index === 0 ? { origin: 'online' } : {}), holds }))),
  chosen: policies,
}).map(({ people, chosen }): Scene => {
  const rules = rulesOf('default')
  const off = { severity: 'off' as const }
  const refusals = { ...rules.refusals, SOURCE_HAS_CONTRACT: { ...rules.refusals.SOURCE_HAS_CONTRACT, ...off }, SOURCE_HAS_CORRESPONDENCE: { ...rules.refusals.SOURCE_HAS_CORRESPONDENCE, ...off } }
  return { people, rules: { ...rules, refusals, holdings: Object.fromEntries(holdingKindNames.map((kind, index) => [kind, { ...rules.holdings[kind], policy: chosen[index]! }])) as typeof rules.holdings } }
})

const viewOf = (holdings: readonly Holding[]): HoldingView => new Map(holdings.map((each): [string, Holding] => [each.id, each]))
/** What a transfer made on the other side and took away again is nothing. */
const plain = (view: HoldingView): readonly Holding[] => [...view.values()].filter((each) => !each.id.includes(':received:')).toSorted((left, right) => (left.id < right.id ? -1 : 1))
const emptied = (view: HoldingView): boolean => [...view.values()].every((each) => !each.id.includes(':received:') || (each.kind === 'credit' ? each.balance.amountMinor === 0n : each.kind === 'classCredit' && each.units === 0))
const ofKind = <K extends HoldingKind>(holdings: Iterable<Holding>, kind: K): readonly HoldingOf<K>[] => [...holdings].filter((each): each is HoldingOf<K> => each.kind === kind)

it('every kind under every policy: totals stay, what is taken back is as before, and nothing is there that must not be', () => {
  fc.assert(fc.property(scene, (one) => {
    const { merges } = planOf(one)
    const input = planInputOf(one)
    const view = viewOf(input.holdings)
    for (const { operations } of merges) for (const operation of operations) carryOut(view, operation)
    for (const planned of merges) check(planned, [...view.values()], input.holdings, one)
    for (const { operations } of merges.toReversed()) {
      for (const operation of operations.toReversed()) {
        const back = reverseOf(operation)
        if (back !== null) carryOut(view, transferBack(back))
      }
    }
    expect(plain(view)).toEqual(plain(viewOf(input.holdings)))
    expect(emptied(view)).toBe(true)
  }))
})

/** In memory a transfer makes a holding of its own on the other side, and what goes back is taken from there: the same transfer with the other sign. */
function transferBack(body: NonNullable<ReturnType<typeof reverseOf>>): typeof body {
  if (body.type !== 'transfer_credit' && body.type !== 'transfer_class_credit') return body
  return body.type === 'transfer_credit' ? { ...body, from: body.to, to: body.from, amount: { ...body.amount, amountMinor: -body.amount.amountMinor } } : { ...body, from: body.to, to: body.from, units: -body.units }
}

function check({ merge, operations }: PlannedMerge, after: readonly Holding[], before: readonly Holding[], { rules }: Scene): void {
  const members: readonly string[] = [merge.survivor, ...merge.sources]
  const moved = new Set(operations.flatMap((each) => ('holding' in each && 'from' in each ? [each.holding] : [])))
  const [ours, there] = [before.filter((each) => members.includes(each.owner)), after.filter((each) => each.owner === merge.survivor)]
  for (const each of ours) {
    const { policy } = rules!.holdings[each.kind]
    if (policy === 'keep' || policy === 'archive') expect(moved).not.toContain(each.id)
    if (each.kind === 'surveyVote' || (each.kind === 'voucher' && !each.movable)) expect(moved).not.toContain(each.id)
    // Whatever the merge leaves behind is still where it was.
    if (!moved.has(each.id)) expect(after.find((other) => other.id === each.id)).toEqual(each)
  }
  expect(new Set(ofKind(ours.filter((each) => moved.has(each.id)), 'card').map((each) => each.id)).size).toBeLessThan(2)
  const runs = (each: HoldingOf<'discount'>): boolean => each.validUntil === null || each.validUntil >= '2026-11-23'
  const whose = new Set(ofKind(there, 'discount').filter(runs).map((each) => before.find((other) => other.id === each.id)!.owner))
  expect(whose.size).toBeLessThan(2)
  for (const kind of ['document', 'voucher', 'group'] as const) {
    if (rules!.holdings[kind].policy !== 'combine') continue
    const came = ofKind(there, kind).filter((each) => moved.has(each.id) && sameness(each) !== null)
    for (const each of came) expect(ofKind(there, kind).filter((other) => sameness(other) === sameness(each))).toHaveLength(1)
  }
  for (const banned of ofKind(ours, 'permission')) {
    if (banned.allowed || ['keep', 'archive'].includes(rules!.holdings.permission.policy)) continue
    expect(ofKind(there, 'permission').some((each) => !each.allowed && each.action === banned.action)).toBe(true)
  }
}
