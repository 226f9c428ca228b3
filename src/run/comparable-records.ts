import { internChunk, type NormalisedChunk } from '../2-normalise/chunk.ts'
import { mergeChunks } from '../2-normalise/merge-chunks.ts'
import { normaliseChunk, type DateOrders } from '../2-normalise/normalise-chunk.ts'
import { placeOf, textsOf, type FieldName } from '../model/field.ts'
import type { MatchRole } from '../model/match-role.ts'
import type { RecordColumns } from '../model/record-columns.ts'
import type { RecordContent } from '../model/record-json.ts'
import type { SourceRecord } from '../model/record.ts'

/** Which field is compared as what. Of two columns of one role the first filled one counts. */
const comparedFields: readonly (readonly [FieldName, MatchRole])[] = [
  ['givenName', 'givenName'], ['familyName', 'familyName'], ['email', 'email'], ['mobile', 'phone'], ['phone', 'phone'], ['birthDate', 'birthDate'],
  ['street', 'street'], ['houseNumber', 'houseNumber'], ['postcode', 'postcode'], ['city', 'city'], ['company', 'company'], ['iban', 'other'],
]

/** Records are normalised this many at a time. */
const chunkRecords = 100_000

/** Dates of records are written year first already. */
const dateOrders: DateOrders = {}

/** Records to columns of integers, `compare` names extra columns that are compared too; record number = rank of the id, so the order of the records does not matter. */
export function comparableRecords(records: Iterable<SourceRecord>, compare: readonly string[] = []): RecordColumns {
  const rows = openRecordColumns(compare)
  for (const record of records) rows.add(record)
  return rows.columns()
}

/** Takes records one by one, and keeps what is compared of them. */
export type ColumnRows = { readonly add: (record: SourceRecord) => void; readonly columns: () => RecordColumns }

export function openRecordColumns(compare: readonly string[]): ColumnRows {
  const chunks: NormalisedChunk[] = []
  let rows = openComparableRows(compare)
  let taken = 0
  return {
    add: ({ id, system, fields, extra }) => {
      rows.add({ id, system, texts: textsOf(fields), extra })
      taken += 1
      if (taken % chunkRecords > 0) return
      chunks.push(rows.chunk())
      rows = openComparableRows(compare)
    },
    columns: () => mergeChunks(taken % chunkRecords === 0 ? chunks : [...chunks, rows.chunk()]),
  }
}

/** Takes records one by one; nothing of them is kept but the texts that are compared. */
export type ComparableRows = { readonly add: (record: Pick<RecordContent, 'id' | 'system' | 'texts' | 'extra'>) => void; readonly chunk: () => NormalisedChunk }

export function openComparableRows(compare: readonly string[]): ComparableRows {
  const ids: string[] = []
  const systems: string[] = []
  const fields = comparedFields.map(([name, role]) => ({ role, name, place: placeOf(name), values: [] as (string | null)[] }))
  const extras = compare.map((name) => ({ role: 'other' as const, name, values: [] as (string | null)[] }))
  return {
    add: ({ id, system, texts, extra }) => {
      ids.push(id)
      systems.push(system)
      for (const { place, values } of fields) values.push(texts[place] ?? null)
      for (const { name, values } of extras) values.push(extra[name] ?? null)
    },
    chunk: () => normaliseChunk(internChunk({ ids, systems, columns: [...fields, ...extras] }), dateOrders),
  }
}
