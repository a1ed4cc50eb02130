-- What became of a package, as its unit tells; several over time; of a package, the one with the highest seq counts. Null counts: not stated.
create table outcome (
  seq                 bigint generated always as identity unique,
  id                  uuid primary key,
  package_id          uuid not null references package,
  referral_id         uuid not null references referral,
  unit_id             text not null,
  status              text not null check (status in ('conviction', 'arrest', 'ongoing', 'referred', 'closed')),
  closure_reason      text check (closure_reason in ('cannot-locate', 'no-crime', 'adult', 'age-undeterminable', 'false', 'unfounded')),
  victims_identified  integer check (victims_identified >= 0),
  victims_safeguarded integer check (victims_safeguarded >= 0),
  contact_abuse_found text not null check (contact_abuse_found in ('yes', 'no', 'unknown')),
  useful              text not null check (useful in ('yes', 'no', 'unknown')),
  devices_seized      integer check (devices_seized >= 0),
  recorded_by         text not null,
  recorded_at         timestamptz not null,
  check (closure_reason is null or status = 'closed')
);
create index outcome_package on outcome (package_id, seq desc);
create index outcome_recorded on outcome (recorded_at);

-- The coded answer to whoever referred: one for each receipt that the outcome concerns, folded ones included.
create table feedback (
  id          uuid primary key,
  outcome_id  uuid not null references outcome,
  referral_id uuid not null references referral,
  source_id   text not null references source,
  made_at     timestamptz not null,
  body        jsonb not null,
  unique (outcome_id, referral_id)
);
create index feedback_source on feedback (source_id, made_at);

-- Each try to push one to the sender's address. status: HTTP status; null where there was no answer.
create table feedback_delivery (
  feedback_id uuid not null references feedback,
  tried_at    timestamptz not null,
  status      integer,
  primary key (feedback_id, tried_at)
);
