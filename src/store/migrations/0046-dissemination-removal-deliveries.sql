-- What is to go out about a notice: once for each kind and round. document: as sent, sealed under the lead referral's key.
create table removal_delivery (
  id        uuid primary key,
  notice_id uuid not null references removal_notice,
  kind      text not null check (kind in ('notice', 'reminder', 'escalation')),
  round     integer not null,
  host_id   text not null,
  channel   text not null,
  made_by   text not null,
  made_at   timestamptz not null,
  document  bytea,
  digest    bytea,
  unique (notice_id, kind, round)
);
grant update (document, digest) on removal_delivery to everydot_app;

-- A try is written down before it is made; its result follows. problem: a code; null if it was taken.
create table removal_delivery_try (
  delivery_id uuid not null references removal_delivery,
  try         integer not null,
  at          timestamptz not null,
  primary key (delivery_id, try)
);
create table removal_delivery_result (
  delivery_id uuid not null,
  try         integer not null,
  at          timestamptz not null,
  problem     text,
  primary key (delivery_id, try),
  foreign key (delivery_id, try) references removal_delivery_try (delivery_id, try)
);

-- What a host says. via: by its own answer page, or written down by a person of the bureau.
create table removal_answer (
  seq       bigint generated always as identity primary key,
  id        uuid not null unique,
  notice_id uuid not null references removal_notice,
  says      text not null check (says in ('received', 'removed', 'refused', 'need-more')),
  reason    text,
  note      bytea,
  via       text not null check (via in ('page', 'bureau')),
  by        text not null,
  at        timestamptz not null
);
create index removal_answer_notice on removal_answer (notice_id);

-- Wrong references and secrets at the answer page. visitor: a keyed hash of where they came from; gone after a day.
create table removal_wrong_answer (
  id      bigint generated always as identity primary key,
  visitor bytea not null,
  at      timestamptz not null
);
create index removal_wrong_answer_visitor on removal_wrong_answer (visitor, at);
grant delete on removal_wrong_answer to everydot_app;
