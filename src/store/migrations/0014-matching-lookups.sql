-- How often each sender looked values up, by day (UTC): one row for each listed value that it hit, and one (value_id 0)
-- for all that hit nothing. What was asked for is not kept.
create table lookup_tally (
  source_id text not null,
  day       date not null,
  value_id  integer not null,
  lookups   bigint not null,
  primary key (source_id, day, value_id)
);
grant update (lookups) on lookup_tally to everydot_app;
create index lookup_tally_value on lookup_tally (value_id, source_id, day) where value_id > 0;

-- A value that suddenly hits far more than its history: held back until a supervisor releases it. source_id: for the
-- sender whose lookups flooded it; null: for everybody. allowed: what its history would have let pass.
create table value_quarantine (
  id          uuid primary key,
  value_id    integer not null,
  source_id   text,
  held_at     timestamptz not null,
  hits        bigint not null,
  allowed     bigint not null,
  released_at timestamptz,
  released_by uuid,
  check ((released_at is null) = (released_by is null))
);
grant update (released_at, released_by) on value_quarantine to everydot_app;
create unique index value_quarantine_now on value_quarantine (value_id, coalesce(source_id, '')) where released_at is null;
create index value_quarantine_value on value_quarantine (value_id);

-- A sender that walked along the boundary of a listed value to learn what is not found. It is slowed or suspended while
-- such a row is open. Counts only: the queries themselves are not kept.
create table lookup_alert (
  id          uuid primary key,
  source_id   text not null,
  value_id    integer not null,
  action      text not null check (action in ('slowed', 'suspended')),
  raised_at   timestamptz not null,
  queries     integer not null,
  hits        integer not null,
  misses      integer not null,
  resolved_at timestamptz,
  resolved_by text,
  check ((resolved_at is null) = (resolved_by is null))
);
grant update (resolved_at, resolved_by) on lookup_alert to everydot_app;
create index lookup_alert_open on lookup_alert (source_id) where resolved_at is null;
