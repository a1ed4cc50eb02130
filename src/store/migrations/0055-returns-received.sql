-- What forces send once a year: the file as it came, sealed under a key of its own, since it can hold personal data, and
-- its name likewise. force: whose it is; null where one table holds many forces. Erasing: the wrapped key goes.
create table force_return (
  id             uuid primary key,
  force          text,
  period_from    date not null,
  period_to      date not null check (period_to >= period_from),
  scheme_id      text not null,
  scheme_version integer not null,
  state          text not null check (state in ('proposed', 'accepted', 'withdrawn', 'erased')),
  state_since    timestamptz not null,
  -- Raised by every change: whoever acts on an older one is told so.
  revision       integer not null default 1,
  sha256         bytea not null,
  size_bytes     integer not null,
  uploaded_by    text not null,
  uploaded_at    timestamptz not null,
  keep_until     date not null,
  key_id         text,
  wrapped_key    bytea,
  check ((wrapped_key is null) = (state = 'erased'))
);
grant update (state, state_since, revision, key_id, wrapped_key) on force_return to everydot_app;
-- The same file for the same force and period is the same return.
create unique index force_return_file on force_return (sha256, coalesce(force, ''), period_from, period_to);
create index force_return_period on force_return (period_from, period_to);
create index force_return_keeping on force_return (keep_until) where wrapped_key is not null;

create table return_file (
  return_id uuid primary key references force_return,
  name      bytea not null,
  content   bytea not null
);
alter table return_file alter column content set storage external;

-- What was read, with the mapping that it was read by: sealed under the return's key, since a column that was taken for a
-- code may hold a name. The latest counts.
create table return_reading (
  seq       bigint generated always as identity primary key,
  return_id uuid not null references force_return,
  reading   bytea not null,
  read_by   text not null,
  read_at   timestamptz not null
);
create index return_reading_latest on return_reading (return_id, seq desc);

-- Whose answers a return gave, force by force: of each force and period one counts.
create table return_part (
  return_id   uuid not null references force_return,
  force       text not null,
  period_from date not null,
  period_to   date not null,
  state       text not null check (state in ('accepted', 'superseded', 'withdrawn')),
  accepted_at timestamptz not null,
  ended_at    timestamptz,
  followed_by uuid references force_return,
  primary key (return_id, force)
);
grant update (state, accepted_at, ended_at, followed_by) on return_part to everydot_app;
create unique index return_part_current on return_part (force, period_from, period_to) where state = 'accepted';
create index return_part_period on return_part (period_from, period_to, state);

-- Accepted figures in national terms. acceptance: which confirmation of the return they are of; the latest counts.
create table return_figure (
  return_id  uuid not null references force_return,
  acceptance integer not null,
  position   integer not null,
  force      text not null,
  question   text not null,
  codes      jsonb not null,
  value      double precision check (value >= 0),
  marks      text[] not null,
  cell       text not null,
  is_lossy   boolean not null,
  primary key (return_id, acceptance, position)
);
create index return_figure_force on return_figure (return_id, force);

-- A mapping that a named person confirmed: what the next return of that force is proposed from. force null: a table of
-- many forces. The latest of each force counts. Sealed under the return's key and gone with it: it repeats labels and codes
-- of the file.
create table return_profile (
  seq            bigint generated always as identity primary key,
  force          text,
  return_id      uuid not null references force_return,
  acceptance     integer not null,
  scheme_id      text not null,
  scheme_version integer not null,
  mapping        bytea not null,
  confirmed_by   text not null,
  confirmed_at   timestamptz not null
);
create index return_profile_force on return_profile (force, seq desc);
create index return_profile_return on return_profile (return_id);

-- What reading a force's part came to, question by question, when it was accepted: what validity and uniqueness are
-- counted from. cells_read: cells that were to hold an answer.
create table return_quality (
  return_id   uuid not null references force_return,
  acceptance  integer not null,
  force       text not null,
  question    text not null,
  cells_read  integer not null,
  cells_valid integer not null check (cells_valid <= cells_read),
  cells_once  integer not null check (cells_once <= cells_read),
  primary key (return_id, acceptance, force, question)
);

-- What the checks found when it was accepted: somebody accepted it all the same. Codes and figures only.
create table return_finding (
  return_id  uuid not null references force_return,
  acceptance integer not null,
  position   integer not null,
  finding    jsonb not null,
  primary key (return_id, acceptance, position)
);

-- What was done to a return, by whom. reason: a code, such as why it was withdrawn.
create table return_step (
  seq       bigint generated always as identity primary key,
  return_id uuid not null references force_return,
  act       text not null,
  by        text not null,
  at        timestamptz not null,
  reason    text
);
create index return_step_return on return_step (return_id, seq);

-- By when each period's returns are due. The latest row of a period counts.
create table return_due (
  seq         bigint generated always as identity primary key,
  period_from date not null,
  period_to   date not null,
  due_on      date not null,
  set_by      text not null,
  set_at      timestamptz not null
);
create index return_due_period on return_due (period_from, period_to, seq desc);

create trigger return_file_only_grows before update or delete or truncate on return_file
  for each statement execute function refuse_change();
create trigger return_reading_only_grows before update or delete or truncate on return_reading
  for each statement execute function refuse_change();
create trigger return_figure_only_grows before update or delete or truncate on return_figure
  for each statement execute function refuse_change();
create trigger return_profile_only_grows before update or delete or truncate on return_profile
  for each statement execute function refuse_change();
create trigger return_quality_only_grows before update or delete or truncate on return_quality
  for each statement execute function refuse_change();
create trigger return_finding_only_grows before update or delete or truncate on return_finding
  for each statement execute function refuse_change();
create trigger return_step_only_grows before update or delete or truncate on return_step
  for each statement execute function refuse_change();
create trigger return_due_only_grows before update or delete or truncate on return_due
  for each statement execute function refuse_change();
