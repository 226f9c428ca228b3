/** What is left of the batch when the failing merges are out; `$1` is the batch. */
const operations = `(select * from stage_operation where batch = $1)`
const merges = `(select * from stage_merge where batch = $1 and failure is null)`

/** Marks every merge whose preconditions do not hold; `min` makes the reason the same in every run. */
export const preconditionStatement = `
update stage_merge set failure = found.code from (
  select merge, min(code) as code from (
    select operation.merge, 'MERGE_IN_PROGRESS' as code from stage_operation operation join alias on alias.record in (operation.record, operation.target) and alias.state = 'retired'
      where operation.batch = $1 and operation.type = 'retire_customer'
    union all select operation.merge, 'NO_ARCHIVE' from stage_operation operation
      where operation.batch = $1 and operation.type = 'retire_customer' and not exists (select from stage_archive archive where archive.merge = operation.merge and archive.record = operation.record)
    union all select operation.merge, 'STALE_EXPORT' from stage_operation operation join stage_archive archive on archive.merge = operation.merge and archive.record = operation.record
      where operation.batch = $1 and operation.type = 'archive_customer' and archive.record_hash <> operation.before
    union all select operation.merge, 'STALE_EXPORT' from stage_operation operation join stage_merge merge on merge.id = operation.merge left join holding on holding.id = operation.holding
      where operation.batch = $1 and merge.kind = 'merge' and operation.holding is not null and operation.owner is not null and operation.type <> 'correct_transfer'
        and (holding.id is null or holding.state = 'gone' or holding.owner_now <> operation.owner or operation.amount is not null and holding.amount <> operation.amount)
    union all select operation.merge, 'MERGE_IN_PROGRESS' from stage_operation operation left join alias on alias.record = operation.record
      where operation.batch = $1 and operation.type = 'repoint_alias' and alias.survivor is distinct from operation.before
    union all select operation.merge, 'MERGE_IN_PROGRESS' from stage_operation operation join alias on alias.state = 'retired'
      and (alias.record = operation.target or alias.record = operation.record and alias.survivor <> operation.target)
      where operation.batch = $1 and operation.type = 'keep_lost_customer'
    union all select operation.merge, 'IDEMPOTENCY_CLASH' from stage_operation operation join operation present on present.key = operation.key where operation.batch = $1
    union all select operation.merge, 'IDEMPOTENCY_CLASH' from stage_operation operation join ledger_entry entry on entry.key = operation.key where operation.batch = $1
    union all select operation.merge, 'CHANGED_IN_FLIGHT' from stage_operation operation left join operation corrected on corrected.key = operation.corrects
      where operation.batch = $1 and operation.corrects is not null and corrected.state is distinct from 'issued'
    union all select merge.id, 'MERGE_UNKNOWN' from stage_merge merge left join merge reversed on reversed.id = merge.reverses
      where merge.batch = $1 and merge.kind = 'unmerge' and reversed.state is distinct from 'applied'
  ) as failing group by merge
) as found where found.merge = stage_merge.id and stage_merge.batch = $1`

/** What an unmerge takes back: the operations of its merge and of the corrections made to it since. */
const takenBack = `(
  select reversal.id as merge, operation.key, operation.merge as reversed_merge from ${merges} reversal join operation on operation.merge = reversal.reverses
  union select reversal.id, operation.key, operation.merge from ${merges} reversal join operation on operation.type = 'correct_transfer'
    and (operation.body ->> 'corrects' in (select key from operation where operation.merge = reversal.reverses)
      or operation.body ->> 'to' = reversal.survivor and operation.body ->> 'from' in (select json_array_elements_text(reversal.sources))))`

/** The state of every row about to change goes to the journal first. $2 is the day. */
const journalStatement = `
insert into journal (merge, operation, relation, row_key, before, written_on)
select change.merge, change.key, change.relation, change.row_key, change.before, $2::date from (
  select operation.merge, operation.key, 'field_override' as relation, json_build_array(operation.record, operation.field)::text as row_key, row_to_json(row) as before
    from ${operations} operation left join field_override row on row.record = operation.record and row.field = operation.field where operation.type = 'set_field'
  union all select operation.merge, operation.key, 'holding', operation.holding, row_to_json(row)
    from ${operations} operation left join holding row on row.id = operation.holding where operation.holding is not null
  union all select operation.merge, operation.key, 'login', operation.owner, (select json_agg(row_to_json(row)) from login row where row.owner_now in (operation.owner, operation.target))
    from ${operations} operation where operation.type = 'move_login'
  union all select operation.merge, operation.key, 'participant', json_build_array(operation.owner, operation.participant)::text, row_to_json(row)
    from ${operations} operation left join participant row on row.participant = operation.participant and row.owner_now = operation.owner where operation.type = 'move_participant'
  union all select operation.merge, operation.key, 'alias', operation.record, row_to_json(row)
    from ${operations} operation left join alias row on row.record = operation.record where operation.type in ('retire_customer', 'restore_customer', 'keep_lost_customer')
  union all select operation.merge, operation.key, 'alias', row.record, row_to_json(row)
    from ${operations} operation join alias row on row.survivor = operation.record and row.record <> operation.record where operation.type in ('retire_customer', 'keep_lost_customer')
  union all select operation.merge, min(operation.key), 'alias', operation.target, (select row_to_json(row) from alias row where row.record = operation.target)
    from ${operations} operation where operation.type in ('retire_customer', 'restore_customer') group by operation.merge, operation.target
  union all select operation.merge, operation.key, 'record', operation.record, row_to_json(row)
    from ${operations} operation left join record row on row.id = operation.record where operation.type in ('retire_customer', 'restore_customer')
  union all select operation.merge, operation.key, 'operation', operation.corrects, json_build_object('state', row.state)
    from ${operations} operation join operation row on row.key = operation.corrects
  union all select back.merge, back.key, 'operation', back.key, json_build_object('state', row.state) from ${takenBack} back join operation row on row.key = back.key
) as change order by change.merge, change.key, change.relation, change.row_key`

/**
 * Survivor and sources of every merge get their alias. The customer is the survivor's, else that of the source which became
 * one first, else the survivor itself: a customer's id is that of its first survivor, for ever.
 */
const aliasStatement = `
with retiring as (
  select merge, record, target from stage_operation where batch = $1 and type = 'retire_customer'
), former as (
  select distinct on (retiring.merge) retiring.merge, alias.customer from retiring join alias on alias.record = retiring.record order by retiring.merge, alias.since, alias.customer
), joined as (
  select survivor.merge, survivor.target, coalesce(own.customer, former.customer, survivor.target) as customer
  from (select distinct merge, target from retiring) as survivor left join alias own on own.record = survivor.target left join former on former.merge = survivor.merge
)
insert into alias (record, customer, survivor, state, since, merge)
select target, customer, target, 'active', $2::date, merge from joined
union all select retiring.record, joined.customer, retiring.target, 'retired', $2::date, retiring.merge from retiring join joined on joined.merge = retiring.merge
on conflict (record) do update set customer = excluded.customer, survivor = excluded.survivor, state = excluded.state,
  since = case when excluded.state = 'active' then alias.since else excluded.since end, merge = excluded.merge`

/** A fixed number of statements a batch. $1 = batch, $2 = day, $3 = plan hash. */
export const batchStatements: readonly { readonly name: string; readonly sql: string; readonly values: readonly (1 | 2 | 3)[] }[] = [
  { name: 'precondition', values: [1], sql: preconditionStatement },
  { name: 'leave out', values: [1], sql: `delete from stage_operation using stage_merge merge where merge.id = stage_operation.merge and merge.batch = $1 and merge.failure is not null` },
  { name: 'archive', values: [1, 2], sql: `insert into archive (record, merge, record_hash, content_hash, content, archived_on, keep_until)
     select archive.record, archive.merge, archive.record_hash, archive.content_hash, archive.content, $2::date, archive.keep_until from stage_archive archive join ${merges} merge on merge.id = archive.merge order by archive.merge, archive.record` },
  { name: 'journal', values: [1, 2], sql: journalStatement },
  { name: 'merge', values: [1, 2, 3], sql: `insert into merge (id, hash, plan, kind, survivor, sources, member_key, state, reverses, applied_on, document)
     select id, hash, $3, kind, survivor, array(select json_array_elements_text(sources)), member_key, 'applied', reverses, $2::date, document from ${merges} merge order by id` },
  { name: 'corrected', values: [1], sql: `update operation set state = 'reversed' from ${operations} correction where correction.corrects = operation.key` },
  { name: 'taken back', values: [1], sql: `update operation set state = 'reversed' from ${takenBack} back where back.key = operation.key and operation.state <> 'reversed'` },
  { name: 'merges taken back', values: [1], sql: `update merge set state = 'reversed' from ${takenBack} back where back.reversed_merge = merge.id and merge.state <> 'reversed'` },
  // Another day for the same ending: what was still to be done for the day before is not to be done any more.
  { name: 'tasks overtaken', values: [1], sql: `update operation set state = 'reversed' from ${merges} ending
     where ending.kind = 'end' and operation.type in ('staff_task', 'propose_credit_note') and operation.state = 'issued' and operation.merge like 'e-%' and split_part(operation.merge, '-', 2) = split_part(ending.id, '-', 2)` },
  { name: 'operation', values: [1, 2], sql: `insert into operation (key, id, merge, number, type, state, applied_on, body)
     select key, id, merge, number, type, effect, $2::date, body from ${operations} operation order by position` },
  { name: 'field', values: [1], sql: `insert into field_override (record, field, value, operation) select record, field, after, key from ${operations} operation where type = 'set_field'
     on conflict (record, field) do update set value = excluded.value, operation = excluded.operation` },
  { name: 'holding', values: [1], sql: `update holding set owner_now = operation.target from ${operations} operation
     where operation.holding = holding.id and operation.target is not null and operation.type <> 'correct_transfer'
       and (operation.amount is null or holding.owner_now = operation.owner and holding.amount = operation.amount and operation.entry = operation.amount)` },
  { name: 'login', values: [1], sql: `insert into login (owner_exported, user_name, password_reference, owner_now, operation)
     select operation.owner, coalesce(login ->> 'userName', ''), coalesce(login ->> 'passwordReference', ''), operation.target, operation.key
     from ${operations} operation, json_array_elements(operation.body -> 'logins') login where operation.type = 'move_login'
     union select operation.target, coalesce(login ->> 'userName', ''), coalesce(login ->> 'passwordReference', ''), operation.owner, operation.key
     from ${operations} operation, json_array_elements(operation.body -> 'replaced') login where operation.type = 'move_login'
     on conflict (owner_exported, user_name, password_reference) do update set owner_now = excluded.owner_now, operation = excluded.operation` },
  { name: 'participant', values: [1], sql: `insert into participant (owner_exported, participant, owner_now, combined_with, operation)
     select owner, participant, target, after, key from ${operations} operation where type = 'move_participant'
     on conflict (owner_exported, participant) do update set owner_now = excluded.owner_now, combined_with = excluded.combined_with, operation = excluded.operation` },
  { name: 'ledger', values: [1, 2], sql: `insert into ledger_entry (key, debit, credit, unit, amount, reason, merge, operation, posted_on)
     select key, 'record:' || case when entry > 0 then owner else target end, 'record:' || case when entry > 0 then target else owner end, unit, abs(entry),
       case when type = 'correct_transfer' then 'correction' when merge like 'u-%' then 'reversal' else 'transfer' end, merge, key, $2::date
     from ${operations} operation where entry <> 0 order by position` },
  { name: 'alias', values: [1, 2], sql: aliasStatement },
  // Whoever pointed at a record that is retired now points where it points: every id ever given out leads to a customer.
  { name: 'alias repointed', values: [1], sql: `update alias set survivor = operation.target, customer = pointed.customer from ${operations} operation join alias pointed on pointed.record = operation.target
     where operation.type = 'retire_customer' and alias.survivor = operation.record` },
  // A customer that another program merged leads to the account that remains, and whoever led to it with it, until it is created again.
  { name: 'alias of the lost', values: [1, 2], sql: `insert into alias (record, customer, survivor, state, since, merge)
     select operation.record, operation.record, operation.target, 'retired', $2::date, operation.merge from ${operations} operation where operation.type = 'keep_lost_customer'
     on conflict (record) do update set survivor = excluded.survivor, state = excluded.state, merge = excluded.merge, since = case when alias.state = 'retired' then alias.since else excluded.since end` },
  { name: 'alias of the lost repointed', values: [1], sql: `update alias set survivor = operation.target from ${operations} operation
     where operation.type = 'keep_lost_customer' and alias.survivor = operation.record` },
  { name: 'record of the lost', values: [1, 2], sql: `insert into record (id, system, hash, state, seen)
     select operation.record, split_part(operation.record, ':', 1), operation.body -> 'lastKnown' -> 'record' ->> 'hash', 'gone', $2::date from ${operations} operation where operation.type = 'keep_lost_customer'
     on conflict (id) do nothing` },
  { name: 'alias given back', values: [1], sql: `insert into alias (record, customer, survivor, state, since, merge)
     select distinct on (journal.row_key) before.record, before.customer, before.survivor, before.state, before.since, before.merge
     from ${merges} reversal join journal on journal.merge = reversal.reverses and journal.relation = 'alias' and journal.before is not null, json_populate_record(null::alias, journal.before) before
     order by journal.row_key, journal.sequence
     on conflict (record) do update set customer = excluded.customer, survivor = excluded.survivor, state = excluded.state, since = excluded.since, merge = excluded.merge` },
  { name: 'alias taken away', values: [1], sql: `delete from alias using (select distinct journal.row_key from ${merges} reversal join journal on journal.merge = reversal.reverses and journal.relation = 'alias'
       where reversal.kind = 'unmerge' and journal.before is null) as first_time where alias.record = first_time.row_key` },
  { name: 'record', values: [1, 2], sql: `update record set state = case when operation.type = 'retire_customer' then 'retired' when record.seen = $2::date then 'active' else 'gone' end from ${operations} operation
     where operation.type in ('retire_customer', 'restore_customer') and operation.record = record.id` },
]
