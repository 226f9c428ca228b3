import type { CalendarDate } from '../../model/calendar.ts'
import type { Card, Holding } from '../../model/holding.ts'
import type { LastKnown } from '../../model/merged-elsewhere.ts'
import type { ReCreated } from '../../model/re-created.ts'
import { reviveJson } from '../../model/revive-json.ts'
import type { RecordId, SourceRecord } from '../../model/record.ts'
import type { Connection } from './connection.ts'

/** The latest archive of a record: record and holdings as they were before it was changed. */
export async function readArchived(connection: Connection, record: RecordId): Promise<LastKnown | null> {
  const [row] = await connection.rows<{ readonly content: string }>('select archive.content::text as content from archive join merge on merge.id = archive.merge where archive.record = $1 order by merge.sequence desc limit 1', [record])
  if (row === undefined) return null
  const content = reviveJson(row.content) as { readonly record: SourceRecord; readonly holdings: readonly Holding[] }
  return { ...content, cards: content.holdings.filter((holding): holding is Card => holding.kind === 'card'), unknown: [] }
}

/** Ids that lead to the account that remains because of this customer: its own, and those that led to it before. */
const ownIds = `alias.survivor = $3 and (alias.record = $2 or exists (select from journal where journal.merge = $1 and journal.relation = 'alias' and journal.row_key = alias.record and journal.before ->> 'survivor' = $2))`

/**
 * From now on the old ids lead to the customer created again, and no run merges it with the account it was taken out of.
 * What the ids led to before stands in the journal, in the same transaction.
 */
export async function writeReCreated(connection: Connection, found: readonly ReCreated[], on: CalendarDate): Promise<number> {
  let written = 0
  await connection.run('begin')
  try {
    for (const { merge, record, remaining, as } of found) {
      const members = [merge, record, remaining]
      await connection.run(`insert into journal (merge, operation, relation, row_key, before, written_on)
        select $1, operation.key, 'alias', alias.record, row_to_json(alias), $4::date from alias, operation
        where operation.merge = $1 and operation.type = 'keep_lost_customer' and operation.body ->> 'record' = $2 and ${ownIds} order by alias.record`, [...members, on])
      const moved = await connection.run(`update alias set survivor = $4, since = $5::date, state = case when alias.record = $4 then 'active' else alias.state end where ${ownIds}`, [...members, as, on])
      if (moved === 0) continue
      written += 1
      await connection.run(`insert into alias (record, customer, survivor, state, since, merge) select $1, customer, $1, 'active', $2::date, $3 from alias where record = $4 on conflict (record) do nothing`, [as, on, merge, record])
      await connection.run(`insert into remembered_pair (left_record, right_record, verdict, plan) select least($1::text collate "C", $2::text), greatest($1::text collate "C", $2::text), 'never', plan from merge where id = $3
        on conflict (left_record, right_record) do update set verdict = excluded.verdict, plan = excluded.plan`, [as, remaining, merge])
    }
    await connection.run('commit')
  } catch (error) {
    await connection.run('rollback').catch(() => {})
    throw error
  }
  return written
}
