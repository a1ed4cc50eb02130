-- Two units hold referrals about the same account, device or child. One row tells one unit of one pair; unit_id is
-- null where neither unit may be told of the other's, so that the bureau's supervisors bring them together.
create table conflict_alert (
  id                uuid primary key,
  unit_id           text,
  referral_id       uuid not null references referral,
  other_unit_id     text not null,
  other_referral_id uuid not null references referral,
  kinds             text[] not null,
  raised_at         timestamptz not null,
  unique nulls not distinct (unit_id, referral_id, other_unit_id, other_referral_id)
);
create index conflict_alert_referral on conflict_alert (referral_id);
create index conflict_alert_other on conflict_alert (other_referral_id);
create index conflict_alert_unit on conflict_alert (unit_id, raised_at);

create table conflict_acknowledgement (
  alert_id  uuid not null references conflict_alert,
  person_id uuid not null references person,
  at        timestamptz not null,
  primary key (alert_id, person_id)
);
