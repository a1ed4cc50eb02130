import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { type Purpose, record } from '../../ledger/index.ts';
import {
  clustersOf,
  historyOfPairs,
  linksOfPeople,
  type PersonJudgement,
  type PersonLink,
  type Standing,
  standingOf,
  withoutDecisionOf,
} from '../../linking/index.ts';
import { openContents, type Party, partyAsEvidence, recordExposure } from '../../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { Sealed } from '../../shared/sealed.ts';
import { type AskedPair, type FoundPair, findPair } from './find-pair.ts';
import { openWithinBound } from './opening-bound.ts';

/** Two records side by side: codes and scores, nothing personal. */
export type PairPage = FoundPair & {
  /** Null: they were never scored, as they share nothing that would propose them. */
  link: PersonLink | null;
  standing: Standing;
  /** What was said of this pair, the latest first. */
  history: PersonJudgement[];
  mayTakeBack: boolean;
  /** The group of each, where it is in one. */
  groups: { a: string | null; b: string | null };
};

/** Why links are looked at; a child's only to protect one. */
export function purposeOf({ a }: FoundPair): Purpose {
  return a.layer === 'child' ? 'safeguarding' : 'linking';
}

/** Looks at a pair without what the referrals say of it. */
export async function readPair(store: Store, actor: Actor, asked: AskedPair): Promise<PairPage> {
  ensureMay(actor, 'judge-link');
  return inTransaction(store, async (tx) => {
    const pair = await findPair(tx, actor, asked);
    const history = await historyOf(tx, pair);
    const said = history.toReversed();
    const groups = await clustersOf(tx, [pair.a.id, pair.b.id]);
    const groupOf = (id: number) => groups.find(({ members }) => members.includes(id))?.id ?? null;
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-pair',
        actor: actorRef(actor),
        purpose: purposeOf(pair),
        subjects: referralsOf(pair),
      },
    ]);
    return {
      ...pair,
      link: await linkBetween(tx, pair),
      standing: standingOf(said),
      history,
      mayTakeBack: withoutDecisionOf(said, actor.id) !== undefined,
      groups: { a: groupOf(pair.a.id), b: groupOf(pair.b.id) },
    };
  });
}

/** Null: they were never scored. */
export async function linkBetween(db: Db, { a, b }: FoundPair): Promise<PersonLink | null> {
  const links = await linksOfPeople(db, [a.id]);
  return links.find((link) => link.a === a.id && link.b === b.id) ?? null;
}

/** What was said of exactly this pair, the latest first. */
export async function historyOf(db: Db, { a, b }: FoundPair): Promise<PersonJudgement[]> {
  return historyOfPairs(db, [{ a: a.id, b: b.id }]);
}

export function referralsOf({ a, b }: FoundPair): string[] {
  return [...new Set([a.referralId, b.referralId])];
}

/** Why somebody may open what the referrals say of two people. */
export const OPENING_PURPOSES = [
  'linking',
  'investigation',
  'safeguarding',
  'supervision',
] as const satisfies readonly Purpose[];
export type OpeningPurpose = (typeof OPENING_PURPOSES)[number];

/** The party of each record; undefined where the referral was erased. */
export type OpenedPair = FoundPair & { parties: Sealed<{ a: Party | undefined; b: Party | undefined }> };

/**
 * Opens what two referrals say of two people, one pair at a time, for a purpose that is stated and recorded. Children
 * are opened only to protect a child, to investigate or to supervise: `linking.purpose-needed`. Throws
 * `linking.too-many-openings`, too.
 */
export async function openPair(
  store: Store,
  actor: Actor,
  asked: AskedPair & { purpose: string | undefined },
): Promise<OpenedPair> {
  ensureMay(actor, 'judge-link');
  const purpose = OPENING_PURPOSES.find((offered) => offered === asked.purpose);
  return openWithinBound(store, actor, async (tx) => {
    const pair = await findPair(tx, actor, asked);
    if (!purpose || (pair.a.layer === 'child' && purpose === 'linking'))
      throw new Problem('linking.purpose-needed');
    await record(tx, [
      {
        verb: 'consulted',
        action: 'open-pair',
        actor: actorRef(actor),
        purpose,
        subjects: referralsOf(pair),
      },
    ]);
    return openParties(store, tx, { pair, purpose, personId: actor.id });
  });
}

/** What both referrals say of the two, counted for whoever opens it; the caller has recorded it with its purpose. */
export async function openParties(
  store: Store,
  tx: Tx,
  { pair, purpose, personId }: { pair: FoundPair; purpose: Purpose; personId: string },
): Promise<OpenedPair> {
  const openedAt = store.clock.now();
  for (const { referralId, party } of [pair.a, pair.b])
    await recordExposure(tx, { personId, referralId, evidenceId: partyAsEvidence(party), openedAt });
  const contents = await openContents(store, tx, referralsOf(pair));
  const opened = new Map(contents.map(({ id, content }) => [id, content]));
  const partyOf = ({ referralId, party }: FoundPair['a']) =>
    opened.get(referralId)?.open(purpose).parties[party];
  return { ...pair, parties: new Sealed({ a: partyOf(pair.a), b: partyOf(pair.b) }) };
}
