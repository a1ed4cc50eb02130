-- What rose above what was to be expected. An alert lives on while its series stays up, and ends once it has been quiet;
-- the same rise is one alert. series: canonical JSON of what is counted. found: as it was when it first rose; the other
-- figures follow it. points: what its chart shows. The note is about figures and holds nothing personal.
create table picture_alert (
  id             uuid primary key,
  series         text not null,
  method         text not null check (method in ('farrington', 'slow-rise', 'tagged')),
  step           text not null check (step in ('week', 'month')),
  first_period   date not null,
  last_period    date not null,
  judged_until   date not null,
  ended_period   date,
  count          integer not null check (count >= 0),
  earlier        integer check (earlier >= 0),
  expected       double precision,
  upper          double precision,
  chance         double precision not null,
  low_ratio      double precision,
  high_ratio     double precision,
  points         jsonb not null,
  found_at       timestamptz not null,
  state          text not null default 'new' check (state in ('new', 'seen', 'real', 'explained')),
  note           text,
  judged_by      uuid references person,
  judged_at      timestamptz,
  check ((state in ('real', 'explained')) = (judged_by is not null))
);
create unique index picture_alert_alive on picture_alert (series, method) where ended_period is null;
grant update on picture_alert to everydot_app;

-- Receipts counted in the periods in which it rose.
create table picture_alert_referral (
  alert_id    uuid not null references picture_alert,
  referral_id uuid not null,
  primary key (alert_id, referral_id)
);

-- Each time series were looked at: until which period, how many were judged, and why others were not.
create table picture_look (
  id           uuid primary key,
  at           timestamptz not null,
  weeks_until  date,
  months_until date,
  judged       integer not null check (judged >= 0),
  alarms       integer not null check (alarms >= 0),
  unjudged     jsonb not null
);
create index picture_look_at on picture_look (at desc);
create trigger picture_look_only_grows before update or delete or truncate on picture_look
  for each statement execute function refuse_change();

-- Where counting changed: what lies before is not compared with what came after. series: as of an alert; null: all.
create table counting_break (
  id          uuid primary key,
  series      text,
  from_day    date not null,
  what        text not null check (what <> ''),
  declared_by uuid not null references person,
  declared_at timestamptz not null
);
create trigger counting_break_only_grows before update or delete or truncate on counting_break
  for each statement execute function refuse_change();

-- What analysts mark as new before any figure can show it. A tag is words without personal data, from a list or named by
-- a strategic analyst; the note on a referral is sealed under that record's key.
create table novelty_tag (
  id       text primary key check (id ~ '^[a-z0-9-]{3,60}$'),
  kind     text not null,
  name     text not null check (length(name) between 3 and 60),
  named_by uuid not null references person,
  named_at timestamptz not null
);
create table novelty_mark (
  id          uuid primary key,
  referral_id uuid not null,
  tag         text not null,
  note        bytea,
  marked_by   uuid not null references person,
  marked_at   timestamptz not null,
  removed_by  uuid references person,
  removed_at  timestamptz
);
create unique index novelty_mark_standing on novelty_mark (referral_id, tag) where removed_at is null;
grant update (removed_by, removed_at) on novelty_mark to everydot_app;
