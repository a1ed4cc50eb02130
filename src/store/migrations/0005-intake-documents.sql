-- What was received, as it was received (imagery payloads stripped and said so); sealed under its record's key.
create table received_document (
  referral_id     uuid primary key references referral,
  source_id       text not null references source,
  received_at     timestamptz not null,
  adapter         text not null,
  media_type      text not null,
  raw             bytea not null,
  raw_bytes       integer not null,
  document_hash   bytea not null,
  idempotency_key text,
  batch_id        uuid,
  batch_position  integer,
  stripped        jsonb not null default '[]',
  problem         jsonb
);
-- Sealed bytes do not compress, and a row of up to 8 KB is written in one piece: twice as fast.
alter table received_document alter column raw set storage external;
alter table received_document set (toast_tuple_target = 8160);
-- Same key from the same sender, same answer; a batch's parts share the key and differ in position.
create unique index received_document_idempotency
  on received_document (source_id, idempotency_key, coalesce(batch_position, 0)) where idempotency_key is not null;
create trigger received_document_never_changes before update or delete or truncate on received_document
  for each statement execute function refuse_change();

-- A quarantined document made readable by a person: the received one stays as it is. `reason`: sealed, as people write.
-- `problem`: why it still could not be read.
create table document_repair (
  id          uuid primary key,
  referral_id uuid not null references referral,
  repaired_by text not null,
  repaired_at timestamptz not null,
  reason      bytea not null,
  adapter     text not null,
  raw         bytea not null,
  stripped    jsonb not null default '[]',
  problem     jsonb
);
create index document_repair_referral on document_repair (referral_id, repaired_at);

-- Documents refused without being kept (the sender was not authenticated, or there was nothing to keep): counted by day.
create table refusal_count (
  day     date not null,
  channel text not null,
  code    text not null,
  refused bigint not null,
  primary key (day, channel, code)
);
grant update (refused) on refusal_count to everydot_app;
