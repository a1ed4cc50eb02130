import { OPINION_REASONS } from '../../matching/index.ts';
import type { Words } from '../words.ts';

export const OPINION_REASON_TERMS: Record<string, { label: string }> = OPINION_REASONS;

export function shown(count: number): string {
  return count.toLocaleString('en-GB');
}

/** "1,200 md5", most first. */
export function countsOf(counts: Record<string, number> | undefined): string[] {
  return Object.entries(counts ?? {})
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${shown(count)} ${name}`);
}

/** Whoever holds an opinion: the bureau, a registered sender, or a member of the list by the list's own name for it. */
export function holderOf(
  holder: string,
  {
    words,
    names,
    memberName,
  }: { words: Words; names: ReadonlyMap<string, string>; memberName?: string | null },
): string {
  const [kind, ...rest] = holder.split(':');
  const id = rest.join(':');
  if (kind === 'source') return names.get(id) ?? id;
  return kind === 'member' ? (memberName ?? id) : words.hashLists.bureau;
}
