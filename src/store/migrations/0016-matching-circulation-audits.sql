-- A supervisor has a sample of a circulating group looked through before the rest is closed. tolerated: the share that
-- may hold more unseen, at 95 % confidence, if none of the sample does.
create table circulation_audit (
  id         uuid primary key,
  group_id   bigint not null,
  seed       bigint not null,
  tolerated  real not null check (tolerated > 0 and tolerated < 1),
  started_by uuid not null references person,
  started_at timestamptz not null
);
create index circulation_audit_group on circulation_audit (group_id, started_at);

-- The open members of the group when the sample was drawn: whoever came later is not closed by this audit.
-- stratum: the kind of sender. draw: in which drawing it came into the sample, null if it never did.
create table circulation_member (
  audit_id    uuid not null references circulation_audit,
  referral_id uuid not null references referral,
  stratum     text not null,
  version     integer not null,
  folded      integer not null,
  draw        smallint,
  primary key (audit_id, referral_id)
);
create index circulation_member_referral on circulation_member (referral_id);
grant update (draw) on circulation_member to everydot_app;

-- What a named person found who opened a sampled referral. The first finding stands.
create table circulation_finding (
  audit_id    uuid not null,
  referral_id uuid not null,
  finding     text not null check (finding in ('nothing-more', 'holds-more')),
  found_by    uuid not null references person,
  found_at    timestamptz not null,
  primary key (audit_id, referral_id),
  foreign key (audit_id, referral_id) references circulation_member (audit_id, referral_id)
);
create index circulation_finding_more on circulation_finding (referral_id) where finding = 'holds-more';

-- What became of an audit: the rest was closed, or it was given up. Closing is undone by reopening; both are kept.
create table circulation_end (
  id       bigint generated always as identity primary key,
  audit_id uuid not null references circulation_audit,
  how      text not null check (how in ('closed', 'given-up', 'reopened')),
  reason   text,
  count    integer not null,
  by       uuid not null references person,
  at       timestamptz not null
);
create index circulation_end_audit on circulation_end (audit_id, id);

create trigger circulation_audit_only_grows before update or delete or truncate on circulation_audit
  for each statement execute function refuse_change();
create trigger circulation_finding_only_grows before update or delete or truncate on circulation_finding
  for each statement execute function refuse_change();
create trigger circulation_end_only_grows before update or delete or truncate on circulation_end
  for each statement execute function refuse_change();
