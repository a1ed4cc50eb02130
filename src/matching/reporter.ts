import { listSources, type SourceKind } from '../access/index.ts';
import type { Db } from '../shared/db.ts';
import type { DerivedItem } from './derived-item.ts';

/** Whoever relays what others saw: each platform that they name is a reporter. Any other sender is one, whatever it names. */
const RELAYS: readonly SourceKind[] = ['agency', 'hotline'];

/** Sources whose reports are those of the platforms that they name. */
export async function relaySources(db: Db): Promise<Set<string>> {
  const sources = await listSources(db);
  return new Set(sources.filter(({ kind }) => RELAYS.includes(kind)).map(({ id }) => id));
}

/** Who saw it: the sender or, where a clearing house relays, the platform that saw it first. Pure. */
export function reporterOf({ sourceId, facts }: DerivedItem['header'], relays: ReadonlySet<string>): string {
  const platform = relays.has(sourceId) ? facts.platform?.trim().toLowerCase() : undefined;
  return platform ? `${sourceId} ${platform}` : sourceId;
}
