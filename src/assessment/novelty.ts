import type { MatchSummary, ViralState } from '../matching/index.ts';
import type { OpenFacts } from '../referral/index.ts';
import type { Novelty } from './axes.ts';
import type { Reason } from './reasons.ts';

export type NoveltyAxis = { level: Novelty; virality: ViralState; reasons: Reason[] };

const VIRAL_FLAGS = ['viral', 'potentialMeme'];

/** By this bureau's own matching. A sender's viral flag is shown, and weighs nothing. */
export function assessNovelty(facts: OpenFacts, match: MatchSummary | null): NoveltyAxis {
  const level = match?.novelty ?? 'not-matched';
  const virality = match?.viral ?? 'none';
  const flagged = VIRAL_FLAGS.some((flag) => (facts.files.annotations[flag] ?? 0) > 0) || facts.batched;
  return {
    level,
    virality,
    reasons: [
      {
        axis: 'novelty',
        code: level,
        params: level === 'seen-before' ? { count: match!.seenBefore, files: match!.hashedFiles } : {},
      },
      ...(virality === 'none'
        ? []
        : [
            {
              axis: 'novelty',
              code: 'circulating',
              params: { reporters: match!.reporters, virality },
            } as const,
          ]),
      ...(flagged ? [{ axis: 'novelty', code: 'sender-flags-viral', params: {} } as const] : []),
    ],
  };
}
