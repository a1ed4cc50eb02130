import { type Purpose, record } from '../ledger/index.ts';
import { type Db, row, rows, type Store, sql, type Tx } from '../shared/db.ts';
import { unsealJson } from '../shared/envelope.ts';
import { isId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import { Sealed } from '../shared/sealed.ts';
import type { Evidence, ReferralContent } from './content.ts';
import type { OpenFacts } from './facts.ts';
import { type Action, nextState, type State } from './life.ts';
import { parseNumber } from './number.ts';
import type { Sensitivity } from './sensitivity.ts';

/** A receipt without anything personal: what lists and decisions need. */
export type ReferralHeader = {
  id: string;
  number: number;
  sourceId: string;
  receivedAt: Date;
  channel: string;
  state: State;
  stateSince: Date;
  foldedInto: string | null;
  sensitivity: Sensitivity;
  version: number;
  /** Null while the document is quarantined. */
  facts: OpenFacts | null;
};

/** The contexts that bind sealed bytes to their column. */
export const SEALED_AS = {
  content: 'referral_content.content',
  evidence: 'referral_content.evidence',
  raw: 'received_document.raw',
} as const;

const HEADER = sql`r.id, r.number, r.source_id as "sourceId", r.received_at as "receivedAt", r.channel, r.state,
  r.state_since as "stateSince", r.folded_into as "foldedInto", r.sensitivity, r.version, c.facts`;

/** Headers of the given referrals, in no particular order. */
export async function referralHeaders(db: Db, ids: readonly string[]): Promise<ReferralHeader[]> {
  return rows(
    db,
    sql<ReferralHeader>`select ${HEADER} from referral r
      left join referral_content c on c.referral_id = r.id and c.version = r.version
      where r.id = any(${ids}::uuid[])`,
  );
}

/** One header; throws `referral.not-found`. */
export async function referralHeader(db: Db, id: string): Promise<ReferralHeader> {
  const [header] = await referralHeaders(db, [id]);
  if (!header) throw new Problem('referral.not-found');
  return header;
}

/** The id behind a number as people quote it, or behind an id. */
export async function findReferral(db: Db, numberOrId: string): Promise<string> {
  const found = isId(numberOrId)
    ? await row<{ id: string }>(db, sql`select id from referral where id = ${numberOrId}::uuid`)
    : await row<{ id: string }>(db, sql`select id from referral where number = ${parseNumber(numberOrId)}`);
  if (!found) throw new Problem('referral.not-found');
  return found.id;
}

/** Ids of the receipts folded into this one. */
export async function foldedMembers(db: Db, id: string): Promise<string[]> {
  return (await rows<{ id: string }>(db, sql`select id from referral where folded_into = ${id}`)).map(
    (r) => r.id,
  );
}

/** Headers of the receipts folded into any of these. */
export async function membersFoldedInto(db: Db, ids: readonly string[]): Promise<ReferralHeader[]> {
  if (ids.length === 0) return [];
  return rows(
    db,
    sql<ReferralHeader>`select ${HEADER} from referral r
      left join referral_content c on c.referral_id = r.id and c.version = r.version
      where r.folded_into = any(${ids}::uuid[]) order by r.number`,
  );
}

export type OpenedReferral = { id: string; content: Sealed<Omit<ReferralContent, 'evidence'>> };

/** Opens the personal content (never the evidence) of referrals that have content and were not erased. */
export async function openContents(store: Store, db: Db, ids: readonly string[]): Promise<OpenedReferral[]> {
  const sealed = await sealedColumns(db, ids);
  const dataKeys = await store.keys.unwrap(sealed);
  return sealed.map((item, i) => ({
    id: item.id,
    content: new Sealed(unsealJson(dataKeys[i]!, SEALED_AS.content, item.content)),
  }));
}

/** Opens one piece of sealed evidence. The caller has already recorded who opens it and why. */
export async function openEvidenceItem(
  store: Store,
  db: Db,
  id: string,
  evidenceId: string,
): Promise<Sealed<Evidence>> {
  const items = await openAllEvidence(store, db, id);
  const item = items.open('to pick one item').find((candidate) => candidate.id === evidenceId);
  if (!item) throw new Problem('referral.evidence-not-found');
  return new Sealed(item);
}

/** All evidence of one referral: for a package to a force, which discloses it. */
export async function openAllEvidence(store: Store, db: Db, id: string): Promise<Sealed<Evidence[]>> {
  const [sealed] = await sealedColumns(db, [id]);
  if (!sealed) throw new Problem('keys.record-erased');
  const [dataKey] = await store.keys.unwrap([sealed]);
  return new Sealed(unsealJson<Evidence[]>(dataKey!, SEALED_AS.evidence, sealed.evidence));
}

/** All evidence of several referrals, by id; erased ones are absent. */
export async function openEvidenceOf(
  store: Store,
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Sealed<Evidence[]>>> {
  const sealed = await sealedColumns(db, ids);
  const dataKeys = await store.keys.unwrap(sealed);
  return new Map(
    sealed.map(({ id, evidence }, i) => [
      id,
      new Sealed(unsealJson<Evidence[]>(dataKeys[i]!, SEALED_AS.evidence, evidence)),
    ]),
  );
}

type SealedRow = { id: string; keyId: string; wrapped: Buffer; content: Buffer; evidence: Buffer };

async function sealedColumns(db: Db, ids: readonly string[]): Promise<SealedRow[]> {
  return rows(
    db,
    sql<SealedRow>`select r.id, r.key_id as "keyId", r.wrapped_key as wrapped, c.content, c.evidence
      from referral r join referral_content c on c.referral_id = r.id and c.version = r.version
      where r.id = any(${ids}::uuid[]) and r.wrapped_key is not null`,
  );
}

/** One header, as nobody can move it until the transaction ends; throws `referral.not-found`. */
export async function holdReferral(tx: Tx, id: string): Promise<ReferralHeader> {
  await rows(tx, sql`select from referral where id = ${id} for share`);
  return referralHeader(tx, id);
}

/** Who moves a referral, why (a code), and where it goes if it is folded. */
export type Move = {
  id: string;
  action: Action;
  at: Date;
  actor: string;
  purpose: Purpose;
  reason?: string;
  foldedInto?: string;
};

/**
 * Moves a referral along its life and records the move, so that the ledger alone can tell every state again.
 * Locks the row; throws `referral.action-not-possible` where the life table has no such step.
 */
export async function moveReferral(tx: Tx, move: Move): Promise<{ from: State; to: State }> {
  const current = await row<{ state: State }>(
    tx,
    sql`select state from referral where id = ${move.id} for update`,
  );
  if (!current) throw new Problem('referral.not-found');
  const { state: from } = current;
  const to = nextState(from, move.action);
  if (!to) throw new Problem('referral.action-not-possible', { detail: `${move.action} while ${from}` });
  const foldedInto = move.foldedInto ?? null;
  await rows(
    tx,
    sql`update referral set state = ${to}, state_since = ${move.at}, folded_into = ${foldedInto} where id = ${move.id}`,
  );
  const detail = { action: move.action, from, to, reason: move.reason ?? null, foldedInto };
  await record(tx, [
    {
      verb: 'altered',
      action: 'move',
      actor: move.actor,
      purpose: move.purpose,
      subjects: [move.id],
      detail,
    },
  ]);
  return { from, to };
}

/** Sets who may see referrals at all. */
export async function setSensitivity(
  tx: Tx,
  ids: readonly string[],
  sensitivity: ReferralHeader['sensitivity'],
): Promise<void> {
  await rows(tx, sql`update referral set sensitivity = ${sensitivity} where id = any(${ids}::uuid[])`);
}
