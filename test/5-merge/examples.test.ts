import { describe, expect, it } from 'vitest'
import { checkExample } from '../../src/5-merge/check-example.ts'
import { readRuleExamples, readRules, rulesFolder, shippedProfiles } from '../../src/edge/rules-file.ts'
import { readExamples } from '../../src/ruleset/read-examples.ts'

describe('examples beside the rules', () => {
  it.each(shippedProfiles())('those of %s hold', (profile) => {
    const results = readRuleExamples(profile, rulesFolder).map((example) => checkExample(example, readRules(profile, rulesFolder)))
    expect(results.length).toBeGreaterThan(2)
    expect(results.filter((result) => result.differences.length > 0)).toEqual([])
  })

  it('a changed rule shows in what differs, with the line of the example', () => {
    const rules = readRules('default', rulesFolder)
    const changed = { ...rules, refusals: { ...rules.refusals, SOURCE_HAS_CONTRACT: { ...rules.refusals.SOURCE_HAS_CONTRACT, severity: 'review' as const } } }
    const failed = readRuleExamples('default', rulesFolder).map((example) => checkExample(example, changed)).filter((result) => result.differences.length > 0)
    expect(failed).toMatchObject([{ file: 'rules/examples/default.yaml', line: 9, differences: [{ what: 'outcome', expected: 'skipped', got: 'review' }, { what: 'leftOut', expected: 'file', got: '' }] }])
  })

  const check = (text: string, expected: string): void => expect(() => readExamples({ file: 'mine.yaml', text })).toThrow(expected)
  it.each([
    ['profile: x\nasOf: 2026-01-01\nexamples:\n  - case: c\n    records: { a: {} }\n    expected: { outcome: review }\n', 'mine.yaml:4 examples[0]: fewer than two records; expected two records or more'],
    ['profile: x\nasOf: 2026-01-01\nexamples:\n  - case: c\n    records: { a: {}, b: {} }\n    expected: { outcome: review, survivor: c }\n', 'mine.yaml:4 examples[0]: "c" is not among the records; expected one of a, b'],
    ['profile: x\nasOf: 2026-01-01\nexamples:\n  - case: c\n    records: { a: { origine: staff }, b: {} }\n    expected: { outcome: perhaps }\n', 'mine.yaml:5 examples[0].records.a.origine: this name is not known; expected one of origin, createdOn,'],
    ['profile: x\nasOf: 2026-01-01\nexamples:\n  - case: c\n    records: { a: {}, b: {} }\n    expected: { outcome: perhaps }\n', 'mine.yaml:6 examples[0].expected.outcome: "perhaps" is not known; expected one of automatic, review, skipped, denied'],
  ])('a mistake is named with its line', (text, expected) => check(text, expected))
})
