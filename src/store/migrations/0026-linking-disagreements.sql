-- Pairs of which people hold contrary things while no supervisor has settled it. Kept beside er_judgement, from which it
-- follows, so that nobody has to read all of that to find them. since: when they came to disagree.
create table er_disagreement (
  a     bigint not null,
  b     bigint not null,
  since timestamptz not null,
  primary key (a, b),
  check (a < b)
);
create index er_disagreement_since on er_disagreement (since desc, a, b);
grant delete on er_disagreement to everydot_app;

insert into er_disagreement (a, b, since)
with held as (
  select j.a, j.b, j.verdict, j.reason, j.id, j.at from er_judgement j
  where (j.sample_id is null or j.verdict <> 'unsure') and j.reason <> 'judged-in-error'
    and not exists (select from er_judgement later where later.a = j.a and later.b = j.b
      and later.person_id = j.person_id and later.id > j.id
      and (later.sample_id is null or later.verdict <> 'unsure')))
select a, b, max(at) from held group by a, b
having count(distinct verdict) filter (where verdict <> 'unsure') > 1
  and (array_agg(reason order by id desc))[1] <> 'settles-disagreement';
