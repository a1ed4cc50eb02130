-- A referral whose identifiers were taken in. incident_id: itself, or the referral that it was folded into.
create table linked_referral (
  referral_id  uuid primary key references referral,
  version      integer not null,
  received_at  timestamptz not null,
  incident_id  uuid not null,
  withdrawn_at timestamptz
);
grant update (version, incident_id, withdrawn_at), delete on linked_referral to everydot_app;

-- k: the first 64 bits of an HMAC-SHA-256 of kind and value under the bureau's linking key. No value stands here in
-- plain, nor can one be guessed without that key. party: its position in the referral, -1 for a file's; item: the
-- position within it. Deleted when the referral is disposed of.
create table identifier_key (
  k           bigint not null,
  referral_id uuid not null,
  version     integer not null,
  role        text not null,
  kind        text not null,
  party       integer not null,
  item        integer not null,
  primary key (k, referral_id, role, version)
);
create index identifier_key_referral on identifier_key (referral_id, version);
grant delete on identifier_key to everydot_app;
