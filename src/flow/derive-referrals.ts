import { assessReferrals, currentAssessments, enterQueue, leaveQueue } from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import {
  afterFolds,
  type CommonKey,
  commonKeys,
  eraseLinks,
  isLink,
  type LinkSummary,
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
    turned.push(...(await countTogether(tx, items.map(incidentOf))));
    const shared = await commonKeys(tx, derived, [...TELLING_KINDS, 'reference']);
    const heads = await foldReports(tx, at, shared);
    const common = afterFolds(shared, heads);
    const others = await othersToAssess(tx, derived, turned, common);
    const links = await linkSummaries(tx, derived, common);
    await assessThem(tx, at, [...items.map(({ header }) => header), ...others], links);
    // What was folded may have been received, and placed, before these.
    await enterQueue(tx, [...heads.keys()]);
    await raiseAmong(tx, at, strongPairs(common));
    if (derived.length > 0) await record(tx, [derivation(derived, heads.size)]);
    return derived;
  });
}

function incidentOf({ id, header }: DerivedItem): { id: string; incidentId: string } {
  return { id, incidentId: header.foldedInto ?? id };
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
): Promise<Readable[]> {
  const known = new Set(derived);
  const circulating = await referralsOfGroups(tx, turned, MOST_OTHERS);
  const linked = [...new Set(common.filter(isLink).map(({ otherId }) => otherId))].slice(0, MOST_OTHERS);
  const assessed = await currentAssessments(
    tx,
    linked.filter((id) => !known.has(id)),
  );
  const newlyLinked = linked.filter((id) => assessed.get(id)?.links?.linkedReferrals === 0);
  const others = [...new Set([...circulating, ...newlyLinked])].filter((id) => !known.has(id));
  return others.length === 0 ? [] : (await referralHeaders(tx, others)).filter(isReadable);
}

/** `links`: summaries that were made already. */
async function assessThem(
  tx: Tx,
  at: Date,
  headers: readonly Readable[],
  links: ReadonlyMap<string, LinkSummary>,
): Promise<void> {
  const ids = headers.map(({ id }) => id);
  const others = ids.filter((id) => !links.has(id));
  const summaries = new Map([...links, ...(await linkSummaries(tx, others))]);
  const matches = await matchSummaries(tx, ids);
  const items = headers.map((header) => ({
    header,
    match: matches.get(header.id) ?? null,
    links: summaries.get(header.id) ?? null,
  }));
  await assessReferrals(tx, at, items);
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
