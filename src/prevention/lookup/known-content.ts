import { type FrameHash, type HashIndex, MATCH_RADIUS } from '../../hashing/index.ts';
import { type ContentHashes, LEAST_QUALITY } from './content-hashes.ts';
import { type ExactIndex, exactIndex } from './exact-index.ts';
import {
  EXACT_KINDS,
  type ExactKind,
  type HashKind,
  type Hit,
  type Meaning,
  type Standing,
} from './known-status.ts';

/** A list as a platform holds it. */
export type HeldList = { code: string; name: string; holder: string; meaning: Meaning; scheme: string };

/** An entry of it. `values`: hex. A video has the PDQ hashes of its frames. */
export type ListedEntry = {
  entryId: string;
  media: 'image' | 'video' | 'unknown';
  classification: string | null;
  scheme?: string | undefined;
  standing: Standing;
  values: readonly { kind: HashKind; hex: string; quality?: number | undefined }[];
};

/** What is known here: asked millions of times a day, changed while it is asked. */
export type KnownContent = {
  hitsOf(hashes: ContentHashes): Promise<Hit[]>;
  /** For each of these frames the video entries that hold a frame like it. */
  videosNear(frames: readonly FrameHash[]): Promise<Map<ListedEntry, Hit>>;
  /** An entry of the same list and id is replaced. */
  put(list: HeldList, entries: readonly ListedEntry[]): void;
  remove(list: string, entryIds: readonly string[]): void;
  readonly size: number;
  close(): Promise<void>;
};

/** Kept by the million: one object, and its values only where they are asked for again. */
type Held = ListedEntry & { list: HeldList; ids: number[] };
const NO_VALUES: ListedEntry['values'] = [];

/** `pdqIndex` is the kit's alone: it is filled here, and closed with this. */
export function knownContent(pdqIndex: HashIndex): KnownContent {
  const exact = Object.fromEntries(
    Object.entries(EXACT_KINDS).map(([kind, bytes]) => [kind, exactIndex(bytes)]),
  ) as Record<ExactKind, ExactIndex>;
  /** By id. An id is never used twice, so that a search that is under way cannot mean another value by it. */
  const holders: (Held | undefined)[] = [];
  const kinds: HashKind[] = [];
  const lists = new Map<string, Map<string, Held>>();
  let size = 0;

  const take = (held: Held, listed: ListedEntry['values'], pdq: Pairs): void => {
    for (const { kind, hex, quality } of listed) {
      if (kind === 'pdq' && quality !== undefined && quality < LEAST_QUALITY) continue;
      const id = holders.push(held) - 1;
      kinds.push(kind);
      const bytes = Buffer.from(hex, 'hex');
      held.ids.push(id);
      size += 1;
      if (kind !== 'pdq') exact[kind].put(id, bytes);
      else {
        pdq.ids.push(id);
        pdq.hashes.push(bytes);
      }
    }
  };
  const drop = (code: string, entryIds: readonly string[]): void => {
    const of = lists.get(code);
    const ids = entryIds.flatMap((entryId) => of?.get(entryId)?.ids ?? []);
    pdqIndex.remove(Uint32Array.from(ids.filter((id) => kinds[id] === 'pdq')));
    for (const id of ids) {
      const kind = kinds[id]!;
      if (kind !== 'pdq') exact[kind].remove(id);
      holders[id] = undefined;
    }
    size -= ids.length;
    for (const entryId of entryIds) of?.delete(entryId);
  };
  const near = async (queries: Uint8Array): Promise<{ held: Held; hit: Hit }[]> => {
    const { ids, distances } = await pdqIndex.search(queries, { radius: MATCH_RADIUS });
    // What was removed while the search went on is no hit any more.
    return [...ids].flatMap((id, i) => {
      const held = holders[id];
      return held ? [{ held, hit: hitOf(held, 'pdq', distances[i]!) }] : [];
    });
  };
  return {
    async hitsOf(hashes) {
      const same = (Object.keys(exact) as ExactKind[]).flatMap((kind) => {
        const hex = hashes[kind];
        return hex === undefined ? [] : exact[kind].find(Buffer.from(hex, 'hex'));
      });
      const hits = same.map((id) => hitOf(holders[id]!, kinds[id]!, 0));
      const { pdq } = hashes;
      if (!pdq || pdq.quality < LEAST_QUALITY) return hits;
      return [...hits, ...(await near(Buffer.from(pdq.hash, 'hex'))).map(({ hit }) => hit)];
    },
    async videosNear(frames) {
      const found = await near(Buffer.concat(frames.map(({ hash }) => hash)));
      const videos = found.filter(({ held }) => held.media === 'video');
      return new Map(videos.map(({ held, hit }) => [held, hit]));
    },
    put(list, entries) {
      drop(
        list.code,
        entries.map(({ entryId }) => entryId),
      );
      const of = lists.get(list.code) ?? new Map<string, Held>();
      lists.set(list.code, of);
      const pdq: Pairs = { ids: [], hashes: [] };
      for (const { values, ...entry } of entries) {
        // An id that is there twice would leave hashes that nothing could remove: the later one stands.
        if (of.has(entry.entryId)) drop(list.code, [entry.entryId]);
        const held: Held = { ...entry, values: entry.media === 'video' ? values : NO_VALUES, list, ids: [] };
        of.set(entry.entryId, held);
        take(held, values, pdq);
      }
      pdqIndex.put(Uint32Array.from(pdq.ids), Buffer.concat(pdq.hashes));
    },
    remove: drop,
    get size() {
      return size;
    },
    close: () => pdqIndex.close(),
  };
}

type Pairs = { ids: number[]; hashes: Uint8Array[] };

function hitOf(
  { list, entryId, standing, scheme, classification }: Held,
  kind: HashKind,
  distance: number,
): Hit {
  return {
    list: list.code,
    holder: list.holder,
    entryId,
    meaning: list.meaning,
    standing,
    scheme: scheme ?? list.scheme,
    classification,
    kind,
    distance,
  };
}
