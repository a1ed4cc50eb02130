-- Data Protection Act 2018 s.62: who did what to which record, when, why, and to whom it was disclosed.
create table ledger_entry (
  id        bigint generated always as identity primary key check (id > 0),
  txid      xid8 not null default pg_current_xact_id(),
  at        timestamptz not null default clock_timestamp(),
  verb      text not null check (verb in ('collected', 'altered', 'consulted', 'combined', 'disclosed', 'erased')),
  action    text not null,
  actor     text not null,
  purpose   text not null,
  subjects  uuid[] not null,
  recipient text,
  digest    bytea,
  detail    jsonb not null default '{}'
);
-- Number, transaction and time are the database's own: whoever writes an entry cannot say otherwise.
revoke insert on ledger_entry from everydot_app;
grant insert (verb, action, actor, purpose, subjects, recipient, digest, detail) on ledger_entry to everydot_app;
-- The sealer's order; also how it finds what is new.
create index ledger_entry_sealing on ledger_entry (txid, id);
create index ledger_entry_subjects on ledger_entry using gin (subjects) with (fastupdate = on);

-- One row per sealed run of entries. root: Merkle root of the run; head: chain over all runs so far.
create table ledger_checkpoint (
  number     bigint primary key,
  first_txid xid8 not null,
  first_id   bigint not null,
  last_txid  xid8 not null,
  last_id    bigint not null,
  entries    integer not null check (entries > 0),
  total      bigint not null,
  root       bytea not null,
  head       bytea not null,
  sealed_at  timestamptz not null,
  public_key bytea not null,
  signature  bytea not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: rows are only ever added', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

create trigger ledger_entry_only_grows before update or delete or truncate on ledger_entry
  for each statement execute function refuse_change();
create trigger ledger_checkpoint_only_grows before update or delete or truncate on ledger_checkpoint
  for each statement execute function refuse_change();
