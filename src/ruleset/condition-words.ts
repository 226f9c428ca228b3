import { type HoldingKind, holdingKinds } from '../model/holding.ts'
import type { Words } from '../model/words.ts'
import type { ConditionNode } from './condition.ts'
import type { Ruleset } from './ruleset.ts'

type Language = keyof Words

const operators: Readonly<Record<string, Words>> = {
  '==': { de: 'ist', en: 'is' }, '!=': { de: 'ist nicht', en: 'is not' }, '>=': { de: 'ist mindestens', en: 'is at least' }, '<=': { de: 'ist höchstens', en: 'is at most' },
  '>': { de: 'ist größer als', en: 'is greater than' }, '<': { de: 'ist kleiner als', en: 'is less than' }, in: { de: 'ist eines von:', en: 'is one of:' },
  '&&': { de: 'und', en: 'and' }, '||': { de: 'oder', en: 'or' }, '+': { de: 'plus', en: 'plus' }, '-': { de: 'minus', en: 'minus' },
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
  'pair.always': { de: 'eine Person hat gesagt, dass beide eins sind', en: 'a person said that both are one' },
  'pair.sameSystem': { de: 'beide stammen aus einem System', en: 'both come from one system' },
  'cluster.size': { de: 'die Größe der Gruppe', en: 'the size of the group' },
  'cluster.weakest': { de: 'die schwächste Verbindung der Gruppe (in Bit)', en: 'the weakest link of the group (in bits)' },
}

const sideFacts: Readonly<Record<string, Words>> = {
  origin: { de: 'die Herkunft {side}', en: 'the origin of {side}' }, system: { de: 'das System {side}', en: 'the system of {side}' },
  hasLogin: { de: 'es gibt einen Zugang {side}', en: '{side} has a login' }, billed: { de: 'ein Abo {side} läuft', en: 'a subscription of {side} runs' },
  company: { de: 'der Inhaber {side} ist eine Firma', en: '{side} is a company' }, deceased: { de: 'der Kunde {side} ist verstorben', en: 'the customer of {side} has died' },
  participants: { de: 'die Zahl der Teilnehmer {side}', en: 'the number of participants of {side}' },
}

const sides: Readonly<Record<string, Words>> = { source: { de: 'des wegfallenden Datensatzes', en: 'the record that goes' }, survivor: { de: 'des bleibenden Datensatzes', en: 'the record that stays' } }

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
  const grouped = (each: ConditionNode): string => (each.op === node.op || !['&&', '||', '?:'].includes(each.op) ? inner(each) : `(${inner(each)})`)
  const operator = operators[node.op]?.[language]
  if (node.op === 'path') return pathWords(node.text, match, language)
  if (node.op === 'value') return valueWords(node.text, language)
  if (node.op === 'list') return node.parts.map(inner).join(', ')
  if (node.op === '!_') return language === 'de' ? `nicht: ${grouped(node.parts[0]!)}` : `not: ${grouped(node.parts[0]!)}`
  if (node.op === '-_') return `minus ${inner(node.parts[0]!)}`
  if (node.op === '?:') {
    const [condition, yes, no] = node.parts.map(grouped)
    return language === 'de' ? `falls gilt: ${condition}; dann: ${yes}; sonst: ${no}` : `if this holds: ${condition}; then: ${yes}; otherwise: ${no}`
  }
  return node.parts.map(grouped).join(` ${operator ?? node.op} `)
}

/** Words in quotation marks, numbers and true or false as they are. */
function valueWords(text: string, language: Language): string {
  if (/^[\d.]+$/.test(text)) return language === 'de' ? text.replace('.', ',') : text
  if (text === 'true' || text === 'false') return language === 'de' ? (text === 'true' ? 'ja' : 'nein') : (text === 'true' ? 'yes' : 'no')
  const words = values[text]?.[language] ?? text
  return language === 'de' ? `„${words}“` : `"${words}"`
}

function pathWords(path: string, match: Ruleset['match'], language: Language): string {
  const fixed = facts[path]?.[language]
  if (fixed !== undefined) return fixed
  const [first = '', second = '', third] = path.split('.')
  if (first === 'match') return bitWords(match[`${second}MilliBits` as keyof Ruleset['match']], language)
  if (first === 'pair') return comparisons[second]?.[language] ?? path
  const side = sides[first]?.[language] ?? path
  if (second === 'holds' && third !== undefined) {
    const kind = holdingKinds[third as HoldingKind]
    return language === 'de' ? `die Zahl der ${kind.dePlural} ${side}` : `the number of ${kind.enPlural} of ${side}`
  }
  return sideFacts[second]?.[language].replace('{side}', side) ?? path
}

/** 8125 → `8.125`, German `8,125`. */
export function bitWords(milliBits: number, language: Language): string {
  const text = String(milliBits / 1000)
  return language === 'de' ? text.replace('.', ',') : text
}
