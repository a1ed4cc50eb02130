-- Each step about two receipts being one report: proposed by the system, folded, unfolded, or declined by a person.
-- Only ever added to; the latest step of a pair is how it stands.
create table fold_step (
  id          bigint generated always as identity primary key,
  referral_id uuid not null references referral,
  into_id     uuid not null references referral,
  step        text not null check (step in ('proposed', 'folded', 'unfolded', 'declined')),
  reason      text not null,
  by          text not null,
  at          timestamptz not null,
  check (referral_id <> into_id)
);
create index fold_step_referral on fold_step (referral_id, id);
create index fold_step_into on fold_step (into_id, id);
