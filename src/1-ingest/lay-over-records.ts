import { recordHash } from '../model/content-hash.ts'
import { canonicalJson } from '../model/json.ts'
import type { OperationOf } from '../model/operation.ts'
import type { Login, RecordId, SourceRecord } from '../model/record.ts'
import { recordValue, withRecordValue } from '../model/record-value.ts'
import type { IssuedOperation } from '../model/store-state.ts'
import { byKey, followChain, type Change } from './chain.ts'

/** Lays issued fields, logins and participants over the exported records, in place. Returns the keys of operations the exports show. */
export function layOverRecords(view: Map<RecordId, SourceRecord>, issued: readonly IssuedOperation[]): readonly string[] {
  const operations = issued.map((each) => each.operation)
  const touched = operations.flatMap((operation) => (operation.type === 'set_field' ? [operation.record] : operation.type === 'move_login' || operation.type === 'move_participant' ? [operation.from, operation.to] : []))
  const before = new Map(touched.map((id) => [id, view.get(id)]))
  const confirmed = [
    ...layOverFields(view, operations.filter((operation) => operation.type === 'set_field')),
    ...layOverLogins(view, operations.filter((operation) => operation.type === 'move_login')),
    ...layOverParticipants(view, operations.filter((operation) => operation.type === 'move_participant')),
    ...operations.flatMap((operation) => (operation.type === 'retire_customer' && !view.has(operation.record) ? [operation.key] : [])),
  ]
  for (const [id, record] of before) {
    const now = view.get(id)
    if (now !== undefined && now !== record) view.set(id, { ...now, hash: recordHash(now) })
  }
  return confirmed
}

type Keyed<T extends 'set_field' | 'move_login' | 'move_participant'> = OperationOf<T>

function layOverFields(view: Map<RecordId, SourceRecord>, operations: readonly Keyed<'set_field'>[]): readonly string[] {
  const confirmed: string[] = []
  for (const changes of byKey(operations, (operation) => `${operation.record}\t${operation.field}`).values()) {
    const { record: id, field } = changes[0]!
    const record = view.get(id)
    if (record === undefined) continue
    const end = followChain(recordValue(record, field), changes, (one, other) => one === other)
    confirmed.push(...end.confirmed)
    if (end.value !== recordValue(record, field)) view.set(id, withRecordValue(record, field, end.value))
  }
  return confirmed
}

function layOverLogins(view: Map<RecordId, SourceRecord>, operations: readonly Keyed<'move_login'>[]): readonly string[] {
  const sides = operations.flatMap((operation): (Change<readonly Login[]> & { readonly record: RecordId })[] => [
    { key: operation.key, record: operation.to, before: operation.replaced, after: operation.logins },
    { key: operation.key, record: operation.from, before: operation.logins, after: operation.replaced },
  ])
  const open = new Set<string>()
  for (const [id, changes] of byKey(sides, (side) => side.record)) {
    const record = view.get(id as RecordId)
    if (record === undefined) continue
    const end = followChain(record.logins, changes, (one, other) => canonicalJson(one) === canonicalJson(other))
    for (const change of changes) if (!end.confirmed.includes(change.key)) open.add(change.key)
    if (end.value !== record.logins) view.set(record.id, { ...record, logins: end.value })
  }
  return operations.map((operation) => operation.key).filter((key) => !open.has(key))
}

function layOverParticipants(view: Map<RecordId, SourceRecord>, operations: readonly Keyed<'move_participant'>[]): readonly string[] {
  const confirmed: string[] = []
  for (const [participant, moves] of byKey(operations, (operation) => operation.participant)) {
    const owners = new Set(moves.flatMap((move) => [move.from, move.to]))
    const owner = [...owners].find((id) => view.get(id)?.participants.some((each) => each.id === participant))
    if (owner === undefined) {
      confirmed.push(...moves.map((move) => move.key))
      continue
    }
    const end = followChain(owner, moves.map((move) => ({ key: move.key, before: move.from, after: move.to })), (one, other) => one === other)
    confirmed.push(...end.confirmed)
    if (end.value === owner) continue
    const from = view.get(owner)!
    const moved = from.participants.find((each) => each.id === participant)!
    view.set(owner, { ...from, participants: from.participants.filter((each) => each !== moved) })
    const to = view.get(end.value)
    // A participant united with another one is already there under the other's id.
    if (to !== undefined && moves.at(-1)!.combineWith === null) view.set(to.id, { ...to, participants: [...to.participants, moved] })
  }
  return confirmed
}
