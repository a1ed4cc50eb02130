-- One party of a referral, to be compared with the parties of others. left_at: since when it is compared no more, because
-- its referral was taken back, folded or corrected; null: it counts. keys, terms: see er_key. sealed: its values in
-- comparable form, under the referral's own data key. Deleted when the referral is disposed of.
create table er_record (
  id          bigint generated always as identity primary key,
  referral_id uuid not null references referral,
  party       integer not null check (party >= 0),
  layer       text not null check (layer in ('suspect', 'child', 'recipient')),
  version     integer not null,
  spec        text not null,
  keys        bigint[] not null,
  terms       bigint[] not null,
  sealed      bytea not null,
  left_at     timestamptz
);
create unique index er_record_party on er_record (referral_id, party) where left_at is null;
create index er_record_history on er_record (referral_id, party, id);
grant update (version, spec, keys, terms, sealed, left_at), delete on er_record to everydot_app;

-- k: 59 bits of an HMAC-SHA-256 of the layer, the rule and a comparable value under the bureau's linking key, then 5 bits
-- that say which rule or attribute it is of. Records with a key in common are compared; a term only counts how many have
-- a value. Records that count have their keys here, and no others.
create table er_key (
  k      bigint not null,
  record bigint not null,
  primary key (k, record)
);
grant delete on er_key to everydot_app;

-- Terms that so many records have that to count them each time would take too long.
create table er_common_term (
  k       bigint primary key,
  holders integer not null check (holders > 0)
);
grant update (holders), delete on er_common_term to everydot_app;

-- A pair as it was scored. levels: the level of each attribute, a byte each, 255 unknown. classes: of each attribute
-- floor(log2(records that have the agreed value)), a byte each, 255 where how common it is does not count. activation: the
-- model, as it was put in force, by which it was scored.
create table er_edge (
  a          bigint not null,
  b          bigint not null,
  bits       double precision not null,
  levels     bytea not null,
  classes    bytea not null,
  activation bigint not null,
  primary key (a, b),
  check (a < b)
);
create index er_edge_other on er_edge (b, a);
-- The pairs that a person's answer says most about.
create index er_edge_doubtful on er_edge (abs(bits)) where abs(bits) < 8;
grant update (bits, levels, classes, activation), delete on er_edge to everydot_app;

-- What a named person said of a pair. Only ever added to: of a pair the last counts. note: free text, sealed under the
-- keys of both referrals, so that it goes with whichever is erased first. bits, activation: as it was scored at that time.
create table er_judgement (
  id         bigint generated always as identity primary key,
  a          bigint not null,
  b          bigint not null,
  a_referral uuid not null references referral,
  b_referral uuid not null references referral,
  verdict    text not null check (verdict in ('same', 'different', 'unsure')),
  reason     text not null,
  note       bytea,
  bits       double precision,
  activation bigint,
  sample_id  bigint,
  person_id  uuid not null references person,
  at         timestamptz not null,
  check (a < b)
);
create index er_judgement_pair on er_judgement (a, b, id);
create index er_judgement_other on er_judgement (b, a, id);
create index er_judgement_sample on er_judgement (sample_id) where sample_id is not null;
create trigger er_judgement_only_grows before update or delete or truncate on er_judgement
  for each statement execute function refuse_change();

-- Which proposed group a record was in, and when; the group keeps its id while its members change. A record that is alone
-- is in none.
create table er_cluster_membership (
  id         bigint generated always as identity primary key,
  record     bigint not null,
  cluster_id uuid not null,
  valid_from timestamptz not null,
  valid_to   timestamptz check (valid_to >= valid_from)
);
create unique index er_cluster_membership_now on er_cluster_membership (record) where valid_to is null;
create index er_cluster_membership_record on er_cluster_membership (record, valid_from);
create index er_cluster_membership_cluster on er_cluster_membership (cluster_id, valid_from);
grant update (valid_to), delete on er_cluster_membership to everydot_app;
