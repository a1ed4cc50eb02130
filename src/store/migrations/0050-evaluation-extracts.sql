-- Each time outcomes were joined to what an instrument said: who, for what purpose, of which cases (as a digest of the
-- pseudonymous rows, which are not kept), and the figures that came of it. A report names the extract that it rests on.
create table evaluation_extract (
  id             uuid primary key,
  made_at        timestamptz not null,
  made_by        uuid not null references person,
  purpose        text not null,
  instrument     text not null,
  version        text not null,
  definition     text not null,
  cases_from     date not null,
  cases_to       date not null,
  cases          integer not null check (cases >= 0),
  outcome_known  integer not null check (outcome_known >= 0),
  digest         bytea not null,
  handed_out     boolean not null,
  validation     jsonb not null
);
create index evaluation_extract_of on evaluation_extract (instrument, version, made_at desc);
create trigger evaluation_extract_only_grows before update or delete or truncate on evaluation_extract
  for each statement execute function refuse_change();
