import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRules, rulesFolder } from '../../src/edge/rules-file.ts'
import { DubletteError } from '../../src/model/error.ts'
import { type RefusalCode, refusalCodes } from '../../src/model/refusal.ts'
import { comparisonNames } from '../../src/model/comparison.ts'
import { SPECIFICATION } from '../../src/3-match/specification.ts'
import { compileCondition } from '../../src/ruleset/compile-condition.ts'
import { compileRuleset } from '../../src/ruleset/compile-ruleset.ts'
import { profileJsonSchema } from '../../src/ruleset/profile-schema.ts'
import { profileNames } from './profile-names.ts'

const text = readFileSync(join(rulesFolder, 'default.yaml'), 'utf8')
const smile = readFileSync(join(rulesFolder, 'smile.yaml'), 'utf8')

/** Line of the first place where a text stands, 1-based. */
function lineOf(where: string, needle: string): number {
  return where.slice(0, where.indexOf(needle)).split('\n').length
}

function messageOf(changed: string, base: string | null = null): string {
  try {
    compileRuleset({ file: 'mine.yaml', text: changed }, base === null ? [] : [{ file: 'default.yaml', text: base }])
  } catch (error) {
    expect(error).toBeInstanceOf(DubletteError)
    expect((error as DubletteError).code).toBe('RULES_INVALID')
    return (error as DubletteError).message
  }
  throw new Error('the rules were taken although they have a mistake')
}

describe('a rules file with mistakes', () => {
  const check = (from: string, to: string, expected: string): void => {
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    expect(messageOf(changed)).toContain(`mine.yaml:${lineOf(changed, to)} ${expected}`)
  }
  it.each([
    ['an unknown name', '  - by: billed', '  - bye: billed', 'survivor[1].bye: this name is not known; expected one of by, why'],
    ['an unknown value', 'by: billed', 'by: biled', 'survivor[1].by: "biled" is not known; expected one of origin-online, origin-staff, billed,'],
    ['an unknown refusal', '  SOURCE_HAS_CONTRACT:', '  SOURCE_HAS_CONTRACTS:', 'refusals.SOURCE_HAS_CONTRACTS: this name is not known; expected one of SOURCE_HAS_CONTRACT, SOURCE_HAS_CORRESPONDENCE,'],
    ['an unknown kind of holding', '  note:', '  notes:', 'holdings.notes: this name is not known; expected one of credit,'],
    ['an unknown field', '[phone, mobile]', '[phone, cell]', 'fields[3].fields[1]: "cell" is not known; expected one of customerNumber,'],
    ['a text for a number', 'strong: 8', 'strong: eight', 'match.strong: the value is missing or of another kind; expected a number'],
    ['a field in two rules', '[phone, mobile]', '[phone, mobile, email]', 'fields[3].fields: "email" also stands in rule "email"; expected one rule for each field'],
    ['a misspelt fact', 'pair.weight >= match.strong && source', 'pair.wieght >= match.strong && source', 'decisions[3].when: "wieght" is not known; expected one of weight, always, sameSystem, given,'],
    ['an unknown variable', 'pair.always', 'couple.always', 'decisions[0].when: "couple" is not known; expected one of pair, source, survivor, cluster, match'],
    ['a misspelt origin', 'survivor.origin == "online"', 'survivor.origin == "onlin"', 'decisions[3].when: "onlin" is not known; expected one of online, staff, unknown'],
    ['a misspelt level', '"weak"]', '"week"]', 'decisions[2].when: "week" is not known; expected one of missing, different, weak, like, one-edit, exact, kin'],
    ['a regular expression', 'pair.always', 'source.system.matches("(a+)+$")', 'decisions[0].when: "matches" is not allowed here; expected one of startsWith, endsWith, contains'],
    ['a number that would overflow in a sum, while a run is under way', 'pair.always', 'cluster.size + 9223372036854775807 > 0', 'decisions[0].when: 9223372036854775807; expected at most 1000000000000'],
    ['a macro', 'pair.always', '(["a"].exists(x, x == source.system))', 'decisions[0].when: "exists" is not allowed here'],
    ['a number where true or false is needed', 'pair.always', 'cluster.size', 'decisions[0].when: the expression gives int; expected true or false'],
    ['no expression', 'pair.always', 'pair.weight >', 'decisions[0].when: the expression ends too early; expected a CEL expression that is true or false'],
    ['thresholds the wrong way round', 'review: -2', 'review: 9', 'match.review: review is above strong; expected review at or below strong'],
  ])('%s', (_, from, to, expected) => check(from, to, expected))

  it('a rule without a reason in both languages', () => {
    const changed = text.replace('      en: A person decided that both belong together.\n', '')
    expect(messageOf(changed)).toContain('decisions[0].why.en: the value is missing or of another kind; expected a text')
  })
  it('a reason that is one text names the languages', () => {
    const changed = text.replace('    why:\n      de: Eine Person hat entschieden, dass beide zusammengehören.\n      en: A person decided that both belong together.\n', '    why: They belong together.\n')
    expect(messageOf(changed)).toContain('decisions[0].why: the value is missing or of another kind; expected the keys de, en')
  })
  it('mistakes in conditions stand beside mistakes of form', () => {
    const message = messageOf(text.replace('by: billed', 'by: biled').replace('pair.always', 'couple.always'))
    expect(message).toContain('survivor[1].by: "biled" is not known')
    expect(message).toContain('decisions[0].when: "couple" is not known')
  })
  it('two rules of one id', () => expect(messageOf(text.replace('id: strong-match', 'id: online-twin'))).toContain(`mine.yaml:${lineOf(text, 'id: strong-match')} decisions[4]: "online-twin" stands twice; expected each once`))
  it('a missing part', () => {
    const changed = text.replace(/\nretire:[\s\S]*?\n\nfields:/, '\n\nfields:')
    expect(messageOf(changed)).toContain('mine.yaml:1 "retire" is missing; expected "retire" here or in a profile named by "extends"')
  })
  it.each(['TWO_LOGINS', 'PRICE_GROUP_CONFLICT', 'BIRTHDATE_CONFLICT', 'GROUP_TOO_LARGE', 'REDACTED'])('%s has no side to choose', (code) => {
    const changed = text.replace('refusals:\n', `refusals:\n  ${code}:\n    side: survivor\n    why: { de: x, en: x }\n`)
    expect(messageOf(changed)).toContain(`mine.yaml:${lineOf(changed, '    side: survivor')} refusals.${code}.side: this refusal has no side to choose; expected ${refusalCodes[code as RefusalCode].side}`)
  })

  it('a final refusal cannot be softened, and what cannot end takes no activeOnly', () => {
    const changed = text.replace('refusals:\n', 'refusals:\n  REDACTED:\n    severity: review\n    activeOnly: true\n    why: { de: x, en: x }\n')
    expect(messageOf(changed)).toContain('refusals.REDACTED.severity: this refusal is final; expected deny')
    expect(messageOf(changed)).toContain('refusals.REDACTED.activeOnly: nothing of this refusal can end')
  })
  it('D8.7 a vote is never moved', () => {
    const changed = text.replace(/(\n  surveyVote:\n    policy: )keep/, '$1move')
    expect(messageOf(changed)).toContain('holdings.surveyVote.policy: a vote stays with whoever cast it; expected keep, archive, review or block')
  })
  it('mistakes of meaning stand beside mistakes of form', () => {
    const message = messageOf(text.replace('by: billed', 'by: biled').replace('id: strong-match', 'id: online-twin').replace('refusals:\n', 'refusals:\n  REDACTED:\n    severity: off\n    why: { de: x, en: "" }\n'))
    expect(message.split('\n').slice(1).map((line) => line.replace(/^ *mine.yaml:\d+ /, ''))).toEqual([
      expect.stringContaining('survivor[1].by: "biled" is not known'),
      'refusals.REDACTED.severity: this refusal is final; expected deny',
      'refusals.REDACTED.why.en: the text is empty; expected a text',
      'decisions[4]: "online-twin" stands twice; expected each once',
    ])
  })
  it('a severity that what other rules decided cannot have', () => {
    const changed = text.replace('refusals:\n', 'refusals:\n  DENIED_BY_RULE: { severity: off, why: { de: x, en: x } }\n  LINK_LEFT_OUT: { severity: review, why: { de: x, en: x } }\n')
    expect(messageOf(changed)).toContain('refusals.DENIED_BY_RULE.severity: "off" is not possible here: the refusal says what other rules decided; expected review, skip, deny')
    expect(messageOf(changed)).toContain('refusals.LINK_LEFT_OUT.severity: "review" is not possible here: the refusal says what other rules decided; expected skip')
  })
  it('a name that is not that of the file', () => {
    expect(() => compileRuleset({ file: 'ours.yaml', text, name: 'ours' }, [])).toThrow('ours.yaml:2 profile: "default" is not the name of the file; expected "ours", or a file of the name default.yaml')
  })
  it('a broken YAML file and a name twice', () => {
    expect(messageOf('profile: [x')).toMatch(/mine\.yaml:1 .*expected YAML/)
    expect(messageOf('profile: x\nprofile: y\n')).toMatch(/mine\.yaml:2 Map keys must be unique; expected YAML/)
    expect(messageOf('')).toContain('profile: the value is missing')
  })
  it('all mistakes at once, of both files, by file and line', () => {
    const message = messageOf(smile.replace('pair.always', 'pair.alway').replace('turnForOnline: true', 'turnForOnline: true\n  sideways: 1'), text.replace('by: billed', 'by: biled'))
    expect(message.split('\n').map((line) => line.replace(/;.*/, ''))).toEqual([
      'The rules have 3 mistakes:',
      `  default.yaml:${lineOf(text, 'by: billed')} survivor[1].by: "biled" is not known`,
      `  mine.yaml:${lineOf(smile, 'turnForOnline') + 1} direction.sideways: this name is not known`,
      `  mine.yaml:${lineOf(smile, 'pair.always') + 1} decisions[0].when: "alway" is not known`,
    ])
    expect(messageOf(text.replace('pair.always', 'pair.alway').replace('cluster', 'clutser').replace('"weak"]', '"week"]'))).toContain('The rules have 2 mistakes:')
  })
  it('a condition over several lines', () => {
    const changed = text.replace('when: pair.always', 'when: |\n      pair.always ||\n      pair.alway')
    expect(messageOf(changed)).toContain(`mine.yaml:${lineOf(changed, 'pair.alway\n')} decisions[0].when: "alway" is not known`)
  })
  it('a file that is not there', () => expect(() => readRules('nobody', '.')).toThrow(expect.objectContaining({ code: 'FILE_MISSING' })))
})

describe('the hash of a ruleset', () => {
  const hash = (changed: string): string => compileRuleset({ file: 'mine.yaml', text: changed }, []).hash
  it.each([
    ['a comment', (rules: string) => `# a remark\n${rules}`],
    ['a reason', (rules: string) => rules.replace('A person decided', 'Somebody decided')],
    ['white space', (rules: string) => rules.replace('pair.weight >= match.strong\n', 'pair.weight   >=   match.strong\n').replaceAll('\n\n', '\n\n\n')],
    ['a default written out', (rules: string) => rules.replace('refusals:\n', 'refusals:\n  TWO_LOGINS:\n    severity: review\n    why: { de: x, en: x }\n')],
  ])('does not change with %s', (_, change) => {
    expect(change(text)).not.toBe(text)
    expect(hash(change(text))).toBe(hash(text))
  })
  it.each([
    ['a threshold', 'strong: 8', 'strong: 8.001'], ['an order', 'by: origin-online', 'by: origin-staff'], ['a severity', 'severity: skip', 'severity: deny'],
    ['a condition', 'pair.weight >= match.strong\n', 'pair.weight > match.strong\n'], ['a policy', 'policy: keep', 'policy: move'], ['a limit', 'maxGroupSize: 3', 'maxGroupSize: 4'],
  ])('changes with %s', (_, from, to) => expect(hash(text.replace(from, to))).not.toBe(hash(text)))
})

describe('weights', () => {
  it('are written in bits and compiled to thousandths', () => {
    expect(compileRuleset({ file: 'mine.yaml', text: text.replace('strong: 8', 'strong: 8.125') }, []).match).toEqual({ strongMilliBits: 8125, reviewMilliBits: -2000, creditMilliBits: 10_000 })
  })
})

describe('conditions', () => {
  it('know the comparisons of the engine', () => expect(comparisonNames).toEqual(SPECIFICATION.comparisons.map((comparison) => comparison.name)))
  it('say what they ask about', () => {
    const compiled = compileCondition('pair.weight>=match.strong && (source.holds.contract == 0 || !(survivor.system.startsWith("s")))')
    expect(compiled).toMatchObject({ condition: { asks: ['match.strong', 'pair.weight', 'source.holds.contract', 'survivor.system'], meaning: 'pair.weight >= match.strong && (source.holds.contract == 0 || !survivor.system.startsWith("s"))' } })
  })
  it('are limited in size', () => expect(compileCondition(Array.from({ length: 200 }, () => 'pair.always').join(' || '))).toHaveProperty('problems'))
})

describe('the shipped profiles', () => {
  it.each(profileNames)('%s can be read and is called like its file', (name) => {
    const rules = readRules(name, rulesFolder)
    expect(rules.profile).toBe(name)
    expect(rules.hash).toMatch(/^[0-9a-f]{64}$/)
  })
  it('rules/profile.schema.json is the one the code gives', () => {
    const path = join(rulesFolder, 'profile.schema.json')
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, profileJsonSchema())
    expect(readFileSync(path, 'utf8')).toBe(profileJsonSchema())
  })
})
