import { type Grant, grantsOf } from '../../access/index.ts';
import { type AlertAction, standsAgainst } from '../../matching/index.ts';
import type { Db } from '../../shared/db.ts';

/** What a sender may do, and what stands against it. */
export type ClientStanding = { grants: ReadonlySet<Grant>; against: AlertAction | null };

/** How long a grant that was ended may still serve: the price of not asking the database at every lookup. */
const REMEMBERED_MS = 5_000;
const MOST_REMEMBERED = 1_000;

export type ClientStandings = {
  of(sourceId: string): Promise<ClientStanding>;
  /** After something was changed here. */
  forget(sourceId: string): void;
};

export function clientStandings(db: Db): ClientStandings {
  const remembered = new Map<string, { standing: Promise<ClientStanding>; untilMs: number }>();
  return {
    async of(sourceId) {
      const nowMs = performance.now();
      const known = remembered.get(sourceId);
      if (known && known.untilMs > nowMs) return known.standing;
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      const standing = readStanding(db, sourceId);
      remembered.set(sourceId, { standing, untilMs: nowMs + REMEMBERED_MS });
      // What could not be read is not remembered.
      standing.catch(() => remembered.delete(sourceId));
      return standing;
    },
    forget: (sourceId) => void remembered.delete(sourceId),
  };
}

async function readStanding(db: Db, sourceId: string): Promise<ClientStanding> {
  const [grants, against] = await Promise.all([grantsOf(db, sourceId), standsAgainst(db, sourceId)]);
  return { grants: new Set(grants.map(({ grant }) => grant)), against };
}
