-- Whom a removal notice can go to: hosts, and those it is escalated to. A row holds from valid_from up to the day before
-- valid_to. contact: a role's mailbox or the address of its interface, never a person's. No address here or anywhere else
-- in these tables is ever fetched, but for a webhook that the host itself named.
create table removal_host (
  id                  text not null check (id ~ '^[a-z0-9-]{2,60}$'),
  name                text not null,
  kind                text not null check (kind in ('host', 'partner', 'authority')),
  domains             text[] not null default '{}',
  country             text check (country ~ '^[A-Z]{2}$'),
  channel             text not null check (channel in ('mail', 'webhook', 'by-hand')),
  contact             text check (contact is not null or channel = 'by-hand'),
  flagger_note        text,
  answer_within_hours integer check (answer_within_hours > 0),
  valid_from          date not null,
  valid_to            date check (valid_to > valid_from),
  primary key (id, valid_from)
);
create unique index removal_host_current on removal_host (id) where valid_to is null;
grant update (valid_to) on removal_host to everydot_app;

-- Which referrals name a web address. k: a keyed hash of its normalised form; the address itself stays in the referral's
-- sealed evidence, under the id given here. Deleted when the referral is disposed of.
create table named_address (
  k           bytea not null,
  referral_id uuid not null references referral,
  evidence_id text not null,
  primary key (k, referral_id, evidence_id)
);
create index named_address_referral on named_address (referral_id);
grant delete on named_address to everydot_app;

-- A notice to one host about one or more addresses. reference: what the host quotes. lead_referral_id: under whose key
-- notes are sealed. state_before and remaining_ms: from where it was suspended, and what was left of its clock.
create table removal_notice (
  id               uuid primary key,
  reference        text not null unique,
  host_id          text not null,
  lead_referral_id uuid not null references referral,
  made_by          text not null,
  made_at          timestamptz not null,
  secret_hash      bytea not null,
  state            text not null check (state in ('draft', 'ready', 'sent', 'acknowledged', 'removed', 'refused', 'no-answer', 'escalated', 'confirmed', 'closed', 'withdrawn', 'suspended')),
  state_since      timestamptz not null,
  state_before     text,
  due_at           timestamptz,
  remaining_ms     bigint,
  stopped_ms       bigint not null default 0,
  reminders        integer not null default 0
);
grant update (state, state_since, state_before, due_at, remaining_ms, stopped_ms, reminders) on removal_notice to everydot_app;
create index removal_notice_state on removal_notice (state, due_at);

-- is_open: its notice is neither closed nor withdrawn. An address stands in one open notice at most.
create table removal_item (
  id        uuid primary key,
  notice_id uuid not null references removal_notice,
  k         bytea not null,
  is_open   boolean not null default true
);
grant update (is_open) on removal_item to everydot_app;
create unique index removal_item_open on removal_item (k) where is_open;
create index removal_item_notice on removal_item (notice_id);

-- Which referrals an address was put forward from. all_hashes: the hashes of all its files go with it.
create table removal_basis (
  item_id     uuid not null references removal_item,
  notice_id   uuid not null references removal_notice,
  referral_id uuid not null references referral,
  evidence_id text not null,
  all_hashes  boolean not null,
  added_by    text not null,
  added_at    timestamptz not null,
  primary key (item_id, referral_id)
);
create index removal_basis_referral on removal_basis (referral_id);
create index removal_basis_notice on removal_basis (notice_id);

create table removal_step (
  notice_id uuid not null references removal_notice,
  step      integer not null,
  action    text not null,
  state     text not null,
  by        text not null,
  at        timestamptz not null,
  reason    text,
  primary key (notice_id, step)
);

-- Who recorded that the content is kept for the investigation. reference: sealed, as every note here.
create table removal_preservation (
  seq         bigint generated always as identity primary key,
  notice_id   uuid not null references removal_notice,
  how         text not null check (how in ('asked-of-provider', 'confirmed-by-provider', 'recorded-by-force')),
  kept_on     date not null,
  reference   bytea not null,
  recorded_by text not null,
  recorded_at timestamptz not null
);
create index removal_preservation_notice on removal_preservation (notice_id);

create table removal_release_request (
  notice_id uuid not null references removal_notice,
  unit_id   text not null,
  asked_by  text not null,
  asked_at  timestamptz not null,
  primary key (notice_id, unit_id, asked_at)
);
create index removal_release_request_unit on removal_release_request (unit_id);

-- What a unit says; of each unit the latest counts. unit_id null: a person says that nobody investigates.
create table removal_release (
  seq         bigint generated always as identity primary key,
  notice_id   uuid not null references removal_notice,
  unit_id     text,
  answer      text not null check (answer in ('yes', 'not-yet', 'never-without-asking', 'no-investigation')),
  until       date,
  reason      text,
  reference   bytea,
  recorded_by text not null,
  recorded_at timestamptz not null,
  check ((unit_id is null) = (answer = 'no-investigation'))
);
create index removal_release_notice on removal_release (notice_id);

-- A supervisor's word that the notice may go although a gate is shut. covers: the causes that stood then, and no others.
create table removal_override (
  id        uuid primary key,
  notice_id uuid not null references removal_notice,
  gate      text not null check (gate in ('preservation', 'release', 'guard', 'alarm')),
  covers    text[] not null,
  reason    text not null,
  note      bytea,
  by        text not null,
  at        timestamptz not null
);
create index removal_override_notice on removal_override (notice_id);
