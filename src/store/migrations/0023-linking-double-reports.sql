-- The same report twice: by a platform itself, and by the clearing house to which it had reported. A provider that has
-- reported to the one must not report to the other (Online Safety Act 2023 s.66). Found once, kept whatever becomes of them.
create table double_report (
  direct_id     uuid not null references referral,
  relayed_id    uuid not null references referral,
  source_id     text not null references source,
  recognised_by text not null check (recognised_by in ('reference', 'content')),
  found_at      timestamptz not null,
  primary key (direct_id, relayed_id)
);
create index double_report_relayed on double_report (relayed_id);
create index double_report_source on double_report (source_id, found_at);
