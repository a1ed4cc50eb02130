-- What the system proposed. Append-only: a re-assessment is a new row; the highest `seq` of a referral is current.
-- input_digest: SHA-256 over policy, facts and summaries, so that the same evidence is not assessed twice.
create table assessment (
  seq              bigint generated always as identity unique,
  id               uuid primary key,
  referral_id      uuid not null references referral,
  referral_version integer not null,
  policy_version   text not null,
  made_at          timestamptz not null,
  input_digest     bytea not null,
  match            jsonb,
  links            jsonb,
  band             text not null check (band in ('very-high', 'high', 'medium', 'low')),
  floors           text[] not null,
  result           jsonb not null
);
create index assessment_current on assessment (referral_id, seq desc);

-- What a named person decided, on which proposal (its band and floors are those of all reports folded together).
-- note: sealed under the record's own key.
create table decision (
  seq           bigint generated always as identity unique,
  id            uuid primary key,
  referral_id   uuid not null references referral,
  assessment_id uuid not null references assessment,
  proposed_band text not null check (proposed_band in ('very-high', 'high', 'medium', 'low')),
  floors        text[] not null,
  band          text not null check (band in ('very-high', 'high', 'medium', 'low')),
  kind          text not null check (kind in ('accept', 'override')),
  reason_code   text,
  note          bytea,
  decided_by    uuid not null references person,
  decided_at    timestamptz not null,
  check (kind = 'accept' or reason_code is not null),
  check (kind = 'override' or band = proposed_band)
);
create index decision_current on decision (referral_id, seq desc);

create table closure (
  id          uuid primary key,
  referral_id uuid not null references referral,
  reason_code text not null,
  note        bytea,
  closed_by   uuid not null references person,
  closed_at   timestamptz not null
);
create index closure_referral on closure (referral_id, closed_at);

-- Who works on a referral; null: handed back. The latest row counts.
create table assignment (
  seq         bigint generated always as identity primary key,
  referral_id uuid not null references referral,
  person_id   uuid references person,
  assigned_by uuid not null references person,
  assigned_at timestamptz not null
);
create index assignment_current on assignment (referral_id, seq desc);

create trigger assessment_only_grows before update or delete or truncate on assessment
  for each statement execute function refuse_change();
create trigger decision_only_grows before update or delete or truncate on decision
  for each statement execute function refuse_change();
create trigger closure_only_grows before update or delete or truncate on closure
  for each statement execute function refuse_change();
create trigger assignment_only_grows before update or delete or truncate on assignment
  for each statement execute function refuse_change();
