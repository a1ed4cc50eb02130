-- A floor held: a person must answer. `number` is the referral's, so that a notice needs nothing else.
create table alarm (
  id          uuid primary key,
  referral_id uuid not null references referral,
  number      bigint not null,
  floors      text[] not null,
  raised_at   timestamptz not null,
  unique (referral_id, floors)
);
create index alarm_raised on alarm (raised_at);

create table alarm_acknowledgement (
  alarm_id        uuid primary key references alarm,
  acknowledged_by uuid not null references person,
  acknowledged_at timestamptz not null
);

-- An attempt to tell somebody, written before it is made; its result follows. The key keeps two workers from both sending.
create table alarm_notice (
  id           bigint generated always as identity primary key,
  alarm_id     uuid not null references alarm,
  step         integer not null,
  channel      text not null check (channel in ('screen', 'mail', 'webhook')),
  try          integer not null,
  attempted_at timestamptz not null,
  unique (alarm_id, step, channel, try)
);
create table alarm_notice_result (
  notice_id   bigint primary key references alarm_notice,
  delivered   boolean not null,
  problem     text,
  finished_at timestamptz not null
);

create trigger alarm_only_grows before update or delete or truncate on alarm
  for each statement execute function refuse_change();
create trigger alarm_acknowledgement_only_grows before update or delete or truncate on alarm_acknowledgement
  for each statement execute function refuse_change();
create trigger alarm_notice_only_grows before update or delete or truncate on alarm_notice
  for each statement execute function refuse_change();
create trigger alarm_notice_result_only_grows before update or delete or truncate on alarm_notice_result
  for each statement execute function refuse_change();
