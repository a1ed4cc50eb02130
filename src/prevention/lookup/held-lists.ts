import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KnownContent, ListedEntry } from './known-content.ts';
import { readRelease } from './read-release.ts';
import type { ReleaseManifest } from './release-manifest.ts';

export type ListStatus = { list: string; release: number; entries: number; loadedAt: string };

export type HeldLists = {
  /** Brings what is known in line with a release that was checked. Lookups go on meanwhile. Answers what changed. */
  take(manifest: ReleaseManifest, file: string): Promise<{ changed: number; gone: number }>;
  status(): ListStatus[];
};

type Held = { status: ListStatus; digests: Map<string, number> };

/** Chosen: entries that are put together, between which lookups get their turn. */
const PUT_AT_ONCE = 2_000;

/** The lists as they stand, so that a further release costs only what changed in it. */
export function heldLists(known: KnownContent): HeldLists {
  const lists = new Map<string, Held>();
  return {
    async take(manifest, file) {
      const before = lists.get(manifest.code)?.digests ?? new Map<string, number>();
      const { digests, changed } = await compare(manifest, file, before);
      const gone = [...before.keys()].filter((entryId) => !digests.has(entryId));
      for (let start = 0; start < changed.length; start += PUT_AT_ONCE) {
        known.put(manifest, changed.slice(start, start + PUT_AT_ONCE));
        await nextTurn();
      }
      known.remove(manifest.code, gone);
      const { code: list, number: release } = manifest;
      const status = { list, release, entries: digests.size, loadedAt: new Date().toISOString() };
      lists.set(list, { status, digests });
      return { changed: changed.length, gone: gone.length };
    },
    status: () => [...lists.values()].map(({ status }) => status),
  };
}

/** The whole file is read, and found to be the one that was signed, before any of it counts. */
async function compare(
  { formats }: ReleaseManifest,
  file: string,
  before: ReadonlyMap<string, number>,
): Promise<{ digests: Map<string, number>; changed: ListedEntry[] }> {
  const digests = new Map<string, number>();
  const changed: ListedEntry[] = [];
  for await (const entry of readRelease(file, formats.json.sha256)) {
    const digest = digestOf(entry);
    if (before.get(entry.entryId) !== digest) changed.push(entry);
    digests.set(entry.entryId, digest);
  }
  return { digests, changed };
}

/** 48 bits: two versions of one entry are taken for the same once in 10^14. */
function digestOf(entry: ListedEntry): number {
  return createHash('sha256').update(JSON.stringify(entry)).digest().readUIntBE(0, 6);
}
