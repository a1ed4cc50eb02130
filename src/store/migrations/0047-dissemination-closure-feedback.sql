-- The answer to whoever referred what the bureau itself closed. It follows from an outcome or from a closing.
alter table feedback alter column outcome_id drop not null;
alter table feedback add column closure_id uuid;
alter table feedback add constraint feedback_follows_from_one check (num_nonnulls(outcome_id, closure_id) = 1);
create unique index feedback_closure on feedback (closure_id, referral_id) where closure_id is not null;
