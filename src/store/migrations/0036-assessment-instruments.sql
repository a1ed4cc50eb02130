-- Instruments: every version of a document that was ever loaded, as it was. loaded_by: null for those that are shipped.
create table instrument_version (
  id        text not null,
  version   text not null,
  digest    bytea not null,
  document  jsonb not null,
  loaded_by uuid references person,
  loaded_at timestamptz not null,
  primary key (id, version)
);

-- Which version of an instrument may be used for new assessments: the latest row of its id counts.
create table instrument_use (
  seq           bigint generated always as identity primary key,
  instrument_id text not null,
  version       text not null,
  act           text not null check (act in ('publish', 'withdraw')),
  reason        text,
  done_by       uuid references person,
  done_at       timestamptz not null,
  foreign key (instrument_id, version) references instrument_version
);
create index instrument_use_current on instrument_use (instrument_id, seq desc);

-- The share of suspects here for whom what instruments look for is true. The latest row counts.
create table base_rate (
  seq    bigint generated always as identity primary key,
  rate   double precision not null check (rate > 0 and rate < 1),
  basis  text not null check (basis in ('outcomes', 'study', 'assumption')),
  note   text not null,
  set_by uuid not null references person,
  set_at timestamptz not null
);

-- One person answering one instrument about one referral. second_to: the finished assessment that it grades again, blind.
create table guided_assessment (
  id               uuid primary key,
  referral_id      uuid not null references referral,
  referral_version integer not null,
  instrument_id    text not null,
  version          text not null,
  second_to        uuid references guided_assessment,
  assessor         uuid not null references person,
  started_at       timestamptz not null,
  foreign key (instrument_id, version) references instrument_version
);
create index guided_assessment_referral on guided_assessment (referral_id, started_at);
create index guided_assessment_assessor on guided_assessment (assessor, started_at);

-- The latest answer to an item counts. origin: a person's own; known: offered from what the bureau knows, and confirmed;
-- before: taken over from the assessment before this one.
-- evidence: ids of sealed items of the referral. note: sealed under the record's own key.
create table guided_answer (
  seq            bigint generated always as identity primary key,
  assessment_id  uuid not null references guided_assessment,
  item           text not null,
  value          text not null,
  origin         text not null check (origin in ('person', 'known', 'before')),
  evidence       text[] not null,
  note           bytea,
  answered_at    timestamptz not null
);
create index guided_answer_assessment on guided_answer (assessment_id, seq);

-- What a named person made of the answers. answers, range and known are as they were at that moment.
create table guided_result (
  seq           bigint generated always as identity unique,
  assessment_id uuid primary key references guided_assessment,
  referral_id   uuid not null references referral,
  answers       jsonb not null,
  known         jsonb not null,
  lowest        text not null,
  highest       text not null,
  proposed_band text not null,
  band          text not null,
  kind          text not null check (kind in ('accept', 'override')),
  reason_code   text,
  note          bytea,
  outside       text[] not null,
  base_rate     double precision,
  finished_at   timestamptz not null,
  check (kind = 'accept' or reason_code is not null),
  check (kind = 'override' or band = proposed_band)
);
create index guided_result_referral on guided_result (referral_id, seq desc);
create index guided_result_finished on guided_result (finished_at);

-- Why a finished assessment no longer stands on what is known: codes and items, no personal data.
create table guided_review (
  seq           bigint generated always as identity primary key,
  assessment_id uuid not null references guided_assessment,
  reasons       jsonb not null,
  raised_at     timestamptz not null
);
create index guided_review_assessment on guided_review (assessment_id);

-- A second person was asked to grade a finished assessment again, without seeing the first grading.
create table second_grading (
  first_id uuid primary key references guided_assessment,
  asked_by uuid references person,
  asked_at timestamptz not null
);

create trigger instrument_version_only_grows before update or delete or truncate on instrument_version
  for each statement execute function refuse_change();
create trigger instrument_use_only_grows before update or delete or truncate on instrument_use
  for each statement execute function refuse_change();
create trigger base_rate_only_grows before update or delete or truncate on base_rate
  for each statement execute function refuse_change();
create trigger guided_assessment_only_grows before update or delete or truncate on guided_assessment
  for each statement execute function refuse_change();
create trigger guided_answer_only_grows before update or delete or truncate on guided_answer
  for each statement execute function refuse_change();
create trigger guided_result_only_grows before update or delete or truncate on guided_result
  for each statement execute function refuse_change();
create trigger guided_review_only_grows before update or delete or truncate on guided_review
  for each statement execute function refuse_change();
create trigger second_grading_only_grows before update or delete or truncate on second_grading
  for each statement execute function refuse_change();
