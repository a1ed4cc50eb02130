import { createHash } from 'node:crypto';
import { hashPicture, pdqHex } from '../../hashing/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type ContentHashes, digestsOf, LEAST_QUALITY } from '../lookup/content-hashes.ts';
import type { KnownContent } from '../lookup/known-content.ts';
import { type Hit, type KnownStatus, statusOf } from '../lookup/known-status.ts';
import type { PictureFinding } from '../report/incident.ts';
import { incidentOfPicture } from '../report/incident-of-picture.ts';
import type { Action } from '../screen/decision.ts';
import type { Finding } from './keep-findings.ts';

/** What is known of content; `hits` say which lists. */
export type Verdict = { status: KnownStatus; hashes: ContentHashes; hits: Hit[] };

/** What to do about a picture. Near-known is held: another picture may be near by chance, and a person tells. */
const ACTION_FOR: Record<KnownStatus, Action> = {
  known: 'interrupt-and-report',
  'near-known': 'hold',
  disputed: 'watch',
  circulating: 'allow',
  'not-of-concern': 'allow',
  'not-listed': 'allow',
  'cannot-tell': 'allow',
};

/** `file`: the platform's own id of it; `account`: who put it there. */
export type AboutPicture = { file: string; account?: string };

/** Hashes an encoded picture in memory. What is no picture that can be decoded still has its digests. */
export async function hashContent(bytes: Uint8Array): Promise<ContentHashes> {
  const digests = digestsOf(bytes);
  try {
    const { hash, quality } = await hashPicture(bytes);
    return { ...digests, pdq: { hash: pdqHex(hash), quality } };
  } catch (cause) {
    if (cause instanceof Problem && cause.code.startsWith('hashing.')) return digests;
    throw cause;
  }
}

export async function lookUp(known: KnownContent, hashes: ContentHashes): Promise<Verdict> {
  const { pdq, ...digests } = hashes;
  const couldLook = Object.keys(digests).length > 0 || (pdq?.quality ?? 0) >= LEAST_QUALITY;
  const hits = await known.hitsOf(hashes);
  return { status: statusOf(hits, couldLook), hashes, hits };
}

/** The same file of the same platform is one incident, however often it is screened. */
export function findingOfPicture(about: AboutPicture, verdict: Verdict, at: string): Finding {
  const { sha256 = '' } = verdict.hashes;
  const key = createHash('sha256')
    .update(JSON.stringify(['picture', about.file, sha256]))
    .digest('hex')
    .slice(0, 32);
  const picture: PictureFinding = { findingId: key, incidentKey: key, at, ...about, ...verdict };
  return {
    id: key,
    incidentKey: key,
    action: ACTION_FOR[verdict.status],
    subject: `file ${about.file}`,
    incident: incidentOfPicture(picture),
  };
}
