import { accountKey } from '../../model/account.ts'
import type { AppliedCounts, AppliedMerge } from '../../model/applied-merge.ts'
import type { RememberedPair } from '../../model/decision.ts'
import { byCodeUnit, hashText } from '../../model/json.ts'
import type { Operation, OperationState } from '../../model/operation.ts'
import type { PlannedMerge } from '../../model/plan.ts'
import { reviveJson } from '../../model/revive-json.ts'
import type { RecordId } from '../../model/record.ts'
import type { Alias, IssuedOperation, StoreState } from '../../model/store-state.ts'
import type { Connection } from './connection.ts'

type OperationRow = { readonly merge: string; readonly state: OperationState; readonly applied_on: string; readonly body: string }

/**
 * Issued operations whose effect an export can show; and while the transfers of an unmerge are issued, all of them together with those they take back,
 * because only the whole sequence tells how far the target is. A correction stands where the transfer stood that it corrects.
 */
const issuedQuery = `
with open_reversal as (
  select distinct merge.id, merge.reverses, merge.survivor, merge.sources from merge join operation on operation.merge = merge.id
  where merge.kind = 'unmerge' and operation.state = 'issued' and operation.type in ('transfer_credit', 'transfer_class_credit')
)
select merge, state, applied_on, body::text as body from operation
where state = 'issued' and (type not in ('staff_task', 'add_note') or type = 'staff_task' and body ->> 'task' in ('credit_invoice', 'pay_out'))
  or type in ('transfer_credit', 'transfer_class_credit') and merge in (select id from open_reversal)
  or type in ('transfer_credit', 'transfer_class_credit', 'correct_transfer') and state = 'reversed'
    and exists (select from open_reversal reversal where operation.merge = reversal.reverses
      or operation.type = 'correct_transfer' and operation.body ->> 'to' = reversal.survivor and operation.body ->> 'from' = any(reversal.sources))
    and not exists (select from operation correction where correction.type = 'correct_transfer' and correction.body ->> 'corrects' = operation.key)
order by coalesce((select corrected.sequence from operation corrected where corrected.key = operation.body ->> 'corrects'), sequence), sequence`

/** Reads everything a run needs. The hash covers what changes a plan, and not when it was written. */
export async function readState(connection: Connection): Promise<StoreState> {
  const aliases = await connection.rows<Alias>('select record, customer, survivor, state, since, merge from alias order by record')
  const operations = await connection.rows<OperationRow>(issuedQuery)
  const pairs = await connection.rows<RememberedPair>('select left_record as "left", right_record as "right", verdict from remembered_pair order by left_record, right_record')
  const records = await connection.rows<{ readonly id: RecordId; readonly hash: string; readonly traits: string | null }>(`select id, hash, traits from record where state <> 'gone' order by id`)
  const attempts = await connection.rows<{ readonly key: string; readonly times: number }>(`select member_key as key, count(*)::int as times from merge where kind = 'merge' and state = 'reversed' group by member_key order by member_key`)
  const balances = await connection.rows<{ readonly record: RecordId; readonly unit: string; readonly balance: bigint }>('select record, unit, balance from v_balance order by record, unit')
  const kept = await connection.rows<{ readonly id: string }>(
    `select holding.id from holding join alias on alias.record = holding.owner_now and alias.state = 'retired' where holding.state <> 'gone' and (holding.kind not in ('credit', 'classCredit') or holding.amount <> 0) order by id`)
  const state = {
    aliases, pairs, issued: operations.map(issuedOperation),
    knownRecords: new Map(records.map((row) => [row.id, row.hash])),
    traits: new Map(records.flatMap((row): [RecordId, string][] => (row.traits === null ? [] : [[row.id, row.traits]]))),
    attempts: new Map(attempts.map((row) => [row.key, row.times])),
    balances: new Map(balances.map((row) => [accountKey(row.record, row.unit), row.balance])),
    keptHoldings: new Set(kept.map((row) => row.id)),
  }
  return { ...state, hash: hashOfState(state) }
}

/** Line by line: one JSON text of a large store would not fit into memory. */
function hashOfState(state: Omit<StoreState, 'hash'>): string {
  const parts = [
    state.aliases.map((alias) => [alias.record, alias.customer, alias.survivor, alias.state].join('\t')),
    state.issued.map(({ operation, state: standing }) => `${operation.key}\t${standing}`).sort(byCodeUnit),
    state.pairs.map((pair) => [pair.left, pair.right, pair.verdict].join('\t')),
    [...state.knownRecords].map(([id, hash]) => `${id}\t${hash}`),
    [...state.traits].map(([id, traits]) => `${id}\t${traits}`),
    [...state.attempts].map(([key, times]) => `${key}\t${times}`),
    [...state.balances].map(([account, amount]) => `${account}\t${amount}`),
    [...state.keptHoldings],
  ]
  return parts.every((part) => part.length === 0) ? 'empty' : hashText(parts.map((part) => hashText(part.join('\n'))).join('\n'))
}

function issuedOperation(row: OperationRow): IssuedOperation {
  return { operation: reviveOperation(row.body), state: row.state, appliedOn: row.applied_on }
}

/** Amounts are text in JSON. Only the few operations that hold some are gone through: reviving all would take most of a large state's time. */
function reviveOperation(body: string): Operation {
  return (/"amount/.test(body) ? reviveJson(body) : JSON.parse(body)) as Operation
}

type MergeRow = { readonly id: string; readonly kind: AppliedMerge['kind']; readonly state: AppliedMerge['state']; readonly applied_on: string; readonly sequence: bigint; readonly document: string }

/** Merges that are read at a time. */
const mergesAtATime = 2_000

/** Which merges are asked for: of one kind; those that took one of some records in; or with a record of a merge: `wanted` is that merge, or a record that it retired or kept. */
export type WhichApplied = { readonly kind: AppliedMerge['kind'] } | { readonly sources: readonly RecordId[] } | { readonly wanted: string }

/** The merges that have a record of the one that is wanted, `$3`, and the corrections of what it moved. */
const withItsRecords = `id in (
  with member as (select unnest(array_append(sources, survivor)) as record from merge where id = $3 or survivor = $3 or $3 = any(sources))
  select merge.id from merge join member on member.record = merge.survivor or member.record = any(merge.sources)
  union select operation.merge from operation join member on operation.type = 'correct_transfer' and operation.body ->> 'to' = member.record)`

/** The condition with what it asks for as `$3`. */
function conditionOf(which: WhichApplied | undefined): readonly [condition: string, ...asked: unknown[]] {
  if (which === undefined) return ['true']
  if ('kind' in which) return ['kind = $3', which.kind]
  return 'sources' in which ? ['sources && $3::text[]', which.sources] : [withItsRecords, which.wanted]
}

/** Merges that were applied with their operations, in the order of application; all that ever were where nothing is asked for. */
export async function* eachApplied(connection: Connection, which?: WhichApplied): AsyncGenerator<AppliedMerge> {
  const [condition, ...asked] = conditionOf(which)
  let after = 0n
  for (;;) {
    const merges = await connection.rows<MergeRow>(`select id, kind, state, applied_on, sequence, document::text as document from merge where sequence > $1 and ${condition} order by sequence limit $2`, [after, mergesAtATime, ...asked])
    const last = merges.at(-1)
    if (last === undefined) return
    after = last.sequence
    const operations = await connection.rows<OperationRow>('select merge, state, applied_on, body::text as body from operation where merge = any($1) order by sequence', [merges.map((row) => row.id)])
    const byMerge = new Map<string, IssuedOperation[]>(merges.map((row) => [row.id, []]))
    for (const row of operations) byMerge.get(row.merge)!.push(issuedOperation(row))
    for (const row of merges) yield appliedMerge(row, byMerge.get(row.id)!)
  }
}

export async function readApplied(connection: Connection, which?: WhichApplied): Promise<readonly AppliedMerge[]> {
  const found: AppliedMerge[] = []
  for await (const each of eachApplied(connection, which)) found.push(each)
  return found
}

function appliedMerge(row: MergeRow, operations: readonly IssuedOperation[]): AppliedMerge {
  const document = reviveJson(row.document) as Omit<PlannedMerge, 'operations'>
  return { planned: { ...document, operations: operations.map((each) => each.operation) }, kind: row.kind, state: row.state, appliedOn: row.applied_on, sequence: Number(row.sequence), operations }
}

export async function readCounts(connection: Connection): Promise<AppliedCounts> {
  const merges = await connection.rows<AppliedCounts['merges'][number]>('select id as merge, kind, state, applied_on as "appliedOn", survivor, sources from merge order by sequence')
  const operations = await connection.rows<{ readonly state: OperationState; readonly task: boolean; readonly count: number }>(`select state, type = 'staff_task' as task, count(*)::int as count from operation group by 1, 2`)
  const sum = (state: OperationState, onlyTasks = false): number => operations.reduce((total, row) => (row.state === state && (row.task || !onlyTasks) ? total + row.count : total), 0)
  return {
    standing: merges.filter((each) => each.kind === 'merge' && each.state === 'applied').length,
    takenBack: merges.filter((each) => each.kind === 'merge' && each.state === 'reversed').length,
    repairs: merges.filter((each) => each.kind === 'repair').length,
    issued: sum('issued'), confirmed: sum('confirmed'), openTasks: sum('issued', true), merges,
  }
}
