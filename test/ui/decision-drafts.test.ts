import { describe, expect, it } from 'vitest'
import type { ReportHead } from '../../src/7-review/report-html.ts'
import { type Draft, countsOf, decisionsOf, draftsFrom } from '../../src/ui/decision-drafts.ts'
import { languages } from '../../src/ui/words/language.ts'
import { reportDocument } from './report-fixture.ts'

const document = reportDocument(3)
const { merges, ...rest } = document
const head: ReportHead = { ...rest, taskCount: 0, rows: merges.map((merge) => ({ ...merge, names: [], ids: [], refusals: [], find: '', block: 0 })) }
const draft = (change: Partial<Draft>): Draft => ({ verdict: 'merge', reason: 'geprüft', overrides: [], at: '2026-03-31T10:00:00.000Z', ...change })
const override = { field: 'city', value: 'Köln', from: null } as const

describe('reading a decisions file back', () => {
  const good = decisionsOf(head, new Map([[merges[0]!.id, draft({})]]), 'Petra Klein')
  const check = (text: string, expected: unknown): void => expect(draftsFrom(text, head)).toEqual(expected)

  it('refuses what is no decisions file', () => {
    for (const text of ['', 'null', '[]', '{}', '{"version":2}', JSON.stringify({ ...good, decisions: [{}] }), JSON.stringify({ ...good, decisions: [{ ...good.decisions[0], verdict: 'maybe' }] })]) check(text, { problem: 'unreadable' })
  })
  it('refuses decisions on another plan', () => check(JSON.stringify({ ...good, planHash: 'other' }), { problem: 'otherPlan' }))
  it('counts decisions on merges with another content, and does not take them over', () =>
    check(JSON.stringify({ ...good, decisions: [{ ...good.decisions[0], mergeHash: 'changed' }] }), { problem: null, drafts: new Map(), reviewer: '', unknown: 1 }))
  it('takes the rest over', () =>
    check(JSON.stringify(good), { problem: null, drafts: new Map([[merges[0]!.id, draft({})]]), reviewer: 'Petra Klein', unknown: 0 }))
})

describe('what becomes a decision', () => {
  it('only drafts with a verdict, sorted by merge; a changed result only where the merge is made', () => {
    const drafts = new Map([[merges[2]!.id, draft({ verdict: 'never', reason: ' Geschwister ', overrides: [override] })], [merges[1]!.id, draft({ verdict: null })], [merges[0]!.id, draft({ overrides: [override] })]])
    expect(decisionsOf(head, drafts, 'P').decisions.map((each) => [each.merge, each.verdict, each.reason, each.overrides])).toEqual([
      [merges[0]!.id, 'merge', 'geprüft', [override]], [merges[2]!.id, 'never', 'Geschwister', []]])
    expect(countsOf(drafts)).toEqual({ decided: 2, withoutReason: 0 })
    expect(countsOf(new Map([['a', draft({ reason: ' ' })]]))).toEqual({ decided: 1, withoutReason: 1 })
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
