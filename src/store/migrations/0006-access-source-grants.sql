-- What a registered sender may do beyond sending. reference, agreed_on: of the agreement on which it rests.
create table source_grant (
  id         bigint generated always as identity primary key,
  source_id  text not null references source,
  grant_code text not null,
  reference  text,
  agreed_on  date,
  granted_at timestamptz not null,
  ended_at   timestamptz
);
create unique index source_grant_now on source_grant (source_id, grant_code) where ended_at is null;
grant update (ended_at) on source_grant to everydot_app;
