-- The bureau itself: one row. `synthetic` marks a database that holds generated referrals only; it is ready once all
-- of them are in.
create table bureau (
  only_row  boolean primary key default true check (only_row),
  name      text not null,
  synthetic boolean not null,
  opened_at timestamptz not null,
  ready_at  timestamptz
);
grant update (ready_at) on bureau to everydot_app;

-- compartment: the receiving unit whose records a person may see; null for the bureau's own staff.
create table person (
  id          uuid primary key,
  name        text not null,
  roles       text[] not null,
  compartment text,
  added_at    timestamptz not null default now(),
  left_at     timestamptz
);
grant update (left_at) on person to everydot_app;

-- Whoever refers. token_hash: SHA-256 of the secret by which a program authenticates.
create table source (
  id          text primary key,
  name        text not null,
  kind        text not null,
  reliability text not null default '2' check (reliability in ('1', '2', '3')),
  token_hash  bytea unique,
  feedback_url text,
  added_at    timestamptz not null default now(),
  withdrawn_at timestamptz
);
grant update (token_hash, withdrawn_at) on source to everydot_app;

-- token_hash: SHA-256 of the cookie's or of the one-time link's value; the value itself is never stored.
create table session (
  token_hash bytea primary key,
  person_id  uuid not null references person,
  kind       text not null check (kind in ('link', 'cookie')),
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at   timestamptz
);
grant update (ended_at) on session to everydot_app;
