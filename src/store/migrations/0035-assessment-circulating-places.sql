-- circulation: the content group in whose one line of the queue the referral is shown; null: it has a line of its own.
-- What may be hidden, is imminent or has a floor never stands behind another's line, whatever the application does.
alter table queue_place add column circulation bigint;
alter table queue_place add constraint queue_place_folds_no_danger
  check (circulation is null or (tier = 2 and floors = '{}' and imminence = 'P3' and sensitivity = 'ordinary'));
create index queue_place_circulation on queue_place (circulation, order_key, referral_id) include (act_by, band, source_id)
  where circulation is not null;
create index queue_place_alone on queue_place (order_key, referral_id) where circulation is null;

-- audit: the sampled audit by which a group was closed together.
alter table closure add column audit_id uuid;
create index closure_audit on closure (audit_id) where audit_id is not null;
