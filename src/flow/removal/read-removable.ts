import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import {
  addressesNamedBy,
  addressKey,
  hostsOn,
  type NamedAddress,
  noticeById,
  openItemsOf,
  proposeHost,
  type RemovalHost,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import {
  type Evidence,
  type FileFacts,
  foldedMembers,
  openContents,
  openEvidenceOf,
  referralHeader,
} from '../../referral/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { ensureSees } from '../visible-referrals.ts';
import { visibleNotices } from './visible-removals.ts';

/** An address that could be put into a notice, without the address. `key`: how a draft names it. */
export type RemovableAddress = {
  key: string;
  referralId: string;
  evidenceId: string;
  label: string;
  host: { id: string; name: string } | null;
  /** Files that the referral says lie there, and have a hash. */
  files: number;
  /** The open notice that it stands in, where the person may see that. */
  notice: { id: string; reference: string } | null;
};

/** What a referral and the reports folded into it name. Logged, because it reads their evidence; nothing of it is shown. */
export async function readRemovable(
  store: Store,
  actor: Actor,
  referralId: string,
): Promise<RemovableAddress[]> {
  ensureMay(actor, 'draft-removal');
  return inTransaction(store, async (tx) => {
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
    const candidates = await candidatesOf(store, tx, referralId);
    const items = await openItemsOf(
      tx,
      candidates.map(({ k }) => k),
    );
    const notices = [];
    for (const id of new Set(items.map(({ noticeId }) => noticeId))) notices.push(await noticeById(tx, id));
    const { shown } = await visibleNotices(tx, actor, notices);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-removable',
        actor: actorRef(actor),
        purpose: 'dissemination',
        subjects: [referralId],
        detail: { addresses: candidates.length },
      },
    ]);
    const noticeOf = new Map(items.map((item) => [item.k.toString('hex'), item.noticeId]));
    return candidates.map(({ k, host, ...line }) => {
      const notice = shown.find(({ id }) => id === noticeOf.get(k.toString('hex')));
      return {
        ...line,
        host: host && { id: host.id, name: host.name },
        notice: notice ? { id: notice.id, reference: notice.reference } : null,
      };
    });
  });
}

export type Candidate = Omit<RemovableAddress, 'host' | 'notice'> & { k: Buffer; host: RemovalHost | null };

/** How many files with a hash lie at each address, by referral and evidence. */
function countLying(files: ReadonlyMap<string, readonly FileFacts[]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [id, all] of files)
    for (const { locations = [], hashes } of all)
      for (const evidenceId of hashes.length > 0 ? new Set(locations) : []) {
        const key = `${id}.${evidenceId}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  return counts;
}

/** Each address once, in the order of the reports. */
export async function candidatesOf(store: Store, db: Db, referralId: string): Promise<Candidate[]> {
  const ids = [referralId, ...(await foldedMembers(db, referralId))];
  const evidence = await openEvidenceOf(store, db, ids);
  const contents = await openContents(store, db, ids);
  const files = new Map(contents.map(({ id, content }) => [id, content.open('removal').files]));
  const hosts = await hostsOn(db, store.clock.now());
  const named = (await addressesNamedBy(db, ids)).toSorted(
    (a, b) => ids.indexOf(a.referralId) - ids.indexOf(b.referralId),
  );
  const items = new Map(
    [...evidence].flatMap(([id, all]) =>
      all.open('to propose its host').map((item): [string, Evidence] => [`${id}.${item.id}`, item]),
    ),
  );
  const lying = countLying(files);
  const candidates = named.flatMap((one: NamedAddress): Candidate[] => {
    const key = `${one.referralId}.${one.evidenceId}`;
    const item = items.get(key);
    // A correction may have put another address in its place.
    if (item?.kind !== 'url' || !addressKey(store.keys.linkingKey, item.value).equals(one.k)) return [];
    const host = proposeHost(hosts, item.value);
    return [{ ...one, key, label: item.label, host, files: lying.get(key) ?? 0 }];
  });
  return [
    ...new Map(candidates.toReversed().map((one) => [one.k.toString('hex'), one])).values(),
  ].toReversed();
}
