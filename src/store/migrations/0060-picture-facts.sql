-- What the national picture is computed from: one row per receipt, codes and counts only, nothing that names a person.
-- It follows the ledger (picture_progress), so that whatever is done to a record reaches the picture.
create table picture_fact (
  referral_id     uuid primary key,
  received_on     date not null,
  received_month  date not null,
  source          text not null,
  source_kind     text not null,
  channel         text not null,
  state           text not null,
  threat          text not null,
  incident_type   text not null,
  imminence       text not null,
  band            text not null,
  decided         boolean not null,
  novelty         text not null,
  unit            text not null,
  files           integer not null,
  files_level_4   integer not null,
  files_category_a integer not null,
  girls_under_10  integer not null,
  children        integer not null,
  abuse_achieved  text not null,
  aims_to_meet    text not null,
  registered_offender text not null,
  offender_abroad text not null,
  locatable       boolean not null,
  sent_minutes    integer,
  acknowledged_minutes integer,
  outcome         text
);
create index picture_fact_month on picture_fact (received_month);
grant update, delete on picture_fact to everydot_app;

create table picture_progress (
  only_row boolean primary key default true check (only_row),
  txid     xid8 not null,
  id       bigint not null,
  at       timestamptz not null
);
grant update on picture_progress to everydot_app;
