import { foldWords } from '../model/fold-text.ts'
import { generationWords, splitGeneration } from '../model/generation.ts'

/** Words that belong to a person's address, not to the name. */
const TITLES: ReadonlySet<string> = new Set([
  'dr', 'prof', 'professor', 'doktor', 'doctor', 'herr', 'herrn', 'frau', 'fraeulein', 'mr', 'mrs', 'ms', 'miss', 'mister', 'sir', 'dame', 'lord', 'lady',
  'dipl', 'ing', 'med', 'phil', 'mag', 'rev', 'reverend', 'hon', 'capt', 'captain', 'col', 'colonel', 'lt', 'sgt', 'maj', 'jr', 'sr', 'junior', 'senior',
  'ii', 'iii', 'iv', 'phd', 'msc', 'bsc', 'mba', 'md', 'esq', 'baronet', 'bt', 'earl', 'viscount', 'baron', '1st', '2nd', '3rd', '4th', '5th',
])

/** Words in front of a family name that belong to it. */
const FAMILY_PREFIXES: ReadonlySet<string> = new Set([
  'von', 'van', 'vom', 'zu', 'zur', 'zum', 'de', 'da', 'di', 'del', 'della', 'du', 'la', 'le', 'el', 'al', 'der', 'den', 'dem', 'ten', 'ter', 'bin', 'ibn',
  'mac', 'mc', 'st', 'saint', 'dos', 'das', 'do', 'af', 'av',
])

/**
 * A given or family name in comparable form: folded words without titles, or null. A name that consists of
 * titles alone ("Junior", "Baron") is kept, because then the title is the name.
 */
export function normaliseName(raw: string): string | null {
  const words = foldWords(raw)
  if (words === '') return null
  if (!words.includes(' ')) return words
  const kept = words.split(' ').filter((word) => !TITLES.has(word))
  return kept.length > 0 ? kept.join(' ') : words
}

/** Whether such a word may stand at the end, or in front of a comma: to fold every name a second time costs as much as the first. */
const MAY_NAME_GENERATION = new RegExp(`(?:^|[^a-z])(?:${[...generationWords.keys()].join('|')})[^a-z0-9]*(?:,|$)`, 'i')

/**
 * Which of several people of one name a raw name says it is: senior, junior, or a numeral; null where it says nothing.
 * The word stands last, in front of a comma too, behind at least so many others: Sen and Jun are names of their own.
 */
export function generationOf(raw: string, fewestOthers: number): string | null {
  if (!MAY_NAME_GENERATION.test(raw) || (fewestOthers > 0 && !/[\s,]/.test(raw))) return null
  const parts = raw.split(',').map((part) => foldWords(part).split(' '))
  if (parts.reduce((count, words) => count + words.length, 0) <= fewestOthers) return null
  for (const words of parts) {
    const generation = generationWords.get(words.at(-1)!)
    if (generation !== undefined) return generation
  }
  return null
}

function isTitleAlone(name: string): boolean {
  return name !== '' && name.split(' ').every((word) => TITLES.has(word))
}

/** A full name taken apart. */
export interface SplitName {
  readonly given: string | null
  readonly family: string | null
}

/**
 * Takes a full name apart. "Miller, Anna" is family name first; otherwise the last word is the family name,
 * together with prefixes such as "van der". A single word is a family name, as on a letter box. A generation is none.
 */
export function splitFullName(written: string): SplitName {
  const raw = splitGeneration(written)?.[0] ?? written
  const comma = raw.indexOf(',')
  if (comma > 0) {
    const family = normaliseName(raw.slice(0, comma))
    const given = normaliseName(raw.slice(comma + 1))
    if (family !== null && given !== null && !isTitleAlone(given)) return { given, family }
  }
  const name = normaliseName(comma > 0 && isTitleAlone(normaliseName(raw.slice(comma + 1)) ?? '') ? raw.slice(0, comma) : raw)
  if (name === null) return { given: null, family: null }
  const words = name.split(' ')
  let familyFrom = words.length - 1
  while (familyFrom > 1 && FAMILY_PREFIXES.has(words[familyFrom - 1]!)) familyFrom--
  return {
    given: familyFrom > 0 ? words.slice(0, familyFrom).join(' ') : null,
    family: words.slice(familyFrom).join(' '),
  }
}

/** Legal forms say how a company is organised, not which one it is. */
const LEGAL_FORMS: ReadonlySet<string> = new Set([
  'gmbh', 'mbh', 'ag', 'kg', 'ohg', 'ug', 'ek', 'ev', 'eg', 'gbr', 'se', 'kgaa', 'co', 'inc', 'llc', 'ltd', 'limited', 'corp', 'corporation', 'company', 'plc', 'pty',
  'sa', 'srl', 'spa', 'bv', 'nv', 'oy', 'ab', 'as', 'the', 'und', 'and', 'pte', 'lp', 'llp', 'incorporated',
])

/** A company name without its legal form, or null. */
export function normaliseCompany(raw: string): string | null {
  const words = foldWords(raw.replace(/\((?:[^()]*)\)/g, ' $& '))
  if (words === '') return null
  const kept = words.split(' ').filter((word) => !LEGAL_FORMS.has(word))
  return kept.length > 0 ? kept.join(' ') : words
}
