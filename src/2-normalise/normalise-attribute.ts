import { foldWords } from '../model/fold-text.ts'
import { holdsGender } from '../model/gender-column.ts'

/** How forms and programs write the two sexes, in German and English; as letters, which are not alike as the words are. */
const GENDERS: Readonly<Record<string, string>> = { m: 'm', male: 'm', man: 'm', maennlich: 'm', mann: 'm', herr: 'm', mr: 'm', f: 'f', female: 'f', woman: 'f', w: 'f', weiblich: 'f', frau: 'f', mrs: 'f', ms: 'f' }
const NO_GENDER: ReadonlySet<string> = new Set(['u', 'x', 'unknown', 'unspecified', 'n', 'o'])

/** Any other attribute as folded words; under a header that asks for the sex its many spellings are read as one. Null where nothing is left. */
export function normaliseAttribute(raw: string, header: string): string | null {
  const words = foldWords(raw)
  if (words === '') return null
  if (!holdsGender(header)) return words
  return NO_GENDER.has(words) ? null : (GENDERS[words] ?? words)
}
