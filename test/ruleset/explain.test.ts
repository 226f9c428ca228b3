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
    ['!pair.sameSystem', 'nicht: beide stammen aus einem System', 'not: both come from one system'],
    ['source.origin == "staff" && survivor.origin != "online"', 'die Herkunft des wegfallenden Datensatzes ist „von Mitarbeitenden angelegt“ und die Herkunft des bleibenden Datensatzes ist nicht „online angemeldet“', 'the origin of the record that goes is "entered by staff" and the origin of the record that stays is not "registered online"'],
    ['pair.given in ["exact", "kin"] && (source.billed || cluster.size > 2)', 'der Vergleich der Vornamen ist eines von: „gleich“, „Kurzform oder Initiale“ und (ein Abo des wegfallenden Datensatzes läuft oder die Größe der Gruppe ist größer als 2)', 'the comparison of given names is one of: "equal", "short form or initial" and (a subscription of the record that goes runs or the size of the group is greater than 2)'],
    ['source.holds.contract == 0', 'die Zahl der Verträge des wegfallenden Datensatzes ist 0', 'the number of contracts of the record that goes is 0'],
    ['source.system.startsWith("alt")', 'das System des wegfallenden Datensatzes beginnt mit „alt“', 'the system of the record that goes begins with "alt"'],
    ['pair.always ? true : pair.weight > 3.5', 'falls gilt: eine Person hat gesagt, dass beide eins sind; dann: ja; sonst: das Match-Gewicht (in Bit) ist größer als 3,5', 'if this holds: a person said that both are one; then: yes; otherwise: the match weight (in bits) is greater than 3.5'],
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
})
