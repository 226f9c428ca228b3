import { ownerPrefix } from '../model/entity.ts'
import { placeOf, type FieldName } from '../model/field.ts'
import type { RecordId } from '../model/record.ts'
import { valuesOf, type Drafts } from './gather-customers.ts'
import { keyPart } from '../model/key-part.ts'
import { fieldTexts, textValue } from './make-record.ts'
import type { RowValues } from './read-row.ts'

/** Whose a row is: a known customer, or why that cannot be said. */
export type Owner = RecordId | 'HOLDING_OWNER_UNKNOWN' | 'HOLDING_OWNER_UNCLEAR'

export function isOwner(owner: Owner): owner is RecordId {
  return owner !== 'HOLDING_OWNER_UNKNOWN' && owner !== 'HOLDING_OWNER_UNCLEAR'
}

/**
 * Finds the customer that a row names: by id where it has one, else by the fields it tells (`customer.email`), if they
 * fit exactly one customer of the system. Fields that the row leaves empty are not asked for.
 */
export function ownerFinder(known: Drafts): (row: RowValues) => Owner {
  const indexes = new Map<string, ReadonlyMap<string, RecordId | null>>()
  return ({ values }) => {
    const id = textValue(values['customer'])
    if (id !== null) {
      // The record's own id is handed on, so that a million holdings do not hold a million copies of it.
      return known.get(id)?.id ?? 'HOLDING_OWNER_UNKNOWN'
    }
    const names = Object.keys(values).filter((name) => name.startsWith(ownerPrefix) && textValue(values[name]) !== null)
    if (names.length === 0) return 'HOLDING_OWNER_UNKNOWN'
    const fields = names.map((name) => name.slice(ownerPrefix.length) as FieldName)
    const signature = fields.join(' ')
    const index = indexes.get(signature) ?? indexBy(known, fields)
    indexes.set(signature, index)
    const owner = index.get(names.map((name) => keyPart(values[name])).join('\u0001'))
    return owner === undefined ? 'HOLDING_OWNER_UNKNOWN' : (owner ?? 'HOLDING_OWNER_UNCLEAR')
  }
}

/** Customers by some of their fields; null where several share them. */
function indexBy(known: Drafts, names: readonly FieldName[]): ReadonlyMap<string, RecordId | null> {
  const index = new Map<string, RecordId | null>()
  const places = names.map(placeOf)
  for (const draft of known.values()) {
    const texts = fieldTexts(valuesOf(draft).values)
    const key = places.map((place) => keyPart(texts[place])).join('\u0001')
    index.set(key, index.has(key) ? null : draft.id)
  }
  return index
}
