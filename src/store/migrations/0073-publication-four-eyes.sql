-- Four eyes, and what an edition is, hold in the database as well: whoever writes past the program cannot publish alone.

-- Which report, edition and period it is of, and why there is it, never change; words only in a draft; no step but along the life.
create or replace function refuse_release_change() returns trigger language plpgsql as $$
begin
  if (new.id, new.report_id, new.slug, new.edition, new.period_from, new.period_to, new.revision_note, new.created_by, new.created_at)
    is distinct from
    (old.id, old.report_id, old.slug, old.edition, old.period_from, old.period_to, old.revision_note, old.created_by, old.created_at) then
    raise exception 'an edition stays the edition that it is';
  end if;
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

-- A step that freezes or publishes names what was frozen last; another person publishes it.
create function refuse_single_hand() returns trigger language plpgsql as $$
begin
  if new.action in ('freeze', 'publish') and new.content_hash is distinct from
    (select content_hash from release_content where release_id = new.release_id order by freezing desc limit 1) then
    raise exception 'a step names the hash of what was frozen';
  end if;
  if new.action = 'publish' and new.done_by =
    (select done_by from release_step where release_id = new.release_id and action = 'freeze' order by seq desc limit 1) then
    raise exception 'whoever froze an edition does not publish it';
  end if;
  return new;
end $$;
create trigger release_step_four_eyes before insert on release_step
  for each row execute function refuse_single_hand();

-- At the end of a transaction: no state without the step that leads to it.
create function require_release_step() returns trigger language plpgsql as $$
begin
  if (select state from release_step where release_id = new.id order by seq desc limit 1)
    is distinct from (select state from picture_release where id = new.id) then
    raise exception 'an edition changes its state by a step';
  end if;
  return null;
end $$;
create constraint trigger picture_release_by_steps after update on picture_release
  deferrable initially deferred for each row execute function require_release_step();
