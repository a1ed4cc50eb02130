import { assessReferrals, currentAssessments, leaveQueue } from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import {
  type CommonKey,
  commonKeys,
  eraseLinks,
  linkIdentifiers,
  linkSummaries,
  strongPairs,
  TELLING_KINDS,
  withdrawLinks,
} from '../linking/index.ts';
import {
  type DerivedItem,
  lockJoining,
  matchContent,
  matchSummaries,
  referralsOfGroups,
  withdrawContent,
} from '../matching/index.ts';
import { type OpenFacts, openContents, type ReferralHeader, referralHeaders } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { countTogether } from './fold-into.ts';
import { foldReports } from './fold-reports.ts';
import { raiseAmong } from './raise-conflicts.ts';

/**
 * Joins referrals up and puts them in order: content, identifiers, double reports, assessment, conflicts. Runs right
 * after receipt and after anything that changes what a referral counts as; repeating it changes nothing. Answers
 * with the ids it derived: what cannot be read is left out, what was taken back or disposed of is taken out.
 */
export async function deriveReferrals(store: Store, ids: readonly string[]): Promise<string[]> {
  return inTransaction(store, async (tx) => {
    await lockJoining(tx);
    const at = store.clock.now();
    const headers = await referralHeaders(tx, [...new Set(ids)]);
    const turned = await takeOut(tx, at, headers);
    const items = await derivedItems(store, tx, headers.filter(isReadable));
    const derived = items.map(({ id }) => id);
    turned.push(...(await matchContent(tx, at, items)));
    await linkIdentifiers(tx, store.keys.linkingKey, items);
    await countTogether(
      tx,
      items.map(({ id, header }) => ({ id, incidentId: header.foldedInto ?? id })),
    );
    const common = await commonKeys(tx, derived, TELLING_KINDS);
    const folded = await foldReports(tx, at, derived, common);
    await assessThem(tx, at, [...derived, ...(await othersToAssess(tx, derived, turned, common))]);
    await raiseAmong(tx, at, strongPairs(common));
    if (derived.length > 0) await record(tx, [derivation(derived, folded.length)]);
    return derived;
  });
}

/** What a sender took back, or what was disposed of, is counted and linked no more. */
async function takeOut(tx: Tx, at: Date, headers: readonly ReferralHeader[]): Promise<number[]> {
  const disposed = headers.filter(({ state }) => state === 'disposed').map(({ id }) => id);
  const gone = [...disposed, ...headers.filter(({ state }) => state === 'retracted').map(({ id }) => id)];
  if (gone.length === 0) return [];
  await withdrawLinks(tx, gone, at);
  await eraseLinks(tx, disposed);
  await leaveQueue(tx, gone);
  return withdrawContent(tx, gone, at);
}

type Readable = ReferralHeader & { facts: OpenFacts };

function isReadable(header: ReferralHeader): header is Readable {
  return header.facts !== null && !['quarantined', 'retracted', 'disposed'].includes(header.state);
}

/** In the order of receipt, so that the first of two equal reports is the one that stays. */
async function derivedItems(store: Store, tx: Tx, headers: readonly Readable[]): Promise<DerivedItem[]> {
  const contents = await openContents(
    store,
    tx,
    headers.map(({ id }) => id),
  );
  const contentOf = new Map(contents.map(({ id, content }) => [id, content]));
  return headers
    .flatMap((header) => {
      const content = contentOf.get(header.id);
      return content ? [{ id: header.id, header, content }] : [];
    })
    .sort((a, b) => a.header.number - b.header.number);
}

/** At most so many others are assessed again in one run: a flood on one picture must not hold up what follows. */
const MOST_OTHERS = 500;

/** Others whose place may change: their content turned viral or ceased to be, or they have their first link. */
async function othersToAssess(
  tx: Tx,
  derived: readonly string[],
  turned: readonly number[],
  common: readonly CommonKey[],
): Promise<string[]> {
  const known = new Set(derived);
  const circulating = await referralsOfGroups(tx, turned, MOST_OTHERS);
  const linked = [...new Set(common.map(({ otherId }) => otherId))]
    .filter((id) => !known.has(id))
    .slice(0, MOST_OTHERS);
  const assessed = await currentAssessments(tx, linked);
  const newlyLinked = linked.filter((id) => assessed.get(id)?.links?.linkedReferrals === 0);
  return [...new Set([...circulating, ...newlyLinked])].filter((id) => !known.has(id));
}

async function assessThem(tx: Tx, at: Date, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const headers = (await referralHeaders(tx, ids)).filter(isReadable);
  const matches = await matchSummaries(tx, ids);
  const links = await linkSummaries(tx, ids);
  await assessReferrals(
    tx,
    at,
    headers.map((header) => ({
      header,
      match: matches.get(header.id) ?? null,
      links: links.get(header.id) ?? null,
    })),
  );
}

function derivation(subjects: readonly string[], folded: number): Parameters<typeof record>[1][number] {
  return {
    verb: 'combined',
    action: 'derive',
    actor: 'system:derive',
    purpose: 'matching',
    subjects,
    detail: { folded },
  };
}
