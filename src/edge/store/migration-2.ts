/**
 * Records that have no id of their own are known again by their traits (docs/store.md says which); instalments count as open
 * amounts, and what is left on vouchers is summed; memberships end by plans of their own.
 */
export const migration2 = `
alter table record add column traits text;

alter table merge drop constraint merge_kind_check;
alter table merge add constraint merge_kind_check check (kind in ('merge', 'unmerge', 'repair', 'end'));

create or replace view v_total as
  select 'records' as total, '' as key, count(*)::bigint as amount from record where state <> 'gone'
  union all select 'customers', '', count(*) from record where state = 'active'
  union all select 'retired', '', count(*) from record where state = 'retired'
  union all select 'holdings', kind, count(*) from holding where state <> 'gone' group by kind
  union all select 'credit', unit, sum(balance)::bigint from v_balance where unit not like 'class:%' group by unit
  union all select 'classCredit', substr(unit, 7), sum(balance)::bigint from v_balance where unit like 'class:%' group by unit
  union all select 'packageUnits', unit, sum(amount)::bigint from holding where kind = 'package' and state <> 'gone' and amount is not null group by unit
  union all select 'openBalance', unit, sum(amount)::bigint from holding where kind in ('invoice', 'instalment') and state <> 'gone' group by unit
  union all select 'recurring', billing_interval || ' ' || unit, sum(amount)::bigint from holding where kind = 'subscription' and state = 'active' group by billing_interval, unit
  union all select 'voucherValue', unit, sum(amount)::bigint from holding where kind = 'voucher' and state <> 'gone' and amount is not null group by unit;
`
