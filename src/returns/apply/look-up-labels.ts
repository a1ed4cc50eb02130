import { labelKey } from '../label-key.ts';
import type { MappedLabel, Meaning } from '../mapping.ts';
import type { FoundLabel } from '../tables/found-table.ts';

export type LookedUp = Meaning | 'new';

type YearsOf = { made: number | undefined; now: number | undefined };

/** What the mapping says of each label that is there now: by all its words, else by the innermost where it is the only one. */
export function lookUpLabels(
  mapped: readonly MappedLabel[],
  found: readonly FoundLabel[],
  { made, now }: YearsOf,
): LookedUp[] {
  const byKey = grouped(mapped, ({ label }) => labelKey(label, made));
  const byInner = grouped(mapped, ({ label }) => labelKey(label.slice(-1), made));
  const taken = new Map<string, number>();
  return found.map(({ path }) => {
    const key = labelKey(path, now);
    const same = byKey.get(key) ?? [];
    const nth = taken.get(key) ?? 0;
    taken.set(key, nth + 1);
    // Of labels that are the same in words the first means the first, and so on.
    if (same.length > 0) return (same[nth] ?? same.at(-1)!).means;
    const inner = path.length === 0 ? [] : (byInner.get(labelKey(path.slice(-1), now)) ?? []);
    return inner.length === 1 ? inner[0]!.means : 'new';
  });
}

function grouped(
  mapped: readonly MappedLabel[],
  by: (one: MappedLabel) => string,
): Map<string, MappedLabel[]> {
  const groups = new Map<string, MappedLabel[]>();
  for (const one of mapped) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}
