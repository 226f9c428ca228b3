import type { Origin } from '../model/record.ts'
import type { Entity } from '../model/entity.ts'

/** Forms of dates: the letters say where day, month and year stand; a time behind it is ignored. */
export const dateForms = ['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYYMMDD', 'DD.MM.YYYY', 'DD.MM.YY', 'DD/MM/YYYY', 'DD-MM-YYYY', 'MM/DD/YYYY', 'MM-DD-YYYY', 'MM/DD/YY'] as const
export type DateForm = (typeof dateForms)[number]

/** Forms that fit the same texts and mean different days: a mapping may not name both. */
export const rivalDateForms: readonly (readonly [DateForm, DateForm])[] = [['DD/MM/YYYY', 'MM/DD/YYYY'], ['DD-MM-YYYY', 'MM-DD-YYYY']]

/** `comma`: 1.234,56 · `point`: 1,234.56 · `cents`: whole minor units. */
export const decimalForms = ['comma', 'point', 'cents'] as const
export type DecimalForm = (typeof decimalForms)[number]

export const encodings = ['utf-8', 'windows-1252', 'iso-8859-1', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

/** One column of the target: the header it is read from (the first of several that is there and filled), or a constant. */
export type ColumnSource = { readonly headers: readonly string[] } | { readonly constant: string }

/** How one file is read as one entity. A file that holds two entities stands twice. */
export type FileMapping = {
  /** Path as the project file names it, relative to its folder; of a query its place in the project file. */
  readonly file: string
  /** A query of the system's database instead of a file. */
  readonly query: string | null
  readonly entity: Entity
  /** Name or number of a workbook's sheet; null = the first. */
  readonly sheet: string | number | null
  readonly encoding: Encoding | null
  readonly delimiter: string | null
  /** 1-based line of the header; lines before it are a preamble. */
  readonly headerLine: number
  /** Empty: not named; a date that can be read in two ways is then refused. No two of them fit one text. */
  readonly dateForms: readonly DateForm[]
  readonly decimal: DecimalForm | null
  readonly currency: string
  /** By target column; empty for a neutral file, whose headers are the target columns. */
  readonly columns: Readonly<Record<string, ColumnSource>>
  /** Per column, what the words of the export mean: `{ state: { Aktiv: active } }`. Compared without regard to case. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly trueWords: readonly string[]
  readonly falseWords: readonly string[]
  /** Columns whose values make the id of a customer without one. */
  readonly key: readonly string[]
  /** Rows of one id are parts of one record: lists are united, an empty value is filled by a later one. */
  readonly joinRows: boolean
  /** With `joinRows`: columns whose values are added up, such as the amounts of an invoice's positions. */
  readonly sum: readonly string[]
  /** Number of rows the exporting system says there are; fewer stop the run. */
  readonly expectedRows: number | null
  /** Headers that are kept as `extra.NAME`. */
  readonly extra: readonly string[]
}

/** How the origin of a system's customers is known. */
export type OriginRule = { readonly constant: Origin } | { readonly online: 'has-login' } | { readonly column: true }

/** One system of the project with its files. */
export type SystemMapping = {
  readonly name: string
  readonly origin: OriginRule
  /** The program behind it, whose menu words staff tasks quote. */
  readonly program: 'momence' | 'smile' | 'portal' | 'rentingforce' | 'kutego' | null
  /** Kinds of holding that this system does not have: none, not unknown. */
  readonly none: readonly string[]
  readonly freeOfDuplicates: boolean
  /** Environment variable with the address of its PostgreSQL database, which queries read. */
  readonly database: string | null
  readonly files: readonly FileMapping[]
}

export const defaultTrueWords: readonly string[] = ['true', 'yes', 'ja', '1', 'x', 'wahr']
export const defaultFalseWords: readonly string[] = ['false', 'no', 'nein', '0', '', 'falsch']
export const defaultKey: readonly string[] = ['givenName', 'familyName', 'email', 'birthDate']
