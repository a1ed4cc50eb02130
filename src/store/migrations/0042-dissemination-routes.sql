-- What routing proposed, with the reason of each candidate; no personal data. The proposal with the highest seq counts.
create table route_proposal (
  seq         bigint generated always as identity unique,
  id          uuid primary key,
  referral_id uuid not null references referral,
  made_at     timestamptz not null,
  policy      text not null,
  candidates  jsonb not null,
  unrouted    text
);
create index route_proposal_referral on route_proposal (referral_id, seq desc);

-- A person's choice where nothing was found, or against what was found.
create table route_choice (
  seq         bigint generated always as identity unique,
  id          uuid primary key,
  referral_id uuid not null references referral,
  unit_id     text not null,
  purpose     text not null check (purpose in ('suspect', 'child', 'safeguarding', 'adopted')),
  reason      text not null,
  chosen_by   text not null,
  chosen_at   timestamptz not null
);
create index route_choice_referral on route_choice (referral_id, seq desc);
