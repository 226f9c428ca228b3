import { entityColumns, type Entity } from '../model/entity.ts'
import { foldWords } from '../model/fold-text.ts'
import { meaningOf } from './choice-words.ts'
import { findCurrency, findDateForms, findDecimal, type FoundForm } from './find-forms.ts'
import type { DateForm, DecimalForm } from './mapping.ts'
import { textsOf, type FileSample, type RecognisedEntity } from './recognise-file.ts'

/** How a file is written, as far as its bytes tell. */
export type WrittenForm = { readonly encoding: string | null; readonly delimiter: string | null; readonly headerLine: number }

/** What `init` would write of one file and one entity, with what speaks for it. */
export type FileProposal = RecognisedEntity & {
  readonly sample: FileSample
  readonly written: WrittenForm
  readonly dates: FoundForm<DateForm>
  readonly decimal: FoundForm<DecimalForm>
  readonly currency: string | null
  /** Per column of a closed choice: what its words mean. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Words of such columns whose meaning is not known. */
  readonly openWords: Readonly<Record<string, readonly string[]>>
  /** Columns that make the id of a customer without one; empty where there is an id. */
  readonly key: readonly string[]
  readonly extra: readonly string[]
  /** Headers that look like passwords: never read. */
  readonly secret: readonly string[]
  /** Whether several rows carry one id, as the positions of an invoice do. */
  readonly severalRows: boolean
  /** A neutral file: its headers are the columns. */
  readonly neutral: boolean
}

/** At most this many words of a choice are asked for: a column with more holds no choice. */
const mostWords = 12

export function proposeFile(sample: FileSample, written: WrittenForm, found: RecognisedEntity, alsoUsed: ReadonlySet<string>, neutral: boolean): FileProposal {
  const specs = entityColumns[found.entity]
  const textsOfType = (type: string): readonly string[] => specs.filter((spec) => spec.type === type && spec.name in found.columns).flatMap((spec) => textsOf(sample, found.columns[spec.name]!))
  const money = textsOfType('money')
  const currency = findCurrency(money)
  const { values, openWords } = wordsOf(found, sample)
  const keyed = found.entity === 'customer' && !('id' in found.columns)
  const secret = sample.header.filter((header) => /passwor|kennwort|\bpin\b|\bcvc\b|\bcvv\b/.test(foldWords(header)) && !Object.values(found.columns).includes(header))
  return {
    ...found, sample, written, neutral, severalRows: found.entity !== 'customer' && 'id' in found.columns && repeats(textsOf(sample, found.columns['id']!)), values, openWords, secret, currency,
    dates: findDateForms(textsOfType('date')), decimal: findDecimal(money, currency ?? 'EUR'),
    key: keyed ? ['givenName', 'familyName', 'fullName', 'email', 'birthDate'].filter((name) => name in found.columns) : [],
    extra: found.entity === 'customer' && !keyed ? extraOf(sample, new Set([...Object.values(found.columns), ...alsoUsed, ...secret])) : [],
  }
}

function repeats(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length
}

/** Headers of a customer file that fit no field: kept, where something stands below them. */
function extraOf(sample: FileSample, used: ReadonlySet<string>): readonly string[] {
  return sample.header.filter((header, position) => header.trim() !== '' && !used.has(header) && sample.header.indexOf(header) === position && sample.header.lastIndexOf(header) === position && textsOf(sample, header).length > 0)
}

function wordsOf(found: RecognisedEntity, sample: FileSample): Pick<FileProposal, 'values' | 'openWords'> {
  const values: Record<string, Record<string, string>> = {}
  const openWords: Record<string, readonly string[]> = {}
  for (const spec of entityColumns[found.entity]) {
    const header = found.columns[spec.name]
    if (typeof spec.type !== 'object' || header === undefined) continue
    const { choice } = spec.type
    const words = [...new Set(textsOf(sample, header))].toSorted().filter((word) => !choice.includes(word.toLowerCase()))
    const known = words.flatMap((word) => { const meaning = meaningOf(spec.name, word); return meaning === undefined || !choice.includes(meaning) ? [] : [[word, meaning] as const] })
    const open = words.filter((word) => !known.some(([each]) => each === word))
    if (known.length > 0) values[spec.name] = Object.fromEntries(known)
    if (open.length > 0) openWords[spec.name] = open.slice(0, mostWords)
  }
  return { values, openWords }
}

/** The entity of a neutral file, told by its headers alone: all of them are columns of it, and what it requires is there. */
export function neutralEntity(header: readonly string[], named: Entity | undefined): Entity | undefined {
  const fits = (entity: Entity): boolean => {
    const known = new Set(['system', ...entityColumns[entity].map((column) => column.name)])
    return header.every((name) => known.has(name) || (entity === 'customer' && name.startsWith('extra.'))) && entityColumns[entity].every((column) => column.required !== true || header.includes(column.name))
  }
  if (named !== undefined) return fits(named) ? named : undefined
  const fitting = (Object.keys(entityColumns) as readonly Entity[]).filter(fits)
  // A header as short as `id,name` fits customers by chance; a real one has an id and a name or an e-mail.
  return fitting.length === 1 && (fitting[0] !== 'customer' || ['givenName', 'familyName', 'email'].filter((name) => header.includes(name)).length >= 2) ? fitting[0] : undefined
}
