import { type HoldingKind, holdingKinds } from './holding.ts'
import type { Json } from './json.ts'
import { moneyWords } from './money.ts'
import { type Refusal, refusalCodes } from './refusal.ts'
import type { Words } from './words.ts'

/** The sentence of a refusal with its facts, in both languages. Facts may have been read back from an artefact. */
export function refusalWords(refusal: Pick<Refusal, 'code' | 'facts'>): Words {
  const sentence = (language: 'de' | 'en'): string =>
    refusalCodes[refusal.code][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => factWords(name, refusal.facts[name], language)) + formerWords(refusal.facts['former'], language)
  return { de: sentence('de'), en: sentence('en') }
}

/** Where not the two records themselves contradict, but one that an earlier merge made part of one of them. */
function formerWords(former: Json | undefined, language: 'de' | 'en'): string {
  if (former === undefined) return ''
  const ids = factWords('former', former, language)
  return language === 'de' ? ` Das sagt ${ids}: seit einer früheren Zusammenführung ein Teil davon.` : ` So says ${ids}, which an earlier merge made part of it.`
}

/** A balance as a fact of a refusal: money of a currency, or a number of class credits with their type. */
export function balanceFact(balance: bigint, unit: string): Json {
  return unit.startsWith('class:') ? `${balance} ${unit.slice('class:'.length)}` : { amountMinor: balance, currency: unit }
}

function factWords(name: string, fact: Json | undefined, language: 'de' | 'en'): string {
  if (fact === undefined || fact === null) return '–'
  if (isList(fact)) return fact.length === 0 ? '–' : fact.map((item) => factWords(name, item, language)).join(', ')
  if (typeof fact === 'object') return amountWords(fact as { readonly [key: string]: Json }, language)
  if (name === 'kinds') return holdingKinds[fact as HoldingKind][language === 'de' ? 'dePlural' : 'enPlural']
  return typeof fact === 'number' && language === 'de' ? String(fact).replace('.', ',') : String(fact)
}

function isList(fact: Json): fact is readonly Json[] {
  return Array.isArray(fact)
}

function amountWords(fact: { readonly [key: string]: Json }, language: 'de' | 'en'): string {
  return moneyWords({ amountMinor: BigInt(fact['amountMinor'] as string | bigint), currency: fact['currency'] as string }, language)
}
