-- A job that failed too often waits here for a person instead of being tried for ever.
alter table job add column parked_at timestamptz;
create index job_parked on job (parked_at) where parked_at is not null;
