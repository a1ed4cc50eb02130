-- Editions of reports. report_id: the first edition's id, which all editions of one report share. version: of title and
-- summary, raised by each change, so that whoever writes over somebody else's words is told.
create table picture_release (
  id            uuid primary key,
  report_id     uuid not null references picture_release,
  slug          text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  edition       integer not null check (edition > 0),
  title         text not null,
  summary       text not null,
  period_from   date not null,
  period_to     date not null check (period_to >= period_from),
  state         text not null check (state in ('draft', 'frozen', 'published', 'withdrawn', 'discarded')),
  version       integer not null default 1,
  revision_note text,
  created_by    uuid not null references person,
  created_at    timestamptz not null,
  check ((edition = 1) = (revision_note is null)),
  check (edition > 1 or report_id = id)
);
grant update (title, summary, state, version) on picture_release to everydot_app;
create unique index picture_release_edition on picture_release (slug, edition) where state <> 'discarded';

-- What was done with an edition, by whom. content_hash: of what was frozen, or published.
create table release_step (
  seq          bigint generated always as identity primary key,
  release_id   uuid not null references picture_release,
  action       text not null,
  state        text not null,
  note         text,
  content_hash bytea,
  done_by      uuid not null references person,
  done_at      timestamptz not null
);
create index release_step_of on release_step (release_id, seq);

-- Every version of every section; the latest is the one that reads. position: in the report.
create table release_section (
  release_id uuid not null references picture_release,
  section_id text not null,
  version    integer not null check (version > 0),
  position   integer not null,
  heading    text not null,
  text       text not null,
  written_by uuid not null references person,
  written_at timestamptz not null,
  primary key (release_id, section_id, version)
);

-- Everything that a frozen edition says, as it was at that moment. An edition that was reopened is frozen again: the
-- latest is the one that reads.
create table release_content (
  release_id   uuid not null references picture_release,
  freezing     integer not null check (freezing > 0),
  document     jsonb not null,
  content_hash bytea not null,
  frozen_by    uuid not null references person,
  frozen_at    timestamptz not null,
  primary key (release_id, freezing)
);

-- Priorities and intelligence gaps: kept from report to report until they are settled. carried_from: of the report before.
create table tracked_item (
  id           uuid primary key,
  report_id    uuid not null references picture_release,
  kind         text not null check (kind in ('priority', 'gap')),
  carried_from uuid references tracked_item,
  added_by     uuid not null references person,
  added_at     timestamptz not null
);
create index tracked_item_report on tracked_item (report_id);

-- what: the priority, or the question. due_on: when it is due, or when the gap is reviewed. so_far: progress, or the answer.
create table tracked_item_version (
  item_id    uuid not null references tracked_item,
  version    integer not null check (version > 0),
  what       text not null,
  why        text not null,
  owner      text not null check (owner <> ''),
  due_on     date not null,
  state      text not null check (state in ('open', 'met', 'answered', 'carried-over', 'dropped')),
  so_far     text not null,
  written_by uuid not null references person,
  written_at timestamptz not null,
  primary key (item_id, version)
);

-- What is frozen or published does not change, whoever asks: words only in a draft, and no step but along the life.
create function refuse_release_change() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.title, new.summary, new.version) is distinct from (old.title, old.summary, old.version) then
    raise exception 'an edition that is no draft does not change';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
    ('draft', 'frozen'), ('draft', 'discarded'), ('frozen', 'published'), ('frozen', 'draft'), ('published', 'withdrawn')
  ) then
    raise exception 'an edition does not go from % to %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger picture_release_life before update on picture_release
  for each row execute function refuse_release_change();
create trigger picture_release_stays before delete or truncate on picture_release
  for each statement execute function refuse_change();

create function refuse_outside_draft() returns trigger language plpgsql as $$
begin
  if (select state from picture_release where id = new.release_id) is distinct from 'draft' then
    raise exception 'only a draft is written';
  end if;
  return new;
end $$;
create trigger release_section_in_draft before insert on release_section
  for each row execute function refuse_outside_draft();
create trigger release_content_in_draft before insert on release_content
  for each row execute function refuse_outside_draft();

create trigger release_step_only_grows before update or delete or truncate on release_step
  for each statement execute function refuse_change();
create trigger release_section_only_grows before update or delete or truncate on release_section
  for each statement execute function refuse_change();
create trigger release_content_only_grows before update or delete or truncate on release_content
  for each statement execute function refuse_change();
create trigger tracked_item_only_grows before update or delete or truncate on tracked_item
  for each statement execute function refuse_change();
create trigger tracked_item_version_only_grows before update or delete or truncate on tracked_item_version
  for each statement execute function refuse_change();
