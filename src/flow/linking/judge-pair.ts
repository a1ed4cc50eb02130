import { type Actor, actorRef, ensureMay, may, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addPersonJudgement,
  JUDGEMENT_REASONS,
  type JudgementReason,
  LINK_BANDS,
  lockLinkingSoon,
  type PersonJudgement,
  type PersonLink,
  type Rearranged,
  standingOf,
  type Verdict,
  withoutDecisionOf,
} from '../../linking/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { askForReview } from '../instruments/review-assessments.ts';
import { raiseOfPeople } from '../raise-conflicts.ts';
import { type AskedPair, type FoundPair, findPair } from './find-pair.ts';
import { sealJudgementNote } from './judgement-note.ts';
import { historyOf, linkBetween, purposeOf, referralsOf } from './read-pair.ts';

/** Reasons that fit each verdict. A supervisor settles a disagreement with a reason of its own. */
export const REASONS_FOR = {
  same: ['same-identifier', 'same-details', 'outside-knowledge'],
  different: ['shared-value', 'different-details', 'outside-knowledge'],
  unsure: ['cannot-tell'],
} as const satisfies Record<Verdict, readonly JudgementReason[]>;

export type PairJudgement = AskedPair & {
  verdict: string | undefined;
  reason: string | undefined;
  /** Free text; kept sealed. */
  note?: string | undefined;
};

/**
 * A named person says whether two records are one person; the groups are arranged anew at once. Throws
 * `linking.unknown-verdict`, `linking.unknown-reason`, `linking.note-too-long`, `linking.busy`.
 */
export async function judgePair(store: Store, actor: Actor, asked: PairJudgement): Promise<Rearranged> {
  ensureMay(actor, 'judge-link');
  return inTransaction(store, async (tx) => {
    await lockLinkingSoon(tx);
    return judgeFound(store, tx, { actor, pair: await findPair(tx, actor, asked), asked });
  });
}

type Found = { actor: PersonActor; pair: FoundPair };

/** The same of a pair that was found, under the lock. */
export async function judgeFound(
  store: Store,
  tx: Tx,
  { actor, pair, asked }: Found & { asked: PairJudgement },
): Promise<Rearranged> {
  const verdict = verdictOf(asked.verdict);
  const reason = await reasonOf(tx, actor, { pair, verdict, reason: asked.reason });
  const note = await sealJudgementNote(store, tx, { pair, note: asked.note });
  return writeJudgement(store, tx, { actor, pair, verdict, reason, note, action: 'judge-link' });
}

/** The one-click way, for links of the top band only: still a named person's decision. Throws `linking.needs-a-look`. */
export async function confirmLink(store: Store, actor: Actor, asked: AskedPair): Promise<Rearranged> {
  ensureMay(actor, 'judge-link');
  return inTransaction(store, async (tx) => {
    await lockLinkingSoon(tx);
    const pair = await findPair(tx, actor, asked);
    const link = await linkBetween(tx, pair);
    const { verdict } = standingOf((await historyOf(tx, pair)).toReversed());
    if (!isOneClick(link) || verdict !== null) throw new Problem('linking.needs-a-look');
    return writeJudgement(store, tx, {
      actor,
      pair,
      verdict: 'same',
      reason: 'same-details',
      action: 'judge-link',
    });
  });
}

/** Whether a link is of the band that is offered for confirmation in one click. Pure. */
export function isOneClick(link: PersonLink | null): boolean {
  return link?.band != null && LINK_BANDS[link.band].offer === 'confirm-in-one-click';
}

/** Takes one's own decision on a pair back: what counts then is what counted without it. Throws `linking.nothing-to-undo`. */
export async function takeJudgementBack(store: Store, actor: Actor, asked: AskedPair): Promise<Rearranged> {
  ensureMay(actor, 'judge-link');
  return inTransaction(store, async (tx) => {
    await lockLinkingSoon(tx);
    const changed = await takeBackFound(store, tx, { actor, pair: await findPair(tx, actor, asked) });
    if (!changed) throw new Problem('linking.nothing-to-undo');
    return changed;
  });
}

/** The same of a pair that was found, under the lock; undefined where there is nothing to take back. */
export async function takeBackFound(
  store: Store,
  tx: Tx,
  { actor, pair }: Found,
): Promise<Rearranged | undefined> {
  const verdict = withoutDecisionOf((await historyOf(tx, pair)).toReversed(), actor.id);
  if (verdict === undefined) return undefined;
  return writeJudgement(store, tx, { actor, pair, verdict, reason: 'judged-in-error', action: 'undo-link' });
}

export function verdictOf(asked: string | undefined): Verdict {
  const known = (Object.keys(REASONS_FOR) as Verdict[]).find((verdict) => verdict === asked);
  if (!known) throw new Problem('linking.unknown-verdict');
  return known;
}

type Reasoned = { pair: FoundPair; verdict: Verdict; reason: string | undefined };

/** Where two people disagree, a supervisor's decision settles it; anybody else's only joins the disagreement. */
async function reasonOf(
  tx: Tx,
  actor: PersonActor,
  { pair, verdict, reason }: Reasoned,
): Promise<JudgementReason> {
  if (isSettling(actor, await historyOf(tx, pair))) return 'settles-disagreement';
  const fitting: readonly JudgementReason[] = REASONS_FOR[verdict];
  const known = fitting.find((one) => one === reason);
  if (!known || !Object.hasOwn(JUDGEMENT_REASONS, known)) throw new Problem('linking.unknown-reason');
  return known;
}

/** Whether what this person says next settles what people disagree on. `history`: the latest first. Pure. */
export function isSettling(actor: PersonActor, history: readonly PersonJudgement[]): boolean {
  return standingOf(history.toReversed()).disagree.length > 0 && may(actor, 'settle-links');
}

export type Written = {
  actor: PersonActor;
  pair: FoundPair;
  verdict: Verdict;
  reason: JudgementReason;
  action: 'judge-link' | 'undo-link' | 'remove-from-group' | 'judge-sample-pair';
  sampleId?: number;
  /** Sealed already. */
  note?: Buffer | null;
};

/** The judgement, its entry, and what units must know of each other by it; in the caller's transaction. */
export async function writeJudgement(
  store: Store,
  tx: Tx,
  { actor, pair, verdict, reason, action, sampleId, note = null }: Written,
): Promise<Rearranged> {
  const { a, b } = pair;
  const at = store.clock.now();
  const changed = await addPersonJudgement(tx, {
    a: a.id,
    b: b.id,
    verdict,
    reason,
    note,
    personId: actor.id,
    at,
    ...(sampleId !== undefined && { sampleId }),
  });
  await record(tx, [
    {
      verb: 'combined',
      action,
      actor: actorRef(actor),
      purpose: purposeOf(pair),
      subjects: referralsOf(pair),
      detail: { verdict, reason, groups: changed.clusters.length },
    },
  ]);
  if (verdict === 'same') await raiseOfPeople(tx, at, referralsOf(pair));
  await askForReview(tx, referralsOf(pair));
  return changed;
}
