-- A question to a provider: who is behind an address or an account. What is asked and what is answered can name a
-- person and is sealed under the referral's key; forces and codes stand open, because routing reads them.
create table enquiry (
  id          uuid primary key,
  referral_id uuid not null references referral,
  kind        text not null check (kind in ('subscriber', 'account-data', 'preservation')),
  concerns    text not null check (concerns in ('suspect', 'child')),
  provider    text not null,
  authority   text not null,
  applicant   text not null,
  asked       bytea not null,
  made_at     timestamptz not null,
  due_at      timestamptz not null,
  state       text not null check (state in ('drafted', 'approved', 'refused', 'answered', 'expired')),
  state_since timestamptz not null
);
grant update (state, state_since) on enquiry to everydot_app;
create index enquiry_referral on enquiry (referral_id);
create index enquiry_waiting on enquiry (state, due_at) where state in ('drafted', 'approved');

-- Each step of an enquiry's life: who approved or refused it, who wrote the answer down.
create table enquiry_step (
  enquiry_id uuid not null references enquiry,
  step       integer not null,
  action     text not null,
  state      text not null,
  by         text not null,
  at         timestamptz not null,
  reason     text,
  primary key (enquiry_id, step)
);

-- Several answers may come; the one with the highest seq counts. about: the identifier that the provider says it answered about.
create table enquiry_answer (
  seq         bigint generated always as identity unique,
  id          uuid primary key,
  enquiry_id  uuid not null references enquiry,
  result      text not null check (result in ('one-subscriber', 'several', 'none', 'expired')),
  forces      text[] not null default '{}',
  countries   text[] not null default '{}',
  about       bytea not null,
  detail      bytea,
  recorded_by text not null,
  recorded_at timestamptz not null
);
create index enquiry_answer_enquiry on enquiry_answer (enquiry_id, seq desc);

-- A double check that failed: while one is unresolved, nothing of the referral is disseminated.
create table enquiry_mismatch (
  id         uuid primary key,
  enquiry_id uuid not null references enquiry,
  kind       text not null check (kind in ('not-in-referral', 'answer-about-another')),
  found_at   timestamptz not null
);
create index enquiry_mismatch_enquiry on enquiry_mismatch (enquiry_id);

create table enquiry_mismatch_resolution (
  mismatch_id uuid primary key references enquiry_mismatch,
  resolution  text not null check (resolution in ('disregard-enquiry', 'identifier-confirmed')),
  resolved_by text not null,
  resolved_at timestamptz not null
);
