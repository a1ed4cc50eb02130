-- How many pairs one person may open in 24 hours to compare people: the latest counts. Before any, the one in the code.
create table er_opening_bound (
  id            bigint generated always as identity primary key,
  pairs_per_day integer not null check (pairs_per_day between 1 and 10000),
  set_by        uuid not null references person,
  set_at        timestamptz not null
);
create trigger er_opening_bound_only_grows before update or delete or truncate on er_opening_bound
  for each statement execute function refuse_change();

-- Somebody was refused at that bound. refused: how often since; a supervisor settles it by having spoken to them.
create table er_opening_alert (
  id            uuid primary key,
  person_id     uuid not null references person,
  pairs_per_day integer not null,
  raised_at     timestamptz not null,
  refused       integer not null default 1 check (refused > 0),
  settled_by    uuid references person,
  settled_at    timestamptz,
  check ((settled_by is null) = (settled_at is null))
);
create unique index er_opening_alert_open on er_opening_alert (person_id) where settled_at is null;
grant update (refused, settled_by, settled_at) on er_opening_alert to everydot_app;
