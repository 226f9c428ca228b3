import type { FileMapping } from '../1-ingest/mapping.ts'
import { rowOf, type SplitRow } from '../1-ingest/split-rows.ts'
import { DubletteError } from '../model/error.ts'
import { cellText, type CellForms } from './typed-cell.ts'

type JsonObject = Readonly<Record<string, unknown>>

/**
 * The objects of a JSON file as stage 1 takes them: an array of objects, or an object that holds one. Values of inner
 * objects have headers such as `address.city`; `line` is the object's number, from 2 on as if a header stood before.
 */
export function readJsonRows(bytes: Uint8Array, mapping: Pick<FileMapping, 'file'> & CellForms): readonly SplitRow[] {
  const objects = objectsOf(bytes, mapping.file).map((object) => flatten(object, ''))
  const header = [...new Set(objects.flatMap((object) => [...object.keys()]))]
  if (header.length === 0) return []
  const rows = [header, ...objects.map((object) => header.map((name) => cellText(object.get(name), mapping)))]
  return rows.map((cells, index) => rowOf(cells, index + 1))
}

function objectsOf(bytes: Uint8Array, file: string): readonly JsonObject[] {
  const refuse = (got: string, cause?: unknown): never => { throw new DubletteError('INPUT_UNREADABLE', 'A JSON file cannot be read as a list of records.', { where: { file }, got, expected: 'an array of objects, or one object that holds such an array', cause }) }
  let value: unknown
  try { value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) } catch (cause) { return refuse('no valid JSON in UTF-8', cause) }
  const lists = Array.isArray(value) ? [value as readonly unknown[]] : isObject(value) ? Object.values(value).filter((each): each is readonly unknown[] => Array.isArray(each) && each.every(isObject)) : []
  const list = lists.length === 1 ? lists[0]! : refuse(`${lists.length} arrays of objects`)
  return list.every(isObject) ? list : refuse('an array that holds something else than objects')
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function flatten(object: JsonObject, prefix: string): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(object).flatMap(([name, value]): readonly (readonly [string, unknown])[] => (isObject(value) ? [...flatten(value, `${prefix}${name}.`)] : [[prefix + name, value]])))
}
