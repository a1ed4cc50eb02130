import { listSources } from '../../access/index.ts';
import { currentAssessments, latestDecisions } from '../../assessment/index.ts';
import { type DisseminationSummary, disseminationOf } from '../../dissemination/index.ts';
import { BEFORE_ALL, finishedEntriesAfter } from '../../ledger/index.ts';
import {
  becomeThePictureWriter,
  contentFacts,
  type PictureFact,
  putFacts,
  readProgress,
  writeProgress,
} from '../../picture/index.ts';
import { type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';

/** Ledger entries taken in one transaction: bounds memory and how long the writer's lock is held. */
const ENTRIES_AT_ONCE = 2_000;
const READING: ReadonlySet<string> = new Set(['consulted']);

/**
 * Brings the picture up to date by following the ledger: whatever was done to a record since the last time, its facts
 * are written anew. Returns how many receipts were refreshed.
 */
export async function refreshPicture(store: Store): Promise<number> {
  let refreshed = 0;
  for (;;) {
    const step = await inTransaction(store, (tx) => followOnce(store, tx));
    if (step === undefined) return refreshed;
    refreshed += step;
  }
}

async function followOnce(store: Store, tx: Tx): Promise<number | undefined> {
  await becomeThePictureWriter(tx);
  const entries = await finishedEntriesAfter(tx, (await readProgress(tx)) ?? BEFORE_ALL, ENTRIES_AT_ONCE);
  const last = entries.at(-1);
  if (!last) return undefined;
  const changed = entries.filter((entry) => !READING.has(entry.verb)).flatMap((entry) => entry.subjects);
  const ids = [...new Set(changed)];
  await putFacts(tx, await factsOf(tx, ids));
  await writeProgress(tx, { txid: last.txid, id: last.id, at: store.clock.now() });
  return ids.length;
}

async function factsOf(tx: Tx, ids: readonly string[]): Promise<PictureFact[]> {
  if (ids.length === 0) return [];
  const [headers, sources] = [await referralHeaders(tx, ids), await listSources(tx)];
  const assessments = await currentAssessments(tx, ids);
  const decisions = await latestDecisions(tx, ids);
  const packages = new Map((await disseminationOf(tx, ids)).map((summary) => [summary.referralId, summary]));
  const kinds = new Map(sources.map(({ id, kind }) => [id, kind]));
  return headers.map((header) => {
    const assessment = assessments.get(header.id);
    const decision = decisions.get(header.id);
    return {
      ...receiptFacts(header, kinds.get(header.sourceId) ?? 'unknown'),
      ...contentFacts(header.facts),
      imminence: assessment?.result.imminence.level ?? 'unknown',
      band: decision?.band ?? assessment?.result.band.level ?? 'unknown',
      decided: decision !== undefined,
      novelty: assessment?.match?.novelty ?? 'unknown',
      ...packageFacts(header, packages.get(header.id)),
    };
  });
}

function receiptFacts(header: ReferralHeader, sourceKind: string) {
  const receivedOn = header.receivedAt.toISOString().slice(0, 10);
  return {
    referralId: header.id,
    receivedOn,
    receivedMonth: `${receivedOn.slice(0, 7)}-01`,
    source: header.sourceId,
    sourceKind,
    channel: header.channel,
    state: header.state,
  };
}

function packageFacts(header: ReferralHeader, summary: DisseminationSummary | undefined) {
  const minutesUntil = (at: Date | null | undefined) =>
    at ? Math.max(0, Math.round((at.getTime() - header.receivedAt.getTime()) / 60_000)) : null;
  return {
    unit: summary?.unitId ?? 'none',
    sentMinutes: minutesUntil(summary?.sentAt),
    acknowledgedMinutes: minutesUntil(summary?.acknowledgedAt),
    outcome: summary?.outcome ?? null,
  };
}
