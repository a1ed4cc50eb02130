-- Which country abroad a report is about, and what links it there. Known of referrals already: the picture follows the
-- ledger once more from its beginning, and whoever keeps figures takes every month anew.
alter table picture_fact add column abroad_country text not null default 'unknown';
alter table picture_fact add column abroad_risk text not null default 'unknown';
delete from picture_progress;
update picture_month set revision = revision + 1;
