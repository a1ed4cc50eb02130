import { compareVideos, type FrameHash, type VideoComparison } from '../../hashing/index.ts';
import type { KnownContent, ListedEntry } from '../lookup/known-content.ts';
import { type Hit, type KnownStatus, statusOf } from '../lookup/known-status.ts';

export type VideoHit = Hit &
  Pick<VideoComparison, 'percentOfQueryFoundInKnown' | 'percentOfKnownFoundInQuery'>;

export type VideoVerdict = { status: KnownStatus; hits: VideoHit[] };

/** Compares the frames of a video with every known video that shares one, both ways. Finds replays only. */
export async function lookUpVideo(known: KnownContent, frames: readonly FrameHash[]): Promise<VideoVerdict> {
  const near = await known.videosNear(frames);
  const hits = [...near].flatMap(([entry, hit]): VideoHit[] => {
    const { isMatch, percentOfQueryFoundInKnown, percentOfKnownFoundInQuery } = compareVideos(
      frames,
      framesOf(entry),
    );
    return isMatch ? [{ ...hit, percentOfQueryFoundInKnown, percentOfKnownFoundInQuery }] : [];
  });
  return { status: statusOf(hits, frames.length > 0), hits };
}

function framesOf({ values }: ListedEntry): FrameHash[] {
  return values.flatMap(({ kind, hex, quality }, frame) =>
    // A list that gives no quality has chosen its frames already.
    kind === 'pdq'
      ? [{ frame, quality: quality ?? 100, hash: Buffer.from(hex, 'hex'), timestampSeconds: frame }]
      : [],
  );
}
