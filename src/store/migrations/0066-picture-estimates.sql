-- One estimate of how many are on no list: what was asked, how far it is, and what came of it. gathered: the overlap table
-- (counts of people by the lists they are on, and nobody's name) with all that it rests on; refused: why there is none.
create table picture_hidden_run (
  id        uuid primary key,
  asked_by  uuid not null references person,
  asked_at  timestamptz not null,
  asked     jsonb not null,
  state     text not null check (state in ('waiting', 'running', 'done', 'refused', 'cancelled')),
  progress  jsonb not null,
  gathered  jsonb,
  refused   jsonb,
  result    jsonb,
  ended_at  timestamptz,
  ended_by  uuid references person
);
create index picture_hidden_run_latest on picture_hidden_run (asked_at desc, id);
grant update (state, progress, gathered, refused, result, ended_at, ended_by) on picture_hidden_run to everydot_app;

-- Totals of resamples that are done, so that a restart loses none; dropped once the estimate stands. NaN: none fits.
create table picture_hidden_resample (
  run_id        uuid not null references picture_hidden_run,
  from_resample integer not null,
  totals        double precision[] not null,
  primary key (run_id, from_resample)
);
grant delete on picture_hidden_resample to everydot_app;

-- By what the table builder moves counts: made once, kept wrapped. Whoever had it could undo the moving.
create table picture_table_key (
  only_row boolean primary key default true check (only_row),
  key_id   text not null,
  wrapped  bytea not null,
  made_at  timestamptz not null
);

-- With what a record's key in the extract is salted: whoever has the extract and a referral's id cannot find the one by the
-- other. Made here, once for each bureau.
create table picture_record_salt (
  only_row boolean primary key default true check (only_row),
  salt     bytea not null
);
insert into picture_record_salt (salt) values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

-- The extract holds a key for each record from now on: every month is written anew.
update picture_month set revision = revision + 1;
