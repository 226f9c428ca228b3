import { fieldWords } from '../model/field.ts'
import { type HoldingKind, holdingKindNames, holdingKinds } from '../model/holding.ts'
import { moneyWords } from '../model/money.ts'
import { type RefusalCode, refusalCodes, refusalOfKind } from '../model/refusal.ts'
import type { Words } from '../model/words.ts'
import { bitWords, conditionWords } from './condition-words.ts'
import { decisionWords, emailWords, loginWords, policyWords, refusalTopics, severityWords, sideWords, survivorWords, takeWords } from './rule-words.ts'
import type { Ruleset } from './ruleset.ts'

type Language = keyof Words

const headings: Readonly<Record<'audience' | 'survivor' | 'login' | 'email' | 'direction' | 'retire' | 'decisions' | 'refusals' | 'holdings' | 'fields' | 'retention' | 'limits' | 'evidence', Words>> = {
  audience: { de: 'Für wen', en: 'For whom' },
  survivor: { de: 'Welcher Datensatz bleibt', en: 'Which record stays' },
  login: { de: 'Zugang', en: 'Login' },
  email: { de: 'E-Mail', en: 'E-mail' },
  direction: { de: 'Richtung', en: 'Direction' },
  retire: { de: 'Was aus dem wegfallenden Datensatz wird', en: 'What becomes of the record that goes' },
  evidence: { de: 'Wie sicher', en: 'How sure' },
  decisions: { de: 'Wie entschieden wird', en: 'How it is decided' },
  refusals: { de: 'Was im Weg stehen kann', en: 'What can stand in the way' },
  holdings: { de: 'Was mitgeht', en: 'What goes along' },
  fields: { de: 'Woher die Angaben kommen', en: 'Where values come from' },
  retention: { de: 'Wie lange das Archiv bleibt', en: 'How long the archive is kept' },
  limits: { de: 'Grenzen eines Laufs', en: 'Limits of a run' },
}

/** A profile in words, as Markdown: every rule with its reason, made from the rules alone. */
export function explainRuleset(rules: Ruleset, language: Language): string {
  const section = (heading: keyof typeof headings, lines: readonly string[]): readonly string[] => [`### ${headings[heading][language]}`, '', ...lines, '']
  return [
    `## ${rules.title[language]}`, '', rules.summary[language], '',
    ...section('audience', [rules.audience[language]]),
    ...section('survivor', survivorLines(rules, language)),
    ...section('login', [`${loginWords[rules.loginFrom][language]} ${rules.reasons.login[language]}`]),
    ...section('email', [`${emailWords[rules.emailFrom][language]} ${rules.reasons.email[language]}`]),
    ...section('direction', [`${directionLine(rules, language)} ${rules.reasons.direction[language]}`]),
    ...section('retire', [`${retireLine(rules, language)} ${rules.reasons.retire[language]}`]),
    ...section('evidence', evidenceLines(rules, language)),
    ...section('decisions', decisionLines(rules, language)),
    ...section('refusals', refusalLines(rules, language)),
    ...section('holdings', holdingLines(rules, language)),
    ...section('fields', fieldLines(rules, language)),
    ...section('retention', retentionLines(rules, language)),
    ...section('limits', limitLines(rules, language)),
  ].join('\n')
}

function survivorLines(rules: Ruleset, language: Language): readonly string[] {
  const intro = language === 'de' ? 'Der erste Punkt, in dem sich zwei Datensätze unterscheiden, entscheidet; zuletzt die kleinere Nummer des Datensatzes.' : 'The first point in which two records differ decides; at last the smaller record id.'
  const precedence = !rules.survivor.some((rule) => rule.by === 'system-precedence') ? [] : ['', `${language === 'de' ? 'Rangfolge der Systeme' : 'Ranking of systems'}: ${rules.precedence.join(', ')}.`]
  return [intro, '', ...rules.survivor.map((rule, index) => `${index + 1}. ${survivorWords[rule.by][language]} – ${rule.why[language]}`), ...precedence]
}

function directionLine(rules: Ruleset, language: Language): string {
  if (rules.turnDirectionForOnline) return language === 'de' ? 'Würde ein alter Datensatz auf einen Online-Kunden übertragen, wird die Richtung gedreht.' : 'Where an old record would be transferred onto an online customer, the direction is turned.'
  return language === 'de' ? 'Die Richtung wird nicht gedreht.' : 'The direction is not turned.'
}

function retireLine(rules: Ruleset, language: Language): string {
  const lines: Readonly<Record<Ruleset['retire'], Words>> = {
    now: { de: 'Er wird mit der Zusammenführung stillgelegt.', en: 'It is retired with the merge.' },
    'on-contract-end': { de: 'Er wird am Ende des letzten laufenden Vertrags stillgelegt, sonst gleich.', en: 'It is retired when the last running contract ends, otherwise at once.' },
  }
  return lines[rules.retire][language]
}

function evidenceLines(rules: Ruleset, language: Language): readonly string[] {
  const { strongMilliBits, reviewMilliBits, creditMilliBits } = rules.match
  const [strong, review, credit] = [strongMilliBits, reviewMilliBits, creditMilliBits].map((bits) => `${bitWords(bits, language)} ${language === 'de' ? 'Bit' : 'bits'} (${oddsWords(bits, language)})`)
  return language === 'de'
    ? ['Jedes Paar bekommt ein Match-Gewicht in Bit: Jedes Bit mehr halbiert die Gefahr, dass es doch zwei Personen sind.', '', `- stark genug zum Zusammenführen: ab ${strong}`, `- einen Blick wert: ab ${review}`, `- sicher genug, um Guthaben zu bewegen: ab ${credit}`]
    : ['Every pair gets a match weight in bits: each bit more halves the risk that they are two people after all.', '', `- strong enough to merge: from ${strong}`, `- worth a look: from ${review}`, `- sure enough to move credit: from ${credit}`]
}

/** The weight as odds: 8 bits → 256 to 1 that it is one person. */
function oddsWords(milliBits: number, language: Language): string {
  const odds = Math.round(2 ** (Math.abs(milliBits) / 1000))
  const forOne = milliBits >= 0
  if (language === 'de') return forOne ? `es steht ${odds} zu 1 für dieselbe Person` : `es steht ${odds} zu 1 für zwei Personen`
  return forOne ? `${odds} to 1 that it is one person` : `${odds} to 1 that they are two`
}

function decisionLines(rules: Ruleset, language: Language): readonly string[] {
  const [condition, then] = language === 'de' ? ['Bedingung', 'Dann'] : ['Condition', 'Then']
  const lines = rules.decisions.map((rule, index) => `${index + 1}. **${rule.id}** – ${rule.why[language]} ${condition}: ${conditionWords(rule.when.tree, rules.match)[language]}. ${then}: ${decisionWords[rule.verdict][language]}.`)
  return [...lines, `${lines.length + 1}. ${language === 'de' ? 'Sonst entscheidet eine Person.' : 'Otherwise a person decides.'}`]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
}

function refusalLines(rules: Ruleset, language: Language): readonly string[] {
  const order = { deny: 0, skip: 1, review: 2, off: 3 } as const
  const codes = (Object.keys(rules.refusals) as RefusalCode[]).toSorted((a, b) => order[rules.refusals[a].severity] - order[rules.refusals[b].severity])
  const rows = codes.map((code) => {
    const { severity, side, activeOnly, why } = rules.refusals[code]
    const final = refusalCodes[code].final ? (language === 'de' ? ' – endgültig' : ' – final') : ''
    const active = activeOnly ? (language === 'de' ? ', nur nicht beendete' : ', only those that have not ended') : ''
    return [`${refusalTopics[code].title[language]} (${code})`, severity === 'off' ? '–' : `${sideWords[side][language]}${active}`, `${severityWords[severity][language]}${final}`, why[language]]
  })
  return table(language === 'de' ? ['was', 'wo', 'dann', 'warum'] : ['what', 'where', 'then', 'why'], rows)
}

function holdingLines(rules: Ruleset, language: Language): readonly string[] {
  const rows = holdingKindNames.map((kind) => [holdingKinds[kind][language === 'de' ? 'dePlural' : 'enPlural'], becomesOf(kind, rules, language), rules.holdings[kind].why[language]])
  return table(language === 'de' ? ['was', 'dann', 'warum'] : ['what', 'then', 'why'], rows)
}

/** What becomes of a kind. What blocks or asks does so through a refusal, so its severity and what it looks at are part of the answer. */
function becomesOf(kind: HoldingKind, rules: Ruleset, language: Language): string {
  const { policy } = rules.holdings[kind]
  if (policy !== 'block' && policy !== 'review') return policyWords[policy][language]
  const own = refusalOfKind[kind]
  const code = own !== undefined && rules.refusals[own].severity !== 'off' ? own : policy === 'block' ? 'HOLDING_BLOCKS' : 'HOLDING_REVIEW'
  const { severity, side, activeOnly } = rules.refusals[code]
  const words = policyWords[severity === 'review' ? 'review' : 'block'][language]
  if (!activeOnly && (side === 'source' || side === 'either')) return words
  const title = refusalTopics[code].title[language]
  return language === 'de' ? `${words}, soweit oben „${title}“ im Weg steht; sonst ${policyWords.move.de}` : `${words}, as far as "${title}" stands in the way above; otherwise ${policyWords.move.en}`
}

function fieldLines(rules: Ruleset, language: Language): readonly string[] {
  const together = language === 'de' ? '; alle zusammen oder keine' : '; all together or none'
  const rows = rules.fields.map((rule) => [rule.id, rule.fields.map((field) => fieldWords[field][language]).join(', '), `${takeWords[rule.take][language]}${rule.atomic ? together : ''}`, rule.why[language]])
  return table(language === 'de' ? ['Regel', 'Angaben', 'Ergebnis', 'warum'] : ['rule', 'values', 'result', 'why'], rows)
}

function retentionLines(rules: Ruleset, language: Language): readonly string[] {
  const { vouchers, letters, records } = rules.retention
  return language === 'de'
    ? [`Gezählt ab dem Ende des Jahres; enthält ein Archiv mehreres, gilt die längste Frist. ${rules.reasons.retention.de}`, '', `- Datensätze mit Rechnungen, Guthaben, Paketen, Abos oder Verträgen: ${vouchers} Jahre`, `- Datensätze mit Schriftverkehr oder Notizen: ${letters} Jahre`, `- alle anderen: ${records} Jahre`]
    : [`Counted from the end of the year; where an archive holds several kinds, the longest term holds. ${rules.reasons.retention.en}`, '', `- records with invoices, credit, packages, subscriptions or contracts: ${vouchers} years`, `- records with correspondence or notes: ${letters} years`, `- all others: ${records} years`]
}

function limitLines(rules: Ruleset, language: Language): readonly string[] {
  const { maxMerges, maxShareOfCustomers, maxCreditMovedMinor, fourEyesFromMinor, maxGroupSize, maxGoneShare, maxPlanAgeDays } = rules.limits
  const none = language === 'de' ? 'keine Grenze' : 'no limit'
  const share = (value: number | null): string => (value === null ? none : `${String(Math.round(value * 10_000) / 100).replace('.', language === 'de' ? ',' : '.')} %`)
  const amount = (minor: bigint | null): string => (minor === null ? none : moneyWords({ amountMinor: minor, currency: 'EUR' }, language))
  const credit = amount(maxCreditMovedMinor)
  return language === 'de'
    ? [`- automatische Zusammenführungen: ${maxMerges ?? none}`, `- Anteil der Kunden, die dabei stillgelegt werden: ${share(maxShareOfCustomers)}`, `- von selbst bewegtes Guthaben, je Währung: ${credit}`, `- Geld in einer Zusammenführung, ab dem zwei Personen zustimmen müssen: ${amount(fourEyesFromMinor)}`, `- Datensätze einer Gruppe ohne Nachfrage: ${maxGroupSize}`, `- fehlende Datensätze, bevor ein Export als zu kurz gilt: ${share(maxGoneShare)}${maxGoneShare === 0 ? '' : ', in kleinen Dateien eines von zehn und höchstens fünf'}`, `- Tage, die ein Plan gilt: ${maxPlanAgeDays}`]
    : [`- automatic merges: ${maxMerges ?? none}`, `- share of the customers that they retire: ${share(maxShareOfCustomers)}`, `- credit moved automatically, per currency: ${credit}`, `- money in one merge from which on two people must approve: ${amount(fourEyesFromMinor)}`, `- records of a group without asking: ${maxGroupSize}`, `- missing records before an export counts as short: ${share(maxGoneShare)}${maxGoneShare === 0 ? '' : ', in small files one in ten and at most five'}`, `- days a plan is good for: ${maxPlanAgeDays}`]
}
