import { addressKey, type Item, type NoticeHash } from '../../dissemination/index.ts';
import { type Evidence, type FileFacts, openContents, openEvidenceOf } from '../../referral/index.ts';
import type { Db, Store } from '../../shared/db.ts';
import { Sealed } from '../../shared/sealed.ts';

/** A file that goes with an address, by its hashes; `position`: in the list of its referral. */
type ItemFile = { referralId: string; position: number; hashes: NoticeHash[] };
/** An address of a notice, read out of the referrals behind it. `address` null: all of them were erased. */
export type OpenedItem = { itemId: string; address: string | null; files: ItemFile[] };

/** What one referral names and shows, once for all of a notice's addresses: a referral may name ten thousand. */
type Named = {
  /** Addresses by their keys, not by their ids: a correction may have moved them. */
  byKey: ReadonlyMap<string, Evidence[]>;
  /** Files with a hash that can be told; `byEvidence`: those that lie at an address. */
  files: readonly ItemFile[];
  byEvidence: ReadonlyMap<string, ItemFile[]>;
};

/** What a notice is about: addresses and hashes, and nothing else of the referrals that name them. */
export async function openRemovalItems(
  store: Store,
  db: Db,
  items: readonly Item[],
): Promise<Sealed<OpenedItem[]>> {
  const ids = [...new Set(items.flatMap(({ bases }) => bases.map(({ referralId }) => referralId)))];
  const contents = await openContents(store, db, ids);
  const files = new Map(contents.map(({ id, content }) => [id, content.open('removal').files]));
  const evidence = await openEvidenceOf(store, db, ids);
  const { linkingKey } = store.keys;
  const named = new Map(
    ids.map((id) => [
      id,
      namedBy(linkingKey, id, {
        evidence: evidence.get(id)?.open('removal') ?? [],
        files: files.get(id) ?? [],
      }),
    ]),
  );
  return new Sealed(items.map((item) => openItem(item, named)));
}

/** Pure; reads each address and each file once. */
export function namedBy(
  linkingKey: Buffer,
  referralId: string,
  told: { evidence: readonly Evidence[]; files: readonly FileFacts[] },
): Named {
  const addresses = told.evidence.filter(({ kind }) => kind === 'url');
  const files = told.files.flatMap((file, position) => {
    const hashes = hashesToTell(file);
    return hashes.length > 0 ? [{ file: { referralId, position, hashes }, lies: file.locations ?? [] }] : [];
  });
  const lying = files.flatMap(({ file, lies }) => [...new Set(lies)].map((id) => ({ id, file })));
  return {
    byKey: Map.groupBy(addresses, ({ value }) => addressKey(linkingKey, value).toString('hex')),
    files: files.map(({ file }) => file),
    byEvidence: new Map(
      [...Map.groupBy(lying, ({ id }) => id)].map(([id, there]) => [id, there.map(({ file }) => file)]),
    ),
  };
}

/** Pure. */
export function openItem(item: Item, named: ReadonlyMap<string, Named>): OpenedItem {
  const key = item.k.toString('hex');
  const found = item.bases.flatMap(({ referralId, allHashes }) => {
    const one = named.get(referralId);
    return one ? [{ one, allHashes, evidence: one.byKey.get(key) ?? [] }] : [];
  });
  const files = found.flatMap(({ one, allHashes, evidence }) =>
    allHashes ? one.files : [...new Set(evidence.flatMap(({ id }) => one.byEvidence.get(id) ?? []))],
  );
  return { itemId: item.id, address: found.flatMap(({ evidence }) => evidence)[0]?.value ?? null, files };
}

/** Hashes that a host can look for itself; PhotoDNA may be told to nobody without a licence. */
const TOLD = ['md5', 'sha1', 'sha256', 'pdq'] as const;

function hashesToTell({ hashes }: FileFacts): NoticeHash[] {
  return hashes.flatMap(({ kind, value }) => {
    const told = TOLD.find((one) => one === kind);
    return told ? [{ kind: told, value: value.toLowerCase() }] : [];
  });
}

/** Each file once, whichever referral told of it. */
export function distinctFiles(files: readonly ItemFile[]): NoticeHash[][] {
  return [...new Map(files.map(({ hashes }) => [JSON.stringify(hashes), hashes])).values()];
}
