import { listSources, type SourceKind } from '../../access/index.ts';
import { countedReceipts, type DeclaredList, type ListName } from '../../picture/index.ts';
import { membersFoldedInto, type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import type { Db } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';

/** Read at once: bounds memory. */
const RECEIPTS_AT_ONCE = 2_000;

/** What counts as one incident, with every receipt that reported it in the period; each receipt with the list it makes. */
export type CountedIncident = { head: ReferralHeader; receipts: ListedHeader[] };
export type ListedHeader = ReferralHeader & { list: ListName };

/** Incidents of the period with a receipt on one of the lists, in runs. */
export async function* incidentsOf(
  db: Db,
  period: Period,
  lists: readonly DeclaredList[],
): AsyncGenerator<CountedIncident[]> {
  const listOf = await listsBySource(db, lists);
  for (let after: string | null = null; ; ) {
    const ids: string[] = await countedReceipts(db, period, { after, limit: RECEIPTS_AT_ONCE });
    if (ids.length === 0) return;
    after = ids.at(-1)!;
    const heads = await referralHeaders(db, ids);
    const members = Map.groupBy(await membersFoldedInto(db, ids), ({ foldedInto }) => foldedInto!);
    yield heads.flatMap((head) => {
      const all = [head, ...(members.get(head.id) ?? [])].filter(({ receivedAt }) =>
        isWithin(receivedAt, period),
      );
      const receipts = all.flatMap((one) => {
        const list = listOf.get(one.sourceId);
        return list ? [{ ...one, list }] : [];
      });
      return receipts.length > 0 ? [{ head, receipts }] : [];
    });
  }
}

async function listsBySource(db: Db, lists: readonly DeclaredList[]): Promise<Map<string, ListName>> {
  const byKind = new Map<SourceKind, ListName>(
    lists.flatMap(({ name, kinds }) => kinds.map((kind) => [kind, name] as const)),
  );
  return new Map(
    (await listSources(db)).flatMap(({ id, kind }) => {
      const list = byKind.get(kind);
      return list ? [[id, list] as const] : [];
    }),
  );
}

function isWithin(at: Date, { from, to }: Period): boolean {
  const day = at.toISOString().slice(0, 10);
  return day >= from && day <= to;
}
