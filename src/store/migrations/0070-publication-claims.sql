-- What others said, version by version: a correction is a new row, and so are a withdrawal and a review. Claims that come
-- with the program (src/publication/claims/shipped-claims.ts) are version 1 without a row here. statement: the claim as said.
create table picture_claim (
  seq       bigint generated always as identity primary key,
  id        text not null,
  version   integer not null check (version > 0),
  act       text not null check (act in ('state', 'correct', 'withdraw', 'review')),
  statement jsonb not null,
  reason    text,
  done_by   text not null,
  done_at   timestamptz not null,
  unique (id, version),
  check (act in ('state', 'review') or reason is not null)
);
create trigger picture_claim_only_grows before update or delete or truncate on picture_claim
  for each statement execute function refuse_change();

-- A series that others publish, import by import; the latest counts. act: 'import' or 'withdraw'. file_sha256: null where
-- nothing was imported.
create table outside_series (
  seq         bigint generated always as identity primary key,
  id          text not null,
  version     integer not null check (version > 0),
  act         text not null check (act in ('import', 'withdraw')),
  series      jsonb not null,
  reason      text,
  file_sha256 bytea,
  done_by     text not null,
  done_at     timestamptz not null,
  unique (id, version),
  check ((act = 'withdraw') = (file_sha256 is null)),
  check (act = 'import' or reason is not null)
);
create trigger outside_series_only_grows before update or delete or truncate on outside_series
  for each statement execute function refuse_change();

-- Releases of other countries and agencies, as their data packages said, for the global assessment. release: what was read.
create table partner_release (
  id           uuid primary key,
  file_sha256  bytea not null,
  release      jsonb not null,
  added_by     text not null,
  added_at     timestamptz not null,
  left_out_by  text,
  left_out_at  timestamptz,
  check ((left_out_by is null) = (left_out_at is null))
);
grant update (left_out_by, left_out_at) on partner_release to everydot_app;
create unique index partner_release_file on partner_release (file_sha256) where left_out_at is null;
