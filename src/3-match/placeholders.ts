import type { FieldColumn } from '../model/record-columns.ts'
import { textOf, valueCount } from '../model/record-columns.ts'

/** A phone number or e-mail that this many records share belongs to the business or to nobody. */
const FEWEST_SHARERS = 40
/** … and at least this share of all records that have one. */
const LEAST_SHARE = 0.001
/** A birth date that is this many times as common as the usual common date is no birth date. */
const TIMES_THE_USUAL = 12
const USUAL_RANK = 20

const NAMELESS = /^(?:testkunde|mustermann|n a|nn|x+|unbekannt|unknown|dummy|asdf)$/
const PLACELESS = /^(?:test|unbekannt|unknown|x+|keine|musterstr|musterstadt|n a)$/

/** What stands for "unknown" whoever writes it. */
const PLACEHOLDER_SHAPES: Readonly<Record<FieldColumn['kind'], RegExp | null>> = {
  email: /^(?:test|noemail|no-?reply|keine?|none|na|nomail|unbekannt|unknown|xxx?|example|abc)@|@(?:test|example|invalid|none|keine|unbekannt)(?:\.[a-z]+)?$/,
  phone: /^(?:(\d)\1+$|12345|0?987654)/,
  date: /^(?:11111111$|19000101$|99991231$|0000)/,
  postcode: /^(?:0+|9{5}|x+|12345)$/,
  given: NAMELESS,
  family: NAMELESS,
  generation: null,
  company: NAMELESS,
  street: PLACELESS,
  city: PLACELESS,
  house: null,
  other: null,
}

/**
 * Values that stand for "unknown" or belong to everybody: found by shape (00000, 12345, test@test), and for
 * e-mail, phone and birth date by a frequency that no person explains. Sorted by code unit.
 */
export function placeholdersOf(field: FieldColumn): readonly string[] {
  const { dictionary } = field
  const counts = countsOfValues(field)
  const tooCommon = leastCountOfPlaceholder(field, counts)
  const shape = PLACEHOLDER_SHAPES[field.kind]
  const found: string[] = []
  for (let value = 1; value < counts.length; value++) {
    // What only one record has can join nobody, whatever it looks like.
    if (counts[value]! < 2) continue
    const text = textOf(dictionary, value)
    if (counts[value]! >= tooCommon || shape?.test(text) === true) found.push(text)
  }
  return found.sort()
}

/** How many records have each value, and at 0 how many have none. */
function countsOfValues({ dictionary, values }: FieldColumn): Int32Array {
  const counts = new Int32Array(valueCount(dictionary))
  for (let record = 0; record < values.length; record++) counts[values[record]!]!++
  return counts
}

function leastCountOfPlaceholder(field: FieldColumn, counts: Int32Array): number {
  switch (field.kind) {
    case 'email':
    case 'phone':
      return Math.max(FEWEST_SHARERS, (field.values.length - counts[0]!) * LEAST_SHARE)
    case 'date':
      return Math.max(FEWEST_SHARERS, TIMES_THE_USUAL * (counts.subarray(1).toSorted().toReversed()[USUAL_RANK] ?? 0))
    case 'given': case 'family': case 'generation': case 'street': case 'house': case 'postcode': case 'city': case 'company': case 'other':
      return Infinity
  }
}

/** The column with its placeholders taken for "no value"; the same column where there are none. */
export function withoutPlaceholders(field: FieldColumn, placeholders: readonly string[]): FieldColumn {
  if (placeholders.length === 0) return field
  const texts = new Set(placeholders)
  const { dictionary } = field
  const isPlaceholder = new Uint8Array(valueCount(dictionary))
  for (let value = 1; value < isPlaceholder.length; value++) if (texts.has(textOf(dictionary, value))) isPlaceholder[value] = 1
  const values = new Int32Array(new SharedArrayBuffer(field.values.length * 4))
  for (let record = 0; record < values.length; record++) {
    const value = field.values[record]!
    values[record] = isPlaceholder[value] === 1 ? 0 : value
  }
  return { ...field, values }
}
