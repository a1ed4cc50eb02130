import type { DerivedItem } from './derived-item.ts';

/** Who saw it: the sender and, where it names one, the platform. A clearing house relays for many who saw it first. */
export function reporterOf({ sourceId, facts }: DerivedItem['header']): string {
  const platform = facts.platform?.trim().toLowerCase();
  return platform ? `${sourceId} ${platform}` : sourceId;
}
