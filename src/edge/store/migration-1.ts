/**
 * The first form of the store. Names are unqualified: the search path is `dublette`.
 * docs/store.md explains every table to whoever recomputes totals with SQL of their own.
 */
export const migration1 = `
create table record (
  id text primary key, system text not null, hash text not null,
  state text not null check (state in ('active', 'retired', 'gone')), seen date not null);

create table alias (
  record text primary key, customer text not null, survivor text not null,
  state text not null check (state in ('active', 'retired')), since date not null, merge text);
create index alias_survivor on alias (survivor);

create table holding (
  id text primary key, kind text not null, owner_exported text not null, owner_now text not null,
  unit text, amount bigint, billing_interval text, state text not null check (state in ('active', 'paused', 'future', 'ended', 'gone')), seen date not null);
create index holding_owner on holding (owner_now);

create table field_override (
  record text not null, field text not null, value text, operation text not null, primary key (record, field));
create table login (
  owner_exported text not null, user_name text not null, password_reference text not null, owner_now text not null, operation text not null,
  primary key (owner_exported, user_name, password_reference));
create table participant (
  owner_exported text not null, participant text not null, owner_now text not null, combined_with text, operation text not null,
  primary key (owner_exported, participant));

create table remembered_pair (
  left_record text not null, right_record text not null, verdict text not null check (verdict in ('never', 'always')),
  plan text not null, primary key (left_record, right_record), check (left_record < right_record));

create table plan (
  sequence bigint generated always as identity, hash text primary key, kind text not null, as_of date not null, applied_on date not null,
  profile text not null, rules_hash text not null, input_hash text not null, head json not null, decisions json not null);
create table merge (
  sequence bigint generated always as identity, id text primary key, hash text not null, plan text not null references plan (hash),
  kind text not null check (kind in ('merge', 'unmerge', 'repair')), survivor text not null, sources text[] not null, member_key text not null,
  state text not null check (state in ('applied', 'reversed')), reverses text, applied_on date not null, document json not null);
create index merge_reverses on merge (reverses);
create table operation (
  sequence bigint generated always as identity, key text primary key, id text not null, merge text not null references merge (id), number int not null,
  type text not null, state text not null check (state in ('issued', 'confirmed', 'reversed')), applied_on date not null, body json not null);
create index operation_merge on operation (merge);
create index operation_corrects on operation (merge) where type = 'correct_transfer';
create index operation_issued on operation (sequence) where state = 'issued';

create table journal (
  sequence bigint generated always as identity primary key, merge text not null, operation text not null,
  relation text not null, row_key text not null, before json, written_on date not null);
create index journal_merge on journal (merge);

create table ledger_entry (
  sequence bigint generated always as identity primary key, key text not null unique,
  debit text not null check (debit ~ '^(external|record):.'), credit text not null check (credit ~ '^(external|record):.'),
  unit text not null check (unit ~ '^([A-Z]{3}|class:.*)$'), amount bigint not null check (amount > 0),
  reason text not null check (reason in ('observed', 'transfer', 'correction', 'reversal')),
  merge text, operation text, posted_on date not null, check (debit <> credit));

create table archive (
  record text not null, merge text not null, record_hash text not null, content_hash text not null, content json not null,
  archived_on date not null, keep_until date not null, primary key (record, merge));

create table fact (name text primary key, value text not null);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only ever added', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger ledger_entry_kept before update or delete on ledger_entry for each statement execute function refuse_change();
create trigger ledger_entry_not_emptied before truncate on ledger_entry for each statement execute function refuse_change();
create trigger journal_kept before update or delete on journal for each statement execute function refuse_change();
create trigger journal_not_emptied before truncate on journal for each statement execute function refuse_change();
create trigger archive_kept before update or delete on archive for each statement execute function refuse_change();
create trigger archive_not_emptied before truncate on archive for each statement execute function refuse_change();

create view v_account_balance as
  select account, unit, sum(amount)::bigint as balance
  from (select credit as account, unit, amount from ledger_entry union all select debit, unit, -amount from ledger_entry) as side
  group by account, unit;
create view v_balance as
  select substr(account, 8) as record, unit, balance from v_account_balance where account like 'record:%' and balance <> 0;
create view v_ledger_sum as
  select unit, sum(balance)::bigint as balance from v_account_balance group by unit;
create view v_holding_owner as
  select id, kind, owner_exported, owner_now, unit, amount, billing_interval, state from holding where state <> 'gone';
create view v_resolves_to as
  select record.id as record, coalesce(alias.customer, record.id) as customer, coalesce(alias.survivor, record.id) as survivor, record.state, alias.since
  from record left join alias on alias.record = record.id;
create view v_total as
  select 'records' as total, '' as key, count(*)::bigint as amount from record where state <> 'gone'
  union all select 'customers', '', count(*) from record where state = 'active'
  union all select 'retired', '', count(*) from record where state = 'retired'
  union all select 'holdings', kind, count(*) from holding where state <> 'gone' group by kind
  union all select 'credit', unit, sum(balance)::bigint from v_balance where unit not like 'class:%' group by unit
  union all select 'classCredit', substr(unit, 7), sum(balance)::bigint from v_balance where unit like 'class:%' group by unit
  union all select 'packageUnits', unit, sum(amount)::bigint from holding where kind = 'package' and state <> 'gone' and amount is not null group by unit
  union all select 'openBalance', unit, sum(amount)::bigint from holding where kind = 'invoice' and state <> 'gone' group by unit
  union all select 'recurring', billing_interval || ' ' || unit, sum(amount)::bigint from holding where kind = 'subscription' and state = 'active' group by billing_interval, unit;
`
