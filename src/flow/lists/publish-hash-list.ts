import { createHash } from 'node:crypto';
import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addRelease,
  changingLists,
  findRelease,
  type HashList,
  listsGrantedTo,
  type Manifest,
  nextRevision,
  RELEASE_FORMATS,
  type Release,
  type ReleaseFormat,
  type ReleaseHead,
  releasedEntries,
  signManifest,
  withdrawnBetween,
  writeRelease,
} from '../../matching/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { Signer } from '../../shared/signer.ts';
import { ownListOf } from './grant-hash-list.ts';

/** Publishes the bureau's own list as it stands: a numbered release with a signed manifest. */
export async function publishHashList(
  store: Store,
  actor: Actor,
  { list: code, signer }: { list: string; signer: Signer },
): Promise<Manifest> {
  ensureMay(actor, 'publish-hash-list');
  return inTransaction(store, async (tx) => {
    const list = await ownListOf(tx, code);
    const at = store.clock.now();
    const manifest = await changingLists(tx, { listId: list.id, at }, () =>
      makeRelease(tx, list, { at, madeBy: actor.id, signer }),
    );
    await record(tx, [
      {
        verb: 'altered',
        action: 'publish-hash-list',
        actor: actorRef(actor),
        purpose: 'matching',
        subjects: [],
        digest: Buffer.from(manifest.formats['json']!.sha256, 'hex'),
        detail: {
          list: code,
          release: manifest.number,
          entries: manifest.entries,
          withdrawn: manifest.withdrawn,
        },
      },
    ]);
    return manifest;
  });
}

async function makeRelease(
  tx: Tx,
  list: HashList,
  { at, madeBy, signer }: { at: Date; madeBy: string; signer: Signer },
): Promise<Manifest> {
  const before = await findRelease(tx, list.id, 'latest');
  const atRevision = await nextRevision(tx);
  const after = before?.atRevision ?? 0;
  const withdrawn = before ? await withdrawnBetween(tx, { listId: list.id, at: atRevision, after }) : [];
  const changed = await countAll(releasedEntries(tx, { listId: list.id, at: atRevision, after }));
  if (changed === 0 && withdrawn.length === 0) throw new Problem('lists.nothing-to-publish');
  const number = (before?.number ?? 0) + 1;
  const { name, holder, meaning, scheme, country, handling } = list;
  const facts = { list: list.code, name, holder, meaning, scheme, country, handling, number };
  const head = { ...facts, madeAt: at.toISOString() };
  const span = { listId: list.id, at: atRevision, after: null };
  const formats = await digestsOf(tx, span, { ...head, since: null });
  const entries = await countAll(releasedEntries(tx, span));
  const manifest = signManifest({ ...head, entries, changed, withdrawn: withdrawn.length, formats }, signer);
  const id = newId(at.getTime());
  await addRelease(tx, { id, listId: list.id, number, atRevision, manifest, madeAt: at, madeBy });
  return manifest;
}

async function countAll(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of items) count += 1;
  return count;
}

async function digestsOf(
  db: Db,
  span: { listId: number; at: number; after: null },
  head: ReleaseHead,
): Promise<Manifest['formats']> {
  const formats: Manifest['formats'] = {};
  for (const format of Object.keys(RELEASE_FORMATS) as ReleaseFormat[]) {
    const hash = createHash('sha256');
    let bytes = 0;
    const content = { head, entries: releasedEntries(db, span), withdrawn: [] };
    for await (const piece of writeRelease(format, content)) {
      hash.update(piece);
      bytes += Buffer.byteLength(piece);
    }
    formats[format] = { sha256: hash.digest('hex'), bytes };
  }
  return formats;
}

/** `since`: only what changed after this release; withdrawn entries are told as such. */
export type ReleaseQuery = {
  list: string;
  number: number | 'latest';
  /** `manifest`: only what is signed; nothing is handed out. */
  format: ReleaseFormat | 'manifest';
  since?: number | undefined;
  /** What the reader holds already. */
  etag?: string | undefined;
};

export type OpenedRelease = {
  manifest: Manifest;
  etag: string;
  mediaType: string;
  /** Null where the reader holds it already. */
  text: AsyncIterable<string> | null;
};

/** Opens a release for a granted sender, or for a person who may publish; each hand-out is in the ledger. */
export async function openRelease(store: Store, actor: Actor, query: ReleaseQuery): Promise<OpenedRelease> {
  if (actor.kind === 'person') ensureMay(actor, 'see-hash-lists');
  const { db } = store;
  const list = await ownListOf(db, query.list);
  if (actor.kind === 'source' && !(await listsGrantedTo(db, actor.id)).includes(list.code))
    throw new Problem('lists.not-granted');
  const release = await findRelease(db, list.id, query.number);
  if (!release) throw new Problem('lists.unknown-release');
  const since = query.since === undefined ? null : await findRelease(db, list.id, query.since);
  if (since === undefined || (since && since.number > release.number))
    throw new Problem('lists.unknown-release');
  const { manifest } = release;
  if (query.format === 'manifest') return openManifest(manifest, query.etag);
  const etag = etagOf(release, query.format, since);
  const mediaType = RELEASE_FORMATS[query.format].mediaType;
  if (query.etag === etag) return { manifest, etag, mediaType, text: null };
  await recordHandOut(store, actor, { release, query });
  return { manifest, etag, mediaType, text: await textOf(db, query.format, { release, since }) };
}

function openManifest(manifest: Manifest, held: string | undefined): OpenedRelease {
  const etag = `"${manifest.signature.slice(0, 32)}"`;
  const whole = async function* (): AsyncGenerator<string> {
    yield JSON.stringify(manifest);
  };
  return { manifest, etag, mediaType: 'application/json', text: held === etag ? null : whole() };
}

function etagOf(release: Release, format: ReleaseFormat, since: Release | null): string {
  const digest = release.manifest.formats[format]!.sha256;
  return since ? `"${digest.slice(0, 32)}-since-${since.number}"` : `"${digest}"`;
}

async function textOf(
  db: Db,
  format: ReleaseFormat,
  { release, since }: { release: Release; since: Release | null },
): Promise<AsyncIterable<string>> {
  const { listId, atRevision: at, manifest } = release;
  const { list, name, holder, meaning, scheme, country, handling, number, madeAt } = manifest;
  const head = { list, name, holder, meaning, scheme, country, handling, number, madeAt };
  const after = since?.atRevision ?? null;
  const withdrawn = after === null ? [] : await withdrawnBetween(db, { listId, at, after });
  return writeRelease(format, {
    head: { ...head, since: since?.number ?? null },
    entries: releasedEntries(db, { listId, at, after }),
    withdrawn,
  });
}

async function recordHandOut(
  store: Store,
  actor: Actor,
  { release, query }: { release: Release; query: ReleaseQuery },
): Promise<void> {
  await inTransaction(store, (tx) =>
    record(tx, [
      {
        verb: 'disclosed',
        action: 'send-hash-list',
        actor: actorRef(actor),
        purpose: 'matching',
        subjects: [],
        recipient: actorRef(actor),
        detail: {
          list: query.list,
          release: release.number,
          since: query.since ?? null,
          format: query.format,
          entries: release.manifest.entries,
        },
      },
    ]),
  );
}
