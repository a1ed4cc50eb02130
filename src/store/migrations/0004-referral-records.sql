-- The spine: one row per receipt, whatever became of it. Personal fields are only in the sealed columns.
create table referral (
  id             uuid primary key,
  number         bigint generated always as identity unique,
  source_id      text not null references source,
  received_at    timestamptz not null,
  channel        text not null,
  state          text not null check (state in ('quarantined', 'open', 'folded', 'disseminated', 'closed', 'retracted', 'disposed')),
  state_since    timestamptz not null,
  folded_into    uuid references referral,
  sensitivity    text not null default 'ordinary' check (sensitivity in ('ordinary', 'covert', 'professional-standards')),
  version        integer not null default 1,
  key_id         text not null,
  wrapped_key    bytea,
  check ((state = 'folded') = (folded_into is not null)),
  check (wrapped_key is not null or state = 'disposed')
);
grant update (state, state_since, folded_into, sensitivity, version, key_id, wrapped_key) on referral to everydot_app;
create index referral_state on referral (state, received_at);
create index referral_source_day on referral (source_id, received_at);
create index referral_folded_into on referral (folded_into) where folded_into is not null;

-- The normalised referral. A correction is a new version; no row ever changes. `facts`: no personal data.
create table referral_content (
  referral_id uuid not null references referral,
  version     integer not null,
  made_at     timestamptz not null,
  made_by     text not null,
  facts       jsonb not null,
  content     bytea not null,
  evidence    bytea not null,
  primary key (referral_id, version)
);
-- Sealed bytes do not compress, and a row of up to 8 KB is written in one piece: twice as fast.
alter table referral_content alter column content set storage external, alter column evidence set storage external;
alter table referral_content set (toast_tuple_target = 8160);

-- How often sealed evidence of a referral was opened, and by whom: for the person and the welfare lead only.
create table exposure (
  person_id   uuid not null references person,
  referral_id uuid not null references referral,
  evidence_id text not null,
  opened_at   timestamptz not null default now()
);
create index exposure_person on exposure (person_id, opened_at);
