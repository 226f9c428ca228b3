import type { FieldKind, ValueDictionary } from '../model/record-columns.ts'
import type { MatchRole } from '../model/match-role.ts'
import { saysNothing } from '../model/fold-text.ts'

/** A batch of rows as columns of texts, as a reader hands them over. */
export interface TextChunk {
  readonly ids: readonly string[]
  /** The system of each row; absent when all rows come from one. */
  readonly systems?: readonly string[]
  readonly columns: readonly TextColumn[]
}

/** One column of a batch; null and empty texts mean "no value". */
export interface TextColumn {
  readonly role: MatchRole
  readonly name: string
  readonly values: readonly (string | null)[]
}

/** The same batch with each distinct text written once, so that each is normalised once. */
export interface RawChunk {
  readonly ids: readonly string[]
  readonly systems: readonly string[] | null
  readonly columns: readonly RawColumn[]
}

/** One column with its texts interned: row → number in `raws`; number 0 is "no value". */
export interface RawColumn {
  readonly role: MatchRole
  readonly name: string
  readonly rows: Int32Array
  readonly raws: readonly string[]
}

/** The batch after normalising, its arrays in shared memory. */
export interface NormalisedChunk {
  /** Row → id. */
  readonly ids: ValueDictionary
  readonly systems: readonly string[] | null
  /** Texts, a few of them more than once; value 0 is empty and means "no value". */
  readonly dictionaries: readonly ValueDictionary[]
  readonly fields: readonly NormalisedField[]
}

/** One field of a normalised batch: row → number in `dictionaries[dictionary]`. */
export interface NormalisedField {
  readonly kind: FieldKind
  readonly name: string
  readonly values: Int32Array
  readonly dictionary: number
}

/** Texts and the numbers they were given, in the order of their first appearance. */
export interface Interner {
  readonly numbers: Map<string, number>
  readonly texts: string[]
}

export function createInterner(): Interner {
  return { numbers: new Map(), texts: [''] }
}

/** The number of a text; 0 for null and the empty text. */
export function intern(interner: Interner, text: string | null): number {
  if (text === null || text === '') return 0
  const known = interner.numbers.get(text)
  if (known !== undefined) return known
  const number = interner.texts.length
  interner.texts.push(text)
  interner.numbers.set(text, number)
  return number
}

/** A number of its own for a text; 0 for null and the empty text. For texts most of which differ: joining the batches makes equal ones one. */
export function append({ texts }: Interner, text: string | null): number {
  return text === null || text === '' ? 0 : texts.push(text) - 1
}

/** Interns the texts of a batch. Texts that only say "no value" (n/a, unknown, -) become none. */
export function internChunk(chunk: TextChunk): RawChunk {
  const columns = chunk.columns.map((column): RawColumn => {
    const interner = createInterner()
    const rows = new Int32Array(chunk.ids.length)
    for (let row = 0; row < rows.length; row++) rows[row] = intern(interner, column.values[row] ?? null)
    return { role: column.role, name: column.name, rows, raws: withoutEmptyTalk(interner.texts) }
  })
  return { ids: chunk.ids, systems: chunk.systems ?? null, columns }
}

/** Replaces texts that only say "no value" by the empty text, in place of their number. */
export function withoutEmptyTalk(raws: readonly string[]): readonly string[] {
  return raws.map((raw) => (saysNothing(raw) ? '' : raw))
}
