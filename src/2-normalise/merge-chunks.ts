import type { FieldColumn, FieldKind, RecordColumns, ValueDictionary } from '../model/record-columns.ts'
import { createInterner, intern, type NormalisedChunk } from './chunk.ts'

/**
 * Joins normalised batches into record columns in canonical order. Ids must be unique. Fields without any value
 * are left out. All arrays are shared memory, so that worker threads read them without a copy.
 */
export function mergeChunks(chunks: readonly NormalisedChunk[]): RecordColumns {
  const ids = chunks.flatMap((chunk) => chunk.ids)
  const rank = ranks(ids)
  const shape = chunks.reduce<readonly NormalisedChunk['fields'][number][]>((most, chunk) => (chunk.fields.length > most.length ? chunk.fields : most), [])
  const dictionaryOfName = new Map<string, ReturnType<typeof createInterner>>()
  const fields: { kind: FieldKind; name: string; values: Int32Array; key: string }[] = []
  for (const { kind, name } of shape) {
    const key = kind === 'given' || kind === 'family' ? 'names' : name
    if (!dictionaryOfName.has(key)) dictionaryOfName.set(key, createInterner())
    const interner = dictionaryOfName.get(key)!
    const values = sharedInts(ids.length)
    let row = 0
    let filled = 0
    for (const chunk of chunks) {
      const field = chunk.fields.find((candidate) => candidate.name === name)
      if (field !== undefined) {
        const texts = chunk.dictionaries[field.dictionary]!
        const globalOf = Int32Array.from(texts, (text) => intern(interner, text))
        for (let i = 0; i < chunk.ids.length; i++) {
          const value = globalOf[field.values[i]!]!
          values[rank[row + i]!] = value
          if (value > 0) filled++
        }
      }
      row += chunk.ids.length
    }
    if (filled > 0) fields.push({ kind, name, values, key })
  }
  const packed = new Map([...dictionaryOfName].map(([key, interner]) => [key, packDictionary(interner.texts)]))
  return {
    count: ids.length,
    ids: packDictionary(inOrder(ids, rank)),
    ...systemsOf(chunks, rank),
    fields: fields.map((field): FieldColumn => ({ kind: field.kind, name: field.name, values: field.values, dictionary: packed.get(field.key)! })),
  }
}

function systemsOf(chunks: readonly NormalisedChunk[], rank: Int32Array): Pick<RecordColumns, 'systems' | 'systemNames'> {
  if (chunks.every((chunk) => chunk.systems === null)) return { systems: null, systemNames: [] }
  const names = [...new Set(chunks.flatMap((chunk) => chunk.systems ?? ['']))].sort()
  const numberOf = new Map(names.map((name, number) => [name, number]))
  const systems = sharedInts(rank.length)
  let row = 0
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.ids.length; i++) systems[rank[row + i]!] = numberOf.get(chunk.systems?.[i] ?? '')!
    row += chunk.ids.length
  }
  return { systems, systemNames: names }
}

/** Row → position of its id among all ids, by code unit. */
export function ranks(ids: readonly string[]): Int32Array {
  const order = Int32Array.from(ids, (_, row) => row)
  order.sort((a, b) => (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : a - b))
  const rank = new Int32Array(ids.length)
  for (let position = 0; position < order.length; position++) rank[order[position]!] = position
  return rank
}

function inOrder(ids: readonly string[], rank: Int32Array): string[] {
  const sorted = new Array<string>(ids.length)
  for (let row = 0; row < ids.length; row++) sorted[rank[row]!] = ids[row]!
  return sorted
}

/** Writes texts one behind the other into shared memory. */
export function packDictionary(texts: readonly string[]): ValueDictionary {
  const offsets = sharedInts(texts.length + 1)
  let total = 0
  for (let i = 0; i < texts.length; i++) {
    offsets[i] = total
    total += texts[i]!.length
  }
  offsets[texts.length] = total
  const units = new Uint16Array(new SharedArrayBuffer(total * 2))
  let at = 0
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) units[at++] = text.charCodeAt(i)
  }
  return { offsets, units }
}

/** A column of integers in shared memory. */
export function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4))
}
