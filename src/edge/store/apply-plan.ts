import { keepIds } from '../../1-ingest/keep-ids.ts'
import { reconcile } from '../../1-ingest/reconcile.ts'
import { archiveColumns, archiveRows, mergeColumns, mergeRows, operationColumns, operationRows, type RecordsOf } from '../../8-apply/stage-rows.ts'
import { prepareApply, type FailureCode, type Prepared } from '../../8-apply/prepare-apply.ts'
import { DubletteError } from '../../model/error.ts'
import { byCodeUnit, canonicalJson } from '../../model/json.ts'
import { longestRetention } from '../../model/retention.ts'
import type { Ingested } from '../../model/ingested.ts'
import type { Operation } from '../../model/operation.ts'
import type { PlannedMerge } from '../../model/plan.ts'
import type { Reconciled } from '../../model/reconciled.ts'
import type { RecordId, SourceRecord } from '../../model/record.ts'
import { batchStatements } from './batch-statements.ts'
import type { Connection } from './connection.ts'
import { copyRows } from './copy-rows.ts'
import { readState } from './read-state.ts'
import { storeFailure } from './store-failure.ts'
import { stagingTables } from './staging.ts'
import type { ApplyRequest, ApplyResult, MergeResult } from './store.ts'
import { syncExports, syncOutcome } from './sync-exports.ts'

/** Merges that share a transaction. Larger batches gain nothing (docs/store.md); smaller ones lose less to a failure. */
const batchSize = 10_000

/** Is called before every statement that writes; a test lets one of them fail. */
export type StatementWatch = (name: string) => void

/** Applies an approved plan: what the exports show first, then its merges, batch by batch. */
export async function applyPlan(connection: Connection, asked: ApplyRequest, watch: StatementWatch): Promise<ApplyResult> {
  const state = await readState(connection)
  const request = { ...asked, ingested: keepIds(asked.ingested, state).ingested }
  const reconciled = reconcile(request.ingested, state, request)
  const applied = await connection.rows<{ readonly id: string; readonly hash: string }>('select id, hash from merge')
  const prepared = prepareApply({ ...request, reconciled, ledger: state.balances, applied: new Map(applied.map((row) => [row.id, row.hash])) })
  await connection.run(stagingTables)
  const written = await inTransaction(connection, watch, async () => {
    const observed = await syncExports(connection, request, reconciled, prepared, watch)
    await rememberPlan(connection, request, prepared, watch)
    return observed
  })
  const failed = new Map<string, FailureCode>(prepared.refused.map((each) => [each.merge, each.code]))
  let records: RecordsOf | null = null
  let batch = 0
  let isMoreThanOwners = false
  for (const merges of batchesOf(request.approved.merges, prepared.ready)) {
    isMoreThanOwners ||= merges.some(({ operations }) => operations.some(changesMoreThanOwners))
    await stageMerges(connection, request, merges, batch, records ??= recordsOf(request.ingested, reconciled))
    await applyBatch(connection, request, batch, merges.map((each) => each.merge.id), failed, watch)
    batch += 1
  }
  if (isMoreThanOwners) {
    await inTransaction(connection, watch, async () => syncOutcome(connection, request, reconcile(request.ingested, await readState(connection), request), watch))
  }
  return resultOf(prepared, failed, reconciled, written, await entriesOf(connection, prepared))
}

/** Of a large plan no more merges are held than share a transaction. They are read anew for it, and must be those that were checked. */
function* batchesOf(merges: Iterable<PlannedMerge>, ready: ReadonlyMap<string, string>): Generator<readonly PlannedMerge[]> {
  let batch: PlannedMerge[] = []
  for (const planned of merges) {
    const checked = ready.get(planned.merge.id)
    if (checked === undefined) continue
    if (checked !== planned.hash) throw new DubletteError('PLAN_ALTERED', 'The approved plan was changed while it was applied; whole batches stand.', { got: planned.merge.id, next: 'Apply again what is approved now: what stands is not applied twice.' })
    batch.push(planned)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function recordsOf({ records }: Pick<Ingested, 'records'>, present: Pick<Reconciled, 'records'>): RecordsOf {
  const byId = (list: readonly SourceRecord[]): ReadonlyMap<RecordId, SourceRecord> => new Map(list.map((record) => [record.id, record]))
  return { exported: byId(records), present: byId(present.records) }
}

function changesMoreThanOwners(operation: Operation): boolean {
  switch (operation.type) {
    case 'correct_transfer': case 'restore_customer': case 'end_subscription': case 'set_renewal': return true
    case 'transfer_credit': case 'transfer_class_credit': return operation.amountKept !== undefined
    case 'archive_customer': case 'set_field': case 'move_login': case 'move_package': case 'move_subscription': case 'move_participant': case 'move_holding': case 'propose_credit_note': case 'propose_payout':
    case 'clear_followup': case 'retire_customer': case 'add_alias': case 'repoint_alias': case 'add_note': case 'keep_lost_customer': case 'give_back': case 'staff_task': return false
  }
}

async function rememberPlan(connection: Connection, { approved, asOf, appliedBy }: ApplyRequest, prepared: Prepared, watch: StatementWatch): Promise<void> {
  watch('pairs')
  for (const pair of approved.remember) {
    await connection.run('insert into remembered_pair (left_record, right_record, verdict, plan) values ($1, $2, $3, $4) on conflict (left_record, right_record) do update set verdict = excluded.verdict, plan = excluded.plan where remembered_pair.verdict <> excluded.verdict', [pair.left, pair.right, pair.verdict, approved.hash])
  }
  if (prepared.ready.size === 0) return
  watch('plan')
  const { plan } = approved
  await connection.run('insert into plan (hash, kind, as_of, applied_on, profile, rules_hash, input_hash, head, decisions, applied_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (hash) do nothing',
    [approved.hash, plan.kind, plan.asOf, asOf, plan.profile, plan.rulesHash, plan.inputHash, canonicalJson(plan), canonicalJson(approved.decisions), appliedBy ?? null])
}

async function stageMerges(connection: Connection, { approved, asOf, retention = longestRetention }: ApplyRequest, merges: readonly PlannedMerge[], batch: number, records: RecordsOf): Promise<void> {
  await copyRows(connection, 'stage_merge', mergeColumns, mergeRows(merges, approved.plan.kind, batch))
  await copyRows(connection, 'stage_operation', operationColumns, operationRows(merges, batch))
  await copyRows(connection, 'stage_archive', archiveColumns, archiveRows(merges, records, batch, { asOf, retention }))
  await connection.run('analyze stage_merge; analyze stage_operation; analyze stage_archive')
}

/** Batches made by halving get numbers that no first batch has. */
const firstHalf = 1_000_000

/**
 * One transaction a batch. A merge whose preconditions do not hold is marked and left out; an error that nobody foresaw
 * halves the batch until the merge that causes it stands alone.
 */
async function applyBatch(connection: Connection, request: ApplyRequest, batch: number, ids: readonly string[], failed: Map<string, FailureCode>, watch: StatementWatch): Promise<void> {
  const values = { 1: batch, 2: request.asOf, 3: request.approved.hash }
  try {
    await inTransaction(connection, watch, async () => {
      for (const statement of batchStatements) {
        watch(statement.name)
        await connection.run(statement.sql, statement.values.map((index) => values[index]))
      }
    })
  } catch (error) {
    const failure = storeFailure(error)
    if (failure !== null) throw new DubletteError('STORE_UNAVAILABLE', 'The store failed while a plan was applied; whole batches stand.', { ...(failure.got === undefined ? {} : { got: failure.got }), next: 'Apply the same plan again: it finishes the rest.', cause: error })
    if (ids.length === 1) {
      failed.set(ids[0]!, 'UNFORESEEN')
      return
    }
    const middle = Math.ceil(ids.length / 2)
    for (const half of [ids.slice(0, middle), ids.slice(middle)]) await applyBatch(connection, request, await renumber(connection, half), half, failed, watch)
    return
  }
  const refused = await connection.rows<{ readonly id: string; readonly failure: FailureCode }>('select id, failure from stage_merge where batch = $1 and failure is not null', [batch])
  for (const row of refused) failed.set(row.id, row.failure)
}

async function renumber(connection: Connection, ids: readonly string[]): Promise<number> {
  const [row] = await connection.rows<{ readonly next: number }>('select greatest(max(batch) + 1, $1)::int as next from stage_merge', [firstHalf])
  await connection.run('update stage_merge set batch = $1, failure = null where id = any($2)', [row!.next, ids])
  await connection.run('update stage_operation set batch = $1 where merge = any($2)', [row!.next, ids])
  return row!.next
}

async function inTransaction<Result>(connection: Connection, watch: StatementWatch, work: () => Promise<Result>): Promise<Result> {
  await connection.run('begin')
  try {
    const result = await work()
    watch('commit')
    await connection.run('commit')
    return result
  } catch (error) {
    await connection.run('rollback').catch(() => {})
    throw error
  }
}

async function entriesOf(connection: Connection, prepared: Prepared): Promise<number> {
  const [row] = await connection.rows<{ readonly entries: number }>('select count(*)::int as entries from ledger_entry where merge = any($1)', [[...prepared.ready.keys()]])
  return row!.entries
}

function resultOf(prepared: Prepared, failed: ReadonlyMap<string, FailureCode>, reconciled: Reconciled, observed: number, transferred: number): ApplyResult {
  const merges: MergeResult[] = [
    ...prepared.already.map((merge): MergeResult => ({ merge, outcome: 'already', code: null })),
    ...prepared.refused.map(({ merge, code }): MergeResult => ({ merge, outcome: 'failed', code })),
    ...Array.from(prepared.ready.keys(), (merge): MergeResult => {
      const code = failed.get(merge)
      return code === undefined ? { merge, outcome: 'applied', code: null } : { merge, outcome: 'failed', code }
    }),
  ]
  const nothingToDo = merges.every((each) => each.outcome === 'already') && observed === 0 && reconciled.confirmed.length === 0
  return { merges: merges.sort((left, right) => byCodeUnit(left.merge, right.merge)), nothingToDo, confirmed: reconciled.confirmed.length, ledgerEntries: observed + transferred }
}
