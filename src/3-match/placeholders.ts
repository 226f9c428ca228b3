import type { FieldColumn } from '../model/record-columns.ts'
import { textOf, valueCount } from '../model/record-columns.ts'

/** A phone number or e-mail that this many records share belongs to the business or to nobody. */
const FEWEST_SHARERS = 40
/** … and at least this share of all records that have one. */
const LEAST_SHARE = 0.001
/** A birth date that is this many times as common as the usual common date is no birth date. */
const TIMES_THE_USUAL = 12
const USUAL_RANK = 20

/**
 * Values that stand for "unknown" or belong to everybody: found by shape (00000, 12345, test@test), and for
 * e-mail, phone and birth date by a frequency that no person explains. Sorted by code unit.
 */
export function placeholdersOf(field: FieldColumn): readonly string[] {
  const { dictionary, values } = field
  const counts = new Int32Array(valueCount(dictionary))
  let filled = 0
  for (const value of values) if (value !== 0) {
    counts[value]!++
    filled++
  }
  const tooCommon = leastCountOfPlaceholder(field, counts, filled)
  const found: string[] = []
  for (let value = 1; value < counts.length; value++) {
    // What only one record has can join nobody, whatever it looks like.
    if (counts[value]! < 2) continue
    const text = textOf(dictionary, value)
    if (counts[value]! >= tooCommon || hasPlaceholderShape(field.kind, text)) found.push(text)
  }
  return found.sort()
}

function leastCountOfPlaceholder(field: FieldColumn, counts: Int32Array, filled: number): number {
  switch (field.kind) {
    case 'email':
    case 'phone':
      return Math.max(FEWEST_SHARERS, filled * LEAST_SHARE)
    case 'date': {
      const descending = counts.toSorted().toReversed()
      return Math.max(FEWEST_SHARERS, TIMES_THE_USUAL * (descending[Math.min(USUAL_RANK, descending.length - 1)] ?? 0))
    }
    case 'given': case 'family': case 'generation': case 'street': case 'house': case 'postcode': case 'city': case 'company': case 'other':
      return Infinity
  }
}

function hasPlaceholderShape(kind: FieldColumn['kind'], text: string): boolean {
  switch (kind) {
    case 'email':
      return /^(?:test|noemail|no-?reply|keine?|none|na|nomail|unbekannt|unknown|xxx?|example|abc)@/.test(text) || /@(?:test|example|invalid|none|keine|unbekannt)(?:\.[a-z]+)?$/.test(text)
    case 'phone':
      return /^(\d)\1+$/.test(text) || text.startsWith('12345') || /^0?987654/.test(text)
    case 'date':
      return text === '11111111' || text === '19000101' || text === '99991231' || text.startsWith('0000')
    case 'postcode':
      return /^(?:0+|9{5}|x+|12345)$/.test(text)
    case 'given': case 'family': case 'company':
      return /^(?:testkunde|mustermann|n a|nn|x+|unbekannt|unknown|dummy|asdf)$/.test(text)
    case 'street': case 'city':
      return /^(?:test|unbekannt|unknown|x+|keine|musterstr|musterstadt|n a)$/.test(text)
    case 'generation': case 'house': case 'other':
      return false
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
