import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import {
  addBasis,
  addItem,
  addNotice,
  answerSecret,
  hostById,
  lockDrafting,
  newReference,
  noticeById,
  openItemsOf,
  type RemovalHost,
  secretDigest,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { type ReferralHeader, referralHeader } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureSees } from '../visible-referrals.ts';
import { type Candidate, candidatesOf } from './read-removable.ts';
import { settleGates } from './removal-gates.ts';

/** `keys`: of the addresses chosen. `hostId`: for addresses whose host the registry does not know, or knows wrongly. */
export type RemovalDraft = {
  referralId: string;
  keys: readonly string[];
  hostId?: string;
  /** Also the hashes of the referral's other files. */
  allHashes?: boolean;
};
export type DraftedRemoval = { id: string; reference: string; joined: boolean };

/**
 * Drafts one notice for each host; an address that stands in an open notice joins that one, with this referral behind
 * it too. Nothing goes out by it. Throws `dissemination.no-host` where an address has no registered host.
 */
export async function draftRemoval(
  store: Store,
  actor: Actor,
  draft: RemovalDraft,
): Promise<DraftedRemoval[]> {
  ensureMay(actor, 'draft-removal');
  return inTransaction(store, async (tx) => {
    const header = await referralHeader(tx, draft.referralId);
    await ensureSees(tx, actor, header);
    ensureIsThere(header);
    await lockDrafting(tx);
    const candidates = await candidatesOf(store, tx, draft.referralId);
    const chosen = candidates.filter(({ key }) => draft.keys.includes(key));
    if (chosen.length === 0) throw new Problem('dissemination.no-address-chosen');
    const drafted = await putIntoNotices(store, tx, { chosen, draft, by: actorRef(actor) });
    await record(
      tx,
      drafted.map(({ id, joined }) => ({
        verb: 'altered',
        action: 'draft-removal',
        actor: actorRef(actor),
        purpose: 'dissemination',
        subjects: [draft.referralId],
        detail: { notice: id, joined },
      })),
    );
    for (const { id } of drafted) await settleGates(store, tx, await noticeById(tx, id));
    return drafted;
  });
}

function ensureIsThere({ state }: ReferralHeader): void {
  if (state !== 'open' && state !== 'disseminated' && state !== 'closed')
    throw new Problem('referral.action-not-possible', { detail: `removal while ${state}` });
}

type Putting = { chosen: readonly Candidate[]; draft: RemovalDraft; by: string };

/** Each address into the open notice that it stands in, else into a new one to its host. */
async function putIntoNotices(
  store: Store,
  tx: Tx,
  { chosen, draft, by }: Putting,
): Promise<DraftedRemoval[]> {
  const at = store.clock.now();
  const keys = chosen.map(({ k }) => k);
  const open = new Map((await openItemsOf(tx, keys)).map((item) => [item.k.toString('hex'), item]));
  const named = draft.hostId ? await hostById(tx, draft.hostId, at) : null;
  const byHost = new Map<string, DraftedRemoval>();
  const drafted = new Map<string, DraftedRemoval>();
  for (const candidate of chosen) {
    const { k, referralId, evidenceId } = candidate;
    const item = open.get(k.toString('hex'));
    const notice = item
      ? (drafted.get(item.noticeId) ?? (await joinedNotice(tx, item.noticeId)))
      : await noticeTo(store, tx, { byHost, host: named ?? candidate.host, lead: referralId, by, at });
    drafted.set(notice.id, notice);
    const itemId = item?.id ?? (await addItem(tx, { noticeId: notice.id, k, at }));
    const basis = { itemId, noticeId: notice.id, referralId, evidenceId, addedBy: by, addedAt: at };
    await addBasis(tx, { ...basis, allHashes: draft.allHashes ?? false });
  }
  return [...drafted.values()];
}

async function joinedNotice(tx: Tx, noticeId: string): Promise<DraftedRemoval> {
  const { id, reference } = await noticeById(tx, noticeId);
  return { id, reference, joined: true };
}

type Addressing = Omit<Making, 'host'> & {
  byHost: Map<string, DraftedRemoval>;
  host: RemovalHost | null;
};

/** One new notice for each host. */
async function noticeTo(
  store: Store,
  tx: Tx,
  { byHost, host, ...making }: Addressing,
): Promise<DraftedRemoval> {
  if (host?.kind !== 'host') throw new Problem('dissemination.no-host');
  const notice = byHost.get(host.id) ?? (await newNotice(store, tx, { host, ...making }));
  byHost.set(host.id, notice);
  return notice;
}

type Making = { host: RemovalHost; lead: string; by: string; at: Date };

async function newNotice(store: Store, tx: Tx, { host, lead, by, at }: Making): Promise<DraftedRemoval> {
  const id = newId(at.getTime());
  const reference = newReference();
  const secretHash = secretDigest(answerSecret(store.keys.linkingKey, id));
  await addNotice(tx, {
    id,
    reference,
    hostId: host.id,
    leadReferralId: lead,
    madeBy: by,
    madeAt: at,
    secretHash,
  });
  return { id, reference, joined: false };
}
