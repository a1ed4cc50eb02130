-- Reports that a CyberTipline client has opened and not finished, sealed under a key of their own. The row outlives its
-- parts and its key, which go when the report becomes a receipt, is retracted, or is dropped.
create table open_submission (
  report_id   bigint generated always as identity (start with 100000001) primary key,
  source_id   text not null references source,
  opened_at   timestamptz not null,
  changed_at  timestamptz not null,
  state       text not null check (state in ('open', 'finishing', 'finished', 'retracted', 'dropped')),
  key_id      text not null,
  wrapped_key bytea,
  check (wrapped_key is not null or state in ('finished', 'retracted', 'dropped'))
);
grant update (changed_at, state, wrapped_key) on open_submission to everydot_app;
create index open_submission_unfinished on open_submission (changed_at) where state in ('open', 'finishing');

-- The report (position 0) and the details of its files. Both hashes are keyed: of the file's id, and of what was sent.
create table open_submission_part (
  report_id bigint not null references open_submission,
  position  integer not null,
  file_hash bytea not null,
  part_hash bytea not null,
  bytes     bytea not null,
  primary key (report_id, position),
  unique (report_id, file_hash)
);
grant delete on open_submission_part to everydot_app;
