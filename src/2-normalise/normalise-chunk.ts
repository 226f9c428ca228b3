import type { FieldKind } from '../model/record-columns.ts'
import { append, createInterner, intern, type Interner, type NormalisedChunk, type NormalisedField, type RawChunk, type RawColumn } from './chunk.ts'
import { normaliseAttribute } from './normalise-attribute.ts'
import { normaliseCity, normaliseHouse, normalisePostcode, splitAddress } from './normalise-address.ts'
import { dateFromParts, normaliseDate, type DateOrder } from './normalise-date.ts'
import { normaliseEmail } from './normalise-email.ts'
import { generationOf, normaliseCompany, normaliseName, splitFullName } from './normalise-name.ts'
import { normalisePhone } from './normalise-phone.ts'
import { packTexts, sharedInts } from './packed-texts.ts'

/** Column name → how it writes dates; a column that is not listed is read day first. */
export type DateOrders = Readonly<Record<string, DateOrder>>

/** A field while its sources are collected: each source maps the raw numbers of one column to value numbers. */
interface FieldSources {
  readonly kind: FieldKind
  readonly name: string
  readonly interner: Interner
  readonly sources: FieldSource[]
}

/** One origin of a field's values. The first origin that has a value for a row gives it. */
interface FieldSource {
  readonly rows: Int32Array
  readonly valueOfRaw: Int32Array
}

/**
 * Normalises a batch: every distinct raw text once, then row by row only numbers. A field takes its value from
 * the first column that has one; a full name and the parts of an address line stand in where the column of
 * their own is empty.
 */
export function normaliseChunk(raw: RawChunk, dateOrders: DateOrders = {}): NormalisedChunk {
  const chunk = { ...raw, columns: raw.columns.map(withoutEndlessTexts) }
  const fields = new Map<string, FieldSources>()
  const names = createInterner()
  const fieldNamed = (kind: FieldKind, name: string): FieldSources => {
    const known = fields.get(name)
    if (known !== undefined) return known
    const created = { kind, name, interner: kind === 'given' || kind === 'family' ? names : createInterner(), sources: [] }
    fields.set(name, created)
    return created
  }
  const adding = (numberOf: (interner: Interner, text: string | null) => number): AddField => (kind, column, texts, name = kind) => {
    const field = fieldNamed(kind, name)
    const valueOfRaw = new Int32Array(texts.length)
    for (let raw = 0; raw < texts.length; raw++) valueOfRaw[raw] = numberOf(field.interner, texts[raw]!)
    field.sources.push({ rows: column.rows, valueOfRaw })
  }
  // Columns of their own come before what is taken out of combined columns.
  for (const column of chunk.columns) addPlainColumn(column, dateOrders, adding(append))
  for (const column of chunk.columns) addCombinedColumn(column, adding(intern))
  addDateParts(chunk, fieldNamed)
  return collected(chunk, [...fields.values()])
}

/** What is longer than this is no value of a customer: its beginning stands for it, because two texts of a million characters would be compared for hours. */
const longestCompared = 1_000

function withoutEndlessTexts(column: RawColumn): RawColumn {
  if (column.raws.every((raw) => raw.length <= longestCompared)) return column
  return { ...column, raws: column.raws.map((raw) => raw.slice(0, longestCompared)) }
}

type AddField = (kind: FieldKind, column: RawColumn, texts: readonly (string | null)[], name?: string) => void

function addPlainColumn(column: RawColumn, dateOrders: DateOrders, add: AddField): void {
  const each = (normalise: (raw: string) => string | null): (string | null)[] => column.raws.map((raw) => (raw === '' ? null : normalise(raw)))
  switch (column.role) {
    case 'givenName':
      add('given', column, each(normaliseName))
      return add('generation', column, each((raw) => generationOf(raw, 1)))
    case 'familyName':
      add('family', column, each(normaliseName))
      return add('generation', column, each((raw) => generationOf(raw, 1)))
    case 'title':
      return add('generation', column, each((raw) => generationOf(raw, 0)))
    case 'email':
      return add('email', column, each(normaliseEmail))
    case 'phone':
      return add('phone', column, each(normalisePhone))
    case 'birthDate':
      return add('date', column, each((raw) => normaliseDate(raw, dateOrders[column.name] ?? 'dayFirst')))
    case 'houseNumber':
      return add('house', column, each(normaliseHouse))
    case 'postcode':
      return add('postcode', column, each(normalisePostcode))
    case 'city':
      return add('city', column, each(normaliseCity))
    case 'company':
      return add('company', column, each(normaliseCompany))
    case 'other':
      return add('other', column, each((raw) => normaliseAttribute(raw, column.name)), `other:${column.name}`)
    case 'fullName':
    case 'street':
    case 'birthYear':
    case 'birthMonth':
    case 'birthDay':
      return
  }
}

function addCombinedColumn(column: RawColumn, add: AddField): void {
  if (column.role === 'fullName') {
    const split = column.raws.map((raw) => splitFullName(raw))
    add('given', column, split.map((name) => name.given))
    add('family', column, split.map((name) => name.family))
    add('generation', column, column.raws.map((raw) => generationOf(raw, 2)))
  } else if (column.role === 'street') {
    const split = column.raws.map((raw) => splitAddress(raw))
    add('street', column, split.map((address) => address.street))
    add('house', column, split.map((address) => address.house))
    add('postcode', column, split.map((address) => address.postcode))
    add('city', column, split.map((address) => address.city))
  }
}

/** Joins the columns year, month and day to dates, where there is a year column. */
function addDateParts(chunk: RawChunk, fieldNamed: (kind: FieldKind, name: string) => FieldSources): void {
  const year = chunk.columns.find((column) => column.role === 'birthYear')
  if (year === undefined) return
  const month = chunk.columns.find((column) => column.role === 'birthMonth')
  const day = chunk.columns.find((column) => column.role === 'birthDay')
  const field = fieldNamed('date', 'date')
  const valueOfRow = new Int32Array(chunk.ids.length)
  const rows = new Int32Array(chunk.ids.length)
  const partOf = (column: RawColumn | undefined, row: number): string | null => column?.raws[column.rows[row]!] ?? null
  for (let row = 0; row < rows.length; row++) {
    rows[row] = row
    valueOfRow[row] = intern(field.interner, dateFromParts(partOf(year, row), partOf(month, row), partOf(day, row)))
  }
  field.sources.push({ rows, valueOfRaw: valueOfRow })
}

function collected(chunk: RawChunk, fields: readonly FieldSources[]): NormalisedChunk {
  const interners = [...new Set(fields.map((field) => field.interner))]
  return {
    ids: packTexts(chunk.ids),
    systems: chunk.systems,
    dictionaries: interners.map((interner) => packTexts(interner.texts)),
    fields: fields.map((field) => ({
      kind: field.kind,
      name: field.name,
      dictionary: interners.indexOf(field.interner),
      values: firstValues(field, chunk.ids.length),
    })),
  } satisfies NormalisedChunk
}

function firstValues(field: FieldSources, rowCount: number): NormalisedField['values'] {
  const values = sharedInts(rowCount)
  for (const source of field.sources) {
    const { rows, valueOfRaw } = source
    for (let row = 0; row < rowCount; row++) {
      if (values[row] === 0) values[row] = valueOfRaw[rows[row]!]!
    }
  }
  return values
}
