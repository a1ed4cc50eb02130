import { currentAssessments, enterQueue, leaveQueue } from '../assessment/index.ts';
import { eraseNamedAddresses } from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import {
  afterFolds,
  type CommonKey,
  commonKeys,
  eraseLinks,
  isLink,
  linkIdentifiers,
  linkSummaries,
  strongPairs,
  subjectKeys,
  TELLING_KINDS,
  withdrawLinks,
} from '../linking/index.ts';
import {
  type DerivedItem,
  type HashSearch,
  keepRecognised,
  lockJoining,
  matchContent,
  referralsOfGroups,
  searchHere,
  withdrawContent,
} from '../matching/index.ts';
import { openContents, type ReferralHeader, referralHeaders } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { enqueue, type NewJob } from '../shared/outbox.ts';
import { assessJoined, isReadable, type Readable } from './assess-joined.ts';
import { countTogether, deriveAgain } from './fold-into.ts';
import { foldReports } from './fold-reports.ts';
import { askForReview } from './instruments/review-assessments.ts';
import { raiseAmong } from './raise-conflicts.ts';
import { compareLater, lookAhead, type OpenedAhead } from './recognise-ahead.ts';
import { nameAddresses } from './removal/name-addresses.ts';

/**
 * Joins referrals up and puts them in order: content, identifiers, double reports, assessment, conflicts. Runs right
 * after receipt and after anything that changes what a referral counts as; repeating it changes nothing. Answers
 * with the ids it derived: what cannot be read is left out, what was taken back or disposed of is taken out. `search`:
 * where the values of hash lists are; while it gives no answer, everything else is done, and this is repeated later.
 */
export async function deriveReferrals(
  store: Store,
  ids: readonly string[],
  search: HashSearch = searchHere(store.db),
): Promise<string[]> {
  const ahead = await lookAhead(store, search, ids);
  return inTransaction(store, async (tx) => {
    await lockJoining(tx);
    const at = store.clock.now();
    const headers = await referralHeaders(tx, [...new Set(ids)]);
    const turned = await takeOut(tx, at, headers);
    const items = await derivedItems(store, tx, headers.filter(isReadable), ahead.contents);
    const derived = items.map(({ id }) => id);
    await nameAddresses(store, tx, derived);
    await linkIdentifiers(tx, store.keys.linkingKey, items);
    turned.push(...(await matchContent(tx, items, { at, subjects: await subjectKeys(tx, derived) })));
    await compareLater(store, tx, await keepRecognised(tx, items, ahead));
    turned.push(...(await countTogether(tx, items.map(incidentOf))));
    const shared = await commonKeys(tx, derived, [...TELLING_KINDS, 'reference']);
    const heads = await foldReports(tx, at, shared);
    const common = afterFolds(shared, heads);
    const others = await othersToAssess(tx, derived, turned, common);
    const links = await linkSummaries(tx, derived, common);
    await assessJoined(tx, at, [...items.map(({ header }) => header), ...others], links);
    // What was folded may have been received, and placed, before these.
    await enterQueue(tx, [...heads.keys()]);
    await raiseAmong(tx, at, strongPairs(common));
    await enqueue(tx, [...new Set([...headers.map(({ id }) => id), ...heads.keys()])].map(linking));
    await askForReview(
      tx,
      derived,
      common.filter(isLink).map(({ otherId }) => otherId),
    );
    if (derived.length > 0) await record(tx, [derivation(derived, heads.size)]);
    return derived;
  });
}

/** Who is meant in them is compared afterwards, apart from the lock under which they are joined up. */
function linking(subject: string): NewJob {
  return { kind: 'link-people', subject };
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
  await eraseNamedAddresses(tx, disposed);
  await leaveQueue(tx, gone);
  return withdrawContent(tx, gone, at);
}

/** In the order of receipt, so that the first of two equal reports is the one that stays. `opened`: ahead of time. */
async function derivedItems(
  store: Store,
  tx: Tx,
  headers: readonly Readable[],
  opened: ReadonlyMap<string, OpenedAhead>,
): Promise<DerivedItem[]> {
  const isOpen = ({ id, version }: Readable) => opened.get(id)?.version === version;
  const missing = headers.filter((header) => !isOpen(header)).map(({ id }) => id);
  const contents = missing.length === 0 ? [] : await openContents(store, tx, missing);
  const contentOf = new Map([
    ...headers.filter(isOpen).map(({ id }) => [id, opened.get(id)!.content] as const),
    ...contents.map(({ id, content }) => [id, content] as const),
  ]);
  return headers
    .flatMap((header) => {
      const content = contentOf.get(header.id);
      return content ? [{ id: header.id, header, content }] : [];
    })
    .sort((a, b) => a.header.number - b.header.number);
}

/** At most so many others are assessed again in one run: a flood on one picture must not hold up what follows. */
const MOST_OTHERS = 500;
/** Of content that turned viral so many are assessed in runs of their own; no wave known has had more. */
const MOST_TURNED = 50_000;

/** Others whose place may change: their content turned viral or ceased to be, or they have their first link. */
async function othersToAssess(
  tx: Tx,
  derived: readonly string[],
  turned: readonly number[],
  common: readonly CommonKey[],
): Promise<Readable[]> {
  const known = new Set(derived);
  const showing = await referralsOfGroups(tx, turned, MOST_TURNED);
  const circulating = showing.slice(0, MOST_OTHERS);
  await deriveAgain(tx, showing.slice(MOST_OTHERS));
  const linked = [...new Set(common.filter(isLink).map(({ otherId }) => otherId))].slice(0, MOST_OTHERS);
  const assessed = await currentAssessments(
    tx,
    linked.filter((id) => !known.has(id)),
  );
  const newlyLinked = linked.filter((id) => assessed.get(id)?.links?.linkedReferrals === 0);
  const others = [...new Set([...circulating, ...newlyLinked])].filter((id) => !known.has(id));
  return others.length === 0 ? [] : (await referralHeaders(tx, others)).filter(isReadable);
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
