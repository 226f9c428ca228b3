import { foldWords } from '../model/fold-text.ts'

const GENDER_HEADER = /gender|sex|geschlecht|anrede|salutation/i

/** How forms and programs write the two sexes, in German and English. */
const GENDERS: Readonly<Record<string, string>> = { m: 'male', male: 'male', man: 'male', maennlich: 'male', mann: 'male', herr: 'male', mr: 'male', f: 'female', female: 'female', woman: 'female', w: 'female', weiblich: 'female', frau: 'female', mrs: 'female', ms: 'female' }
const NO_GENDER: ReadonlySet<string> = new Set(['u', 'x', 'unknown', 'unspecified', 'n', 'o'])

/** Any other attribute as folded words; under a header that asks for the sex its many spellings are read as one. Null where nothing is left. */
export function normaliseAttribute(raw: string, header: string): string | null {
  const words = foldWords(raw)
  if (words === '') return null
  if (!GENDER_HEADER.test(header)) return words
  return NO_GENDER.has(words) ? null : (GENDERS[words] ?? words)
}
