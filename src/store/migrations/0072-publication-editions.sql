-- What anybody may read of an edition: rendered once when it is published, so that a public page works nothing out.
-- Whether it still may be read is said by the edition itself, which may be withdrawn.
create table publication (
  release_id  uuid primary key references picture_release,
  -- As it was when the files were made: what the list of publications says.
  title       text not null,
  summary     text not null,
  period_from date not null,
  period_to   date not null,
  rendered_at timestamptz not null
);

-- language: of the frame.
create table publication_page (
  release_id uuid not null references publication,
  language   text not null check (language in ('en', 'cy')),
  html       text not null,
  primary key (release_id, language)
);

-- making: 1 at publishing; where no browser could print then, the PDF and a list that names it come with a later one, and
-- of files of one name the latest is shown. position: in the list of files. sha256: of the bytes.
create table publication_file (
  release_id uuid not null references publication,
  name       text not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9.-]*$'),
  making     integer not null check (making >= 1),
  position   integer not null,
  media_type text not null,
  sha256     bytea not null check (octet_length(sha256) = 32),
  bytes      bytea not null,
  primary key (release_id, name, making)
);

create trigger publication_only_grows before update or delete or truncate on publication
  for each statement execute function refuse_change();
create trigger publication_page_only_grows before update or delete or truncate on publication_page
  for each statement execute function refuse_change();
create trigger publication_file_only_grows before update or delete or truncate on publication_file
  for each statement execute function refuse_change();
