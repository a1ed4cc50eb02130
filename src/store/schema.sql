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

create table closure (
  id uuid not null,
  referral_id uuid not null,
  reason_code text not null,
  note bytea,
  closed_by uuid not null,
  closed_at timestamp with time zone not null,
  constraint closure_pkey PRIMARY KEY (id),
  constraint closure_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES person(id),
  constraint closure_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
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
  constraint content_group_pkey PRIMARY KEY (id),
  constraint content_group_viral_check CHECK ((viral = ANY (ARRAY['none'::text, 'possible'::text, 'viral'::text])))
);
grant insert, select, update (viral) on content_group to everydot_app;

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
  outcome_id uuid not null,
  referral_id uuid not null,
  source_id text not null,
  made_at timestamp with time zone not null,
  body jsonb not null,
  constraint feedback_pkey PRIMARY KEY (id),
  constraint feedback_outcome_id_referral_id_key UNIQUE (outcome_id, referral_id),
  constraint feedback_outcome_id_fkey FOREIGN KEY (outcome_id) REFERENCES outcome(id),
  constraint feedback_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint feedback_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id)
);
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

create table matched_referral (
  referral_id uuid not null,
  version integer not null,
  reporter text not null,
  received_at timestamp with time zone not null,
  files integer not null,
  incident_id uuid not null,
  withdrawn_at timestamp with time zone,
  constraint matched_referral_pkey PRIMARY KEY (referral_id),
  constraint matched_referral_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
grant insert, select, update (version, files, incident_id, withdrawn_at) on matched_referral to everydot_app;

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
  constraint picture_fact_pkey PRIMARY KEY (referral_id)
);
CREATE INDEX picture_fact_month ON public.picture_fact USING btree (received_month);
grant delete, insert, select, update on picture_fact to everydot_app;

create table picture_progress (
  only_row boolean not null default true,
  txid xid8 not null,
  id bigint not null,
  at timestamp with time zone not null,
  constraint picture_progress_pkey PRIMARY KEY (only_row),
  constraint picture_progress_only_row_check CHECK (only_row)
);
grant insert, select, update on picture_progress to everydot_app;

create table postcode_force (
  edition date not null,
  prefix text not null,
  force text not null,
  constraint postcode_force_pkey PRIMARY KEY (edition, prefix, force),
  constraint postcode_force_prefix_check CHECK ((prefix ~ '^[A-Z0-9]{1,7}$'::text))
);
grant insert, select on postcode_force to everydot_app;

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
  constraint queue_place_pkey PRIMARY KEY (referral_id),
  constraint queue_place_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX queue_place_band ON public.queue_place USING btree (band, order_key, referral_id);
CREATE INDEX queue_place_clock ON public.queue_place USING btree (act_by);
CREATE INDEX queue_place_guarded ON public.queue_place USING btree (band) WHERE (sensitivity <> 'ordinary'::text);
CREATE INDEX queue_place_mine ON public.queue_place USING btree (assigned_to, order_key, referral_id) WHERE (assigned_to IS NOT NULL);
CREATE INDEX queue_place_order ON public.queue_place USING btree (order_key, referral_id);
CREATE INDEX queue_place_preservation ON public.queue_place USING btree (preserved_until);
CREATE INDEX queue_place_source ON public.queue_place USING btree (source_id, order_key, referral_id);
CREATE INDEX queue_place_threat ON public.queue_place USING btree (threat, order_key, referral_id);
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
