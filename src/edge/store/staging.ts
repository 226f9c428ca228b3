/** Temporary tables that COPY fills; they live as long as the connection and are emptied before each use. */
export const stagingTables = `
create temp table if not exists stage_record (id text primary key, system text, hash text, traits text);
create temp table if not exists stage_holding (id text primary key, kind text, owner_exported text, owner_now text, unit text, amount bigint, billing_interval text, state text);
create temp table if not exists stage_balance (record text, unit text, amount bigint, primary key (record, unit));
create temp table if not exists stage_undecided (record text, unit text, primary key (record, unit));
create temp table if not exists stage_confirmed (key text primary key);
create temp table if not exists stage_merge (
  batch int, id text primary key, hash text, kind text, survivor text, sources json, member_key text, reverses text, document json, failure text);
create temp table if not exists stage_operation (
  batch int, merge text, number int, key text, id text, type text, effect text, record text, owner text, target text, holding text, participant text,
  field text, before text, after text, unit text, amount bigint, entry bigint, corrects text, body json, position bigint generated always as identity);
create temp table if not exists stage_archive (batch int, merge text, record text, record_hash text, content_hash text, content json, keep_until date);
create index if not exists stage_operation_batch on stage_operation (batch);
create index if not exists stage_operation_key on stage_operation (key);
create index if not exists stage_archive_merge on stage_archive (merge, record);
truncate stage_record, stage_holding, stage_balance, stage_undecided, stage_confirmed, stage_merge, stage_operation, stage_archive;
`
