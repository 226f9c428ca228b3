import type { FieldColumn, RecordColumns, ValueDictionary } from '../model/record-columns.ts'
import type { NormalisedChunk } from './chunk.ts'
import { joinDictionaries, ranksOfTexts, sharedInts, type JoinedDictionaries } from './packed-texts.ts'

/** The dictionaries of all batches that become one; each list can be joined on its own. */
export function dictionariesToJoin(chunks: readonly NormalisedChunk[]): readonly (readonly ValueDictionary[])[] {
  // Every batch of a file has the same fields in the same order, because they follow from the columns.
  return (chunks[0]?.dictionaries ?? []).map((_, index) => chunks.map((chunk) => chunk.dictionaries[index]!))
}

/**
 * Joins normalised batches into record columns in canonical order: record number = rank of the id by code unit.
 * Ids must be unique. Fields without any value are left out. All arrays are shared memory, so that worker threads
 * read them without a copy.
 */
export function mergeChunks(chunks: readonly NormalisedChunk[], joined: readonly JoinedDictionaries[] = dictionariesToJoin(chunks).map(joinDictionaries)): RecordColumns {
  const ids = concatenated(chunks.map((chunk) => chunk.ids))
  const rank = ranksOfTexts(ids)
  const first = chunks[0]
  if (first === undefined) return { count: 0, ids, systems: null, systemNames: [], fields: [] }
  const fields = first.fields.flatMap((field, index): FieldColumn[] => {
    const dictionary = joined[field.dictionary]!
    const values = sharedInts(rank.length)
    const filled = fillColumn(chunks, index, dictionary, rank, values)
    return filled === 0 ? [] : [{ kind: field.kind, name: field.name, values, dictionary: dictionary.dictionary }]
  })
  return { count: rank.length, ids: inOrder(ids, rank), ...systemsOf(chunks, rank), fields }
}

function fillColumn(chunks: readonly NormalisedChunk[], index: number, joined: JoinedDictionaries, rank: Int32Array, values: Int32Array): number {
  let row = 0
  let filled = 0
  chunks.forEach((chunk, chunkIndex) => {
    const own = chunk.fields[index]!.values
    const numbers = joined.numbers[chunkIndex]!
    for (let i = 0; i < own.length; i++) {
      const value = numbers[own[i]!]!
      values[rank[row + i]!] = value
      if (value > 0) filled++
    }
    row += own.length
  })
  return filled
}

function concatenated(parts: readonly ValueDictionary[]): ValueDictionary {
  const count = parts.reduce((total, part) => total + part.offsets.length - 1, 0)
  const offsets = sharedInts(count + 1)
  const units = new Uint16Array(new SharedArrayBuffer(parts.reduce((total, part) => total + part.units.length, 0) * 2))
  let text = 0
  let at = 0
  for (const part of parts) {
    units.set(part.units, at)
    for (let i = 0; i + 1 < part.offsets.length; i++) offsets[text + i] = at + part.offsets[i]!
    text += part.offsets.length - 1
    at += part.units.length
  }
  offsets[count] = at
  return { offsets, units }
}

function inOrder(texts: ValueDictionary, rank: Int32Array): ValueDictionary {
  const textOfRank = new Int32Array(rank.length)
  for (let text = 0; text < rank.length; text++) textOfRank[rank[text]!] = text
  const offsets = sharedInts(rank.length + 1)
  const units = new Uint16Array(new SharedArrayBuffer(texts.units.length * 2))
  let at = 0
  for (let place = 0; place < rank.length; place++) {
    const text = textOfRank[place]!
    offsets[place] = at
    for (let i = texts.offsets[text]!; i < texts.offsets[text + 1]!; i++) units[at++] = texts.units[i]!
  }
  offsets[rank.length] = at
  return { offsets, units }
}

function systemsOf(chunks: readonly NormalisedChunk[], rank: Int32Array): Pick<RecordColumns, 'systems' | 'systemNames'> {
  if (chunks.every((chunk) => chunk.systems === null)) return { systems: null, systemNames: [] }
  const names = [...new Set(chunks.flatMap((chunk) => chunk.systems ?? ['']))].sort()
  const numberOf = new Map(names.map((name, number) => [name, number]))
  const systems = sharedInts(rank.length)
  let row = 0
  for (const chunk of chunks) {
    const rows = chunk.ids.offsets.length - 1
    for (let i = 0; i < rows; i++) systems[rank[row + i]!] = numberOf.get(chunk.systems?.[i] ?? '')!
    row += rows
  }
  return { systems, systemNames: names }
}
