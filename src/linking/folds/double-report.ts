import type { SourceKind } from '../../access/index.ts';
import { normaliseService } from '../identifiers/normalise-service.ts';
import type { FoldFacts } from './propose-fold.ts';

// When a platform's own report and a clearing house's are one. A provider that has reported to the clearing house must
// not report here as well: Online Safety Act 2023 s.66. It is marked, counted for its sender and proposed for folding.

export const DOUBLE_SIGNS = {
  reference: { label: 'Both carry the same reference of the clearing house' },
  content: { label: 'Same account, same files, about the same time' },
} as const;
export type DoubleSign = keyof typeof DOUBLE_SIGNS;

export type DoublePair = { direct: FoldFacts; relayed: FoldFacts };

/** Which of two is the platform's and which the clearing house's; null where they are no such pair. Pure. */
export function asDirectAndRelayed(
  [one, other]: readonly [FoldFacts, FoldFacts],
  kinds: ReadonlyMap<string, SourceKind>,
): DoublePair | null {
  const kindOf = ({ sourceId }: FoldFacts) => kinds.get(sourceId);
  const [direct, relayed] = kindOf(one) === 'platform' ? [one, other] : [other, one];
  const fits = kindOf(direct) === 'platform' && kindOf(relayed) === 'agency' && samePlatform(direct, relayed);
  return fits ? { direct, relayed } : null;
}

/** Two platforms may report one account's upload each; unknown is not another. */
function samePlatform(direct: FoldFacts, relayed: FoldFacts): boolean {
  const [one, other] = [direct, relayed].map(({ facts }) => normaliseService(facts.platform ?? ''));
  return !one || !other || one === other;
}

type Common = {
  sameReference: boolean;
  sameAccount: boolean;
  closeInTime: boolean;
  content: { onlyInDuplicate: number; onlyInHead: number; common: number };
};

/** By what such a pair is recognised as one report, or null. Of the files, one side may hold more: relays add and drop some. Pure. */
export function doubleSign({ sameReference, sameAccount, closeInTime, content }: Common): DoubleSign | null {
  if (sameReference) return 'reference';
  const { common, onlyInDuplicate, onlyInHead } = content;
  const oneHoldsOther = common > 0 && Math.min(onlyInDuplicate, onlyInHead) === 0;
  return sameAccount && closeInTime && oneHoldsOther ? 'content' : null;
}
