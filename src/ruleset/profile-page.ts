import { explainRuleset } from './explain.ts'
import type { Ruleset } from './ruleset.ts'

/** The page of a profile in docs/profiles: English, then German. */
export function profilePage(rules: Ruleset): string {
  return [
    `# Profile \`${rules.profile}\``, '',
    `Written from the profile's rules. [English](#english) · [Deutsch](#deutsch)`, '',
    '<a id="english"></a>', '', explainRuleset(rules, 'en'),
    '<a id="deutsch"></a>', '', explainRuleset(rules, 'de'),
  ].join('\n')
}
