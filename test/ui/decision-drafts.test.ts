import { describe, expect, it } from 'vitest'
import type { Decision } from '../../src/model/decision.ts'
import type { ReportHead } from '../../src/7-review/report-html.ts'
import { type Draft, countsOf, decisionsOf, loadDecisions, verdictOf } from '../../src/ui/decision-drafts.ts'
import { languages } from '../../src/ui/words/language.ts'
import { reportDocument } from './report-fixture.ts'

const document = reportDocument(3)
const { merges, ...rest } = document
const head: ReportHead = { ...rest, taskCount: 0, rows: merges.map((merge) => ({ ...merge, names: [], ids: [], refusals: [], find: '', block: 0, liftable: false })) }
const [first, second, third] = merges.map((merge) => merge.id) as [string, string, string]
const draft = (change: Partial<Draft>): Draft => ({ verdict: 'merge', reason: 'geprüft', overrides: [], at: '2026-03-31T10:00:00.000Z', ...change })
const override = { field: 'city', value: 'Köln', from: null } as const
const petra: Decision = { merge: first, mergeHash: merges[0]!.hash, reviewer: 'Petra Klein', verdict: 'merge', reason: 'geprüft', overrides: [], at: '2026-03-31T10:00:00.000Z' }

describe('reading a decisions file back', () => {
  const good = decisionsOf(head, { drafts: new Map([[first, draft({})]]), earlier: [] }, 'Petra Klein')
  const check = (text: string, expected: unknown): void => expect(loadDecisions(text, head)).toEqual(expected)

  it('refuses what is no decisions file', () => {
    for (const text of ['', 'null', '[]', '{}', '{"version":2}', JSON.stringify({ ...good, decisions: [{}] }), JSON.stringify({ ...good, decisions: [{ ...petra, verdict: 'maybe' }] })]) check(text, { problem: 'unreadable' })
  })
  it('refuses decisions on another plan', () => check(JSON.stringify({ ...good, planHash: 'other' }), { problem: 'otherPlan' }))
  it('counts decisions on merges with another content, and does not take them over', () =>
    check(JSON.stringify({ ...good, decisions: [{ ...petra, mergeHash: 'changed' }] }), { problem: null, decisions: [], unknown: 1 }))
  it('takes the rest over under the name they were made', () => check(JSON.stringify(good), { problem: null, decisions: [petra], unknown: 0 }))
})

describe('what becomes a decision', () => {
  it('only drafts with a verdict, sorted by merge; a changed result only where the merge is made', () => {
    const drafts = new Map([[third, draft({ verdict: 'never', reason: ' Geschwister ', overrides: [override] })], [second, draft({ verdict: null })], [first, draft({ overrides: [override] })]])
    const review = { drafts, earlier: [] }
    expect(decisionsOf(head, review, 'P').decisions.map((each) => [each.merge, each.verdict, each.reason, each.overrides])).toEqual([
      [first, 'merge', 'geprüft', [override]], [third, 'never', 'Geschwister', []]])
    expect(countsOf(review)).toEqual({ decided: 2, withoutReason: 0 })
    expect(countsOf({ drafts: new Map([['a', draft({ reason: ' ' })]]), earlier: [] })).toEqual({ decided: 1, withoutReason: 1 })
  })

  it('an earlier decision keeps its name; a second person stands beside it, the same person replaces it', () => {
    const review = { drafts: new Map([[first, draft({ verdict: 'leave' })]]), earlier: [petra] }
    const said = (reviewer: string) => decisionsOf(head, review, reviewer).decisions.map((each) => [each.reviewer, each.verdict])
    expect(said('Ali Demir')).toEqual([['Ali Demir', 'leave'], ['Petra Klein', 'merge']])
    expect(said('Petra Klein')).toEqual([['Petra Klein', 'leave']])
    expect([verdictOf(review, first), verdictOf({ drafts: new Map(), earlier: [petra] }, first), verdictOf(review, second)]).toEqual(['leave', 'merge', null])
    expect(countsOf(review).decided).toBe(1)
  })
})

describe('numbers and dates in words', () => {
  it('German and English', () => {
    const rows: readonly (readonly [string, string, string])[] = [
      [languages.de.number(1234567), '1.234.567', languages.en.number(1234567)], [languages.de.bits(-12345), '−12,3', languages.en.bits(-12345)],
      [languages.de.bits(49), '±0,0', languages.en.bits(49)], [languages.de.bits(950), '+1,0', languages.en.bits(950)], [languages.de.date('2026-03-01'), '01.03.2026', languages.en.date('2026-03-01')],
    ]
    expect(rows.map(([german]) => german)).toEqual(rows.map(([, expected]) => expected))
    expect(rows.map(([, , english]) => english)).toEqual(['1,234,567', '−12.3', '±0.0', '+1.0', '1 Mar 2026'])
  })
})
