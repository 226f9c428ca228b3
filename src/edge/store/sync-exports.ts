import { holdingColumns, holdingRows, recordColumns, recordRows } from '../../8-apply/stage-rows.ts'
import type { Prepared } from '../../8-apply/prepare-apply.ts'
import { accountOf } from '../../model/account.ts'
import type { Reconciled } from '../../model/reconciled.ts'
import type { StatementWatch } from './apply-plan.ts'
import type { Connection } from './connection.ts'
import { copyRows } from './copy-rows.ts'
import type { ApplyRequest } from './store.ts'
import { confirmStatement, holdingStatements, observeStatement, syncStatements } from './sync-statements.ts'

/** Writes what the exports show over what the store remembered. Returns how many observed entries the ledger got. */
export async function syncExports(connection: Connection, { ingested, asOf }: ApplyRequest, reconciled: Reconciled, prepared: Prepared, watch: StatementWatch): Promise<number> {
  await copyRows(connection, 'stage_record', recordColumns, recordRows(ingested))
  await copyRows(connection, 'stage_holding', holdingColumns, holdingRows(ingested, reconciled))
  await copyRows(connection, 'stage_balance', ['record', 'unit', 'amount'], prepared.observed.map((balance) => [balance.record, balance.unit, balance.amount]))
  await copyRows(connection, 'stage_undecided', ['record', 'unit'], [...prepared.undecided].map((key) => [accountOf(key).record, accountOf(key).unit]))
  await copyRows(connection, 'stage_confirmed', ['key'], reconciled.confirmed.map((key) => [key]))
  await connection.run('analyze stage_record; analyze stage_holding; analyze stage_balance')
  for (const sql of [...syncStatements, confirmStatement, ...holdingStatements]) {
    watch('exports')
    await connection.run(sql, [asOf])
  }
  watch('observed')
  const observed = await connection.run(observeStatement, [asOf])
  watch('input hash')
  await connection.run(`insert into fact (name, value) values ('inputHash', $1), ('asOf', $2) on conflict (name) do update set value = excluded.value`, [ingested.hash, asOf])
  return observed
}

/**
 * Writes holdings and confirmations again, after an apply that changed more than owners: what was taken back before anybody
 * entered it needs no entering.
 */
export async function syncOutcome(connection: Connection, { ingested, asOf }: ApplyRequest, reconciled: Reconciled, watch: StatementWatch): Promise<void> {
  await connection.run('truncate stage_holding, stage_confirmed')
  await copyRows(connection, 'stage_holding', holdingColumns, holdingRows(ingested, reconciled))
  await copyRows(connection, 'stage_confirmed', ['key'], reconciled.confirmed.map((key) => [key]))
  for (const sql of [...holdingStatements, confirmStatement]) {
    watch('outcome')
    await connection.run(sql, [asOf])
  }
}
