-- What the migrations add up to, read from a freshly migrated database: `npm run schema` writes this file.
-- It is for reading and for seeing a change of schema in a diff; nothing runs it.

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% of % is refused: rows are only ever added', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_outside_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select state from picture_release where id = new.release_id) is distinct from 'draft' then
    raise exception 'only a draft is written';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_release_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_single_hand()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.require_release_step()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select state from release_step where release_id = new.id order by seq desc limit 1)
    is distinct from (select state from picture_release where id = new.id) then
    raise exception 'an edition changes its state by a step';
  end if;
  return null;
end $function$;

create table alarm (
  id uuid not null,
  referral_id uuid not null,
  number bigint not null,
  floors text[] not null,
  raised_at timestamp with time zone not null,
  constraint alarm_pkey PRIMARY KEY (id),
  constraint alarm_referral_id_floors_key UNIQUE (referral_id, floors),
  constraint alarm_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX alarm_raised ON public.alarm USING btree (raised_at);
CREATE TRIGGER alarm_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alarm FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on alarm to everydot_app;

create table alarm_acknowledgement (
  alarm_id uuid not null,
  acknowledged_by uuid not null,
  acknowledged_at timestamp with time zone not null,
  constraint alarm_acknowledgement_pkey PRIMARY KEY (alarm_id),
  constraint alarm_acknowledgement_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES person(id),
  constraint alarm_acknowledgement_alarm_id_fkey FOREIGN KEY (alarm_id) REFERENCES alarm(id)
);
CREATE TRIGGER alarm_acknowledgement_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alarm_acknowledgement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on alarm_acknowledgement to everydot_app;

create table alarm_notice (
  id bigint not null generated always as identity,
  alarm_id uuid not null,
  step integer not null,
  channel text not null,
  try integer not null,
  attempted_at timestamp with time zone not null,
  constraint alarm_notice_pkey PRIMARY KEY (id),
  constraint alarm_notice_alarm_id_step_channel_try_key UNIQUE (alarm_id, step, channel, try),
  constraint alarm_notice_alarm_id_fkey FOREIGN KEY (alarm_id) REFERENCES alarm(id),
  constraint alarm_notice_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'mail'::text, 'webhook'::text])))
);
CREATE TRIGGER alarm_notice_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alarm_notice FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on alarm_notice to everydot_app;

create table alarm_notice_result (
  notice_id bigint not null,
  delivered boolean not null,
  problem text,
  finished_at timestamp with time zone not null,
  constraint alarm_notice_result_pkey PRIMARY KEY (notice_id),
  constraint alarm_notice_result_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES alarm_notice(id)
);
CREATE TRIGGER alarm_notice_result_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alarm_notice_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on alarm_notice_result to everydot_app;

create table assessment (
  seq bigint not null generated always as identity,
  id uuid not null,
  referral_id uuid not null,
  referral_version integer not null,
  policy_version text not null,
  made_at timestamp with time zone not null,
  input_digest bytea not null,
  match jsonb,
  links jsonb,
  band text not null,
  floors text[] not null,
  result jsonb not null,
  constraint assessment_pkey PRIMARY KEY (id),
  constraint assessment_seq_key UNIQUE (seq),
  constraint assessment_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint assessment_band_check CHECK ((band = ANY (ARRAY['very-high'::text, 'high'::text, 'medium'::text, 'low'::text])))
);
CREATE INDEX assessment_current ON public.assessment USING btree (referral_id, seq DESC);
CREATE INDEX assessment_made ON public.assessment USING btree (made_at);
CREATE TRIGGER assessment_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.assessment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on assessment to everydot_app;

create table assignment (
  seq bigint not null generated always as identity,
  referral_id uuid not null,
  person_id uuid,
  assigned_by uuid not null,
  assigned_at timestamp with time zone not null,
  constraint assignment_pkey PRIMARY KEY (seq),
  constraint assignment_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES person(id),
  constraint assignment_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint assignment_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX assignment_current ON public.assignment USING btree (referral_id, seq DESC);
CREATE TRIGGER assignment_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.assignment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on assignment to everydot_app;

create table base_rate (
  seq bigint not null generated always as identity,
  rate double precision not null,
  basis text not null,
  note text not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint base_rate_pkey PRIMARY KEY (seq),
  constraint base_rate_set_by_fkey FOREIGN KEY (set_by) REFERENCES person(id),
  constraint base_rate_basis_check CHECK ((basis = ANY (ARRAY['outcomes'::text, 'study'::text, 'assumption'::text]))),
  constraint base_rate_rate_check CHECK (((rate > (0)::double precision) AND (rate < (1)::double precision)))
);
CREATE TRIGGER base_rate_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.base_rate FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on base_rate to everydot_app;

create table blind_grade (
  sample_id uuid not null,
  referral_id uuid not null,
  graded_by uuid not null,
  graded_at timestamp with time zone not null,
  band text,
  constraint blind_grade_pkey PRIMARY KEY (sample_id, referral_id, graded_by),
  constraint blind_grade_graded_by_fkey FOREIGN KEY (graded_by) REFERENCES person(id),
  constraint blind_grade_sample_id_referral_id_fkey FOREIGN KEY (sample_id, referral_id) REFERENCES grading_member(sample_id, referral_id),
  constraint blind_grade_band_check CHECK ((band = ANY (ARRAY['very-high'::text, 'high'::text, 'medium'::text, 'low'::text])))
);
CREATE TRIGGER blind_grade_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.blind_grade FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on blind_grade to everydot_app;

create table bureau (
  only_row boolean not null default true,
  name text not null,
  synthetic boolean not null,
  opened_at timestamp with time zone not null,
  ready_at timestamp with time zone,
  constraint bureau_pkey PRIMARY KEY (only_row),
  constraint bureau_only_row_check CHECK (only_row)
);
grant insert, select, update (ready_at) on bureau to everydot_app;

create table circulation_audit (
  id uuid not null,
  group_id bigint not null,
  seed bigint not null,
  tolerated real not null,
  started_by uuid not null,
  started_at timestamp with time zone not null,
  constraint circulation_audit_pkey PRIMARY KEY (id),
  constraint circulation_audit_started_by_fkey FOREIGN KEY (started_by) REFERENCES person(id),
  constraint circulation_audit_tolerated_check CHECK (((tolerated > (0)::double precision) AND (tolerated < (1)::double precision)))
);
CREATE INDEX circulation_audit_group ON public.circulation_audit USING btree (group_id, started_at);
CREATE TRIGGER circulation_audit_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.circulation_audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on circulation_audit to everydot_app;

create table circulation_end (
  id bigint not null generated always as identity,
  audit_id uuid not null,
  how text not null,
  reason text,
  count integer not null,
  by uuid not null,
  at timestamp with time zone not null,
  constraint circulation_end_pkey PRIMARY KEY (id),
  constraint circulation_end_audit_id_fkey FOREIGN KEY (audit_id) REFERENCES circulation_audit(id),
  constraint circulation_end_by_fkey FOREIGN KEY (by) REFERENCES person(id),
  constraint circulation_end_how_check CHECK ((how = ANY (ARRAY['closed'::text, 'given-up'::text, 'reopened'::text])))
);
CREATE INDEX circulation_end_audit ON public.circulation_end USING btree (audit_id, id);
CREATE TRIGGER circulation_end_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.circulation_end FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on circulation_end to everydot_app;

create table circulation_finding (
  audit_id uuid not null,
  referral_id uuid not null,
  finding text not null,
  found_by uuid not null,
  found_at timestamp with time zone not null,
  constraint circulation_finding_pkey PRIMARY KEY (audit_id, referral_id),
  constraint circulation_finding_audit_id_referral_id_fkey FOREIGN KEY (audit_id, referral_id) REFERENCES circulation_member(audit_id, referral_id),
  constraint circulation_finding_found_by_fkey FOREIGN KEY (found_by) REFERENCES person(id),
  constraint circulation_finding_finding_check CHECK ((finding = ANY (ARRAY['nothing-more'::text, 'holds-more'::text])))
);
CREATE INDEX circulation_finding_more ON public.circulation_finding USING btree (referral_id) WHERE (finding = 'holds-more'::text);
CREATE TRIGGER circulation_finding_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.circulation_finding FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on circulation_finding to everydot_app;

create table circulation_member (
  audit_id uuid not null,
  referral_id uuid not null,
  stratum text not null,
  version integer not null,
  folded integer not null,
  draw smallint,
  constraint circulation_member_pkey PRIMARY KEY (audit_id, referral_id),
  constraint circulation_member_audit_id_fkey FOREIGN KEY (audit_id) REFERENCES circulation_audit(id),
  constraint circulation_member_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX circulation_member_referral ON public.circulation_member USING btree (referral_id);
grant insert, select, update (draw) on circulation_member to everydot_app;

create table closure (
  id uuid not null,
  referral_id uuid not null,
  reason_code text not null,
  note bytea,
  closed_by uuid not null,
  closed_at timestamp with time zone not null,
  audit_id uuid,
  constraint closure_pkey PRIMARY KEY (id),
  constraint closure_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES person(id),
  constraint closure_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX closure_audit ON public.closure USING btree (audit_id) WHERE (audit_id IS NOT NULL);
CREATE INDEX closure_referral ON public.closure USING btree (referral_id, closed_at);
CREATE TRIGGER closure_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.closure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on closure to everydot_app;

create table conflict_acknowledgement (
  alert_id uuid not null,
  person_id uuid not null,
  at timestamp with time zone not null,
  constraint conflict_acknowledgement_pkey PRIMARY KEY (alert_id, person_id),
  constraint conflict_acknowledgement_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES conflict_alert(id),
  constraint conflict_acknowledgement_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
grant insert, select on conflict_acknowledgement to everydot_app;

create table conflict_alert (
  id uuid not null,
  unit_id text,
  referral_id uuid not null,
  other_unit_id text not null,
  other_referral_id uuid not null,
  kinds text[] not null,
  raised_at timestamp with time zone not null,
  constraint conflict_alert_pkey PRIMARY KEY (id),
  constraint conflict_alert_unit_id_referral_id_other_unit_id_other_refe_key UNIQUE NULLS NOT DISTINCT (unit_id, referral_id, other_unit_id, other_referral_id),
  constraint conflict_alert_other_referral_id_fkey FOREIGN KEY (other_referral_id) REFERENCES referral(id),
  constraint conflict_alert_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX conflict_alert_other ON public.conflict_alert USING btree (other_referral_id);
CREATE INDEX conflict_alert_referral ON public.conflict_alert USING btree (referral_id);
CREATE INDEX conflict_alert_unit ON public.conflict_alert USING btree (unit_id, raised_at);
grant insert, select on conflict_alert to everydot_app;

create table content_group (
  id bigint not null generated always as identity,
  made_at timestamp with time zone not null,
  viral text not null default 'none'::text,
  judged_incidents integer not null default 0,
  constraint content_group_pkey PRIMARY KEY (id),
  constraint content_group_viral_check CHECK ((viral = ANY (ARRAY['none'::text, 'possible'::text, 'traded'::text, 'viral'::text])))
);
grant insert, select, update (viral, judged_incidents) on content_group to everydot_app;

create table content_membership (
  kind text not null,
  value bytea not null,
  group_id bigint not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  because uuid
);
CREATE INDEX content_membership_group ON public.content_membership USING btree (group_id) WHERE (valid_to IS NULL);
CREATE UNIQUE INDEX content_membership_now ON public.content_membership USING btree (kind, value) WHERE (valid_to IS NULL);
grant insert, select, update (valid_to) on content_membership to everydot_app;

create table content_tally (
  group_id bigint not null,
  reporter text not null,
  day date not null,
  referrals integer not null,
  incidents integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  constraint content_tally_pkey PRIMARY KEY (group_id, reporter, day)
);
grant delete, insert, select, update on content_tally to everydot_app;

create table counting_break (
  id uuid not null,
  series text,
  from_day date not null,
  what text not null,
  declared_by uuid not null,
  declared_at timestamp with time zone not null,
  constraint counting_break_pkey PRIMARY KEY (id),
  constraint counting_break_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES person(id),
  constraint counting_break_what_check CHECK ((what <> ''::text))
);
CREATE TRIGGER counting_break_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.counting_break FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on counting_break to everydot_app;

create table decision (
  seq bigint not null generated always as identity,
  id uuid not null,
  referral_id uuid not null,
  assessment_id uuid not null,
  proposed_band text not null,
  floors text[] not null,
  band text not null,
  kind text not null,
  reason_code text,
  note bytea,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint decision_pkey PRIMARY KEY (id),
  constraint decision_seq_key UNIQUE (seq),
  constraint decision_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES assessment(id),
  constraint decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint decision_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint decision_band_check CHECK ((band = ANY (ARRAY['very-high'::text, 'high'::text, 'medium'::text, 'low'::text]))),
  constraint decision_check CHECK (((kind = 'accept'::text) OR (reason_code IS NOT NULL))),
  constraint decision_check1 CHECK (((kind = 'override'::text) OR (band = proposed_band))),
  constraint decision_kind_check CHECK ((kind = ANY (ARRAY['accept'::text, 'override'::text]))),
  constraint decision_proposed_band_check CHECK ((proposed_band = ANY (ARRAY['very-high'::text, 'high'::text, 'medium'::text, 'low'::text])))
);
CREATE INDEX decision_current ON public.decision USING btree (referral_id, seq DESC);
CREATE INDEX decision_made ON public.decision USING btree (decided_at);
CREATE TRIGGER decision_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on decision to everydot_app;

create table document_repair (
  id uuid not null,
  referral_id uuid not null,
  repaired_by text not null,
  repaired_at timestamp with time zone not null,
  reason bytea not null,
  adapter text not null,
  raw bytea not null,
  stripped jsonb not null default '[]'::jsonb,
  problem jsonb,
  constraint document_repair_pkey PRIMARY KEY (id),
  constraint document_repair_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX document_repair_referral ON public.document_repair USING btree (referral_id, repaired_at);
grant insert, select on document_repair to everydot_app;

create table double_report (
  direct_id uuid not null,
  relayed_id uuid not null,
  source_id text not null,
  recognised_by text not null,
  found_at timestamp with time zone not null,
  constraint double_report_pkey PRIMARY KEY (direct_id, relayed_id),
  constraint double_report_direct_id_fkey FOREIGN KEY (direct_id) REFERENCES referral(id),
  constraint double_report_relayed_id_fkey FOREIGN KEY (relayed_id) REFERENCES referral(id),
  constraint double_report_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint double_report_recognised_by_check CHECK ((recognised_by = ANY (ARRAY['reference'::text, 'content'::text])))
);
CREATE INDEX double_report_relayed ON public.double_report USING btree (relayed_id);
CREATE INDEX double_report_source ON public.double_report USING btree (source_id, found_at);
grant insert, select on double_report to everydot_app;

create table enquiry (
  id uuid not null,
  referral_id uuid not null,
  kind text not null,
  concerns text not null,
  provider text not null,
  authority text not null,
  applicant text not null,
  asked bytea not null,
  made_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  state text not null,
  state_since timestamp with time zone not null,
  constraint enquiry_pkey PRIMARY KEY (id),
  constraint enquiry_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint enquiry_concerns_check CHECK ((concerns = ANY (ARRAY['suspect'::text, 'child'::text]))),
  constraint enquiry_kind_check CHECK ((kind = ANY (ARRAY['subscriber'::text, 'account-data'::text, 'preservation'::text]))),
  constraint enquiry_state_check CHECK ((state = ANY (ARRAY['drafted'::text, 'approved'::text, 'refused'::text, 'answered'::text, 'expired'::text])))
);
CREATE INDEX enquiry_referral ON public.enquiry USING btree (referral_id);
CREATE INDEX enquiry_waiting ON public.enquiry USING btree (state, due_at) WHERE (state = ANY (ARRAY['drafted'::text, 'approved'::text]));
grant insert, select, update (state, state_since) on enquiry to everydot_app;

create table enquiry_answer (
  seq bigint not null generated always as identity,
  id uuid not null,
  enquiry_id uuid not null,
  result text not null,
  forces text[] not null default '{}'::text[],
  countries text[] not null default '{}'::text[],
  about bytea not null,
  detail bytea,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  constraint enquiry_answer_pkey PRIMARY KEY (id),
  constraint enquiry_answer_seq_key UNIQUE (seq),
  constraint enquiry_answer_enquiry_id_fkey FOREIGN KEY (enquiry_id) REFERENCES enquiry(id),
  constraint enquiry_answer_result_check CHECK ((result = ANY (ARRAY['one-subscriber'::text, 'several'::text, 'none'::text, 'expired'::text])))
);
CREATE INDEX enquiry_answer_enquiry ON public.enquiry_answer USING btree (enquiry_id, seq DESC);
grant insert, select on enquiry_answer to everydot_app;

create table enquiry_mismatch (
  id uuid not null,
  enquiry_id uuid not null,
  kind text not null,
  found_at timestamp with time zone not null,
  constraint enquiry_mismatch_pkey PRIMARY KEY (id),
  constraint enquiry_mismatch_enquiry_id_fkey FOREIGN KEY (enquiry_id) REFERENCES enquiry(id),
  constraint enquiry_mismatch_kind_check CHECK ((kind = ANY (ARRAY['not-in-referral'::text, 'answer-about-another'::text])))
);
CREATE INDEX enquiry_mismatch_enquiry ON public.enquiry_mismatch USING btree (enquiry_id);
grant insert, select on enquiry_mismatch to everydot_app;

create table enquiry_mismatch_resolution (
  mismatch_id uuid not null,
  resolution text not null,
  resolved_by text not null,
  resolved_at timestamp with time zone not null,
  constraint enquiry_mismatch_resolution_pkey PRIMARY KEY (mismatch_id),
  constraint enquiry_mismatch_resolution_mismatch_id_fkey FOREIGN KEY (mismatch_id) REFERENCES enquiry_mismatch(id),
  constraint enquiry_mismatch_resolution_resolution_check CHECK ((resolution = ANY (ARRAY['disregard-enquiry'::text, 'identifier-confirmed'::text])))
);
grant insert, select on enquiry_mismatch_resolution to everydot_app;

create table enquiry_step (
  enquiry_id uuid not null,
  step integer not null,
  action text not null,
  state text not null,
  by text not null,
  at timestamp with time zone not null,
  reason text,
  constraint enquiry_step_pkey PRIMARY KEY (enquiry_id, step),
  constraint enquiry_step_enquiry_id_fkey FOREIGN KEY (enquiry_id) REFERENCES enquiry(id)
);
grant insert, select on enquiry_step to everydot_app;

create table entry_dispute (
  id bigint not null generated always as identity,
  entry_id bigint not null,
  list_id integer not null,
  negative boolean not null,
  after_opinion bigint not null,
  opened_at timestamp with time zone not null,
  opened_by text not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decision text,
  reason text,
  constraint entry_dispute_pkey PRIMARY KEY (id),
  constraint entry_dispute_list_id_fkey FOREIGN KEY (list_id) REFERENCES hash_list(id),
  constraint entry_dispute_check CHECK (((decided_at IS NULL) = (decision IS NULL))),
  constraint entry_dispute_decision_check CHECK ((decision = ANY (ARRAY['upheld'::text, 'rejected'::text, 'withdrawn'::text])))
);
CREATE INDEX entry_dispute_entry ON public.entry_dispute USING btree (entry_id, id);
CREATE UNIQUE INDEX entry_dispute_open ON public.entry_dispute USING btree (entry_id) WHERE (decided_at IS NULL);
CREATE INDEX entry_dispute_opener ON public.entry_dispute USING btree (opened_by) WHERE (decided_at IS NULL);
CREATE INDEX entry_dispute_waiting ON public.entry_dispute USING btree (opened_at) WHERE (decided_at IS NULL);
grant insert, select, update (negative, decided_at, decided_by, decision, reason) on entry_dispute to everydot_app;

create table entry_opinion (
  id bigint not null generated always as identity,
  entry_id bigint not null,
  holder text not null,
  opinion text not null,
  reason text,
  at timestamp with time zone not null,
  revision bigint not null,
  person_id uuid,
  import_id uuid,
  constraint entry_opinion_pkey PRIMARY KEY (id),
  constraint entry_opinion_opinion_check CHECK ((opinion = ANY (ARRAY['positive'::text, 'negative'::text, 'disputed'::text, 'investigation-seed'::text, 'withdrawn'::text])))
);
CREATE INDEX entry_opinion_entry ON public.entry_opinion USING btree (entry_id, id);
grant insert, select on entry_opinion to everydot_app;

create table entry_standing (
  entry_id bigint not null,
  revision bigint not null,
  standing text not null,
  constraint entry_standing_pkey PRIMARY KEY (entry_id, revision),
  constraint entry_standing_standing_check CHECK ((standing = ANY (ARRAY['stands'::text, 'disputed'::text, 'not-harmful'::text])))
);
grant insert, select on entry_standing to everydot_app;

create table entry_value (
  value_id integer not null,
  entry_id bigint not null,
  quality smallint,
  constraint entry_value_pkey PRIMARY KEY (value_id, entry_id)
);
CREATE INDEX entry_value_entry ON public.entry_value USING btree (entry_id);
grant insert, select on entry_value to everydot_app;

create table er_cluster_membership (
  id bigint not null generated always as identity,
  record bigint not null,
  cluster_id uuid not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  constraint er_cluster_membership_pkey PRIMARY KEY (id),
  constraint er_cluster_membership_check CHECK ((valid_to >= valid_from))
);
CREATE INDEX er_cluster_membership_cluster ON public.er_cluster_membership USING btree (cluster_id, valid_from);
CREATE UNIQUE INDEX er_cluster_membership_now ON public.er_cluster_membership USING btree (record) WHERE (valid_to IS NULL);
CREATE INDEX er_cluster_membership_record ON public.er_cluster_membership USING btree (record, valid_from);
grant delete, insert, select, update (valid_to) on er_cluster_membership to everydot_app;

create table er_common_term (
  k bigint not null,
  holders integer not null,
  constraint er_common_term_pkey PRIMARY KEY (k),
  constraint er_common_term_holders_check CHECK ((holders > 0))
);
grant delete, insert, select, update (holders) on er_common_term to everydot_app;

create table er_crowded (
  record bigint not null,
  constraint er_crowded_pkey PRIMARY KEY (record)
);
grant delete, insert, select on er_crowded to everydot_app;

create table er_disagreement (
  a bigint not null,
  b bigint not null,
  since timestamp with time zone not null,
  constraint er_disagreement_pkey PRIMARY KEY (a, b),
  constraint er_disagreement_check CHECK ((a < b))
);
CREATE INDEX er_disagreement_since ON public.er_disagreement USING btree (since DESC, a, b);
grant delete, insert, select on er_disagreement to everydot_app;

create table er_edge (
  a bigint not null,
  b bigint not null,
  bits double precision not null,
  levels bytea not null,
  classes bytea not null,
  activation bigint not null,
  constraint er_edge_pkey PRIMARY KEY (a, b),
  constraint er_edge_check CHECK ((a < b))
);
CREATE INDEX er_edge_doubtful ON public.er_edge USING btree (abs(bits)) WHERE (abs(bits) < (8)::double precision);
CREATE INDEX er_edge_other ON public.er_edge USING btree (b, a);
grant delete, insert, select, update (bits, levels, classes, activation) on er_edge to everydot_app;

create table er_judgement (
  id bigint not null generated always as identity,
  a bigint not null,
  b bigint not null,
  a_referral uuid not null,
  b_referral uuid not null,
  verdict text not null,
  reason text not null,
  note bytea,
  bits double precision,
  activation bigint,
  sample_id bigint,
  person_id uuid not null,
  at timestamp with time zone not null,
  constraint er_judgement_pkey PRIMARY KEY (id),
  constraint er_judgement_a_referral_fkey FOREIGN KEY (a_referral) REFERENCES referral(id),
  constraint er_judgement_b_referral_fkey FOREIGN KEY (b_referral) REFERENCES referral(id),
  constraint er_judgement_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint er_judgement_check CHECK ((a < b)),
  constraint er_judgement_verdict_check CHECK ((verdict = ANY (ARRAY['same'::text, 'different'::text, 'unsure'::text])))
);
CREATE INDEX er_judgement_other ON public.er_judgement USING btree (b, a, id);
CREATE INDEX er_judgement_pair ON public.er_judgement USING btree (a, b, id);
CREATE INDEX er_judgement_sample ON public.er_judgement USING btree (sample_id) WHERE (sample_id IS NOT NULL);
CREATE TRIGGER er_judgement_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.er_judgement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on er_judgement to everydot_app;

create table er_key (
  k bigint not null,
  record bigint not null,
  constraint er_key_pkey PRIMARY KEY (k, record)
);
grant delete, insert, select on er_key to everydot_app;

create table er_model (
  version text not null,
  model jsonb not null,
  training jsonb not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  constraint er_model_pkey PRIMARY KEY (version)
);
CREATE TRIGGER er_model_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.er_model FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on er_model to everydot_app;

create table er_model_activation (
  id bigint not null generated always as identity,
  version text not null,
  population integer not null,
  activated_by text not null,
  activated_at timestamp with time zone not null,
  constraint er_model_activation_pkey PRIMARY KEY (id),
  constraint er_model_activation_version_fkey FOREIGN KEY (version) REFERENCES er_model(version),
  constraint er_model_activation_population_check CHECK ((population > 0))
);
CREATE TRIGGER er_model_activation_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.er_model_activation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on er_model_activation to everydot_app;

create table er_opening_alert (
  id uuid not null,
  person_id uuid not null,
  pairs_per_day integer not null,
  raised_at timestamp with time zone not null,
  refused integer not null default 1,
  settled_by uuid,
  settled_at timestamp with time zone,
  constraint er_opening_alert_pkey PRIMARY KEY (id),
  constraint er_opening_alert_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint er_opening_alert_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES person(id),
  constraint er_opening_alert_check CHECK (((settled_by IS NULL) = (settled_at IS NULL))),
  constraint er_opening_alert_refused_check CHECK ((refused > 0))
);
CREATE UNIQUE INDEX er_opening_alert_open ON public.er_opening_alert USING btree (person_id) WHERE (settled_at IS NULL);
grant insert, select, update (refused, settled_by, settled_at) on er_opening_alert to everydot_app;

create table er_opening_bound (
  id bigint not null generated always as identity,
  pairs_per_day integer not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint er_opening_bound_pkey PRIMARY KEY (id),
  constraint er_opening_bound_set_by_fkey FOREIGN KEY (set_by) REFERENCES person(id),
  constraint er_opening_bound_pairs_per_day_check CHECK (((pairs_per_day >= 1) AND (pairs_per_day <= 10000)))
);
CREATE TRIGGER er_opening_bound_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.er_opening_bound FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on er_opening_bound to everydot_app;

create table er_record (
  id bigint not null generated always as identity,
  referral_id uuid not null,
  party integer not null,
  layer text not null,
  version integer not null,
  spec text not null,
  keys bigint[] not null,
  terms bigint[] not null,
  sealed bytea not null,
  left_at timestamp with time zone,
  constraint er_record_pkey PRIMARY KEY (id),
  constraint er_record_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint er_record_layer_check CHECK ((layer = ANY (ARRAY['suspect'::text, 'child'::text, 'recipient'::text]))),
  constraint er_record_party_check CHECK ((party >= 0))
);
CREATE INDEX er_record_history ON public.er_record USING btree (referral_id, party, id);
CREATE UNIQUE INDEX er_record_party ON public.er_record USING btree (referral_id, party) WHERE (left_at IS NULL);
grant delete, insert, select, update (version, spec, keys, terms, sealed, left_at) on er_record to everydot_app;

create table er_rescoring (
  id bigint not null generated always as identity,
  activation_id bigint not null,
  report jsonb not null,
  rescored_by text not null,
  rescored_at timestamp with time zone not null,
  constraint er_rescoring_pkey PRIMARY KEY (id),
  constraint er_rescoring_activation_id_fkey FOREIGN KEY (activation_id) REFERENCES er_model_activation(id)
);
CREATE TRIGGER er_rescoring_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.er_rescoring FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on er_rescoring to everydot_app;

create table er_sample (
  id bigint not null generated always as identity,
  a bigint not null,
  b bigint not null,
  band text not null,
  bits double precision not null,
  activation bigint not null,
  drawn_by uuid not null,
  drawn_at timestamp with time zone not null,
  constraint er_sample_pkey PRIMARY KEY (id),
  constraint er_sample_activation_fkey FOREIGN KEY (activation) REFERENCES er_model_activation(id),
  constraint er_sample_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES person(id)
);
CREATE INDEX er_sample_pair ON public.er_sample USING btree (a, b);
CREATE TRIGGER er_sample_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.er_sample FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on er_sample to everydot_app;

create table evaluation_extract (
  id uuid not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  purpose text not null,
  instrument text not null,
  version text not null,
  definition text not null,
  cases_from date not null,
  cases_to date not null,
  cases integer not null,
  outcome_known integer not null,
  digest bytea not null,
  handed_out boolean not null,
  validation jsonb not null,
  constraint evaluation_extract_pkey PRIMARY KEY (id),
  constraint evaluation_extract_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint evaluation_extract_cases_check CHECK ((cases >= 0)),
  constraint evaluation_extract_outcome_known_check CHECK ((outcome_known >= 0))
);
CREATE INDEX evaluation_extract_of ON public.evaluation_extract USING btree (instrument, version, made_at DESC);
CREATE TRIGGER evaluation_extract_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.evaluation_extract FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on evaluation_extract to everydot_app;

create table exposure (
  person_id uuid not null,
  referral_id uuid not null,
  evidence_id text not null,
  opened_at timestamp with time zone not null default now(),
  constraint exposure_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint exposure_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX exposure_person ON public.exposure USING btree (person_id, opened_at);
grant insert, select on exposure to everydot_app;

create table feedback (
  id uuid not null,
  outcome_id uuid,
  referral_id uuid not null,
  source_id text not null,
  made_at timestamp with time zone not null,
  body jsonb not null,
  closure_id uuid,
  constraint feedback_pkey PRIMARY KEY (id),
  constraint feedback_outcome_id_referral_id_key UNIQUE (outcome_id, referral_id),
  constraint feedback_outcome_id_fkey FOREIGN KEY (outcome_id) REFERENCES outcome(id),
  constraint feedback_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint feedback_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint feedback_follows_from_one CHECK ((num_nonnulls(outcome_id, closure_id) = 1))
);
CREATE UNIQUE INDEX feedback_closure ON public.feedback USING btree (closure_id, referral_id) WHERE (closure_id IS NOT NULL);
CREATE INDEX feedback_source ON public.feedback USING btree (source_id, made_at);
grant insert, select on feedback to everydot_app;

create table feedback_delivery (
  feedback_id uuid not null,
  tried_at timestamp with time zone not null,
  status integer,
  constraint feedback_delivery_pkey PRIMARY KEY (feedback_id, tried_at),
  constraint feedback_delivery_feedback_id_fkey FOREIGN KEY (feedback_id) REFERENCES feedback(id)
);
grant insert, select on feedback_delivery to everydot_app;

create table file_sighting (
  referral_id uuid not null,
  version integer not null,
  position integer not null,
  kind text not null,
  value bytea not null,
  quality smallint,
  constraint file_sighting_pkey PRIMARY KEY (referral_id, version, "position", kind, value),
  constraint file_sighting_kind_check CHECK ((kind = ANY (ARRAY['md5'::text, 'sha1'::text, 'sha256'::text, 'pdq'::text])))
);
CREATE INDEX file_sighting_pdq ON public.file_sighting USING btree (value, referral_id) WHERE (kind = 'pdq'::text);
CREATE INDEX file_sighting_value ON public.file_sighting USING btree (kind, value);
grant insert, select on file_sighting to everydot_app;

create table fold_step (
  id bigint not null generated always as identity,
  referral_id uuid not null,
  into_id uuid not null,
  step text not null,
  reason text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint fold_step_pkey PRIMARY KEY (id),
  constraint fold_step_into_id_fkey FOREIGN KEY (into_id) REFERENCES referral(id),
  constraint fold_step_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint fold_step_check CHECK ((referral_id <> into_id)),
  constraint fold_step_step_check CHECK ((step = ANY (ARRAY['proposed'::text, 'folded'::text, 'unfolded'::text, 'declined'::text])))
);
CREATE INDEX fold_step_into ON public.fold_step USING btree (into_id, id);
CREATE INDEX fold_step_referral ON public.fold_step USING btree (referral_id, id);
grant insert, select on fold_step to everydot_app;

create table force_population (
  seq bigint not null generated always as identity,
  force text not null,
  people integer not null,
  mid_year integer not null,
  source text not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint force_population_pkey PRIMARY KEY (seq),
  constraint force_population_mid_year_check CHECK (((mid_year >= 1990) AND (mid_year <= 2100))),
  constraint force_population_people_check CHECK ((people > 0))
);
CREATE INDEX force_population_force ON public.force_population USING btree (force, seq DESC);
CREATE TRIGGER force_population_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.force_population FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on force_population to everydot_app;

create table force_return (
  id uuid not null,
  force text,
  period_from date not null,
  period_to date not null,
  scheme_id text not null,
  scheme_version integer not null,
  state text not null,
  state_since timestamp with time zone not null,
  revision integer not null default 1,
  sha256 bytea not null,
  size_bytes integer not null,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null,
  keep_until date not null,
  key_id text,
  wrapped_key bytea,
  constraint force_return_pkey PRIMARY KEY (id),
  constraint force_return_check CHECK ((period_to >= period_from)),
  constraint force_return_check1 CHECK (((wrapped_key IS NULL) = (state = 'erased'::text))),
  constraint force_return_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'accepted'::text, 'withdrawn'::text, 'erased'::text])))
);
CREATE UNIQUE INDEX force_return_file ON public.force_return USING btree (sha256, COALESCE(force, ''::text), period_from, period_to);
CREATE INDEX force_return_keeping ON public.force_return USING btree (keep_until) WHERE (wrapped_key IS NOT NULL);
CREATE INDEX force_return_period ON public.force_return USING btree (period_from, period_to);
grant insert, select, update (state, state_since, revision, key_id, wrapped_key) on force_return to everydot_app;

create table grading_member (
  sample_id uuid not null,
  referral_id uuid not null,
  position integer not null,
  band text not null,
  decided_by uuid,
  constraint grading_member_pkey PRIMARY KEY (sample_id, referral_id),
  constraint grading_member_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint grading_member_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint grading_member_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES grading_sample(id),
  constraint grading_member_band_check CHECK ((band = ANY (ARRAY['very-high'::text, 'high'::text, 'medium'::text, 'low'::text])))
);
CREATE INDEX grading_member_referral ON public.grading_member USING btree (referral_id);
CREATE TRIGGER grading_member_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.grading_member FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on grading_member to everydot_app;

create table grading_sample (
  id uuid not null,
  kind text not null,
  seed bigint not null,
  since timestamp with time zone not null,
  until timestamp with time zone not null,
  drawn_by uuid not null,
  drawn_at timestamp with time zone not null,
  constraint grading_sample_pkey PRIMARY KEY (id),
  constraint grading_sample_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES person(id),
  constraint grading_sample_kind_check CHECK ((kind = ANY (ARRAY['low-band'::text, 'double'::text])))
);
CREATE TRIGGER grading_sample_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.grading_sample FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on grading_sample to everydot_app;

create table grading_stratum (
  sample_id uuid not null,
  band text not null,
  population integer not null,
  drawn integer not null,
  constraint grading_stratum_pkey PRIMARY KEY (sample_id, band),
  constraint grading_stratum_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES grading_sample(id),
  constraint grading_stratum_band_check CHECK ((band = ANY (ARRAY['very-high'::text, 'high'::text, 'medium'::text, 'low'::text]))),
  constraint grading_stratum_check CHECK (((drawn >= 1) AND (drawn <= population))),
  constraint grading_stratum_population_check CHECK ((population > 0))
);
CREATE TRIGGER grading_stratum_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.grading_stratum FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on grading_stratum to everydot_app;

create table guided_answer (
  seq bigint not null generated always as identity,
  assessment_id uuid not null,
  item text not null,
  value text not null,
  origin text not null,
  evidence text[] not null,
  note bytea,
  answered_at timestamp with time zone not null,
  constraint guided_answer_pkey PRIMARY KEY (seq),
  constraint guided_answer_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES guided_assessment(id),
  constraint guided_answer_origin_check CHECK ((origin = ANY (ARRAY['person'::text, 'known'::text, 'before'::text])))
);
CREATE INDEX guided_answer_assessment ON public.guided_answer USING btree (assessment_id, seq);
CREATE TRIGGER guided_answer_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.guided_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on guided_answer to everydot_app;

create table guided_assessment (
  id uuid not null,
  referral_id uuid not null,
  referral_version integer not null,
  instrument_id text not null,
  version text not null,
  second_to uuid,
  assessor uuid not null,
  started_at timestamp with time zone not null,
  constraint guided_assessment_pkey PRIMARY KEY (id),
  constraint guided_assessment_assessor_fkey FOREIGN KEY (assessor) REFERENCES person(id),
  constraint guided_assessment_instrument_id_version_fkey FOREIGN KEY (instrument_id, version) REFERENCES instrument_version(id, version),
  constraint guided_assessment_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint guided_assessment_second_to_fkey FOREIGN KEY (second_to) REFERENCES guided_assessment(id)
);
CREATE INDEX guided_assessment_assessor ON public.guided_assessment USING btree (assessor, started_at);
CREATE INDEX guided_assessment_referral ON public.guided_assessment USING btree (referral_id, started_at);
CREATE TRIGGER guided_assessment_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.guided_assessment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on guided_assessment to everydot_app;

create table guided_result (
  seq bigint not null generated always as identity,
  assessment_id uuid not null,
  referral_id uuid not null,
  answers jsonb not null,
  known jsonb not null,
  lowest text not null,
  highest text not null,
  proposed_band text not null,
  band text not null,
  kind text not null,
  reason_code text,
  note bytea,
  outside text[] not null,
  base_rate double precision,
  finished_at timestamp with time zone not null,
  constraint guided_result_pkey PRIMARY KEY (assessment_id),
  constraint guided_result_seq_key UNIQUE (seq),
  constraint guided_result_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES guided_assessment(id),
  constraint guided_result_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint guided_result_check CHECK (((kind = 'accept'::text) OR (reason_code IS NOT NULL))),
  constraint guided_result_check1 CHECK (((kind = 'override'::text) OR (band = proposed_band))),
  constraint guided_result_kind_check CHECK ((kind = ANY (ARRAY['accept'::text, 'override'::text])))
);
CREATE INDEX guided_result_finished ON public.guided_result USING btree (finished_at);
CREATE INDEX guided_result_referral ON public.guided_result USING btree (referral_id, seq DESC);
CREATE TRIGGER guided_result_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.guided_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on guided_result to everydot_app;

create table guided_review (
  seq bigint not null generated always as identity,
  assessment_id uuid not null,
  reasons jsonb not null,
  raised_at timestamp with time zone not null,
  constraint guided_review_pkey PRIMARY KEY (seq),
  constraint guided_review_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES guided_assessment(id)
);
CREATE INDEX guided_review_assessment ON public.guided_review USING btree (assessment_id);
CREATE TRIGGER guided_review_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.guided_review FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on guided_review to everydot_app;

create table hash_list (
  id integer not null generated always as identity,
  code text not null,
  name text not null,
  holder text not null,
  meaning text not null,
  scheme text not null,
  country text,
  own boolean not null,
  handling text,
  contact text,
  added_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint hash_list_pkey PRIMARY KEY (id),
  constraint hash_list_code_key UNIQUE (code),
  constraint hash_list_code_check CHECK ((code ~ '^[a-z0-9-]{2,40}$'::text)),
  constraint hash_list_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint hash_list_meaning_check CHECK ((meaning = ANY (ARRAY['harmful'::text, 'not-of-concern'::text, 'meme'::text])))
);
grant insert, select, update (closed_at) on hash_list to everydot_app;

create table hash_list_change (
  id uuid not null,
  list_id integer not null,
  at timestamp with time zone not null,
  first_revision bigint not null,
  last_revision bigint not null,
  constraint hash_list_change_pkey PRIMARY KEY (id),
  constraint hash_list_change_list_id_fkey FOREIGN KEY (list_id) REFERENCES hash_list(id)
);
grant insert, select on hash_list_change to everydot_app;

create table hash_list_import (
  id uuid not null,
  list_id integer not null,
  format text not null,
  file_sha256 bytea,
  file_bytes bigint,
  options text not null default '{}'::text,
  started_by text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  failed_with text,
  country text,
  cursor text,
  counts jsonb not null default '{}'::jsonb,
  constraint hash_list_import_pkey PRIMARY KEY (id),
  constraint hash_list_import_list_id_fkey FOREIGN KEY (list_id) REFERENCES hash_list(id)
);
CREATE INDEX hash_list_import_list ON public.hash_list_import USING btree (list_id, started_at);
grant insert, select, update (format, file_sha256, file_bytes, finished_at, failed_with, country, cursor, counts) on hash_list_import to everydot_app;

create table hash_list_member (
  list_id integer not null,
  member text not null,
  name text not null,
  constraint hash_list_member_pkey PRIMARY KEY (list_id, member),
  constraint hash_list_member_list_id_fkey FOREIGN KEY (list_id) REFERENCES hash_list(id)
);
grant insert, select on hash_list_member to everydot_app;

create table hash_list_rejection (
  id bigint not null generated always as identity,
  import_id uuid not null,
  entry bigint not null,
  line bigint,
  code text not null,
  constraint hash_list_rejection_pkey PRIMARY KEY (id),
  constraint hash_list_rejection_import_id_fkey FOREIGN KEY (import_id) REFERENCES hash_list_import(id)
);
CREATE INDEX hash_list_rejection_import ON public.hash_list_rejection USING btree (import_id, id);
grant insert, select on hash_list_rejection to everydot_app;

create table identifier_key (
  k bigint not null,
  referral_id uuid not null,
  version integer not null,
  role text not null,
  kind text not null,
  party integer not null,
  item integer not null,
  constraint identifier_key_pkey PRIMARY KEY (k, referral_id, role, version)
);
CREATE INDEX identifier_key_referral ON public.identifier_key USING btree (referral_id, version);
grant delete, insert, select on identifier_key to everydot_app;

create table instrument_use (
  seq bigint not null generated always as identity,
  instrument_id text not null,
  version text not null,
  act text not null,
  reason text,
  done_by uuid,
  done_at timestamp with time zone not null,
  constraint instrument_use_pkey PRIMARY KEY (seq),
  constraint instrument_use_done_by_fkey FOREIGN KEY (done_by) REFERENCES person(id),
  constraint instrument_use_instrument_id_version_fkey FOREIGN KEY (instrument_id, version) REFERENCES instrument_version(id, version),
  constraint instrument_use_act_check CHECK ((act = ANY (ARRAY['publish'::text, 'withdraw'::text])))
);
CREATE INDEX instrument_use_current ON public.instrument_use USING btree (instrument_id, seq DESC);
CREATE TRIGGER instrument_use_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.instrument_use FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on instrument_use to everydot_app;

create table instrument_version (
  id text not null,
  version text not null,
  digest bytea not null,
  document jsonb not null,
  loaded_by uuid,
  loaded_at timestamp with time zone not null,
  constraint instrument_version_pkey PRIMARY KEY (id, version),
  constraint instrument_version_loaded_by_fkey FOREIGN KEY (loaded_by) REFERENCES person(id)
);
CREATE TRIGGER instrument_version_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.instrument_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on instrument_version to everydot_app;

create table job (
  id bigint not null generated always as identity,
  kind text not null,
  subject uuid not null,
  run_at timestamp with time zone not null default now(),
  leased_until timestamp with time zone,
  attempts integer not null default 0,
  last_problem text,
  parked_at timestamp with time zone,
  constraint job_pkey PRIMARY KEY (id)
);
CREATE INDEX job_due ON public.job USING btree (kind, run_at, id);
CREATE INDEX job_parked ON public.job USING btree (parked_at) WHERE (parked_at IS NOT NULL);
grant delete, insert, select, update on job to everydot_app;

create table known_file (
  referral_id uuid not null,
  version integer not null,
  position integer not null,
  value_id integer not null,
  distance smallint not null,
  constraint known_file_pkey PRIMARY KEY (referral_id, version, "position", value_id),
  constraint known_file_distance_check CHECK (((distance >= 0) AND (distance <= 31)))
);
CREATE INDEX known_file_value ON public.known_file USING btree (value_id);
grant insert, select on known_file to everydot_app;

create table known_progress (
  only_row boolean not null default true,
  database_id uuid not null default gen_random_uuid(),
  needed_revision bigint not null default 0,
  matched_revision bigint not null default 0,
  constraint known_progress_pkey PRIMARY KEY (only_row),
  constraint known_progress_only_row_check CHECK (only_row)
);
grant insert, select, update (needed_revision, matched_revision) on known_progress to everydot_app;

create table known_referral (
  referral_id uuid not null,
  version integer not null,
  revision bigint not null,
  constraint known_referral_pkey PRIMARY KEY (referral_id)
);
grant insert, select, update (version, revision) on known_referral to everydot_app;

create table known_value (
  id integer not null generated always as identity,
  kind text not null,
  value bytea not null,
  revision bigint not null,
  constraint known_value_pkey PRIMARY KEY (id),
  constraint known_value_kind_value_key UNIQUE (kind, value),
  constraint known_value_kind_check CHECK ((kind = ANY (ARRAY['md5'::text, 'sha1'::text, 'sha256'::text, 'pdq'::text])))
);
CREATE INDEX known_value_revision ON public.known_value USING btree (revision);
grant insert, select, update (revision) on known_value to everydot_app;

create table ledger_checkpoint (
  number bigint not null,
  first_txid xid8 not null,
  first_id bigint not null,
  last_txid xid8 not null,
  last_id bigint not null,
  entries integer not null,
  total bigint not null,
  root bytea not null,
  head bytea not null,
  sealed_at timestamp with time zone not null,
  public_key bytea not null,
  signature bytea not null,
  constraint ledger_checkpoint_pkey PRIMARY KEY (number),
  constraint ledger_checkpoint_entries_check CHECK ((entries > 0))
);
CREATE TRIGGER ledger_checkpoint_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on ledger_checkpoint to everydot_app;

create table ledger_entry (
  id bigint not null generated always as identity,
  txid xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null default clock_timestamp(),
  verb text not null,
  action text not null,
  actor text not null,
  purpose text not null,
  subjects uuid[] not null,
  recipient text,
  digest bytea,
  detail jsonb not null default '{}'::jsonb,
  constraint ledger_entry_pkey PRIMARY KEY (id),
  constraint ledger_entry_id_check CHECK ((id > 0)),
  constraint ledger_entry_verb_check CHECK ((verb = ANY (ARRAY['collected'::text, 'altered'::text, 'consulted'::text, 'combined'::text, 'disclosed'::text, 'erased'::text])))
);
CREATE INDEX ledger_entry_sealing ON public.ledger_entry USING btree (txid, id);
CREATE INDEX ledger_entry_subjects ON public.ledger_entry USING gin (subjects) WITH (fastupdate='on');
CREATE TRIGGER ledger_entry_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant select, insert (verb, action, actor, purpose, subjects, recipient, digest, detail) on ledger_entry to everydot_app;

create table linked_referral (
  referral_id uuid not null,
  version integer not null,
  received_at timestamp with time zone not null,
  incident_id uuid not null,
  withdrawn_at timestamp with time zone,
  constraint linked_referral_pkey PRIMARY KEY (referral_id),
  constraint linked_referral_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
grant delete, insert, select, update (version, incident_id, withdrawn_at) on linked_referral to everydot_app;

create table list_entry (
  id bigint not null generated by default as identity,
  lasting_id bigint not null,
  list_id integer not null,
  upstream_id text not null,
  media text not null,
  classification text,
  scheme text,
  given_by text,
  labels text[],
  listed_at timestamp with time zone,
  digest bytea not null,
  import_id uuid not null,
  added_revision bigint not null,
  ended_revision bigint,
  ended_at timestamp with time zone,
  ended_by uuid,
  ended_because text,
  constraint list_entry_pkey PRIMARY KEY (id),
  constraint list_entry_import_id_fkey FOREIGN KEY (import_id) REFERENCES hash_list_import(id),
  constraint list_entry_list_id_fkey FOREIGN KEY (list_id) REFERENCES hash_list(id),
  constraint list_entry_ended_because_check CHECK ((ended_because = ANY (ARRAY['updated'::text, 'withdrawn'::text]))),
  constraint list_entry_media_check CHECK ((media = ANY (ARRAY['image'::text, 'video'::text, 'unknown'::text])))
);
CREATE INDEX list_entry_ended ON public.list_entry USING btree (list_id, upstream_id) WHERE (ended_revision IS NOT NULL);
CREATE INDEX list_entry_history ON public.list_entry USING btree (lasting_id) WHERE (lasting_id <> id);
CREATE UNIQUE INDEX list_entry_now ON public.list_entry USING btree (list_id, upstream_id) WHERE (ended_revision IS NULL);
grant insert, select, update (ended_revision, ended_at, ended_by, ended_because) on list_entry to everydot_app;

create table list_grant (
  list_id integer not null,
  source_id text not null,
  granted_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint list_grant_pkey PRIMARY KEY (list_id, source_id, granted_at),
  constraint list_grant_list_id_fkey FOREIGN KEY (list_id) REFERENCES hash_list(id)
);
CREATE UNIQUE INDEX list_grant_now ON public.list_grant USING btree (list_id, source_id) WHERE (ended_at IS NULL);
grant insert, select, update (ended_at) on list_grant to everydot_app;

create table list_release (
  id uuid not null,
  list_id integer not null,
  number integer not null,
  at_revision bigint not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  manifest jsonb not null,
  constraint list_release_pkey PRIMARY KEY (id),
  constraint list_release_list_id_number_key UNIQUE (list_id, number),
  constraint list_release_list_id_fkey FOREIGN KEY (list_id) REFERENCES hash_list(id)
);
grant insert, select on list_release to everydot_app;

create sequence list_revision;
grant usage on list_revision to everydot_app;

create table lookup_alert (
  id uuid not null,
  source_id text not null,
  value_id integer not null,
  action text not null,
  raised_at timestamp with time zone not null,
  queries integer not null,
  hits integer not null,
  misses integer not null,
  resolved_at timestamp with time zone,
  resolved_by text,
  constraint lookup_alert_pkey PRIMARY KEY (id),
  constraint lookup_alert_action_check CHECK ((action = ANY (ARRAY['slowed'::text, 'suspended'::text]))),
  constraint lookup_alert_check CHECK (((resolved_at IS NULL) = (resolved_by IS NULL)))
);
CREATE INDEX lookup_alert_open ON public.lookup_alert USING btree (source_id) WHERE (resolved_at IS NULL);
grant insert, select, update (resolved_at, resolved_by) on lookup_alert to everydot_app;

create table lookup_tally (
  source_id text not null,
  day date not null,
  value_id integer not null,
  lookups bigint not null,
  constraint lookup_tally_pkey PRIMARY KEY (source_id, day, value_id)
);
CREATE INDEX lookup_tally_value ON public.lookup_tally USING btree (value_id, source_id, day) WHERE (value_id > 0);
grant insert, select, update (lookups) on lookup_tally to everydot_app;

create table matched_referral (
  referral_id uuid not null,
  version integer not null,
  reporter text not null,
  received_at timestamp with time zone not null,
  files integer not null,
  incident_id uuid not null,
  withdrawn_at timestamp with time zone,
  subject bigint,
  constraint matched_referral_pkey PRIMARY KEY (referral_id),
  constraint matched_referral_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
grant insert, select, update (version, files, incident_id, withdrawn_at, subject) on matched_referral to everydot_app;

create table named_address (
  k bytea not null,
  referral_id uuid not null,
  evidence_id text not null,
  constraint named_address_pkey PRIMARY KEY (k, referral_id, evidence_id),
  constraint named_address_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX named_address_referral ON public.named_address USING btree (referral_id);
grant delete, insert, select on named_address to everydot_app;

create table novelty_mark (
  id uuid not null,
  referral_id uuid not null,
  tag text not null,
  note bytea,
  marked_by uuid not null,
  marked_at timestamp with time zone not null,
  removed_by uuid,
  removed_at timestamp with time zone,
  constraint novelty_mark_pkey PRIMARY KEY (id),
  constraint novelty_mark_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES person(id),
  constraint novelty_mark_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES person(id)
);
CREATE UNIQUE INDEX novelty_mark_standing ON public.novelty_mark USING btree (referral_id, tag) WHERE (removed_at IS NULL);
grant insert, select, update (removed_by, removed_at) on novelty_mark to everydot_app;

create table novelty_tag (
  id text not null,
  kind text not null,
  name text not null,
  named_by uuid not null,
  named_at timestamp with time zone not null,
  constraint novelty_tag_pkey PRIMARY KEY (id),
  constraint novelty_tag_named_by_fkey FOREIGN KEY (named_by) REFERENCES person(id),
  constraint novelty_tag_id_check CHECK ((id ~ '^[a-z0-9-]{3,60}$'::text)),
  constraint novelty_tag_name_check CHECK (((length(name) >= 3) AND (length(name) <= 60)))
);
grant insert, select on novelty_tag to everydot_app;

create table open_submission (
  report_id bigint not null generated always as identity,
  source_id text not null,
  opened_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  state text not null,
  key_id text not null,
  wrapped_key bytea,
  constraint open_submission_pkey PRIMARY KEY (report_id),
  constraint open_submission_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint open_submission_check CHECK (((wrapped_key IS NOT NULL) OR (state = ANY (ARRAY['finished'::text, 'retracted'::text, 'dropped'::text])))),
  constraint open_submission_state_check CHECK ((state = ANY (ARRAY['open'::text, 'finishing'::text, 'finished'::text, 'retracted'::text, 'dropped'::text])))
);
CREATE INDEX open_submission_unfinished ON public.open_submission USING btree (changed_at) WHERE (state = ANY (ARRAY['open'::text, 'finishing'::text]));
grant insert, select, update (changed_at, state, wrapped_key) on open_submission to everydot_app;

create table open_submission_part (
  report_id bigint not null,
  position integer not null,
  file_hash bytea not null,
  part_hash bytea not null,
  bytes bytea not null,
  constraint open_submission_part_pkey PRIMARY KEY (report_id, "position"),
  constraint open_submission_part_report_id_file_hash_key UNIQUE (report_id, file_hash),
  constraint open_submission_part_report_id_fkey FOREIGN KEY (report_id) REFERENCES open_submission(report_id)
);
grant delete, insert, select on open_submission_part to everydot_app;

create table operation (
  id uuid not null,
  name text not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  constraint operation_pkey PRIMARY KEY (id),
  constraint operation_name_key UNIQUE (name)
);
grant insert, select on operation to everydot_app;

create table operation_package (
  operation_id uuid not null,
  package_id uuid not null,
  added_by text not null,
  added_at timestamp with time zone not null,
  constraint operation_package_pkey PRIMARY KEY (operation_id, package_id),
  constraint operation_package_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES operation(id),
  constraint operation_package_package_id_fkey FOREIGN KEY (package_id) REFERENCES package(id)
);
CREATE INDEX operation_package_package ON public.operation_package USING btree (package_id);
grant insert, select on operation_package to everydot_app;

create table outcome (
  seq bigint not null generated always as identity,
  id uuid not null,
  package_id uuid not null,
  referral_id uuid not null,
  unit_id text not null,
  status text not null,
  closure_reason text,
  victims_identified integer,
  victims_safeguarded integer,
  contact_abuse_found text not null,
  useful text not null,
  devices_seized integer,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  constraint outcome_pkey PRIMARY KEY (id),
  constraint outcome_seq_key UNIQUE (seq),
  constraint outcome_package_id_fkey FOREIGN KEY (package_id) REFERENCES package(id),
  constraint outcome_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint outcome_check CHECK (((closure_reason IS NULL) OR (status = 'closed'::text))),
  constraint outcome_closure_reason_check CHECK ((closure_reason = ANY (ARRAY['cannot-locate'::text, 'no-crime'::text, 'adult'::text, 'age-undeterminable'::text, 'false'::text, 'unfounded'::text]))),
  constraint outcome_contact_abuse_found_check CHECK ((contact_abuse_found = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text]))),
  constraint outcome_devices_seized_check CHECK ((devices_seized >= 0)),
  constraint outcome_status_check CHECK ((status = ANY (ARRAY['conviction'::text, 'arrest'::text, 'ongoing'::text, 'referred'::text, 'closed'::text]))),
  constraint outcome_useful_check CHECK ((useful = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text]))),
  constraint outcome_victims_identified_check CHECK ((victims_identified >= 0)),
  constraint outcome_victims_safeguarded_check CHECK ((victims_safeguarded >= 0))
);
CREATE INDEX outcome_package ON public.outcome USING btree (package_id, seq DESC);
CREATE INDEX outcome_recorded ON public.outcome USING btree (recorded_at);
grant insert, select on outcome to everydot_app;

create table outside_series (
  seq bigint not null generated always as identity,
  id text not null,
  version integer not null,
  act text not null,
  series jsonb not null,
  reason text,
  file_sha256 bytea,
  done_by text not null,
  done_at timestamp with time zone not null,
  constraint outside_series_pkey PRIMARY KEY (seq),
  constraint outside_series_id_version_key UNIQUE (id, version),
  constraint outside_series_act_check CHECK ((act = ANY (ARRAY['import'::text, 'withdraw'::text]))),
  constraint outside_series_check CHECK (((act = 'withdraw'::text) = (file_sha256 IS NULL))),
  constraint outside_series_check1 CHECK (((act = 'import'::text) OR (reason IS NOT NULL))),
  constraint outside_series_version_check CHECK ((version > 0))
);
CREATE TRIGGER outside_series_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.outside_series FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on outside_series to everydot_app;

create table own_grading (
  id uuid not null,
  list_id integer not null,
  referral_id uuid not null,
  version integer not null,
  position integer not null,
  media text not null,
  classification text not null,
  graded_by uuid not null,
  graded_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision text,
  entry_id bigint,
  constraint own_grading_pkey PRIMARY KEY (id),
  constraint own_grading_list_id_fkey FOREIGN KEY (list_id) REFERENCES hash_list(id),
  constraint own_grading_check CHECK ((decided_by <> graded_by)),
  constraint own_grading_check1 CHECK (((decided_at IS NULL) = (decision IS NULL))),
  constraint own_grading_check2 CHECK (((decision = 'confirmed'::text) = (entry_id IS NOT NULL))),
  constraint own_grading_decision_check CHECK ((decision = ANY (ARRAY['confirmed'::text, 'refused'::text]))),
  constraint own_grading_media_check CHECK ((media = ANY (ARRAY['image'::text, 'video'::text, 'unknown'::text])))
);
CREATE INDEX own_grading_entry ON public.own_grading USING btree (entry_id) WHERE (entry_id IS NOT NULL);
CREATE UNIQUE INDEX own_grading_open ON public.own_grading USING btree (list_id, referral_id, "position") WHERE (decided_at IS NULL);
CREATE INDEX own_grading_referral ON public.own_grading USING btree (referral_id);
grant insert, select, update (decided_by, decided_at, decision, entry_id) on own_grading to everydot_app;

create table package (
  id uuid not null,
  referral_id uuid not null,
  unit_id text not null,
  purpose text not null,
  route_reason text not null,
  prepared_by text not null,
  prepared_at timestamp with time zone not null,
  document bytea not null,
  document_bytes integer not null,
  digest bytea not null,
  signature bytea not null,
  public_key bytea not null,
  rerouted_from uuid,
  receipt_due_at timestamp with time zone,
  state text not null,
  state_since timestamp with time zone not null,
  constraint package_pkey PRIMARY KEY (id),
  constraint package_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint package_rerouted_from_fkey FOREIGN KEY (rerouted_from) REFERENCES package(id),
  constraint package_purpose_check CHECK ((purpose = ANY (ARRAY['suspect'::text, 'child'::text, 'safeguarding'::text, 'adopted'::text]))),
  constraint package_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'sent'::text, 'acknowledged'::text, 'refused'::text, 're-routed'::text, 'withdrawn'::text, 'outcome-recorded'::text])))
);
CREATE INDEX package_receipt_due ON public.package USING btree (receipt_due_at) WHERE (state = 'sent'::text);
CREATE INDEX package_referral ON public.package USING btree (referral_id);
CREATE INDEX package_unit ON public.package USING btree (unit_id, state, state_since);
grant insert, select, update (receipt_due_at, state, state_since) on package to everydot_app;

create table package_step (
  package_id uuid not null,
  step integer not null,
  action text not null,
  state text not null,
  by text not null,
  at timestamp with time zone not null,
  reason text,
  digest bytea,
  suggested text,
  constraint package_step_pkey PRIMARY KEY (package_id, step),
  constraint package_step_package_id_fkey FOREIGN KEY (package_id) REFERENCES package(id)
);
CREATE INDEX package_step_at ON public.package_step USING btree (action, at);
grant insert, select on package_step to everydot_app;

create table partner_release (
  id uuid not null,
  file_sha256 bytea not null,
  release jsonb not null,
  added_by text not null,
  added_at timestamp with time zone not null,
  left_out_by text,
  left_out_at timestamp with time zone,
  constraint partner_release_pkey PRIMARY KEY (id),
  constraint partner_release_check CHECK (((left_out_by IS NULL) = (left_out_at IS NULL)))
);
CREATE UNIQUE INDEX partner_release_file ON public.partner_release USING btree (file_sha256) WHERE (left_out_at IS NULL);
grant insert, select, update (left_out_by, left_out_at) on partner_release to everydot_app;

create table person (
  id uuid not null,
  name text not null,
  roles text[] not null,
  compartment text,
  added_at timestamp with time zone not null default now(),
  left_at timestamp with time zone,
  constraint person_pkey PRIMARY KEY (id)
);
grant insert, select, update (left_at) on person to everydot_app;

create table picture_alert (
  id uuid not null,
  series text not null,
  method text not null,
  step text not null,
  first_period date not null,
  last_period date not null,
  judged_until date not null,
  ended_period date,
  count integer not null,
  earlier integer,
  expected double precision,
  upper double precision,
  chance double precision not null,
  low_ratio double precision,
  high_ratio double precision,
  points jsonb not null,
  found_at timestamp with time zone not null,
  state text not null default 'new'::text,
  note text,
  judged_by uuid,
  judged_at timestamp with time zone,
  constraint picture_alert_pkey PRIMARY KEY (id),
  constraint picture_alert_judged_by_fkey FOREIGN KEY (judged_by) REFERENCES person(id),
  constraint picture_alert_check CHECK (((state = ANY (ARRAY['real'::text, 'explained'::text])) = (judged_by IS NOT NULL))),
  constraint picture_alert_count_check CHECK ((count >= 0)),
  constraint picture_alert_earlier_check CHECK ((earlier >= 0)),
  constraint picture_alert_method_check CHECK ((method = ANY (ARRAY['farrington'::text, 'slow-rise'::text, 'tagged'::text]))),
  constraint picture_alert_state_check CHECK ((state = ANY (ARRAY['new'::text, 'seen'::text, 'real'::text, 'explained'::text]))),
  constraint picture_alert_step_check CHECK ((step = ANY (ARRAY['week'::text, 'month'::text])))
);
CREATE UNIQUE INDEX picture_alert_alive ON public.picture_alert USING btree (series, method) WHERE (ended_period IS NULL);
grant insert, select, update on picture_alert to everydot_app;

create table picture_alert_referral (
  alert_id uuid not null,
  referral_id uuid not null,
  constraint picture_alert_referral_pkey PRIMARY KEY (alert_id, referral_id),
  constraint picture_alert_referral_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES picture_alert(id)
);
grant insert, select on picture_alert_referral to everydot_app;

create table picture_claim (
  seq bigint not null generated always as identity,
  id text not null,
  version integer not null,
  act text not null,
  statement jsonb not null,
  reason text,
  done_by text not null,
  done_at timestamp with time zone not null,
  constraint picture_claim_pkey PRIMARY KEY (seq),
  constraint picture_claim_id_version_key UNIQUE (id, version),
  constraint picture_claim_act_check CHECK ((act = ANY (ARRAY['state'::text, 'correct'::text, 'withdraw'::text, 'review'::text]))),
  constraint picture_claim_check CHECK (((act = ANY (ARRAY['state'::text, 'review'::text])) OR (reason IS NOT NULL))),
  constraint picture_claim_version_check CHECK ((version > 0))
);
CREATE TRIGGER picture_claim_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.picture_claim FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on picture_claim to everydot_app;

create table picture_fact (
  referral_id uuid not null,
  received_on date not null,
  received_month date not null,
  source text not null,
  source_kind text not null,
  channel text not null,
  state text not null,
  threat text not null,
  incident_type text not null,
  imminence text not null,
  band text not null,
  decided boolean not null,
  novelty text not null,
  unit text not null,
  files integer not null,
  files_level_4 integer not null,
  files_category_a integer not null,
  girls_under_10 integer not null,
  children integer not null,
  abuse_achieved text not null,
  aims_to_meet text not null,
  registered_offender text not null,
  offender_abroad text not null,
  locatable boolean not null,
  sent_minutes integer,
  acknowledged_minutes integer,
  outcome text,
  abroad_country text not null default 'unknown'::text,
  abroad_risk text not null default 'unknown'::text,
  constraint picture_fact_pkey PRIMARY KEY (referral_id)
);
CREATE INDEX picture_fact_month ON public.picture_fact USING btree (received_month);
grant delete, insert, select, update on picture_fact to everydot_app;

create table picture_hidden_resample (
  run_id uuid not null,
  from_resample integer not null,
  totals double precision[] not null,
  constraint picture_hidden_resample_pkey PRIMARY KEY (run_id, from_resample),
  constraint picture_hidden_resample_run_id_fkey FOREIGN KEY (run_id) REFERENCES picture_hidden_run(id)
);
grant delete, insert, select on picture_hidden_resample to everydot_app;

create table picture_hidden_run (
  id uuid not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  asked jsonb not null,
  state text not null,
  progress jsonb not null,
  gathered jsonb,
  refused jsonb,
  result jsonb,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint picture_hidden_run_pkey PRIMARY KEY (id),
  constraint picture_hidden_run_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
  constraint picture_hidden_run_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES person(id),
  constraint picture_hidden_run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'refused'::text, 'cancelled'::text])))
);
CREATE INDEX picture_hidden_run_latest ON public.picture_hidden_run USING btree (asked_at DESC, id);
grant insert, select, update (state, progress, gathered, refused, result, ended_at, ended_by) on picture_hidden_run to everydot_app;

create table picture_look (
  id uuid not null,
  at timestamp with time zone not null,
  weeks_until date,
  months_until date,
  judged integer not null,
  alarms integer not null,
  unjudged jsonb not null,
  constraint picture_look_pkey PRIMARY KEY (id),
  constraint picture_look_alarms_check CHECK ((alarms >= 0)),
  constraint picture_look_judged_check CHECK ((judged >= 0))
);
CREATE INDEX picture_look_at ON public.picture_look USING btree (at DESC);
CREATE TRIGGER picture_look_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.picture_look FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on picture_look to everydot_app;

create table picture_month (
  month date not null,
  revision bigint not null,
  constraint picture_month_pkey PRIMARY KEY (month)
);
grant insert, select, update on picture_month to everydot_app;

create table picture_progress (
  only_row boolean not null default true,
  txid xid8 not null,
  id bigint not null,
  at timestamp with time zone not null,
  constraint picture_progress_pkey PRIMARY KEY (only_row),
  constraint picture_progress_only_row_check CHECK (only_row)
);
grant insert, select, update on picture_progress to everydot_app;

create table picture_record_salt (
  only_row boolean not null default true,
  salt bytea not null,
  constraint picture_record_salt_pkey PRIMARY KEY (only_row),
  constraint picture_record_salt_only_row_check CHECK (only_row)
);
grant insert, select on picture_record_salt to everydot_app;

create table picture_release (
  id uuid not null,
  report_id uuid not null,
  slug text not null,
  edition integer not null,
  title text not null,
  summary text not null,
  period_from date not null,
  period_to date not null,
  state text not null,
  version integer not null default 1,
  revision_note text,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  constraint picture_release_pkey PRIMARY KEY (id),
  constraint picture_release_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  constraint picture_release_report_id_fkey FOREIGN KEY (report_id) REFERENCES picture_release(id),
  constraint picture_release_check CHECK ((period_to >= period_from)),
  constraint picture_release_check1 CHECK (((edition = 1) = (revision_note IS NULL))),
  constraint picture_release_check2 CHECK (((edition > 1) OR (report_id = id))),
  constraint picture_release_edition_check CHECK ((edition > 0)),
  constraint picture_release_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint picture_release_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'frozen'::text, 'published'::text, 'withdrawn'::text, 'discarded'::text])))
);
CREATE UNIQUE INDEX picture_release_edition ON public.picture_release USING btree (slug, edition) WHERE (state <> 'discarded'::text);
CREATE CONSTRAINT TRIGGER picture_release_by_steps AFTER UPDATE ON public.picture_release DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_release_step();
CREATE TRIGGER picture_release_life BEFORE UPDATE ON public.picture_release FOR EACH ROW EXECUTE FUNCTION refuse_release_change();
CREATE TRIGGER picture_release_stays BEFORE DELETE OR TRUNCATE ON public.picture_release FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select, update (title, summary, state, version) on picture_release to everydot_app;

create table picture_table_key (
  only_row boolean not null default true,
  key_id text not null,
  wrapped bytea not null,
  made_at timestamp with time zone not null,
  constraint picture_table_key_pkey PRIMARY KEY (only_row),
  constraint picture_table_key_only_row_check CHECK (only_row)
);
grant insert, select on picture_table_key to everydot_app;

create table postcode_force (
  edition date not null,
  prefix text not null,
  force text not null,
  constraint postcode_force_pkey PRIMARY KEY (edition, prefix, force),
  constraint postcode_force_prefix_check CHECK ((prefix ~ '^[A-Z0-9]{1,7}$'::text))
);
grant insert, select on postcode_force to everydot_app;

create table program_token (
  id uuid not null,
  person_id uuid not null,
  program text not null,
  scopes text[] not null,
  token_hash bytea not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint program_token_pkey PRIMARY KEY (id),
  constraint program_token_token_hash_key UNIQUE (token_hash),
  constraint program_token_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint program_token_check CHECK ((expires_at > made_at))
);
CREATE INDEX program_token_person ON public.program_token USING btree (person_id, made_at);
grant insert, select, update (ended_at) on program_token to everydot_app;

create table publication (
  release_id uuid not null,
  title text not null,
  summary text not null,
  period_from date not null,
  period_to date not null,
  rendered_at timestamp with time zone not null,
  constraint publication_pkey PRIMARY KEY (release_id),
  constraint publication_release_id_fkey FOREIGN KEY (release_id) REFERENCES picture_release(id)
);
CREATE TRIGGER publication_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.publication FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on publication to everydot_app;

create table publication_file (
  release_id uuid not null,
  name text not null,
  making integer not null,
  position integer not null,
  media_type text not null,
  sha256 bytea not null,
  bytes bytea not null,
  constraint publication_file_pkey PRIMARY KEY (release_id, name, making),
  constraint publication_file_release_id_fkey FOREIGN KEY (release_id) REFERENCES publication(release_id),
  constraint publication_file_making_check CHECK ((making >= 1)),
  constraint publication_file_name_check CHECK ((name ~ '^[A-Za-z0-9][A-Za-z0-9.-]*$'::text)),
  constraint publication_file_sha256_check CHECK ((octet_length(sha256) = 32))
);
CREATE TRIGGER publication_file_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.publication_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on publication_file to everydot_app;

create table publication_page (
  release_id uuid not null,
  language text not null,
  html text not null,
  constraint publication_page_pkey PRIMARY KEY (release_id, language),
  constraint publication_page_release_id_fkey FOREIGN KEY (release_id) REFERENCES publication(release_id),
  constraint publication_page_language_check CHECK ((language = ANY (ARRAY['en'::text, 'cy'::text])))
);
CREATE TRIGGER publication_page_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.publication_page FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on publication_page to everydot_app;

create table queue_place (
  referral_id uuid not null,
  policy_version text not null,
  number bigint not null,
  received_at timestamp with time zone not null,
  tier smallint not null,
  band text not null,
  imminence text not null,
  act_by timestamp with time zone not null,
  order_key bigint not null,
  threat text not null,
  incident_type text not null,
  source_id text not null,
  files integer not null,
  children integer not null,
  novelty text not null,
  virality text not null,
  linked integer not null,
  reporters integer not null,
  folded integer not null,
  conflicts integer not null,
  floors text[] not null,
  decided boolean not null,
  out_of_date boolean not null,
  preserved_until date,
  preserved_assumed boolean not null,
  sensitivity text not null,
  assigned_to uuid,
  circulation bigint,
  turn_at timestamp with time zone,
  constraint queue_place_pkey PRIMARY KEY (referral_id),
  constraint queue_place_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint queue_place_folds_no_danger CHECK (((circulation IS NULL) OR ((tier = 3) AND (floors = '{}'::text[]) AND (imminence = 'P3'::text) AND (sensitivity = 'ordinary'::text)))),
  constraint queue_place_puts_no_danger_back CHECK (((turn_at IS NULL) OR ((tier = 3) AND (floors = '{}'::text[]) AND (imminence = 'P3'::text))))
);
CREATE INDEX queue_place_alone ON public.queue_place USING btree (order_key, referral_id) WHERE (circulation IS NULL);
CREATE INDEX queue_place_band ON public.queue_place USING btree (band, order_key, referral_id);
CREATE INDEX queue_place_circulation ON public.queue_place USING btree (circulation, order_key, referral_id) INCLUDE (act_by, band, source_id) WHERE (circulation IS NOT NULL);
CREATE INDEX queue_place_clock ON public.queue_place USING btree (act_by);
CREATE INDEX queue_place_guarded ON public.queue_place USING btree (band) WHERE (sensitivity <> 'ordinary'::text);
CREATE INDEX queue_place_mine ON public.queue_place USING btree (assigned_to, order_key, referral_id) WHERE (assigned_to IS NOT NULL);
CREATE INDEX queue_place_order ON public.queue_place USING btree (order_key, referral_id);
CREATE INDEX queue_place_preservation ON public.queue_place USING btree (preserved_until);
CREATE INDEX queue_place_source ON public.queue_place USING btree (source_id, order_key, referral_id);
CREATE INDEX queue_place_threat ON public.queue_place USING btree (threat, order_key, referral_id);
CREATE INDEX queue_place_turn ON public.queue_place USING btree (source_id) WHERE (turn_at IS NOT NULL);
grant delete, insert, select, update on queue_place to everydot_app;

create table received_document (
  referral_id uuid not null,
  source_id text not null,
  received_at timestamp with time zone not null,
  adapter text not null,
  media_type text not null,
  raw bytea not null,
  raw_bytes integer not null,
  document_hash bytea not null,
  idempotency_key text,
  batch_id uuid,
  batch_position integer,
  stripped jsonb not null default '[]'::jsonb,
  problem jsonb,
  constraint received_document_pkey PRIMARY KEY (referral_id),
  constraint received_document_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint received_document_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id)
);
CREATE UNIQUE INDEX received_document_idempotency ON public.received_document USING btree (source_id, idempotency_key, COALESCE(batch_position, 0)) WHERE (idempotency_key IS NOT NULL);
CREATE TRIGGER received_document_never_changes BEFORE DELETE OR UPDATE OR TRUNCATE ON public.received_document FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on received_document to everydot_app;

create table receiving_unit (
  id text not null,
  name text not null,
  kind text not null,
  force text,
  ons_code text,
  region text,
  country text,
  trained_officers integer,
  capacity_per_month integer,
  out_of_hours text not null,
  valid_from date not null,
  valid_to date,
  constraint receiving_unit_pkey PRIMARY KEY (id, valid_from),
  constraint receiving_unit_capacity_per_month_check CHECK ((capacity_per_month >= 0)),
  constraint receiving_unit_check CHECK ((valid_to > valid_from)),
  constraint receiving_unit_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint receiving_unit_id_check CHECK ((id ~ '^[a-z0-9-]{2,60}$'::text)),
  constraint receiving_unit_kind_check CHECK ((kind = ANY (ARRAY['territorial'::text, 'special'::text, 'national'::text, 'childrens-services'::text, 'foreign-bureau'::text, 'professional-standards'::text]))),
  constraint receiving_unit_trained_officers_check CHECK ((trained_officers >= 0))
);
CREATE UNIQUE INDEX receiving_unit_current ON public.receiving_unit USING btree (id) WHERE (valid_to IS NULL);
grant insert, select, update (valid_to) on receiving_unit to everydot_app;

create table referral (
  id uuid not null,
  number bigint not null generated always as identity,
  source_id text not null,
  received_at timestamp with time zone not null,
  channel text not null,
  state text not null,
  state_since timestamp with time zone not null,
  folded_into uuid,
  sensitivity text not null default 'ordinary'::text,
  version integer not null default 1,
  key_id text not null,
  wrapped_key bytea,
  constraint referral_pkey PRIMARY KEY (id),
  constraint referral_number_key UNIQUE (number),
  constraint referral_folded_into_fkey FOREIGN KEY (folded_into) REFERENCES referral(id),
  constraint referral_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint referral_check CHECK (((state = 'folded'::text) = (folded_into IS NOT NULL))),
  constraint referral_check1 CHECK (((wrapped_key IS NOT NULL) OR (state = 'disposed'::text))),
  constraint referral_sensitivity_check CHECK ((sensitivity = ANY (ARRAY['ordinary'::text, 'covert'::text, 'professional-standards'::text]))),
  constraint referral_state_check CHECK ((state = ANY (ARRAY['quarantined'::text, 'open'::text, 'folded'::text, 'disseminated'::text, 'closed'::text, 'retracted'::text, 'disposed'::text])))
);
CREATE INDEX referral_folded_into ON public.referral USING btree (folded_into) WHERE (folded_into IS NOT NULL);
CREATE INDEX referral_source_day ON public.referral USING btree (source_id, received_at);
CREATE INDEX referral_state ON public.referral USING btree (state, received_at);
grant insert, select, update (state, state_since, folded_into, sensitivity, version, key_id, wrapped_key) on referral to everydot_app;

create table referral_content (
  referral_id uuid not null,
  version integer not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  facts jsonb not null,
  content bytea not null,
  evidence bytea not null,
  constraint referral_content_pkey PRIMARY KEY (referral_id, version),
  constraint referral_content_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
grant insert, select on referral_content to everydot_app;

create table refusal_count (
  day date not null,
  channel text not null,
  code text not null,
  refused bigint not null,
  constraint refusal_count_pkey PRIMARY KEY (day, channel, code)
);
grant insert, select, update (refused) on refusal_count to everydot_app;

create table release_content (
  release_id uuid not null,
  freezing integer not null,
  document jsonb not null,
  content_hash bytea not null,
  frozen_by uuid not null,
  frozen_at timestamp with time zone not null,
  constraint release_content_pkey PRIMARY KEY (release_id, freezing),
  constraint release_content_frozen_by_fkey FOREIGN KEY (frozen_by) REFERENCES person(id),
  constraint release_content_release_id_fkey FOREIGN KEY (release_id) REFERENCES picture_release(id),
  constraint release_content_freezing_check CHECK ((freezing > 0))
);
CREATE TRIGGER release_content_in_draft BEFORE INSERT ON public.release_content FOR EACH ROW EXECUTE FUNCTION refuse_outside_draft();
CREATE TRIGGER release_content_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.release_content FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on release_content to everydot_app;

create table release_section (
  release_id uuid not null,
  section_id text not null,
  version integer not null,
  position integer not null,
  heading text not null,
  text text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  constraint release_section_pkey PRIMARY KEY (release_id, section_id, version),
  constraint release_section_release_id_fkey FOREIGN KEY (release_id) REFERENCES picture_release(id),
  constraint release_section_written_by_fkey FOREIGN KEY (written_by) REFERENCES person(id),
  constraint release_section_version_check CHECK ((version > 0))
);
CREATE TRIGGER release_section_in_draft BEFORE INSERT ON public.release_section FOR EACH ROW EXECUTE FUNCTION refuse_outside_draft();
CREATE TRIGGER release_section_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.release_section FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on release_section to everydot_app;

create table release_step (
  seq bigint not null generated always as identity,
  release_id uuid not null,
  action text not null,
  state text not null,
  note text,
  content_hash bytea,
  done_by uuid not null,
  done_at timestamp with time zone not null,
  constraint release_step_pkey PRIMARY KEY (seq),
  constraint release_step_done_by_fkey FOREIGN KEY (done_by) REFERENCES person(id),
  constraint release_step_release_id_fkey FOREIGN KEY (release_id) REFERENCES picture_release(id)
);
CREATE INDEX release_step_of ON public.release_step USING btree (release_id, seq);
CREATE TRIGGER release_step_four_eyes BEFORE INSERT ON public.release_step FOR EACH ROW EXECUTE FUNCTION refuse_single_hand();
CREATE TRIGGER release_step_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.release_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on release_step to everydot_app;

create table removal_answer (
  seq bigint not null generated always as identity,
  id uuid not null,
  notice_id uuid not null,
  says text not null,
  reason text,
  note bytea,
  via text not null,
  by text not null,
  at timestamp with time zone not null,
  constraint removal_answer_pkey PRIMARY KEY (seq),
  constraint removal_answer_id_key UNIQUE (id),
  constraint removal_answer_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES removal_notice(id),
  constraint removal_answer_says_check CHECK ((says = ANY (ARRAY['received'::text, 'removed'::text, 'refused'::text, 'need-more'::text]))),
  constraint removal_answer_via_check CHECK ((via = ANY (ARRAY['page'::text, 'bureau'::text])))
);
CREATE INDEX removal_answer_notice ON public.removal_answer USING btree (notice_id);
grant insert, select on removal_answer to everydot_app;

create table removal_basis (
  item_id uuid not null,
  notice_id uuid not null,
  referral_id uuid not null,
  evidence_id text not null,
  all_hashes boolean not null,
  added_by text not null,
  added_at timestamp with time zone not null,
  constraint removal_basis_pkey PRIMARY KEY (item_id, referral_id),
  constraint removal_basis_item_id_fkey FOREIGN KEY (item_id) REFERENCES removal_item(id),
  constraint removal_basis_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES removal_notice(id),
  constraint removal_basis_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX removal_basis_notice ON public.removal_basis USING btree (notice_id);
CREATE INDEX removal_basis_referral ON public.removal_basis USING btree (referral_id);
grant insert, select on removal_basis to everydot_app;

create table removal_delivery (
  id uuid not null,
  notice_id uuid not null,
  kind text not null,
  round integer not null,
  host_id text not null,
  channel text not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  document bytea,
  digest bytea,
  constraint removal_delivery_pkey PRIMARY KEY (id),
  constraint removal_delivery_notice_id_kind_round_key UNIQUE (notice_id, kind, round),
  constraint removal_delivery_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES removal_notice(id),
  constraint removal_delivery_kind_check CHECK ((kind = ANY (ARRAY['notice'::text, 'reminder'::text, 'escalation'::text])))
);
grant insert, select, update (document, digest) on removal_delivery to everydot_app;

create table removal_delivery_result (
  delivery_id uuid not null,
  try integer not null,
  at timestamp with time zone not null,
  problem text,
  constraint removal_delivery_result_pkey PRIMARY KEY (delivery_id, try),
  constraint removal_delivery_result_delivery_id_try_fkey FOREIGN KEY (delivery_id, try) REFERENCES removal_delivery_try(delivery_id, try)
);
grant insert, select on removal_delivery_result to everydot_app;

create table removal_delivery_try (
  delivery_id uuid not null,
  try integer not null,
  at timestamp with time zone not null,
  constraint removal_delivery_try_pkey PRIMARY KEY (delivery_id, try),
  constraint removal_delivery_try_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES removal_delivery(id)
);
grant insert, select on removal_delivery_try to everydot_app;

create table removal_host (
  id text not null,
  name text not null,
  kind text not null,
  domains text[] not null default '{}'::text[],
  country text,
  channel text not null,
  contact text,
  flagger_note text,
  answer_within_hours integer,
  valid_from date not null,
  valid_to date,
  constraint removal_host_pkey PRIMARY KEY (id, valid_from),
  constraint removal_host_answer_within_hours_check CHECK ((answer_within_hours > 0)),
  constraint removal_host_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'webhook'::text, 'by-hand'::text]))),
  constraint removal_host_check CHECK (((contact IS NOT NULL) OR (channel = 'by-hand'::text))),
  constraint removal_host_check1 CHECK ((valid_to > valid_from)),
  constraint removal_host_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint removal_host_id_check CHECK ((id ~ '^[a-z0-9-]{2,60}$'::text)),
  constraint removal_host_kind_check CHECK ((kind = ANY (ARRAY['host'::text, 'partner'::text, 'authority'::text])))
);
CREATE UNIQUE INDEX removal_host_current ON public.removal_host USING btree (id) WHERE (valid_to IS NULL);
grant insert, select, update (valid_to) on removal_host to everydot_app;

create table removal_item (
  id uuid not null,
  notice_id uuid not null,
  k bytea not null,
  is_open boolean not null default true,
  constraint removal_item_pkey PRIMARY KEY (id),
  constraint removal_item_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES removal_notice(id)
);
CREATE INDEX removal_item_notice ON public.removal_item USING btree (notice_id);
CREATE UNIQUE INDEX removal_item_open ON public.removal_item USING btree (k) WHERE is_open;
grant insert, select, update (is_open) on removal_item to everydot_app;

create table removal_notice (
  id uuid not null,
  reference text not null,
  host_id text not null,
  lead_referral_id uuid not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  secret_hash bytea not null,
  state text not null,
  state_since timestamp with time zone not null,
  state_before text,
  due_at timestamp with time zone,
  remaining_ms bigint,
  stopped_ms bigint not null default 0,
  reminders integer not null default 0,
  constraint removal_notice_pkey PRIMARY KEY (id),
  constraint removal_notice_reference_key UNIQUE (reference),
  constraint removal_notice_lead_referral_id_fkey FOREIGN KEY (lead_referral_id) REFERENCES referral(id),
  constraint removal_notice_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'ready'::text, 'sent'::text, 'acknowledged'::text, 'removed'::text, 'refused'::text, 'no-answer'::text, 'escalated'::text, 'confirmed'::text, 'closed'::text, 'withdrawn'::text, 'suspended'::text])))
);
CREATE INDEX removal_notice_state ON public.removal_notice USING btree (state, due_at);
grant insert, select, update (state, state_since, state_before, due_at, remaining_ms, stopped_ms, reminders) on removal_notice to everydot_app;

create table removal_override (
  id uuid not null,
  notice_id uuid not null,
  gate text not null,
  covers text[] not null,
  reason text not null,
  note bytea,
  by text not null,
  at timestamp with time zone not null,
  constraint removal_override_pkey PRIMARY KEY (id),
  constraint removal_override_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES removal_notice(id),
  constraint removal_override_gate_check CHECK ((gate = ANY (ARRAY['preservation'::text, 'release'::text, 'guard'::text, 'alarm'::text])))
);
CREATE INDEX removal_override_notice ON public.removal_override USING btree (notice_id);
grant insert, select on removal_override to everydot_app;

create table removal_preservation (
  seq bigint not null generated always as identity,
  notice_id uuid not null,
  how text not null,
  kept_on date not null,
  reference bytea not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  constraint removal_preservation_pkey PRIMARY KEY (seq),
  constraint removal_preservation_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES removal_notice(id),
  constraint removal_preservation_how_check CHECK ((how = ANY (ARRAY['asked-of-provider'::text, 'confirmed-by-provider'::text, 'recorded-by-force'::text])))
);
CREATE INDEX removal_preservation_notice ON public.removal_preservation USING btree (notice_id);
grant insert, select on removal_preservation to everydot_app;

create table removal_release (
  seq bigint not null generated always as identity,
  notice_id uuid not null,
  unit_id text,
  answer text not null,
  until date,
  reason text,
  reference bytea,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  constraint removal_release_pkey PRIMARY KEY (seq),
  constraint removal_release_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES removal_notice(id),
  constraint removal_release_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'not-yet'::text, 'never-without-asking'::text, 'no-investigation'::text]))),
  constraint removal_release_check CHECK (((unit_id IS NULL) = (answer = 'no-investigation'::text)))
);
CREATE INDEX removal_release_notice ON public.removal_release USING btree (notice_id);
grant insert, select on removal_release to everydot_app;

create table removal_release_request (
  notice_id uuid not null,
  unit_id text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  constraint removal_release_request_pkey PRIMARY KEY (notice_id, unit_id, asked_at),
  constraint removal_release_request_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES removal_notice(id)
);
CREATE INDEX removal_release_request_unit ON public.removal_release_request USING btree (unit_id);
grant insert, select on removal_release_request to everydot_app;

create table removal_step (
  notice_id uuid not null,
  step integer not null,
  action text not null,
  state text not null,
  by text not null,
  at timestamp with time zone not null,
  reason text,
  constraint removal_step_pkey PRIMARY KEY (notice_id, step),
  constraint removal_step_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES removal_notice(id)
);
grant insert, select on removal_step to everydot_app;

create table removal_wrong_answer (
  id bigint not null generated always as identity,
  visitor bytea not null,
  at timestamp with time zone not null,
  constraint removal_wrong_answer_pkey PRIMARY KEY (id)
);
CREATE INDEX removal_wrong_answer_visitor ON public.removal_wrong_answer USING btree (visitor, at);
grant delete, insert, select on removal_wrong_answer to everydot_app;

create table return_due (
  seq bigint not null generated always as identity,
  period_from date not null,
  period_to date not null,
  due_on date not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint return_due_pkey PRIMARY KEY (seq)
);
CREATE INDEX return_due_period ON public.return_due USING btree (period_from, period_to, seq DESC);
CREATE TRIGGER return_due_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.return_due FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on return_due to everydot_app;

create table return_figure (
  return_id uuid not null,
  acceptance integer not null,
  position integer not null,
  force text not null,
  question text not null,
  codes jsonb not null,
  value double precision,
  marks text[] not null,
  cell text not null,
  is_lossy boolean not null,
  constraint return_figure_pkey PRIMARY KEY (return_id, acceptance, "position"),
  constraint return_figure_return_id_fkey FOREIGN KEY (return_id) REFERENCES force_return(id),
  constraint return_figure_value_check CHECK ((value >= (0)::double precision))
);
CREATE INDEX return_figure_force ON public.return_figure USING btree (return_id, force);
CREATE TRIGGER return_figure_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.return_figure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on return_figure to everydot_app;

create table return_file (
  return_id uuid not null,
  name bytea not null,
  content bytea not null,
  constraint return_file_pkey PRIMARY KEY (return_id),
  constraint return_file_return_id_fkey FOREIGN KEY (return_id) REFERENCES force_return(id)
);
CREATE TRIGGER return_file_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.return_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on return_file to everydot_app;

create table return_finding (
  return_id uuid not null,
  acceptance integer not null,
  position integer not null,
  finding jsonb not null,
  constraint return_finding_pkey PRIMARY KEY (return_id, acceptance, "position"),
  constraint return_finding_return_id_fkey FOREIGN KEY (return_id) REFERENCES force_return(id)
);
CREATE TRIGGER return_finding_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.return_finding FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on return_finding to everydot_app;

create table return_part (
  return_id uuid not null,
  force text not null,
  period_from date not null,
  period_to date not null,
  state text not null,
  accepted_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  followed_by uuid,
  constraint return_part_pkey PRIMARY KEY (return_id, force),
  constraint return_part_followed_by_fkey FOREIGN KEY (followed_by) REFERENCES force_return(id),
  constraint return_part_return_id_fkey FOREIGN KEY (return_id) REFERENCES force_return(id),
  constraint return_part_state_check CHECK ((state = ANY (ARRAY['accepted'::text, 'superseded'::text, 'withdrawn'::text])))
);
CREATE UNIQUE INDEX return_part_current ON public.return_part USING btree (force, period_from, period_to) WHERE (state = 'accepted'::text);
CREATE INDEX return_part_period ON public.return_part USING btree (period_from, period_to, state);
grant insert, select, update (state, accepted_at, ended_at, followed_by) on return_part to everydot_app;

create table return_profile (
  seq bigint not null generated always as identity,
  force text,
  return_id uuid not null,
  acceptance integer not null,
  scheme_id text not null,
  scheme_version integer not null,
  mapping bytea not null,
  confirmed_by text not null,
  confirmed_at timestamp with time zone not null,
  constraint return_profile_pkey PRIMARY KEY (seq),
  constraint return_profile_return_id_fkey FOREIGN KEY (return_id) REFERENCES force_return(id)
);
CREATE INDEX return_profile_force ON public.return_profile USING btree (force, seq DESC);
CREATE INDEX return_profile_return ON public.return_profile USING btree (return_id);
CREATE TRIGGER return_profile_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.return_profile FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on return_profile to everydot_app;

create table return_quality (
  return_id uuid not null,
  acceptance integer not null,
  force text not null,
  question text not null,
  cells_read integer not null,
  cells_valid integer not null,
  cells_once integer not null,
  constraint return_quality_pkey PRIMARY KEY (return_id, acceptance, force, question),
  constraint return_quality_return_id_fkey FOREIGN KEY (return_id) REFERENCES force_return(id),
  constraint return_quality_check CHECK ((cells_valid <= cells_read)),
  constraint return_quality_check1 CHECK ((cells_once <= cells_read))
);
CREATE TRIGGER return_quality_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.return_quality FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on return_quality to everydot_app;

create table return_reading (
  seq bigint not null generated always as identity,
  return_id uuid not null,
  reading bytea not null,
  read_by text not null,
  read_at timestamp with time zone not null,
  constraint return_reading_pkey PRIMARY KEY (seq),
  constraint return_reading_return_id_fkey FOREIGN KEY (return_id) REFERENCES force_return(id)
);
CREATE INDEX return_reading_latest ON public.return_reading USING btree (return_id, seq DESC);
CREATE TRIGGER return_reading_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.return_reading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on return_reading to everydot_app;

create table return_step (
  seq bigint not null generated always as identity,
  return_id uuid not null,
  act text not null,
  by text not null,
  at timestamp with time zone not null,
  reason text,
  constraint return_step_pkey PRIMARY KEY (seq),
  constraint return_step_return_id_fkey FOREIGN KEY (return_id) REFERENCES force_return(id)
);
CREATE INDEX return_step_return ON public.return_step USING btree (return_id, seq);
CREATE TRIGGER return_step_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.return_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on return_step to everydot_app;

create table route_choice (
  seq bigint not null generated always as identity,
  id uuid not null,
  referral_id uuid not null,
  unit_id text not null,
  purpose text not null,
  reason text not null,
  chosen_by text not null,
  chosen_at timestamp with time zone not null,
  constraint route_choice_pkey PRIMARY KEY (id),
  constraint route_choice_seq_key UNIQUE (seq),
  constraint route_choice_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint route_choice_purpose_check CHECK ((purpose = ANY (ARRAY['suspect'::text, 'child'::text, 'safeguarding'::text, 'adopted'::text])))
);
CREATE INDEX route_choice_referral ON public.route_choice USING btree (referral_id, seq DESC);
grant insert, select on route_choice to everydot_app;

create table route_proposal (
  seq bigint not null generated always as identity,
  id uuid not null,
  referral_id uuid not null,
  made_at timestamp with time zone not null,
  policy text not null,
  candidates jsonb not null,
  unrouted text,
  constraint route_proposal_pkey PRIMARY KEY (id),
  constraint route_proposal_seq_key UNIQUE (seq),
  constraint route_proposal_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX route_proposal_referral ON public.route_proposal USING btree (referral_id, seq DESC);
grant insert, select on route_proposal to everydot_app;

create table schema_migration (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migration_pkey PRIMARY KEY (name)
);
grant select on schema_migration to everydot_app;

create table second_grading (
  first_id uuid not null,
  asked_by uuid,
  asked_at timestamp with time zone not null,
  constraint second_grading_pkey PRIMARY KEY (first_id),
  constraint second_grading_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
  constraint second_grading_first_id_fkey FOREIGN KEY (first_id) REFERENCES guided_assessment(id)
);
CREATE TRIGGER second_grading_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.second_grading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on second_grading to everydot_app;

create table session (
  token_hash bytea not null,
  person_id uuid not null,
  kind text not null,
  made_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint session_kind_check CHECK ((kind = ANY (ARRAY['link'::text, 'cookie'::text])))
);
grant insert, select, update (ended_at) on session to everydot_app;

create table source (
  id text not null,
  name text not null,
  kind text not null,
  reliability text not null default '2'::text,
  token_hash bytea,
  feedback_url text,
  added_at timestamp with time zone not null default now(),
  withdrawn_at timestamp with time zone,
  constraint source_pkey PRIMARY KEY (id),
  constraint source_token_hash_key UNIQUE (token_hash),
  constraint source_reliability_check CHECK ((reliability = ANY (ARRAY['1'::text, '2'::text, '3'::text])))
);
grant insert, select, update (token_hash, withdrawn_at) on source to everydot_app;

create table source_day (
  source_id text not null,
  day date not null,
  sent integer not null,
  constraint source_day_pkey PRIMARY KEY (source_id, day),
  constraint source_day_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint source_day_sent_check CHECK ((sent > 0))
);
CREATE INDEX source_day_first ON public.source_day USING btree (day);
grant insert, select, update on source_day to everydot_app;

create table source_grant (
  id bigint not null generated always as identity,
  source_id text not null,
  grant_code text not null,
  reference text,
  agreed_on date,
  granted_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint source_grant_pkey PRIMARY KEY (id),
  constraint source_grant_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id)
);
CREATE UNIQUE INDEX source_grant_now ON public.source_grant USING btree (source_id, grant_code) WHERE (ended_at IS NULL);
grant insert, select, update (ended_at) on source_grant to everydot_app;

create table source_pace (
  source_id text not null,
  filled_until timestamp with time zone,
  constraint source_pace_pkey PRIMARY KEY (source_id),
  constraint source_pace_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id)
);
grant insert, select, update on source_pace to everydot_app;

create table source_turn (
  referral_id uuid not null,
  source_id text not null,
  arrived_at timestamp with time zone not null,
  turn_at timestamp with time zone not null,
  constraint source_turn_pkey PRIMARY KEY (referral_id),
  constraint source_turn_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint source_turn_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint source_turn_check CHECK ((turn_at > arrived_at))
);
CREATE TRIGGER source_turn_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.source_turn FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on source_turn to everydot_app;

create table tracked_item (
  id uuid not null,
  report_id uuid not null,
  kind text not null,
  carried_from uuid,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  constraint tracked_item_pkey PRIMARY KEY (id),
  constraint tracked_item_added_by_fkey FOREIGN KEY (added_by) REFERENCES person(id),
  constraint tracked_item_carried_from_fkey FOREIGN KEY (carried_from) REFERENCES tracked_item(id),
  constraint tracked_item_report_id_fkey FOREIGN KEY (report_id) REFERENCES picture_release(id),
  constraint tracked_item_kind_check CHECK ((kind = ANY (ARRAY['priority'::text, 'gap'::text])))
);
CREATE INDEX tracked_item_report ON public.tracked_item USING btree (report_id);
CREATE TRIGGER tracked_item_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.tracked_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on tracked_item to everydot_app;

create table tracked_item_version (
  item_id uuid not null,
  version integer not null,
  what text not null,
  why text not null,
  owner text not null,
  due_on date not null,
  state text not null,
  so_far text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  constraint tracked_item_version_pkey PRIMARY KEY (item_id, version),
  constraint tracked_item_version_item_id_fkey FOREIGN KEY (item_id) REFERENCES tracked_item(id),
  constraint tracked_item_version_written_by_fkey FOREIGN KEY (written_by) REFERENCES person(id),
  constraint tracked_item_version_owner_check CHECK ((owner <> ''::text)),
  constraint tracked_item_version_state_check CHECK ((state = ANY (ARRAY['open'::text, 'met'::text, 'answered'::text, 'carried-over'::text, 'dropped'::text]))),
  constraint tracked_item_version_version_check CHECK ((version > 0))
);
CREATE TRIGGER tracked_item_version_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.tracked_item_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on tracked_item_version to everydot_app;

create table value_quarantine (
  id uuid not null,
  value_id integer not null,
  source_id text,
  held_at timestamp with time zone not null,
  hits bigint not null,
  allowed bigint not null,
  released_at timestamp with time zone,
  released_by uuid,
  constraint value_quarantine_pkey PRIMARY KEY (id),
  constraint value_quarantine_check CHECK (((released_at IS NULL) = (released_by IS NULL)))
);
CREATE UNIQUE INDEX value_quarantine_now ON public.value_quarantine USING btree (value_id, COALESCE(source_id, ''::text)) WHERE (released_at IS NULL);
CREATE INDEX value_quarantine_value ON public.value_quarantine USING btree (value_id);
grant insert, select, update (released_at, released_by) on value_quarantine to everydot_app;
