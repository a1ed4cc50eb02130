-- The order of work. Derived from assessments, decisions and states, and can be made again from them at any time.
-- order_key never depends on the time of day: smallest first, then referral_id.
create table queue_place (
  referral_id       uuid primary key references referral,
  policy_version    text not null,
  number            bigint not null,
  received_at       timestamptz not null,
  tier              smallint not null,
  band              text not null,
  imminence         text not null,
  act_by            timestamptz not null,
  order_key         bigint not null,
  threat            text not null,
  incident_type     text not null,
  source_id         text not null,
  files             integer not null,
  children          integer not null,
  novelty           text not null,
  virality          text not null,
  linked            integer not null,
  reporters         integer not null,
  folded            integer not null,
  conflicts         integer not null,
  floors            text[] not null,
  decided           boolean not null,
  out_of_date       boolean not null,
  preserved_until   date,
  preserved_assumed boolean not null,
  sensitivity       text not null,
  assigned_to       uuid
);
grant update, delete on queue_place to everydot_app;
create index queue_place_order on queue_place (order_key, referral_id);
create index queue_place_band on queue_place (band, order_key, referral_id);
create index queue_place_threat on queue_place (threat, order_key, referral_id);
create index queue_place_source on queue_place (source_id, order_key, referral_id);
create index queue_place_mine on queue_place (assigned_to, order_key, referral_id) where assigned_to is not null;
create index queue_place_clock on queue_place (act_by);
create index queue_place_preservation on queue_place (preserved_until);
