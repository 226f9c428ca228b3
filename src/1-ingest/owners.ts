import { ownerPrefix } from '../model/entity.ts'
import type { FieldName } from '../model/field.ts'
import type { RecordId } from '../model/record.ts'
import { keyPart } from './gather-customers.ts'
import { textValue, type DraftRecord } from './make-record.ts'
import { recordIdOf } from './record-id.ts'
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
export function ownerFinder(system: string, known: ReadonlyMap<RecordId, DraftRecord>): (row: RowValues) => Owner {
  const indexes = new Map<string, ReadonlyMap<string, RecordId | null>>()
  return ({ values }) => {
    const id = textValue(values['customer'])
    if (id !== null) {
      const owner = recordIdOf(system, id)
      return known.has(owner) ? owner : 'HOLDING_OWNER_UNKNOWN'
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
function indexBy(known: ReadonlyMap<RecordId, DraftRecord>, names: readonly FieldName[]): ReadonlyMap<string, RecordId | null> {
  const index = new Map<string, RecordId | null>()
  for (const draft of known.values()) {
    const key = names.map((name) => keyPart(draft.fields[name])).join('\u0001')
    index.set(key, index.has(key) ? null : draft.id)
  }
  return index
}
