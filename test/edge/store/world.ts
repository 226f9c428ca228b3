import { approvedPlanHash, operationKey, planHash, plannedMergeHash, recordHash } from '../../../src/model/content-hash.ts'
import type { FieldName, Fields } from '../../../src/model/field.ts'
import type { Holding } from '../../../src/model/holding.ts'
import type { Ingested } from '../../../src/model/ingested.ts'
import { byCodeUnit, hashOf } from '../../../src/model/json.ts'
import { mergeId } from '../../../src/model/merge-id.ts'
import type { Merge } from '../../../src/model/merge.ts'
import type { Operation, OperationBody } from '../../../src/model/operation.ts'
import type { ApprovedPlan, Plan, PlannedMerge } from '../../../src/model/plan.ts'
import type { RecordId, SourceRecord } from '../../../src/model/record.ts'
import type { Reconciled } from '../../../src/model/reconciled.ts'
import type { RememberedPair } from '../../../src/model/decision.ts'
import { stateHashOf } from '../../../src/model/state-hash.ts'
import { totalsOf } from '../../../src/model/totals-of.ts'

/** A small world for the store: records and holdings as exports hold them, and merges as a plan holds them. */

export const asOf = '2026-11-23'

export function record(id: RecordId, fields: Fields = {}, more: Partial<SourceRecord> = {}): SourceRecord {
  const content = { id, system: id.slice(0, id.indexOf(':')), origin: 'staff' as const, createdOn: '2020-01-01', lastLoginOn: null, fields, extra: {}, logins: [], participants: [], flags: {}, issues: [], ...more }
  return { ...content, hash: recordHash(content) }
}

export function credit(id: string, owner: RecordId, amountMinor: bigint, currency = 'EUR'): Holding {
  return { kind: 'credit', id, owner, participant: null, balance: { amountMinor, currency } }
}

export function classCredit(id: string, owner: RecordId, units: number, creditType = 'yoga'): Holding {
  return { kind: 'classCredit', id, owner, participant: null, creditType, units, expiresOn: null, subscription: null }
}

export function pack(id: string, owner: RecordId, unitsLeft: number): Holding {
  return { kind: 'package', id, owner, participant: null, product: 'ten', unitsLeft, unitsTotal: 10, price: null, boughtOn: null, expiresOn: null, saleReference: null }
}

export function subscription(id: string, owner: RecordId, amountMinor: bigint): Holding {
  return { kind: 'subscription', id, owner, participant: null, plan: 'flat', state: 'active', interval: 'monthly', price: { amountMinor, currency: 'EUR' }, listPrice: null, startedOn: '2026-01-31', endsOn: null, renewsOn: null, noticeDays: null, pauses: [], saleReference: null }
}

export function invoice(id: string, owner: RecordId, open: bigint): Holding {
  return { kind: 'invoice', id, owner, participant: null, number: id, total: { amountMinor: open, currency: 'EUR' }, open: { amountMinor: open, currency: 'EUR' }, issuedOn: null, serviceFrom: null, serviceTo: null, subscription: null, caseReference: null }
}

export function ingested(records: readonly SourceRecord[], holdings: readonly Holding[]): Ingested {
  const sorted = { records: records.toSorted((a, b) => byCodeUnit(a.id, b.id)), holdings: holdings.toSorted((a, b) => byCodeUnit(a.id, b.id)) }
  return { ...sorted, coverage: {}, quarantine: [], counts: [], hash: hashOf(sorted) }
}

/** Plans a merge over the present view as stage 6 does: every field the survivor lacks, everything of the sources moves. */
export function plan(view: Reconciled, survivorId: RecordId, sourceIds: readonly RecordId[], attempt = 0): PlannedMerge {
  const of = (id: RecordId): SourceRecord => view.records.find((each) => each.id === id)!
  const holdingsOf = (id: RecordId): readonly Holding[] => view.holdings.filter((each) => each.owner === id)
  const survivor = of(survivorId)
  const sources = sourceIds.map(of)
  const members = [survivorId, ...sourceIds]
  const bodies: OperationBody[] = sources.map((source) => ({ type: 'archive_customer', record: source.id, recordHash: source.hash }))
  for (const source of sources) {
    for (const [field, value] of Object.entries(source.fields) as [FieldName, string][]) {
      if (survivor.fields[field] === undefined && !bodies.some((each) => each.type === 'set_field' && each.field === field)) bodies.push({ type: 'set_field', record: survivorId, field, before: null, after: value, from: source.id, rule: 'fill' })
    }
    if (source.logins.length > 0) bodies.push({ type: 'move_login', from: source.id, to: survivorId, logins: source.logins, replaced: survivor.logins })
    bodies.push(...holdingsOf(source.id).flatMap((holding) => moveOf(holding, survivorId)))
    for (const participant of source.participants) bodies.push({ type: 'move_participant', participant: participant.id, from: source.id, to: survivorId, combineWith: null })
    bodies.push({ type: 'retire_customer', record: source.id, survivor: survivorId, on: 'now' }, { type: 'add_alias', record: source.id, survivor: survivorId })
    for (const alias of view.aliases) if (alias.survivor === source.id && alias.state === 'retired') bodies.push({ type: 'repoint_alias', record: alias.record, before: source.id, after: survivorId })
  }
  const merge: Merge = {
    id: mergeId(members, attempt), survivor: survivorId, sources: sourceIds.toSorted(byCodeUnit), leftOut: [], outcome: 'automatic', decidedBy: 'test', loginFrom: null, emailFrom: null,
    pairs: [], refusals: [], golden: [], participants: [], weakestLinkMilliBits: 9000, attempt, stateHash: stateHashOf(members.map(of), members.flatMap(holdingsOf)),
  }
  return planned(merge, bodies, members.flatMap(holdingsOf))
}

export function planned(merge: Merge, bodies: readonly OperationBody[], holdings: readonly Holding[]): PlannedMerge {
  const operations = bodies.map((body, index): Operation => ({ id: `${merge.id}-${index + 1}`, merge: merge.id, dependsOn: [], key: operationKey(merge.id, index + 1, body), notifyCustomer: false, ...body }))
  return { merge, operations, holdings, hash: plannedMergeHash({ merge, operations, holdings }) }
}

function moveOf(holding: Holding, to: RecordId): readonly OperationBody[] {
  const from = holding.owner
  if (holding.kind === 'credit') return holding.balance.amountMinor === 0n ? [] : [{ type: 'transfer_credit', holding: holding.id, from, to, amount: holding.balance }]
  if (holding.kind === 'classCredit') return holding.units === 0 ? [] : [{ type: 'transfer_class_credit', holding: holding.id, from, to, creditType: holding.creditType, units: holding.units, expiresOn: null }]
  if (holding.kind === 'package') return [{ type: 'move_package', holding: holding.id, from, to, unitsLeft: holding.unitsLeft, alreadyPaid: true, saleReference: null }]
  if (holding.kind === 'subscription') return [{ type: 'move_subscription', holding: holding.id, from, to, price: holding.price, renewsOn: null }]
  return [{ type: 'move_holding', holding: holding.id, kind: holding.kind, from, to }]
}

export function approve(merges: readonly PlannedMerge[], options: { readonly asOf?: string; readonly kind?: Plan['kind']; readonly remember?: readonly RememberedPair[] } = {}): ApprovedPlan {
  const totals = totalsOf({ records: 0, retired: 0, holdings: [] })
  const head: Omit<Plan, 'hash'> = { version: 1, kind: options.kind ?? 'merge', asOf: options.asOf ?? asOf, profile: 'default', rulesHash: 'r', inputHash: 'i', stateHash: 's', before: totals, after: totals, corrections: [], counts: {} }
  const sorted = merges.toSorted((a, b) => byCodeUnit(a.merge.id, b.merge.id))
  const content = { version: 1 as const, plan: { ...head, hash: planHash(head, sorted) }, merges: sorted, decisions: [], remember: options.remember ?? [] }
  return { ...content, hash: approvedPlanHash(content) }
}
