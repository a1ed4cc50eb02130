-- A referral as matching counts it. incident_id: itself, or the referral that it was folded into.
-- reporter: its sender and, where the sender relays for others, the platform. A withdrawn one counts no more.
create table matched_referral (
  referral_id  uuid primary key references referral,
  version      integer not null,
  reporter     text not null,
  received_at  timestamptz not null,
  files        integer not null,
  incident_id  uuid not null,
  withdrawn_at timestamptz
);
grant update (version, files, incident_id, withdrawn_at) on matched_referral to everydot_app;

-- Every reporter's record of a file, by its hash; never changed, never merged. position: in the referral's list.
create table file_sighting (
  referral_id uuid not null,
  version     integer not null,
  position    integer not null,
  kind        text not null check (kind in ('md5', 'sha1', 'sha256', 'pdq')),
  value       bytea not null,
  quality     smallint,
  primary key (referral_id, version, position, kind, value)
);
create index file_sighting_value on file_sighting (kind, value);

-- The same content, whoever reported it. Groups merge and part by membership; a group's id never changes.
create table content_group (
  id      bigint generated always as identity primary key,
  made_at timestamptz not null,
  viral   text not null default 'none' check (viral in ('none', 'possible', 'viral'))
);
grant update (viral) on content_group to everydot_app;

-- because: the referral whose file brought the hash into the group; null where a withdrawal parted groups.
create table content_membership (
  kind       text not null,
  value      bytea not null,
  group_id   bigint not null,
  valid_from timestamptz not null,
  valid_to   timestamptz,
  because    uuid
);
grant update (valid_to) on content_membership to everydot_app;
create unique index content_membership_now on content_membership (kind, value) where valid_to is null;
create index content_membership_group on content_membership (group_id) where valid_to is null;

-- How often a group was reported, by whom, on which day (UTC). Derived: it can be counted again from the sightings.
create table content_tally (
  group_id  bigint not null,
  reporter  text not null,
  day       date not null,
  referrals integer not null,
  incidents integer not null,
  first_at  timestamptz not null,
  last_at   timestamptz not null,
  primary key (group_id, reporter, day)
);
grant update, delete on content_tally to everydot_app;
