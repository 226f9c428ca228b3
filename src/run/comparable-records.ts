import { internChunk, type NormalisedChunk, type TextChunk, type TextColumn } from '../2-normalise/chunk.ts'
import { mergeChunks } from '../2-normalise/merge-chunks.ts'
import { normaliseChunk, type DateOrders } from '../2-normalise/normalise-chunk.ts'
import type { FieldName } from '../model/field.ts'
import type { MatchRole } from '../model/match-role.ts'
import type { RecordColumns } from '../model/record-columns.ts'
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
export function comparableRecords(records: readonly SourceRecord[], compare: readonly string[] = []): RecordColumns {
  const chunks = []
  for (let from = 0; from < records.length; from += chunkRecords) chunks.push(comparableChunk(records.slice(from, from + chunkRecords), compare))
  return mergeChunks(chunks)
}

/** Some records as columns of their own, to be joined with others. */
export function comparableChunk(records: readonly SourceRecord[], compare: readonly string[]): NormalisedChunk {
  return normaliseChunk(internChunk(chunkOf(records, compare)), dateOrders)
}

function chunkOf(records: readonly SourceRecord[], compare: readonly string[]): TextChunk {
  return {
    ids: records.map((record) => record.id),
    systems: records.map((record) => record.system),
    columns: [
      ...comparedFields.map(([field, role]): TextColumn => ({ role, name: field, values: records.map((record) => record.fields[field] ?? null) })),
      ...compare.map((name): TextColumn => ({ role: 'other', name, values: records.map((record) => record.extra[name] ?? null) })),
    ],
  }
}
