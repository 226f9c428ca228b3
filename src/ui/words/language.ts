import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { dateWords } from '../../model/date-words.ts'
import type { Plan } from '../../model/plan.ts'
import type { Words } from '../../model/words.ts'
import { type Dictionary, de } from './de.ts'
import { en } from './en.ts'
import { endingWords } from './ending.ts'
import { repairWords } from './repair.ts'

export type LanguageName = 'de' | 'en'

/** The words of one language and how it writes numbers and dates. */
export type Language = {
  readonly name: LanguageName
  readonly t: Dictionary
  readonly say: (words: Words) => string
  /** 1234 → `1.234` or `1,234`. */
  readonly number: (value: number) => string
  /** Thousandths of a bit as bits with a sign: 4200 → `+4,2`. The minus is the typographic one. */
  readonly bits: (milliBits: number) => string
  /** `2026-12-31` → `31.12.2026` or `31 Dec 2026`. */
  readonly date: (date: string) => string
}

function languageOf(name: LanguageName, t: Dictionary): Language {
  return {
    name,
    t,
    say: (words) => words[name],
    number: (value) => String(value).replaceAll(/\B(?=(\d{3})+$)/g, name === 'de' ? '.' : ','),
    bits: (milliBits) => {
      const tenths = Math.round(Math.abs(milliBits) / 100)
      const sign = tenths === 0 ? '±' : milliBits < 0 ? '−' : '+'
      return `${sign}${Math.floor(tenths / 10)}${name === 'de' ? ',' : '.'}${tenths % 10}`
    },
    date: (date) => dateWords(date)[name],
  }
}

export const languages: Readonly<Record<LanguageName, Language>> = { de: languageOf('de', de), en: languageOf('en', en) }

const repairLanguages: Readonly<Record<LanguageName, Language>> = { de: languageOf('de', { ...de, ...repairWords('de', de) }), en: languageOf('en', { ...en, ...repairWords('en', en) }) }

const endingLanguages: Readonly<Record<LanguageName, Language>> = { de: languageOf('de', { ...de, ...endingWords('de', de) }), en: languageOf('en', { ...en, ...endingWords('en', en) }) }

/** The words for a report of this kind. */
export function languageFor(name: LanguageName, kind: Plan['kind']): Language {
  switch (kind) {
    case 'merge': case 'unmerge': return languages[name]
    case 'repair': return repairLanguages[name]
    case 'end': return endingLanguages[name]
  }
}

export const LanguageContext = createContext<Language>(languages.de)

export function useLanguage(): Language {
  return useContext(LanguageContext)
}
