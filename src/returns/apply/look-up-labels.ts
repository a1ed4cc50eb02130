import { labelKey } from '../label-key.ts';
import type { MappedLabel, Meaning } from '../mapping.ts';
import type { FoundLabel } from '../tables/found-table.ts';

export type LookedUp = Meaning | 'new';

type YearsOf = { made: number | undefined; now: number | undefined };

/** What the mapping says of each label that is there now, by all its words: "Unknown" under another heading is another one. */
export function lookUpLabels(
  mapped: readonly MappedLabel[],
  found: readonly FoundLabel[],
  { made, now }: YearsOf,
): LookedUp[] {
  const before = grouped(mapped, ({ label }) => labelKey(label, made));
  const after = grouped(found, ({ path }) => labelKey(path, now));
  return found.map((one) => {
    const key = labelKey(one.path, now);
    const [same, alike] = [before.get(key) ?? [], after.get(key)!];
    const isOne = new Set(same.map(({ means }) => JSON.stringify(means))).size === 1;
    if (isOne) return same[0]!.means;
    // Of labels that are the same in words the first means the first, as long as there are as many as there were.
    return same.length === alike.length ? same[alike.indexOf(one)]!.means : 'new';
  });
}

function grouped<T>(labels: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of labels) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}
