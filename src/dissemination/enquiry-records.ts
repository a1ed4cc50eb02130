import { type Db, row, rows, sql, type Tx } from '../shared/db.ts';
import { sealJson, unsealJson } from '../shared/envelope.ts';
import { isId, newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import { Sealed } from '../shared/sealed.ts';
import type {
  Asked,
  Authority,
  Concerns,
  EnquiryAction,
  EnquiryKind,
  EnquiryResult,
  EnquiryState,
  MismatchKind,
  Resolution,
} from './enquiry.ts';
import { ENQUIRY_LIFE } from './enquiry.ts';

const SEALED_AS = {
  asked: 'enquiry.asked',
  about: 'enquiry_answer.about',
  detail: 'enquiry_answer.detail',
} as const;

/** An enquiry without what it names: what lists, routing and pages need. */
export type Enquiry = {
  id: string;
  referralId: string;
  kind: EnquiryKind;
  concerns: Concerns;
  provider: string;
  authority: Authority;
  applicant: string;
  approver: string | null;
  madeAt: Date;
  dueAt: Date;
  state: EnquiryState;
  stateSince: Date;
  /** The latest answer. Forces: slugs; several if several subscribers. */
  result: EnquiryResult | null;
  forces: string[];
  countries: string[];
  answeredAt: Date | null;
  /** Double checks that failed and that nobody has resolved. */
  openMismatches: { id: string; kind: MismatchKind }[];
  disregarded: boolean;
};

const ENQUIRIES = sql`
  select e.id, e.referral_id as "referralId", e.kind, e.concerns, e.provider, e.authority, e.applicant,
    (select s.by from enquiry_step s where s.enquiry_id = e.id and s.action = 'approve') as approver,
    e.made_at as "madeAt", e.due_at as "dueAt", e.state, e.state_since as "stateSince",
    a.result, coalesce(a.forces, '{}') as forces, coalesce(a.countries, '{}') as countries, a.recorded_at as "answeredAt",
    coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind) order by m.found_at)
      from enquiry_mismatch m where m.enquiry_id = e.id
      and not exists (select from enquiry_mismatch_resolution r where r.mismatch_id = m.id)), '[]') as "openMismatches",
    exists (select from enquiry_mismatch m join enquiry_mismatch_resolution r on r.mismatch_id = m.id
      where m.enquiry_id = e.id and r.resolution = 'disregard-enquiry') as disregarded
  from enquiry e
  left join lateral (select result, forces, countries, recorded_at from enquiry_answer
    where enquiry_id = e.id order by seq desc limit 1) a on true`;

/** Enquiries about referrals, oldest first. */
export async function enquiriesOf(db: Db, referralIds: readonly string[]): Promise<Enquiry[]> {
  return rows(
    db,
    sql<Enquiry>`${ENQUIRIES} where e.referral_id = any(${referralIds}::uuid[]) order by e.made_at, e.id`,
  );
}

/** One enquiry; throws `dissemination.enquiry-not-found`. */
export async function enquiryById(db: Db, id: string): Promise<Enquiry> {
  const enquiry = isId(id) ? await row(db, sql<Enquiry>`${ENQUIRIES} where e.id = ${id}`) : undefined;
  if (!enquiry) throw new Problem('dissemination.enquiry-not-found');
  return enquiry;
}

/** Enquiries in a state, the one due first at the top. */
export async function enquiriesIn(db: Db, state: EnquiryState, limit = 200): Promise<Enquiry[]> {
  return rows(db, sql<Enquiry>`${ENQUIRIES} where e.state = ${state} order by e.due_at, e.id limit ${limit}`);
}

/** Enquiries that a provider or an approver has let pass their due date. */
export async function overdueEnquiries(db: Db, at: Date): Promise<Enquiry[]> {
  return rows(
    db,
    sql<Enquiry>`${ENQUIRIES} where e.state in ('drafted', 'approved') and e.due_at < ${at} order by e.due_at, e.id`,
  );
}

export type NewEnquiry = Pick<
  Enquiry,
  'referralId' | 'kind' | 'concerns' | 'provider' | 'authority' | 'applicant' | 'madeAt' | 'dueAt'
> & {
  asked: Asked;
};

/** Adds a drafted enquiry; gives its id. */
export async function addEnquiry(tx: Tx, dataKey: Buffer, enquiry: NewEnquiry): Promise<string> {
  const id = newId(enquiry.madeAt.getTime());
  const { referralId, kind, concerns, provider, authority, applicant, madeAt, dueAt } = enquiry;
  await rows(
    tx,
    sql`insert into enquiry (id, referral_id, kind, concerns, provider, authority, applicant, asked, made_at, due_at, state, state_since)
        values (${id}, ${referralId}, ${kind}, ${concerns}, ${provider}, ${authority}, ${applicant},
          ${sealJson(dataKey, SEALED_AS.asked, enquiry.asked)}, ${madeAt}, ${dueAt}, 'drafted', ${madeAt})`,
  );
  return id;
}

export type EnquiryMove = { id: string; action: EnquiryAction; by: string; at: Date; reason?: string };

/** Moves an enquiry along its life; locks the row. */
export async function moveEnquiry(tx: Tx, move: EnquiryMove): Promise<EnquiryState> {
  const current = await row<{ state: EnquiryState }>(
    tx,
    sql`select state from enquiry where id = ${move.id} for update`,
  );
  if (!current) throw new Problem('dissemination.enquiry-not-found');
  const to = ENQUIRY_LIFE[current.state][move.action];
  if (!to) {
    throw new Problem('dissemination.enquiry-step-not-possible', {
      detail: `${move.action} while ${current.state}`,
    });
  }
  await rows(tx, sql`update enquiry set state = ${to}, state_since = ${move.at} where id = ${move.id}`);
  await rows(
    tx,
    sql`insert into enquiry_step (enquiry_id, step, action, state, by, at, reason)
        select ${move.id}, count(*) + 1, ${move.action}, ${to}, ${move.by}, ${move.at}, ${move.reason ?? null}
        from enquiry_step where enquiry_id = ${move.id}`,
  );
  return to;
}

/** What the provider says of the subscriber: personal. */
export type SubscriberDetail = { names?: string[]; lines?: string[]; postcode?: string; reference?: string };

export type NewAnswer = {
  enquiryId: string;
  result: EnquiryResult;
  forces: readonly string[];
  countries: readonly string[];
  about: Asked;
  detail?: SubscriberDetail;
  by: string;
  at: Date;
};

/** Adds an answer; the latest counts. */
export async function addAnswer(tx: Tx, dataKey: Buffer, answer: NewAnswer): Promise<void> {
  const detail = answer.detail ? sealJson(dataKey, SEALED_AS.detail, answer.detail) : null;
  await rows(
    tx,
    sql`insert into enquiry_answer (id, enquiry_id, result, forces, countries, about, detail, recorded_by, recorded_at)
        values (${newId(answer.at.getTime())}, ${answer.enquiryId}, ${answer.result}, ${[...answer.forces]}::text[],
          ${[...answer.countries]}::text[], ${sealJson(dataKey, SEALED_AS.about, answer.about)}, ${detail}, ${answer.by}, ${answer.at})`,
  );
}

export async function addMismatch(
  tx: Tx,
  mismatch: { enquiryId: string; kind: MismatchKind; at: Date },
): Promise<void> {
  await rows(
    tx,
    sql`insert into enquiry_mismatch (id, enquiry_id, kind, found_at)
        values (${newId(mismatch.at.getTime())}, ${mismatch.enquiryId}, ${mismatch.kind}, ${mismatch.at})`,
  );
}

export type MismatchResolution = { mismatchId: string; resolution: Resolution; by: string; at: Date };

/** Resolves an open mismatch; throws `dissemination.mismatch-not-found` where there is none. */
export async function resolveMismatch(tx: Tx, resolved: MismatchResolution): Promise<{ enquiryId: string }> {
  const mismatch = isId(resolved.mismatchId) ? await openMismatch(tx, resolved.mismatchId) : undefined;
  if (!mismatch) throw new Problem('dissemination.mismatch-not-found');
  await rows(
    tx,
    sql`insert into enquiry_mismatch_resolution (mismatch_id, resolution, resolved_by, resolved_at)
        values (${resolved.mismatchId}, ${resolved.resolution}, ${resolved.by}, ${resolved.at})`,
  );
  return mismatch;
}

async function openMismatch(tx: Tx, id: string): Promise<{ enquiryId: string } | undefined> {
  return row(
    tx,
    sql<{ enquiryId: string }>`select enquiry_id as "enquiryId" from enquiry_mismatch m where m.id = ${id}
        and not exists (select from enquiry_mismatch_resolution r where r.mismatch_id = m.id)`,
  );
}

type SealedEnquiry = { asked: Buffer; detail: Buffer | null };

/** What an enquiry asked about, and what the latest answer says of the subscriber. */
export async function openEnquiry(
  db: Db,
  dataKey: Buffer,
  id: string,
): Promise<Sealed<{ asked: Asked; detail: SubscriberDetail | null }>> {
  const sealed = await row(
    db,
    sql<SealedEnquiry>`select asked, (select detail from enquiry_answer where enquiry_id = enquiry.id
      order by seq desc limit 1) as detail from enquiry where id = ${id}`,
  );
  if (!sealed) throw new Problem('dissemination.enquiry-not-found');
  return new Sealed({
    asked: unsealJson<Asked>(dataKey, SEALED_AS.asked, sealed.asked),
    detail: sealed.detail && unsealJson<SubscriberDetail>(dataKey, SEALED_AS.detail, sealed.detail),
  });
}
