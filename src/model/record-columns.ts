/**
 * The comparable customer records as columns of integers. Texts are interned: a record holds the number of its
 * value, and equal values have equal numbers. Number 0 is always "no value". Nothing may depend on the order of
 * the value numbers, because it follows the order in which rows were read; only record numbers are canonical.
 */

/** The fields that are compared, after normalising. `other` fields carry the name of their column; `generation` is what a name says of it. */
export type FieldKind = 'given' | 'family' | 'generation' | 'email' | 'phone' | 'date' | 'street' | 'house' | 'postcode' | 'city' | 'company' | 'other'

/** The distinct values of a field: value `v` is `units[offsets[v] … offsets[v + 1])`, UTF-16 code units. */
export interface ValueDictionary {
  /** One more entry than there are values; value 0 is empty and means "no value". */
  readonly offsets: Int32Array
  readonly units: Uint16Array
}

/** One compared field of all records. */
export interface FieldColumn {
  readonly kind: FieldKind
  /** Unique within the record columns: the kind itself, or for `other` the header of the column. */
  readonly name: string
  /** Record number → value number. */
  readonly values: Int32Array
  /** Given and family names share one dictionary, so that crossed names compare by number. */
  readonly dictionary: ValueDictionary
}

/** All records of a match, in canonical order: record number = rank of the record's id by code unit. */
export interface RecordColumns {
  readonly count: number
  /** Record number → id. */
  readonly ids: ValueDictionary
  /** Record number → number of its system in `systemNames`; absent when all come from one system. */
  readonly systems: Int32Array | null
  readonly systemNames: readonly string[]
  readonly fields: readonly FieldColumn[]
}

/** Arrays of each length up to 63, used again and again: a text made from a plain array takes a tenth of the time of one made from typed numbers. */
const unitsOfLength = Array.from({ length: 64 }, (_, length) => Array.from({ length }, () => 0))

/** The text of a value. */
export function textOf(dictionary: ValueDictionary, value: number): string {
  const from = dictionary.offsets[value]!
  const units = unitsOfLength[dictionary.offsets[value + 1]! - from]
  if (units === undefined) return longText(dictionary.units.subarray(from, dictionary.offsets[value + 1]))
  for (let i = 0; i < units.length; i++) units[i] = dictionary.units[from + i]!
  return String.fromCharCode.apply(null, units)
}

/** A function takes no more arguments than about this many at once. */
const unitsAtOnce = 10_000

function longText(units: Uint16Array): string {
  let text = ''
  for (let at = 0; at < units.length; at += unitsAtOnce) text += String.fromCharCode(...units.subarray(at, at + unitsAtOnce))
  return text
}

/** How many values a dictionary has, "no value" included. */
export function valueCount(dictionary: ValueDictionary): number {
  return dictionary.offsets.length - 1
}

/** The id of a record number. Record numbers start at 0; the dictionary of ids has no "no value" entry. */
export function idOf(columns: Pick<RecordColumns, 'ids'>, record: number): string {
  return textOf(columns.ids, record)
}

/** The record number of an id, by binary search over the canonical order, or -1. */
export function recordOf(columns: Pick<RecordColumns, 'count' | 'ids'>, id: string): number {
  let low = 0
  let high = columns.count - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compareId(columns.ids, middle, id)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Compares the id of a record with a text by code unit, without making a text of it. */
function compareId({ offsets, units }: ValueDictionary, record: number, id: string): number {
  const from = offsets[record]!
  const length = offsets[record + 1]! - from
  for (let at = 0; at < length && at < id.length; at += 1) {
    const order = units[from + at]! - id.charCodeAt(at)
    if (order !== 0) return order
  }
  return length - id.length
}

/** The field of a kind, or undefined where no column of the input has it. */
export function fieldOf(columns: RecordColumns, kind: FieldKind): FieldColumn | undefined {
  return columns.fields.find((field) => field.kind === kind)
}

/** The first record, in the order of ids, that bears the id of the one before it; -1 where all ids differ. */
export function firstRepeatedId(columns: RecordColumns): number {
  const { offsets, units } = columns.ids
  for (let record = 1; record < columns.count; record++) {
    const before = offsets[record - 1]!
    const from = offsets[record]!
    const length = from - before
    if (offsets[record + 1]! - from !== length) continue
    let same = 0
    while (same < length && units[before + same] === units[from + same]) same++
    if (same === length) return record
  }
  return -1
}
