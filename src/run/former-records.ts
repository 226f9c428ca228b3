import type { RecordId, SourceRecord } from '../model/record.ts'
import type { Alias } from '../model/store-state.ts'
import type { FormerRecords } from '../ruleset/identity-refusals.ts'

/** Looks up which records are part of a customer since earlier merges; `retiredIds`: those that the exports still hold. */
export function formerRecords(aliases: readonly Alias[], retiredIds: readonly RecordId[], recordOf: (id: RecordId) => SourceRecord): FormerRecords {
  const held = new Set(retiredIds)
  const byCustomer = new Map<RecordId, RecordId[]>()
  for (const { record, customer, state } of aliases) {
    if (state !== 'retired' || !held.has(record)) continue
    const known = byCustomer.get(customer)
    if (known === undefined) byCustomer.set(customer, [record])
    else known.push(record)
  }
  // A customer lost in another program and created again goes on under a new record, and is the customer it was; all others are their own.
  const customerOf = new Map(aliases.filter(({ record, customer, state }) => state === 'active' && record !== customer).map(({ record, customer }) => [record, customer]))
  return (record) => byCustomer.get(customerOf.get(record) ?? record)?.filter((id) => id !== record).map(recordOf) ?? none
}

const none: readonly SourceRecord[] = Object.freeze([])
