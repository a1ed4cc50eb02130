import type { FileFacts } from '../referral/index.ts';

/** Who holds content that the package names but never carries, and until when. Null: not stated. */
export type Holder = {
  heldBy: string | null;
  reference: string | null;
  preservedUntil: string | null;
  files: number;
};

/** One line for each holder, reference and date; files of which nobody is said to hold them make a line of their own. */
export function contentHolders(files: readonly FileFacts[]): Holder[] {
  const groups = Map.groupBy(files, ({ heldBy, holderReference, preservedUntil }) =>
    JSON.stringify([heldBy ?? null, holderReference ?? null, preservedUntil ?? null]),
  );
  return [...groups.values()].map((group) => ({
    heldBy: group[0]!.heldBy ?? null,
    reference: group[0]!.holderReference ?? null,
    preservedUntil: group[0]!.preservedUntil ?? null,
    files: group.length,
  }));
}
