/** What the exports show, written over what the store remembered. Each statement reads the staging tables; $1 is the day. */
export const syncStatements: readonly string[] = [
  `insert into record (id, system, hash, traits, state, seen)
   select stage.id, stage.system, stage.hash, stage.traits, case when alias.merge like 'r-%' then 'active' else coalesce(alias.state, 'active') end, $1::date from stage_record stage left join alias on alias.record = stage.id
   on conflict (id) do update set hash = excluded.hash, traits = excluded.traits, state = excluded.state, seen = excluded.seen
   where (record.hash, record.traits, record.state, record.seen) is distinct from (excluded.hash, excluded.traits, excluded.state, excluded.seen)`,
  `update record set state = 'gone' where state = 'active' and $1::date is not null and not exists (select from stage_record stage where stage.id = record.id)`,
]

/** Operations whose effect the exports show; $1 is the day. */
export const confirmStatement = `update operation set state = 'confirmed' from stage_confirmed stage where stage.key = operation.key and operation.state = 'issued' and $1::date is not null`

/** Holdings as they are after issued operations; $1 is the day. */
export const holdingStatements: readonly string[] = [
  `insert into holding (id, kind, owner_exported, owner_now, unit, amount, billing_interval, state, seen)
   select id, kind, owner_exported, owner_now, unit, amount, billing_interval, state, $1::date from stage_holding
   on conflict (id) do update set kind = excluded.kind, owner_exported = excluded.owner_exported, owner_now = excluded.owner_now, unit = excluded.unit, amount = excluded.amount,
     billing_interval = excluded.billing_interval, state = excluded.state, seen = excluded.seen
   where (holding.owner_exported, holding.owner_now, holding.unit, holding.amount, holding.billing_interval, holding.state, holding.seen)
     is distinct from (excluded.owner_exported, excluded.owner_now, excluded.unit, excluded.amount, excluded.billing_interval, excluded.state, excluded.seen)`,
  `update holding set state = 'gone' where state <> 'gone' and $1::date is not null and not exists (select from stage_holding stage where stage.id = holding.id)`,
]

/**
 * Posts what every account has more or less than the ledger says against its system. The key names the account and
 * the last entry before, so the same observation is never posted twice. $1 is the day.
 */
export const observeStatement = `
with side as (
  select credit as account, unit, amount, sequence from ledger_entry union all select debit, unit, -amount, sequence from ledger_entry
), balance as (
  select substr(account, 8) as record, unit, sum(amount)::bigint as balance, max(sequence) as last from side where account like 'record:%' group by account, unit
), difference as (
  select coalesce(stage.record, balance.record) as record, coalesce(stage.unit, balance.unit) as unit,
    coalesce(stage.amount, 0) - coalesce(balance.balance, 0) as amount, coalesce(balance.last, 0) as last
  from stage_balance stage full join balance on balance.record = stage.record and balance.unit = stage.unit
)
insert into ledger_entry (key, debit, credit, unit, amount, reason, posted_on)
select 'observed:' || md5(record || chr(9) || unit || chr(9) || last),
  case when amount > 0 then 'external:' || system else 'record:' || record end,
  case when amount > 0 then 'record:' || record else 'external:' || system end,
  unit, abs(amount), 'observed', $1::date
from difference, split_part(substr(record, case when record like 'undecided:%' then 11 else 1 end), ':', 1) as system
where amount <> 0 and not exists (select from stage_undecided undecided where undecided.record = difference.record and undecided.unit = difference.unit)
order by record, unit`
