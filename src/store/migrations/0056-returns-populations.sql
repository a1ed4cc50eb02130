-- How many people live in a force's area, as a strategic analyst read it in a named source: in the place of what the
-- registry assumes. The latest counts; earlier ones stay.
create table force_population (
  seq      bigint generated always as identity primary key,
  force    text not null,
  people   integer not null check (people > 0),
  mid_year integer not null check (mid_year between 1990 and 2100),
  source   text not null,
  set_by   text not null,
  set_at   timestamptz not null
);
create index force_population_force on force_population (force, seq desc);
create trigger force_population_only_grows before update or delete or truncate on force_population
  for each statement execute function refuse_change();
