import { holdingKinds, type HoldingKind } from './holding.ts'
import { moneyWords, type Money } from './money.ts'
import { refusalCodes, type Refusal } from './refusal.ts'
import type { Json } from './json.ts'
import type { Words } from './words.ts'

/** The sentence of a refusal with its facts, in both languages. */
export function refusalSentence({ code, facts }: Pick<Refusal, 'code' | 'facts'>): Words {
  const fill = (language: 'de' | 'en'): string => refusalCodes[code][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => factWords(facts[name] ?? null, language))
  return { de: fill('de'), en: fill('en') }
}

/** Lists longer than this are cut; the report shows the whole. */
const longestList = 5

function factWords(fact: Json, language: 'de' | 'en'): string {
  if (fact === null) return '–'
  if (Array.isArray(fact)) {
    const items = (fact as readonly Json[]).map((each) => factWords(each, language))
    const more = items.length - longestList
    return more <= 0 ? items.join(', ') : `${items.slice(0, longestList).join(', ')} ${language === 'de' ? `und ${more} weitere` : `and ${more} more`}`
  }
  if (typeof fact === 'object') return isMoney(fact) ? moneyWords({ amountMinor: BigInt(fact.amountMinor), currency: fact.currency }, language) : Object.values(fact).map((each) => factWords(each ?? null, language)).join(', ')
  if (typeof fact === 'string') return fact in holdingKinds ? holdingKinds[fact as HoldingKind][language === 'de' ? 'dePlural' : 'enPlural'] : fact
  if (typeof fact === 'number' && !Number.isInteger(fact)) return language === 'de' ? fact.toFixed(1).replace('.', ',') : fact.toFixed(1)
  return String(fact)
}

function isMoney(fact: object): fact is Money {
  return 'amountMinor' in fact && 'currency' in fact
}
