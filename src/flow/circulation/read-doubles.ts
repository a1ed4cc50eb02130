import { type Actor, actorRef, ensureMay, listSources } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import { countDoubles, type DoubleReport, type DoublesOfSender, latestDoubles } from '../../linking/index.ts';
import { currentStandings, type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { visibleReferrals } from '../visible-referrals.ts';

/** A platform's double reports beside all that it sent in the same time. */
export type DoublesLine = DoublesOfSender & { name: string; reports: number };
export type DoublePairLine = DoubleReport & { direct: ReferralHeader; relayed: ReferralHeader };
export type DoublesPage = { since: Date; senders: DoublesLine[]; pairs: DoublePairLine[]; hidden: number };

const DAY_MS = 86_400_000;
/** Looked back unless asked otherwise: long enough to see whether a platform that was told has changed. Chosen. */
const DAYS_BACK = 90;
/** Pairs listed; the counts hold all. */
const PAIRS_SHOWN = 100;

/** What each platform reported both here and to a clearing house, so that the bureau can tell it. */
export async function readDoubles(
  store: Store,
  actor: Actor,
  { days = DAYS_BACK, sourceId }: { days?: number; sourceId?: string } = {},
): Promise<DoublesPage> {
  ensureMay(actor, 'see-circulation');
  return inTransaction(store, async (tx) => {
    const since = new Date(Math.max(0, store.clock.now().getTime() - days * DAY_MS));
    const asked = { since, limit: PAIRS_SHOWN, ...(sourceId && { sourceId }) };
    const isNobody = sourceId !== undefined && !(await listSources(tx)).some(({ id }) => id === sourceId);
    const doubles = isNobody ? [] : await latestDoubles(tx, asked);
    const ids = [...new Set(doubles.flatMap(({ directId, relayedId }) => [directId, relayedId]))];
    const { shown } = await visibleReferrals(tx, actor, await referralHeaders(tx, ids));
    const headers = new Map(shown.map((header) => [header.id, header]));
    const pairs = doubles.flatMap((double): DoublePairLine[] => {
      const [direct, relayed] = [headers.get(double.directId), headers.get(double.relayedId)];
      return direct && relayed ? [{ ...double, direct, relayed }] : [];
    });
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-doubles',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [...new Set(pairs.flatMap(({ directId, relayedId }) => [directId, relayedId]))],
      },
    ]);
    return { since, senders: await senderLines(tx, since), pairs, hidden: doubles.length - pairs.length };
  });
}

async function senderLines(db: Db, since: Date): Promise<DoublesLine[]> {
  const names = new Map((await listSources(db)).map(({ id, name }) => [id, name]));
  const from = since.toISOString().slice(0, 10);
  const reports = Map.groupBy(
    (await currentStandings(db)).filter(({ day }) => day >= from),
    ({ source }) => source,
  );
  return (await countDoubles(db, since)).map((line) => ({
    ...line,
    name: names.get(line.sourceId) ?? line.sourceId,
    reports: (reports.get(line.sourceId) ?? []).reduce((sum, { count }) => sum + count, 0),
  }));
}
