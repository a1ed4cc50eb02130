-- By which a program acts in the name of one person: what that person may see and do, as far as `scopes` goes, until it
-- expires. token_hash: SHA-256 of the token, which is shown once. made_by: the actor as the ledger names it.
create table program_token (
  id         uuid primary key,
  person_id  uuid not null references person,
  program    text not null,
  scopes     text[] not null,
  token_hash bytea not null unique,
  made_by    text not null,
  made_at    timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  ended_at   timestamptz
);
create index program_token_person on program_token (person_id, made_at);
grant update (ended_at) on program_token to everydot_app;
