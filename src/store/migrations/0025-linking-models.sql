-- A model by which pairs are scored: what it was trained on, on which counts of comparisons, how it came out. Never changed.
create table er_model (
  version  text primary key,
  model    jsonb not null,
  training jsonb not null,
  made_by  text not null,
  made_at  timestamptz not null
);
create trigger er_model_only_grows before update or delete or truncate on er_model
  for each statement execute function refuse_change();

-- Which model scores from when on: the latest. population: the number of records against which shares of values count.
create table er_model_activation (
  id           bigint generated always as identity primary key,
  version      text not null references er_model,
  population   integer not null check (population > 0),
  activated_by text not null,
  activated_at timestamptz not null
);
create trigger er_model_activation_only_grows before update or delete or truncate on er_model_activation
  for each statement execute function refuse_change();

-- All pairs scored again with the model in force, and what that changed.
create table er_rescoring (
  id            bigint generated always as identity primary key,
  activation_id bigint not null references er_model_activation,
  report        jsonb not null,
  rescored_by   text not null,
  rescored_at   timestamptz not null
);
create trigger er_rescoring_only_grows before update or delete or truncate on er_rescoring
  for each statement execute function refuse_change();

-- A pair drawn at random from its band, to be judged by a person: how often the band is right is estimated from these.
create table er_sample (
  id         bigint generated always as identity primary key,
  a          bigint not null,
  b          bigint not null,
  band       text not null,
  bits       double precision not null,
  activation bigint not null references er_model_activation,
  drawn_by   uuid not null references person,
  drawn_at   timestamptz not null
);
create index er_sample_pair on er_sample (a, b);
create trigger er_sample_only_grows before update or delete or truncate on er_sample
  for each statement execute function refuse_change();
