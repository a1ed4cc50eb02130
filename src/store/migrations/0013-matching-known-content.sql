-- Which values of hash lists a referral's files show. A hit stays when a list withdraws the value: what lists say of
-- it is asked when it is read. distance: 0 for an exact value, up to 31 for a PDQ value that is near.
create table known_file (
  referral_id uuid not null,
  version     integer not null,
  position    integer not null,
  value_id    integer not null,
  distance    smallint not null check (distance between 0 and 31),
  primary key (referral_id, version, position, value_id)
);
create index known_file_value on known_file (value_id);
create index file_sighting_pdq on file_sighting (value, referral_id) where kind = 'pdq';

-- Up to which revision of the lists the files of a referral's version were compared.
create table known_referral (
  referral_id uuid primary key,
  version     integer not null,
  revision    bigint not null
);
grant update (version, revision) on known_referral to everydot_app;

-- One row. database_id tells a snapshot of this database from another's. needed_revision: no referral may be joined up
-- by an older index any more. matched_revision: the sightings that were there have been compared up to it.
create table known_progress (
  only_row         boolean primary key default true check (only_row),
  database_id      uuid not null default gen_random_uuid(),
  needed_revision  bigint not null default 0,
  matched_revision bigint not null default 0
);
grant update (needed_revision, matched_revision) on known_progress to everydot_app;
insert into known_progress default values;
