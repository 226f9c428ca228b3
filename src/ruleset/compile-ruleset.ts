import { fieldNames } from '../model/field.ts'
import { type HoldingKind, holdingKindNames } from '../model/holding.ts'
import { hashOf } from '../model/json.ts'
import { allowedSeverities, type RefusalCode, refusalCodes, severities, sides } from '../model/refusal.ts'
import { compileCondition } from './compile-condition.ts'
import { type ProfileFile, requiredKeys } from './profile-schema.ts'
import { readProfile } from './read-profile.ts'
import { type Path, pathWords, type ReadYaml, type RulesText } from './read-yaml.ts'
import { type RuleProblem, throwProblems } from './rule-problem.ts'
import { refusalTopics } from './rule-words.ts'
import type { DecisionRule, FieldRule, HoldingRule, RefusalRule, Ruleset } from './ruleset.ts'

/** The name of the profile that a text extends, or null; null also where the text cannot be read. */
export function extendedProfile(text: RulesText): string | null {
  return readProfile(text).content?.extends ?? null
}

/**
 * Turns a profile, and those it extends (the nearest first), into a ruleset. Every mistake of all files is reported at once.
 * Of an extended profile come the keys that are left out; `match`, `limits`, `refusals` and `holdings` are taken entry by
 * entry, a field rule replaces those of the same fields, and the lists `survivor` and `decisions` replace whole.
 */
export function compileRuleset(own: RulesText, bases: readonly RulesText[]): Ruleset {
  const files = [own, ...bases].map(readProfile)
  const problems = files.flatMap((file) => [...file.problems, ...conditionProblems(file), ...sayProblems(file)])
  const contents = files.flatMap((file) => (file.content === null ? [] : [file.content]))
  const [first, ...others] = contents
  if (first === undefined || contents.length < files.length) throwProblems(problems)
  const content = others.reduce(withBase, first)
  problems.push(...meaningProblems(files[0]!, content))
  if (problems.length > 0) throwProblems(problems)
  return rulesetOf(content)
}

function withBase(own: ProfileFile, base: ProfileFile): ProfileFile {
  const replaced = new Set((own.fields ?? []).flatMap((rule) => rule.fields))
  const kept = (base.fields ?? []).filter((rule) => !rule.fields.some((field) => replaced.has(field)))
  return {
    ...base, ...own,
    match: { ...base.match, ...own.match },
    limits: { ...base.limits, ...own.limits },
    refusals: { ...base.refusals, ...own.refusals },
    holdings: { ...base.holdings, ...own.holdings },
    fields: [...(own.fields ?? []), ...kept],
  }
}

/** Mistakes in conditions, also of a file whose form is wrong elsewhere: all mistakes are said at once. */
function conditionProblems(file: ReadYaml<ProfileFile>): readonly RuleProblem[] {
  return objectsIn(keysOf(file.raw)['decisions']).flatMap(([index, { when }]) => {
    if (typeof when !== 'string' || when.trim() === '') return []
    const compiled = compileCondition(when)
    if (!('problems' in compiled)) return []
    const path = ['decisions', index, 'when']
    return compiled.problems.map((problem) => ({ file: file.file, line: file.textLineOf(path) + linesBefore(when, problem.offset), path: pathWords(path), got: problem.got, expected: problem.expected }))
  })
}

/** Mistakes that one file shows by itself; what its form already makes wrong is passed over, so that both can be said at once. */
function sayProblems(file: ReadYaml<ProfileFile>): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  const say = (path: Path, got: string, expected: string): void => { problems.push({ file: file.file, line: file.lineOf(path), path: pathWords(path), got, expected }) }
  const { profile, decisions, fields, survivor, refusals, holdings } = keysOf(file.raw)
  if (file.name !== undefined && typeof profile === 'string' && profile !== file.name) say(['profile'], `"${profile}" is not the name of the file`, `"${file.name}", or a file of the name ${profile}.yaml`)
  for (const [key, list, name] of [['decisions', decisions, 'id'], ['fields', fields, 'id'], ['survivor', survivor, 'by']] as const) {
    const seen = new Set<unknown>()
    for (const [index, rule] of objectsIn(list)) {
      const id = rule[name]
      if (typeof id === 'string' && seen.has(id)) say([key, index], `"${id}" stands twice`, 'each once')
      seen.add(id)
    }
  }
  const owners = new Map<string, string>()
  for (const [index, rule] of objectsIn(fields)) {
    for (const field of textsIn(rule['fields'])) {
      const owner = owners.get(field)
      if (owner !== undefined) say(['fields', index, 'fields'], `"${field}" also stands in rule "${owner}"`, 'one rule for each field')
      owners.set(field, String(rule['id']))
    }
    if (rule['atomic'] === true && rule['take'] === 'most-restrictive') say(['fields', index, 'take'], '"most-restrictive" looks at one value', 'another choice for fields that travel together')
  }
  for (const code of refusalNames) {
    const { severity, side, activeOnly } = keysOf(keysOf(refusals)[code])
    if (activeOnly !== undefined && code !== 'SOURCE_HAS_CONTRACT') say(['refusals', code, 'activeOnly'], 'nothing of this refusal can end', 'activeOnly at SOURCE_HAS_CONTRACT alone')
    if (sides.some((each) => each === side) && 'sideFixed' in refusalCodes[code] && side !== refusalCodes[code].side) say(['refusals', code, 'side'], 'this refusal has no side to choose', refusalCodes[code].side)
    const allowed = allowedSeverities(code)
    if (severities.some((each) => each === severity) && !allowed.some((each) => each === severity)) say(['refusals', code, 'severity'], refusalCodes[code].final ? 'this refusal is final' : `"${String(severity)}" is not possible here: the refusal says what other rules decided`, allowed.join(', '))
  }
  const votes = keysOf(keysOf(holdings)['surveyVote'])['policy']
  if (votes === 'move' || votes === 'combine') say(['holdings', 'surveyVote', 'policy'], 'a vote stays with whoever cast it', 'keep, archive, review or block')
  return problems
}

const refusalNames = Object.keys(refusalCodes) as readonly RefusalCode[]

function keysOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Readonly<Record<string, unknown>> : {}
}

function objectsIn(list: unknown): readonly (readonly [number, Readonly<Record<string, unknown>>])[] {
  return Array.isArray(list) ? list.map((each, index) => [index, keysOf(each)] as const) : []
}

function textsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : []
}

function linesBefore(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1
}

/** Mistakes that show only in the profile as a whole. */
function meaningProblems(file: ReadYaml<ProfileFile>, content: ProfileFile): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  const say = (path: Path, got: string, expected: string): void => { problems.push({ file: file.file, line: file.lineOf(path), path: pathWords(path), got, expected }) }
  for (const key of requiredKeys) if (content[key] === undefined) say([], `"${key}" is missing`, `"${key}" here or in a profile named by "extends"`)
  for (const key of ['strong', 'review', 'credit'] as const) if (content.match !== undefined && content.match[key] === undefined) say(['match'], `"${key}" is missing`, 'strong, review and credit')
  const { strong, review, credit } = content.match ?? {}
  if (strong !== undefined && review !== undefined && review > strong) say(['match', 'review'], 'review is above strong', 'review at or below strong')
  if (strong !== undefined && credit !== undefined && credit < strong) say(['match', 'credit'], 'credit is below strong', 'credit at or above strong')
  for (const key of ['maxGroupSize', 'maxGoneShare', 'maxPlanAgeDays'] as const) if (content.limits !== undefined && content.limits[key] === undefined) say(['limits'], `"${key}" is missing`, 'maxGroupSize, maxGoneShare and maxPlanAgeDays')
  if (content.survivor?.some((rule) => rule.by === 'system-precedence') === true && (content.precedence ?? []).length === 0) say(['survivor'], '"system-precedence" asks for a ranking, and "precedence" names no system', 'names of systems under "precedence"')
  const missing = content.holdings === undefined ? [] : holdingKindNames.filter((kind) => content.holdings?.[kind] === undefined)
  if (missing.length > 0) say(['holdings'], `no policy for ${missing.join(', ')}`, 'a policy for every kind')
  const named = new Set((content.fields ?? []).flatMap((rule) => rule.fields))
  const unnamed = content.fields === undefined ? [] : fieldNames.filter((field) => !named.has(field))
  if (unnamed.length > 0) say(['fields'], `no rule for ${unnamed.join(', ')}`, 'a rule for every field')
  return problems
}

function milliBits(bits: number): number {
  return Math.round(bits * 1000)
}

/** Nothing is missing any more: `meaningProblems` saw to it. */
function rulesetOf(content: ProfileFile): Ruleset {
  const decisions = content.decisions!.map((rule): DecisionRule => {
    const compiled = compileCondition(rule.when)
    if ('problems' in compiled) throw new Error('a condition that was checked before no longer compiles')
    return { id: rule.id, why: rule.why, when: compiled.condition, verdict: rule.then }
  })
  const { limits, match } = content
  const ruleset: Omit<Ruleset, 'hash'> = {
    profile: content.profile, title: content.title, audience: content.for, summary: content.does,
    reasons: { login: content.login!.why, email: content.email!.why, direction: content.direction!.why, retire: content.retire!.why, retention: content.retention!.why },
    precedence: content.precedence ?? [], survivor: content.survivor!,
    loginFrom: content.login!.from, emailFrom: content.email!.from, turnDirectionForOnline: content.direction!.turnForOnline, retire: content.retire!.on,
    fields: content.fields!.map((rule): FieldRule => ({ id: rule.id, why: rule.why, fields: rule.fields, take: rule.take, atomic: rule.atomic ?? false })),
    refusals: refusalsOf(content), holdings: holdingsOf(content), decisions,
    match: { strongMilliBits: milliBits(match!.strong!), reviewMilliBits: milliBits(match!.review!), creditMilliBits: milliBits(match!.credit!) },
    retention: { vouchers: content.retention!.vouchers, letters: content.retention!.letters, records: content.retention!.records },
    limits: {
      maxMerges: limits!.maxMerges ?? null, maxShareOfCustomers: limits!.maxShareOfCustomers ?? null,
      maxCreditMovedMinor: minorUnits(limits!.maxCreditMovedMinor), fourEyesFromMinor: minorUnits(limits!.fourEyesFromMinor),
      maxGroupSize: limits!.maxGroupSize!, maxGoneShare: limits!.maxGoneShare!, maxPlanAgeDays: limits!.maxPlanAgeDays!,
    },
  }
  return { ...ruleset, hash: hashOf(meaningOf(ruleset)) }
}

function minorUnits(limit: number | null | undefined): bigint | null {
  return limit === undefined || limit === null ? null : BigInt(limit)
}

function refusalsOf(content: ProfileFile): Readonly<Record<RefusalCode, RefusalRule>> {
  const entries = (Object.keys(refusalCodes) as RefusalCode[]).map((code): [RefusalCode, RefusalRule] => {
    const said = content.refusals?.[code]
    return [code, { severity: said?.severity ?? refusalCodes[code].severity, side: said?.side ?? refusalCodes[code].side, activeOnly: said?.activeOnly ?? false, insists: said !== undefined || !('whereKept' in refusalCodes[code]), why: said?.why ?? refusalTopics[code].why }]
  })
  return Object.fromEntries(entries) as Record<RefusalCode, RefusalRule>
}

function holdingsOf(content: ProfileFile): Readonly<Record<HoldingKind, HoldingRule>> {
  return Object.fromEntries(holdingKindNames.map((kind) => [kind, content.holdings![kind]!])) as Record<HoldingKind, HoldingRule>
}

/** What decides, without the texts for people. */
function meaningOf(ruleset: Omit<Ruleset, 'hash'>): unknown {
  const withoutWhy = <T extends { readonly why: unknown }>(rule: T): T => ({ ...rule, why: undefined })
  return {
    ...ruleset,
    title: undefined, audience: undefined, summary: undefined, reasons: undefined,
    survivor: ruleset.survivor.map((rule) => rule.by),
    fields: ruleset.fields.map(withoutWhy).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    refusals: Object.fromEntries(Object.entries(ruleset.refusals).map(([code, rule]) => [code, withoutWhy(rule)])),
    holdings: Object.fromEntries(Object.entries(ruleset.holdings).map(([kind, rule]) => [kind, rule.policy])),
    decisions: ruleset.decisions.map((rule) => ({ id: rule.id, when: rule.when.meaning, verdict: rule.verdict })),
  }
}
