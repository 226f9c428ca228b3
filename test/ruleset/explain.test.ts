import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRules, rulesFolder } from '../../src/edge/rules-file.ts'
import { compileCondition } from '../../src/ruleset/compile-condition.ts'
import { conditionWords } from '../../src/ruleset/condition-words.ts'
import { explainRuleset } from '../../src/ruleset/explain.ts'
import type { Ruleset } from '../../src/ruleset/ruleset.ts'
import { profileNames } from './profile-names.ts'

/** The page of a profile, English then German; `UPDATE_GOLDEN=1 npx vitest run test/ruleset` writes it. */
function profilePage(rules: Ruleset): string {
  return [
    `# Profile \`${rules.profile}\``, '',
    "Written from the profile's rules. [English](#english) · [Deutsch](#deutsch)", '',
    '<a id="english"></a>', '', explainRuleset(rules, 'en'),
    '<a id="deutsch"></a>', '', explainRuleset(rules, 'de'),
  ].join('\n')
}

const match = { strongMilliBits: 8500, reviewMilliBits: 0, creditMilliBits: 12_000 }

describe('a condition in words', () => {
  const check = (text: string, de: string, en: string): void => {
    const compiled = compileCondition(text)
    if ('problems' in compiled) throw new Error(`this case is no condition: ${text}`)
    expect(conditionWords(compiled.condition.tree, match)).toEqual({ de, en })
  }
  it.each([
    ['pair.weight >= match.strong', 'das Match-Gewicht (in Bit) ist mindestens 8,5', 'the match weight (in bits) is at least 8.5'],
    ['pair.always', 'eine Person hat gesagt, dass beide eins sind', 'a person said that both are one'],
    ['!pair.sameSystem', 'beide stammen aus verschiedenen Systemen', 'they come from different systems'],
    ['source.origin == "staff" && survivor.origin != "online"', 'die Herkunft des wegfallenden Datensatzes ist „von Mitarbeitenden angelegt“ und die Herkunft des bleibenden Datensatzes ist nicht „online angemeldet“', 'the origin of the record that goes is "entered by staff" and the origin of the record that stays is not "registered online"'],
    ['pair.given in ["exact", "kin"] && (source.billed || cluster.size > 2)', 'der Vergleich der Vornamen ist entweder „gleich“ oder „Kurzform oder Initiale“ und (der wegfallende Datensatz hat ein laufendes Abo oder die Größe der Gruppe ist größer als 2)', 'the comparison of given names is either "equal" or "short form or initial" and (the record that goes has a running subscription or the size of the group is greater than 2)'],
    ['pair.email in ["exact"]', 'der Vergleich der E-Mails ist „gleich“', 'the comparison of e-mails is "equal"'],
    ['source.holds.contract == 0', 'die Zahl der Verträge des wegfallenden Datensatzes ist 0', 'the number of contracts of the record that goes is 0'],
    ['source.system.startsWith("alt")', 'das System des wegfallenden Datensatzes beginnt mit „alt“', 'the system of the record that goes begins with "alt"'],
    ['pair.always ? true : pair.weight > 3.5', 'falls gilt: eine Person hat gesagt, dass beide eins sind; dann: ja; sonst: das Match-Gewicht (in Bit) ist größer als 3,5', 'if this holds: a person said that both are one; then: yes; otherwise: the match weight (in bits) is greater than 3.5'],
    ['source.hasLogin == false', 'der wegfallende Datensatz hat keinen Zugang', 'the record that goes has no login'],
    ['survivor.company != false', 'der bleibende Datensatz ist eine Firma', 'the record that stays is a company'],
    ['(pair.weight > 3.0) == false', 'nicht: das Match-Gewicht (in Bit) ist größer als 3', 'not: the match weight (in bits) is greater than 3'],
    ['source.deceased != survivor.deceased', '(genau eines gilt: der Kunde des wegfallenden Datensatzes ist verstorben; der Kunde des bleibenden Datensatzes ist verstorben)', '(exactly one holds: the customer of the record that goes has died; the customer of the record that stays has died)'],
    ['!(source.billed || survivor.billed)', 'nicht: (der wegfallende Datensatz hat ein laufendes Abo oder der bleibende Datensatz hat ein laufendes Abo)', 'not: (the record that goes has a running subscription or the record that stays has a running subscription)'],
    ['pair.weight - (match.strong - 2.0) > 1.0', 'das Match-Gewicht (in Bit) minus (8,5 minus 2) ist größer als 1', 'the match weight (in bits) minus (8.5 minus 2) is greater than 1'],
    ['pair.always ? true : (pair.sameSystem ? source.billed : false)', 'falls gilt: eine Person hat gesagt, dass beide eins sind; dann: ja; sonst: (falls gilt: beide stammen aus einem System; dann: der wegfallende Datensatz hat ein laufendes Abo; sonst: nein)', 'if this holds: a person said that both are one; then: yes; otherwise: (if this holds: both come from one system; then: the record that goes has a running subscription; otherwise: no)'],
  ])('%s', (text, de, en) => check(text, de, en))
})

describe('docs/profiles', () => {
  it.each(profileNames)('%s.md says what the rules say', (name) => {
    const path = join(rulesFolder, '..', 'docs', 'profiles', `${name}.md`)
    const page = profilePage(readRules(name, rulesFolder))
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, page)
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(page)
    expect(page).not.toMatch(/undefined|\[object|\{\w+\}/)
  })
  it('another threshold gives another explanation', () => {
    const rules = readRules('default', rulesFolder)
    expect(profilePage({ ...rules, match: { ...rules.match, strongMilliBits: 9250 } })).toContain('the match weight (in bits) is at least 9.25')
  })
  it('what blocks or asks is said as the refusal behind it decides', () => {
    const rules = readRules('default', rulesFolder)
    const contracts = (change: Partial<Ruleset['refusals']['SOURCE_HAS_CONTRACT']>): string | undefined => {
      const text = explainRuleset({ ...rules, refusals: { ...rules.refusals, SOURCE_HAS_CONTRACT: { ...rules.refusals.SOURCE_HAS_CONTRACT, ...change } } }, 'en')
      return text.split('\n').find((line) => line.startsWith('| contracts |'))?.split('|')[2]?.trim()
    }
    expect(contracts({})).toBe('do not merge while it is there')
    expect(contracts({ severity: 'review' })).toBe('a person decides')
    expect(contracts({ severity: 'off' })).toBe('do not merge while it is there')
    expect(contracts({ activeOnly: true })).toBe('do not merge while it is there, as far as "Contracts" stands in the way above; otherwise move to the customer who stays')
    expect(contracts({ side: 'both' })).toBe('do not merge while it is there, as far as "Contracts" stands in the way above; otherwise move to the customer who stays')
  })
  it('a ranking of systems is shown where it decides', () => {
    const rules = { ...readRules('default', rulesFolder), precedence: ['desk', 'online'] }
    expect(explainRuleset(rules, 'en')).not.toContain('Ranking of systems')
    expect(explainRuleset({ ...rules, survivor: [{ by: 'system-precedence', why: { de: 'x', en: 'x' } }] }, 'en')).toContain('Ranking of systems: desk, online.')
  })
})
