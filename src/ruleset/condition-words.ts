import { type HoldingKind, holdingKinds } from '../model/holding.ts'
import type { Words } from '../model/words.ts'
import type { ConditionNode } from './condition.ts'
import type { Ruleset } from './ruleset.ts'

type Language = keyof Words

const operators: Readonly<Record<string, Words>> = {
  '==': { de: 'ist', en: 'is' }, '!=': { de: 'ist nicht', en: 'is not' }, '>=': { de: 'ist mindestens', en: 'is at least' }, '<=': { de: 'ist höchstens', en: 'is at most' },
  '>': { de: 'ist größer als', en: 'is greater than' }, '<': { de: 'ist kleiner als', en: 'is less than' },
  '&&': { de: 'und', en: 'and' }, '||': { de: 'oder', en: 'or' },
  startsWith: { de: 'beginnt mit', en: 'begins with' }, endsWith: { de: 'endet mit', en: 'ends with' }, contains: { de: 'enthält', en: 'contains' },
}

const comparisons: Readonly<Record<string, Words>> = {
  given: { de: 'der Vergleich der Vornamen', en: 'the comparison of given names' }, family: { de: 'der Vergleich der Nachnamen', en: 'the comparison of family names' },
  email: { de: 'der Vergleich der E-Mails', en: 'the comparison of e-mails' }, phone: { de: 'der Vergleich der Telefonnummern', en: 'the comparison of phone numbers' },
  date: { de: 'der Vergleich der Geburtsdaten', en: 'the comparison of birth dates' }, street: { de: 'der Vergleich der Straßen', en: 'the comparison of streets' },
  postcode: { de: 'der Vergleich der Postleitzahlen', en: 'the comparison of postcodes' }, city: { de: 'der Vergleich der Orte', en: 'the comparison of cities' },
  company: { de: 'der Vergleich der Firmen', en: 'the comparison of companies' }, other: { de: 'der Vergleich der übrigen Angaben', en: 'the comparison of other values' },
}

const facts: Readonly<Record<string, Words>> = {
  'pair.weight': { de: 'das Match-Gewicht (in Bit)', en: 'the match weight (in bits)' },
  'cluster.size': { de: 'die Größe der Gruppe', en: 'the size of the group' },
  'cluster.weakest': { de: 'die schwächste Verbindung der Gruppe (in Bit)', en: 'the weakest link of the group (in bits)' },
}

const sideFacts: Readonly<Record<string, Words>> = {
  origin: { de: 'die Herkunft {of}', en: 'the origin of {side}' }, system: { de: 'das System {of}', en: 'the system of {side}' },
  participants: { de: 'die Zahl der Teilnehmer {of}', en: 'the number of participants of {side}' },
}

/** What is true or not: as it is said where it holds and where it does not. */
type Statement = { readonly holds: Words; readonly fails: Words }

const statements: Readonly<Record<string, Statement>> = {
  'pair.always': { holds: { de: 'eine Person hat gesagt, dass beide eins sind', en: 'a person said that both are one' }, fails: { de: 'niemand hat gesagt, dass beide eins sind', en: 'nobody said that both are one' } },
  'pair.sameSystem': { holds: { de: 'beide stammen aus einem System', en: 'both come from one system' }, fails: { de: 'beide stammen aus verschiedenen Systemen', en: 'they come from different systems' } },
}

const sideStatements: Readonly<Record<string, Statement>> = {
  hasLogin: { holds: { de: '{side} hat einen Zugang', en: '{side} has a login' }, fails: { de: '{side} hat keinen Zugang', en: '{side} has no login' } },
  billed: { holds: { de: '{side} hat ein laufendes Abo', en: '{side} has a running subscription' }, fails: { de: '{side} hat kein laufendes Abo', en: '{side} has no running subscription' } },
  company: { holds: { de: '{side} ist eine Firma', en: '{side} is a company' }, fails: { de: '{side} ist keine Firma', en: '{side} is not a company' } },
  deceased: { holds: { de: 'der Kunde {of} ist verstorben', en: 'the customer of {side} has died' }, fails: { de: 'der Kunde {of} ist nicht verstorben', en: 'the customer of {side} has not died' } },
}

const sides: Readonly<Record<string, Words>> = { source: { de: 'der wegfallende Datensatz', en: 'the record that goes' }, survivor: { de: 'der bleibende Datensatz', en: 'the record that stays' } }
const sidesOf: Readonly<Record<string, string>> = { source: 'des wegfallenden Datensatzes', survivor: 'des bleibenden Datensatzes' }

const values: Readonly<Record<string, Words>> = {
  online: { de: 'online angemeldet', en: 'registered online' }, staff: { de: 'von Mitarbeitenden angelegt', en: 'entered by staff' }, unknown: { de: 'unbekannt', en: 'unknown' },
  missing: { de: 'nicht möglich (Angabe fehlt)', en: 'not possible (value missing)' }, different: { de: 'verschieden', en: 'different' }, weak: { de: 'wenig ähnlich', en: 'slightly alike' }, like: { de: 'ähnlich', en: 'alike' },
  'one-edit': { de: 'ein Tippfehler', en: 'one typing mistake' }, exact: { de: 'gleich', en: 'equal' }, kin: { de: 'Kurzform oder Initiale', en: 'short form or initial' },
}

/** A condition in words, made from its parsed form, so that it always says what the rule says. */
export function conditionWords(node: ConditionNode, match: Ruleset['match']): Words {
  return { de: wordsOf(node, match, 'de'), en: wordsOf(node, match, 'en') }
}

function wordsOf(node: ConditionNode, match: Ruleset['match'], language: Language): string {
  const inner = (each: ConditionNode): string => wordsOf(each, match, language)
  const inBrackets = (each: ConditionNode): string => (['&&', '||', '?:'].includes(each.op) ? `(${inner(each)})` : inner(each))
  const say = (words: Words): string => words[language]
  const [one, other] = node.parts
  switch (node.op) {
    case 'path': return pathWords(node.text, match, language)
    case 'value': return valueWords(node.text, language)
    case 'list': return node.parts.length < 2 ? node.parts.map(inner).join('') : say({ de: 'entweder ', en: 'either ' }) + listWords(node.parts.map(inner), language)
    case 'in': return `${inBrackets(one!)} ${say({ de: 'ist', en: 'is' })} ${inner(other!)}`
    case '!_': return negated(one!, language) ?? `${say({ de: 'nicht', en: 'not' })}: ${inBrackets(one!)}`
    case '-_': return `minus ${inArithmetic(one!, inner)}`
    case '+': case '-': return `${inner(one!)} ${node.op === '+' ? 'plus' : 'minus'} ${inArithmetic(other!, inner)}`
    case '?:': {
      const [condition, yes, no] = node.parts.map(inBrackets)
      return say({ de: `falls gilt: ${condition}; dann: ${yes}; sonst: ${no}`, en: `if this holds: ${condition}; then: ${yes}; otherwise: ${no}` })
    }
    case '&&': case '||': return node.parts.map((each) => (each.op === node.op ? inner(each) : inBrackets(each))).join(` ${say(operators[node.op]!)} `)
    case '==': case '!=': if (isStatement(one!) && isStatement(other!)) return equalStatements(node, language, inner, inBrackets)
  }
  return node.parts.map(inBrackets).join(` ${operators[node.op]?.[language] ?? node.op} `)
}

/** `x == true` is said as x, `x != y` of two statements as "exactly one holds". */
function equalStatements(node: ConditionNode, language: Language, inner: (node: ConditionNode) => string, inBrackets: (node: ConditionNode) => string): string {
  const known = node.parts.find((each) => each.op === 'value')
  const statement = node.parts.find((each) => each !== known)!
  if (known !== undefined) return (known.text === 'true') === (node.op === '==') ? inner(statement) : inner({ op: '!_', text: '', parts: [statement] })
  const both = node.parts.map(inBrackets).join('; ')
  if (node.op === '==') return language === 'de' ? `(beides gilt oder keines: ${both})` : `(both hold or neither: ${both})`
  return language === 'de' ? `(genau eines gilt: ${both})` : `(exactly one holds: ${both})`
}

function isStatement(node: ConditionNode): boolean {
  if (node.op === 'path') return statementOf(node.text) !== undefined
  return node.op === 'value' ? node.text === 'true' || node.text === 'false' : !['list', '+', '-', '-_', '?:'].includes(node.op)
}

function inArithmetic(node: ConditionNode, inner: (node: ConditionNode) => string): string {
  return ['+', '-', '-_', '?:'].includes(node.op) ? `(${inner(node)})` : inner(node)
}

/** „A“, „B“ oder „C“. */
function listWords(texts: readonly string[], language: Language): string {
  return `${texts.slice(0, -1).join(', ')} ${language === 'de' ? 'oder' : 'or'} ${texts.at(-1)!}`
}

/** What says that a fact does not hold, in a sentence of its own where there is one. */
function negated(node: ConditionNode, language: Language): string | undefined {
  return node.op === 'path' ? statementOf(node.text)?.fails[language] : undefined
}

function statementOf(path: string): Statement | undefined {
  const [first = '', second = ''] = path.split('.')
  const fixed = statements[path]
  if (fixed !== undefined || !Object.hasOwn(sides, first)) return fixed
  const found = sideStatements[second]
  const filled = (words: Words): Words => ({ de: sided(words.de, first, 'de'), en: sided(words.en, first, 'en') })
  return found === undefined ? undefined : { holds: filled(found.holds), fails: filled(found.fails) }
}

function sided(text: string, side: string, language: Language): string {
  return text.replace('{side}', sides[side]![language]).replace('{of}', sidesOf[side]!)
}

/** Words in quotation marks, numbers and true or false as they are. */
function valueWords(text: string, language: Language): string {
  if (/^[\d.]+$/.test(text)) return language === 'de' ? text.replace('.', ',') : text
  if (text === 'true' || text === 'false') return language === 'de' ? (text === 'true' ? 'ja' : 'nein') : (text === 'true' ? 'yes' : 'no')
  const words = values[text]?.[language] ?? text
  return language === 'de' ? `„${words}“` : `"${words}"`
}

function pathWords(path: string, match: Ruleset['match'], language: Language): string {
  const fixed = facts[path]?.[language] ?? statementOf(path)?.holds[language]
  if (fixed !== undefined) return fixed
  const [first = '', second = '', third] = path.split('.')
  if (first === 'match') return bitWords(match[`${second}MilliBits` as keyof Ruleset['match']], language)
  if (first === 'pair') return comparisons[second]?.[language] ?? path
  if (second === 'holds' && third !== undefined) {
    const kind = holdingKinds[third as HoldingKind]
    return sided(language === 'de' ? `die Zahl der ${kind.dePlural} {of}` : `the number of ${kind.enPlural} of {side}`, first, language)
  }
  return sided(sideFacts[second]?.[language] ?? path, first, language)
}

/** 8125 → `8.125`, German `8,125`. */
export function bitWords(milliBits: number, language: Language): string {
  const text = String(milliBits / 1000)
  return language === 'de' ? text.replace('.', ',') : text
}
