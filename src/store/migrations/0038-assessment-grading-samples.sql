-- Referrals drawn by lot and graded again by somebody who does not see how they were graded. kind: 'low-band' asks how
-- many of the low bands are graded too low; 'double' asks how well graders agree. Drawn again by anybody from the seed.
create table grading_sample (
  id         uuid primary key,
  kind       text not null check (kind in ('low-band', 'double')),
  seed       bigint not null,
  since      timestamptz not null,
  until      timestamptz not null,
  drawn_by   uuid not null references person,
  drawn_at   timestamptz not null
);

-- How many there were of each band, and how many of them were drawn: population / drawn is the weight of each.
create table grading_stratum (
  sample_id  uuid not null references grading_sample,
  band       text not null check (band in ('very-high', 'high', 'medium', 'low')),
  population integer not null check (population > 0),
  drawn      integer not null check (drawn between 1 and population),
  primary key (sample_id, band)
);

-- band: where it stood when it was drawn. decided_by: who had decided so, and may not judge it again; null: nobody.
create table grading_member (
  sample_id   uuid not null references grading_sample,
  referral_id uuid not null references referral,
  position    integer not null,
  band        text not null check (band in ('very-high', 'high', 'medium', 'low')),
  decided_by  uuid references person,
  primary key (sample_id, referral_id)
);
create index grading_member_referral on grading_member (referral_id);

-- What a person judged who saw the stated facts and no band. The first judgement of each person stands. band null:
-- the facts do not allow a judgement.
create table blind_grade (
  sample_id   uuid not null,
  referral_id uuid not null,
  graded_by   uuid not null references person,
  graded_at   timestamptz not null,
  band        text check (band in ('very-high', 'high', 'medium', 'low')),
  primary key (sample_id, referral_id, graded_by),
  foreign key (sample_id, referral_id) references grading_member (sample_id, referral_id)
);

create index decision_made on decision (decided_at);
create index assessment_made on assessment (made_at);

create trigger grading_sample_only_grows before update or delete or truncate on grading_sample
  for each statement execute function refuse_change();
create trigger grading_stratum_only_grows before update or delete or truncate on grading_stratum
  for each statement execute function refuse_change();
create trigger grading_member_only_grows before update or delete or truncate on grading_member
  for each statement execute function refuse_change();
create trigger blind_grade_only_grows before update or delete or truncate on blind_grade
  for each statement execute function refuse_change();
