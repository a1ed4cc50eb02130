import type { MatchSummary, ViralState } from '../matching/index.ts';
import type { OpenFacts } from '../referral/index.ts';
import type { Novelty } from './axes.ts';
import type { Reason } from './reasons.ts';

export type NoveltyAxis = { level: Novelty; virality: ViralState; reasons: Reason[] };

const VIRAL_FLAGS = ['viral', 'potentialMeme'];

/** By this bureau's own matching and hash lists. A sender's viral flag is shown, and weighs nothing. */
export function assessNovelty(facts: OpenFacts, match: MatchSummary | null): NoveltyAxis {
  const level = match?.novelty ?? 'not-matched';
  const virality = match?.viral ?? 'none';
  const flagged = VIRAL_FLAGS.some((flag) => (facts.files.annotations[flag] ?? 0) > 0) || facts.batched;
  return {
    level,
    virality,
    reasons: [
      ...(match ? contentReasons(match) : [reason('not-matched')]),
      ...(virality === 'none'
        ? []
        : [
            {
              axis: 'novelty',
              code: 'circulating',
              params: { reporters: match!.reporters, virality },
            } as const,
          ]),
      ...(flagged ? [reason('sender-flags-viral')] : []),
    ],
  };
}

/** Why the level is what it is, then what else lists and other referrals say. */
function contentReasons(match: MatchSummary): Reason[] {
  const { novelty, hashedFiles: files, seenBefore, lists } = match;
  const listed = (lists?.known ?? 0) + (lists?.nearKnown ?? 0);
  const said: Record<MatchSummary['novelty'], Reason> = {
    'first-seen':
      lists && lists.neverSeen < files
        ? reason('never-seen', { count: lists.neverSeen, files })
        : reason('first-seen'),
    'no-hashes': reason('no-hashes'),
    'partly-compared': reason('partly-compared', { count: lists?.uncompared ?? 0 }),
    known: reason('known', { count: listed, files, near: lists?.nearKnown ?? 0 }),
    'seen-before': reason('seen-before', { count: seenBefore, files }),
    'not-of-concern': reason('not-of-concern'),
  };
  return [
    said[novelty],
    ...(listed > 0 && novelty !== 'known' ? [said.known] : []),
    ...(seenBefore > 0 && novelty !== 'seen-before' ? [said['seen-before']] : []),
    ...(lists && lists.heldBack > 0 ? [reason('held-back', { count: lists.heldBack })] : []),
  ];
}

function reason(code: Reason['code'], params: Reason['params'] = {}): Reason {
  return { axis: 'novelty', code, params };
}
