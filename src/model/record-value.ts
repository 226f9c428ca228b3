import { type FieldName, fieldWords } from './field.ts'
import type { SourceRecord } from './record.ts'
import type { Words } from './words.ts'

/** What a merge may change on a record: a field, a column of its own (`extra.NAME`), or its restrictions as one text, `a|b`. */
export type ValueName = FieldName | `extra.${string}` | 'sanctions'

/** Between the restrictions of one record, as in the neutral format. */
const SEPARATOR = '|'

/** A value of a record, null where there is none. */
export function recordValue(record: SourceRecord, name: ValueName): string | null {
  if (name === 'sanctions') return joinSanctions(record.flags.sanctions ?? [])
  return (isExtra(name) ? record.extra[extraName(name)] : record.fields[name]) ?? null
}

/** The record with another value; null takes it away. */
export function withRecordValue(record: SourceRecord, name: ValueName, value: string | null): SourceRecord {
  if (name === 'sanctions') {
    const { sanctions: _, ...others } = record.flags
    return { ...record, flags: value === null ? others : { ...others, sanctions: value.split(SEPARATOR) } }
  }
  const key = isExtra(name) ? extraName(name) : name
  const { [key]: _, ...others } = (isExtra(name) ? record.extra : record.fields) as Readonly<Record<string, string>>
  const changed = value === null ? others : { ...others, [key]: value }
  return isExtra(name) ? { ...record, extra: changed } : { ...record, fields: changed }
}

/** Restrictions as one text, sorted, each once; null where there are none. */
export function joinSanctions(sanctions: readonly string[]): string | null {
  return sanctions.length === 0 ? null : [...new Set(sanctions)].toSorted().join(SEPARATOR)
}

/** What a value is called at the desk. */
export function valueWords(name: ValueName): Words {
  if (name === 'sanctions') return { de: 'Einschränkungen', en: 'Restrictions' }
  return isExtra(name) ? { de: extraName(name), en: extraName(name) } : fieldWords[name]
}

function isExtra(name: ValueName): name is `extra.${string}` {
  return name.startsWith('extra.')
}

function extraName(name: `extra.${string}`): string {
  return name.slice('extra.'.length)
}
