import { createHash } from 'node:crypto';
import { actorRef, grantsOf, type Source } from '../../access/index.ts';
import { hashPicture, pdqHex } from '../../hashing/index.ts';
import { record } from '../../ledger/index.ts';
import type { Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** By the names that clients of Hasher-Matcher-Actioner send content under. */
export const HASHED_MEDIA = ['photo', 'video'] as const;
export type HashedMedia = (typeof HASHED_MEDIA)[number];

/** Hashes by the name of their kind there. */
export type HashedInMemory = { pdq: string; quality: number } | { video_md5: string };

/**
 * Hashes content for a sender under a recorded agreement that the sender keeps it, and overwrites it. The ledger says
 * that it was done, for whom and under which agreement; nothing of the content stays.
 */
export async function hashInMemory(
  store: Store,
  sender: Source,
  { media, content }: { media: HashedMedia; content: Buffer },
): Promise<HashedInMemory> {
  const agreement = (await grantsOf(store.db, sender.id)).find(({ grant }) => grant === 'hash-in-memory');
  if (!agreement) throw new Problem('matching.content-refused');
  try {
    const hashed = await hash(media, content);
    await record(store.db, [
      {
        verb: 'consulted',
        action: 'hash-in-memory',
        actor: actorRef({ kind: 'source', id: sender.id, name: sender.name }),
        purpose: 'matching',
        subjects: [],
        detail: { media, reference: agreement.reference },
      },
    ]);
    return hashed;
  } finally {
    content.fill(0);
  }
}

async function hash(media: HashedMedia, content: Buffer): Promise<HashedInMemory> {
  if (media === 'video') return { video_md5: createHash('md5').update(content).digest('hex') };
  const { hash: pdq, quality } = await hashPicture(content);
  return { pdq: pdqHex(pdq), quality };
}
