import { balanceOf, transferOf } from '../model/account.ts'
import type { CalendarDate } from '../model/calendar.ts'
import type { Holding } from '../model/holding.ts'
import type { Ingested } from '../model/ingested.ts'
import { canonicalJson, hashText } from '../model/json.ts'
import { isKeyed, traitsOf } from '../model/key-traits.ts'
import { membersKey } from '../model/merge-id.ts'
import type { Operation, OperationType } from '../model/operation.ts'
import type { PlannedMerge } from '../model/plan.ts'
import { keepUntil, type Retention } from '../model/retention.ts'
import type { Reconciled } from '../model/reconciled.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import { correctingAmount } from './prepare-apply.ts'

/** One row of a staging table; `null` is SQL's null. */
export type StagedRow = readonly (string | number | bigint | null)[]

export const recordColumns = ['id', 'system', 'hash', 'traits']
export const holdingColumns = ['id', 'kind', 'owner_exported', 'owner_now', 'unit', 'amount', 'billing_interval', 'state']
export const mergeColumns = ['batch', 'id', 'hash', 'kind', 'survivor', 'sources', 'member_key', 'reverses', 'document']
export const operationColumns = ['batch', 'merge', 'number', 'key', 'id', 'type', 'effect', 'record', 'owner', 'target', 'holding', 'participant', 'field', 'before', 'after', 'unit', 'amount', 'entry', 'corrects', 'body']
export const archiveColumns = ['batch', 'merge', 'record', 'record_hash', 'content_hash', 'content', 'keep_until']

export function* recordRows(ingested: Ingested): Generator<StagedRow> {
  for (const record of ingested.records) yield [record.id, record.system, record.hash, isKeyed(record.id) ? traitsOf(record) : null]
}

/** Holdings as the exports name their owner, with the owner and balance they have now. */
export function* holdingRows(ingested: Ingested, reconciled: Reconciled): Generator<StagedRow> {
  const exported = new Map(ingested.holdings.map((holding) => [holding.id, holding.owner]))
  for (const holding of reconciled.holdings) {
    const { unit, amount, interval, state } = quantityOf(holding)
    yield [holding.id, holding.kind, exported.get(holding.id) ?? holding.owner, holding.owner, unit, amount, interval, state]
  }
}

type Quantity = { readonly unit: string | null; readonly amount: bigint | number | null; readonly interval: string | null; readonly state: string }

/** What is counted of a holding; docs/store.md says it kind by kind. */
function quantityOf(holding: Holding): Quantity {
  const none = { unit: null, amount: null, interval: null, state: 'active' }
  switch (holding.kind) {
    case 'credit': case 'classCredit': return { ...none, ...balanceOf(holding)! }
    case 'package': return { ...none, unit: holding.product, amount: holding.unitsLeft }
    case 'subscription': return { unit: holding.price.currency, amount: holding.price.amountMinor, interval: holding.interval, state: holding.state }
    case 'invoice': return { ...none, unit: holding.open.currency, amount: holding.open.amountMinor }
    case 'contract': return { ...none, state: holding.state }
    case 'instalment': return { ...none, unit: holding.open.currency, amount: holding.open.amountMinor }
    case 'voucher': return holding.value === null ? none : { ...none, unit: holding.value.currency, amount: holding.value.amountMinor }
    case 'offer': case 'booking': case 'attendance': case 'rental': case 'damageCase': case 'card': case 'document': case 'note': case 'communication': case 'surveyVote':
    case 'group': case 'priceGroup': case 'permission': case 'discount': case 'activity': return none
  }
}

/** The merge that a reversal takes back: it bears the same digits. */
export function reversedBy(merge: string): string | null {
  return merge.startsWith('u-') ? `m-${merge.slice(2)}` : null
}

export function* mergeRows(merges: readonly PlannedMerge[], kind: string, batch: number): Generator<StagedRow> {
  for (const { merge, holdings, hash } of merges) {
    yield [batch, merge.id, hash, kind, merge.survivor, JSON.stringify(merge.sources), membersKey([merge.survivor, ...merge.sources, ...merge.leftOut]), reversedBy(merge.id), canonicalJson({ merge, holdings, hash })]
  }
}

export function* operationRows(merges: readonly PlannedMerge[], batch: number): Generator<StagedRow> {
  for (const planned of merges) {
    for (const [position, operation] of planned.operations.entries()) yield operationRow(batch, position + 1, operation)
  }
}

/** These act on the store alone and are confirmed as soon as they are written; all others wait for the target. */
const storeOnly: ReadonlySet<OperationType> = new Set<OperationType>(['archive_customer', 'add_alias', 'repoint_alias', 'restore_customer', 'keep_lost_customer'])

/** `amount` is what the holding must hold before, `entry` what the ledger moves of it. */
function operationRow(batch: number, number: number, operation: Operation): StagedRow {
  const transfer = transferOf(operation)
  const entry = operation.type === 'correct_transfer' ? correctingAmount(operation) : transfer?.amount ?? null
  return [
    batch, operation.merge, number, operation.key, operation.id, operation.type, storeOnly.has(operation.type) ? 'confirmed' : 'issued',
    'record' in operation ? operation.record : null, 'from' in operation && operation.type !== 'set_field' ? operation.from : null,
    'to' in operation ? operation.to : 'survivor' in operation ? operation.survivor : operation.type === 'repoint_alias' ? operation.after : null,
    'holding' in operation ? operation.holding : null, 'participant' in operation ? operation.participant : null, 'field' in operation ? operation.field : null,
    operation.type === 'archive_customer' ? operation.recordHash : operation.type === 'set_field' || operation.type === 'repoint_alias' ? operation.before : null,
    operation.type === 'set_field' ? operation.after : operation.type === 'move_participant' ? operation.combineWith : null,
    transfer?.unit ?? null, transfer === null ? null : transfer.amount + transfer.kept, entry, 'corrects' in operation ? operation.corrects : null, canonicalJson(operation),
  ]
}

/** Customers as the exports show them, and as they are after what was handed out. */
export type RecordsOf = { readonly exported: ReadonlyMap<RecordId, SourceRecord>; readonly present: ReadonlyMap<RecordId, SourceRecord> }

/** Records as exported and with their holdings, as they are before anything of them changes. */
export function* archiveRows(merges: readonly PlannedMerge[], { exported, present }: RecordsOf, batch: number, term: { readonly asOf: CalendarDate; readonly retention: Retention }): Generator<StagedRow> {
  for (const { operations, holdings, merge } of merges) {
    for (const operation of operations) {
      if (operation.type === 'keep_lost_customer') {
        const { record, holdings: last } = operation.lastKnown
        const content = canonicalJson({ record, holdings: last })
        yield [batch, merge.id, record.id, record.hash, hashText(content), content, keepUntil(term.asOf, last, term.retention)]
      }
      const record = operation.type === 'archive_customer' ? present.get(operation.record) : undefined
      if (record === undefined) continue
      const own = holdings.filter((holding) => holding.owner === record.id)
      const content = canonicalJson({ exported: exported.get(record.id), record, holdings: own })
      yield [batch, merge.id, record.id, record.hash, hashText(content), content, keepUntil(term.asOf, own, term.retention)]
    }
  }
}
