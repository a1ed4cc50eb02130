-- Jobs follow from committed changes; a claim is a lease, so that a killed worker's jobs come back by themselves.
create table job (
  id          bigint generated always as identity primary key,
  kind        text not null,
  subject     uuid not null,
  run_at      timestamptz not null default now(),
  leased_until timestamptz,
  attempts    integer not null default 0,
  last_problem text
);
create index job_due on job (kind, run_at, id);
grant update, delete on job to everydot_app;
