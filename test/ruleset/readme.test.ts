import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkExample } from '../../src/5-merge/check-example.ts'
import { readRules, rulesFolder } from '../../src/edge/rules-file.ts'
import { comparisonNames, levelNames } from '../../src/model/comparison.ts'
import { holdingPolicies } from '../../src/model/holding.ts'
import { severities, sides } from '../../src/model/refusal.ts'
import { conditionNames } from '../../src/ruleset/compile-condition.ts'
import { compileRuleset } from '../../src/ruleset/compile-ruleset.ts'
import { profileSchema } from '../../src/ruleset/profile-schema.ts'
import { readExamples } from '../../src/ruleset/read-examples.ts'
import { survivorCriteria, takes } from '../../src/ruleset/ruleset.ts'

const readme = readFileSync(join(rulesFolder, 'README.md'), 'utf8')
const [profile = '', examples = ''] = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!)

describe('rules/README.md', () => {
  it('the profile it shows can be read, changes what it says it changes, and its example holds', () => {
    const rules = compileRuleset({ file: 'ours.yaml', text: profile }, [{ file: 'default.yaml', text: readFileSync(join(rulesFolder, 'default.yaml'), 'utf8') }])
    expect(rules.refusals.SOURCE_HAS_CONTRACT).toMatchObject({ severity: 'skip', side: 'source', activeOnly: true })
    const results = readExamples({ file: 'ours.yaml', text: examples })
    expect(results.map((example) => checkExample(example, rules).differences)).toEqual([[]])
    expect(results.map((example) => checkExample(example, readRules('default', rulesFolder)).differences.length)).not.toEqual([0])
  })

  it('names every key and every value', () => {
    const words = [...Object.keys(profileSchema.shape), ...survivorCriteria, ...takes, ...holdingPolicies, ...severities, ...sides, ...comparisonNames, ...levelNames, ...Object.keys(conditionNames.pair), ...Object.keys(conditionNames.source)]
    expect(words.filter((word) => !readme.includes(word))).toEqual([])
  })
})
