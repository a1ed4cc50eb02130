-- Fairness between sources. What states no harm counts towards what its source may send in a day; what is beyond that
-- waits for its source's turn. filled_until: to when what was sent so far fills the allowance.
create table source_pace (
  source_id    text primary key references source,
  filled_until timestamptz
);
grant update on source_pace to everydot_app;

-- day: UTC. sent: reports without stated harm, as first assessed.
create table source_day (
  source_id text not null references source,
  day       date not null,
  sent      integer not null check (sent > 0),
  primary key (source_id, day)
);
grant update on source_day to everydot_app;
create index source_day_first on source_day (day);

-- Only those that have to wait. Computed once, on arrival, and kept: assessing again moves nothing.
create table source_turn (
  referral_id uuid primary key references referral,
  source_id   text not null references source,
  arrived_at  timestamptz not null,
  turn_at     timestamptz not null check (turn_at > arrived_at)
);
create trigger source_turn_only_grows before update or delete or truncate on source_turn
  for each statement execute function refuse_change();

-- The order of policy 2026-12: tier, minute at which a referral stands, rank. Tier 2 is what is very high without being
-- current; tier 3 the others. What may be imminent or is very high is never put back, whatever the application does.
alter table queue_place add column turn_at timestamptz;
alter table queue_place drop constraint queue_place_folds_no_danger;
update queue_place as q set policy_version = '2026-12', tier = now.tier,
  order_key = (now.tier * 100000000::bigint + floor(extract(epoch from now.stands_at) / 60)::bigint) * 100000 + now.rank
from (
  select referral_id, rank, case when was.tier = 2 and band <> 'very-high' then 3 else was.tier end as tier,
    act_by - make_interval(hours => 24 * case band when 'very-high' then 1 when 'high' then 7 when 'medium' then 14 else 30 end)
      + make_interval(hours => 24 * case band when 'very-high' then 1 when 'high' then 7 when 'medium' then 90 else 150 end)
      - make_interval(hours => 24 * ((array[7, 4, 0])[rank / 10000 + 1] + (array[4, 3, 2, 0])[rank / 1000 % 10 + 1]
        + (array[7, 2, 0])[rank / 100 % 10 + 1] + (array[4, 2, 0, 0])[rank / 10 % 10 + 1]
        + case when incident_type in ('online-enticement', 'contact-abuse', 'live-streamed-abuse', 'child-sex-trafficking',
          'child-sex-tourism', 'financial-sextortion') then 12 else 0 end)
        + (array[48, 24, 12, 0])[rank % 10 + 1]) as stands_at
  from (select referral_id, tier, band, act_by, incident_type, (order_key / 10000 % 100000)::integer as rank from queue_place) as was
) as now
where now.referral_id = q.referral_id;
alter table queue_place add constraint queue_place_folds_no_danger
  check (circulation is null or (tier = 3 and floors = '{}' and imminence = 'P3' and sensitivity = 'ordinary'));
alter table queue_place add constraint queue_place_puts_no_danger_back
  check (turn_at is null or (tier = 3 and floors = '{}' and imminence = 'P3'));
create index queue_place_turn on queue_place (source_id) where turn_at is not null;
