-- What tells circulation from trading. subject: 64 bits of a keyed hash of the account that a referral is about, null
-- where none is stated; it goes when the referral is withdrawn or disposed of.
alter table matched_referral add column subject bigint;
grant update (subject) on matched_referral to everydot_app;

-- judged_incidents: how many incidents the group had when its circulation was last judged.
alter table content_group add column judged_incidents integer not null default 0;
alter table content_group drop constraint content_group_viral_check;
alter table content_group add constraint content_group_viral_check check (viral in ('none', 'possible', 'traded', 'viral'));
grant update (judged_incidents) on content_group to everydot_app;
