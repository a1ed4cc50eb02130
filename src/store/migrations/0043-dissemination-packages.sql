-- Groups packages across forces under one name.
create table operation (
  id        uuid primary key,
  name      text not null unique,
  opened_by text not null,
  opened_at timestamptz not null
);

-- What one unit is sent about one referral. document: canonical JSON, sealed under the referral's key; signature and
-- public key (SPKI, DER) are Ed25519 over the plain document; digest: its SHA-256, salted by the referral's key.
create table package (
  id             uuid primary key,
  referral_id    uuid not null references referral,
  unit_id        text not null,
  purpose        text not null check (purpose in ('suspect', 'child', 'safeguarding', 'adopted')),
  route_reason   text not null,
  prepared_by    text not null,
  prepared_at    timestamptz not null,
  document       bytea not null,
  document_bytes integer not null,
  digest         bytea not null,
  signature      bytea not null,
  public_key     bytea not null,
  rerouted_from  uuid references package,
  receipt_due_at timestamptz,
  state          text not null check (state in ('prepared', 'sent', 'acknowledged', 'refused', 're-routed', 'withdrawn', 'outcome-recorded')),
  state_since    timestamptz not null
);
grant update (state, state_since, receipt_due_at) on package to everydot_app;
create index package_referral on package (referral_id);
create index package_unit on package (unit_id, state, state_since);
create index package_receipt_due on package (receipt_due_at) where state = 'sent';

-- Each step of a package's life. digest: of the document that whoever acknowledged it had received.
create table package_step (
  package_id uuid not null references package,
  step       integer not null,
  action     text not null,
  state      text not null,
  by         text not null,
  at         timestamptz not null,
  reason     text,
  digest     bytea,
  suggested  text,
  primary key (package_id, step)
);
create index package_step_at on package_step (action, at);

create table operation_package (
  operation_id uuid not null references operation,
  package_id   uuid not null references package,
  added_by     text not null,
  added_at     timestamptz not null,
  primary key (operation_id, package_id)
);
create index operation_package_package on operation_package (package_id);
