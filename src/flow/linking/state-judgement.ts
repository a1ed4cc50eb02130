import { type Actor, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  lockLinkingSoon,
  type PersonJudgement,
  type Rearranged,
  type Standing,
  standingOf,
} from '../../linking/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { type AskedPair, type FoundPair, findPair } from './find-pair.ts';
import { isSettling, judgeFound, type PairJudgement, takeBackFound } from './judge-pair.ts';
import { historyOf } from './read-pair.ts';

/** `repeated`: it stood so already, and nothing was written. `groups`: how many groups changed. */
export type StatedJudgement = { standing: Standing; repeated: boolean; groups: number };

/**
 * Says what one's judgement of a pair is, as often as one likes: it is written where it is another than before, or where
 * a supervisor settles by it what people disagree on.
 */
export async function stateJudgement(
  store: Store,
  actor: Actor,
  asked: PairJudgement,
): Promise<StatedJudgement> {
  ensureMay(actor, 'judge-link');
  return inTransaction(store, async (tx) => {
    const pair = await lockPair(tx, actor, asked);
    const history = await historyOf(tx, pair);
    const own = history.find(({ personId }) => personId === actor.id);
    if (own && says(own, asked) && !isSettling(actor, history)) return standingAfter(tx, pair);
    return standingAfter(tx, pair, await judgeFound(store, tx, { actor, pair, asked }));
  });
}

/** Says that one holds no judgement of a pair, or no more. */
export async function stateNoJudgement(
  store: Store,
  actor: Actor,
  asked: AskedPair,
): Promise<StatedJudgement> {
  ensureMay(actor, 'judge-link');
  return inTransaction(store, async (tx) => {
    const pair = await lockPair(tx, actor, asked);
    return standingAfter(tx, pair, await takeBackFound(store, tx, { actor, pair }));
  });
}

async function lockPair(tx: Tx, actor: PersonActor, asked: AskedPair): Promise<FoundPair> {
  await lockLinkingSoon(tx);
  return findPair(tx, actor, asked);
}

/** A settlement has a reason of its own, whatever was given. A note is always new; what was taken back says nothing. */
function says({ verdict, reason }: PersonJudgement, asked: PairJudgement): boolean {
  if (reason === 'judged-in-error') return false;
  const isReason = reason === asked.reason || reason === 'settles-disagreement';
  return verdict === asked.verdict && isReason && (asked.note ?? '').trim() === '';
}

async function standingAfter(tx: Tx, pair: FoundPair, changed?: Rearranged): Promise<StatedJudgement> {
  const standing = standingOf((await historyOf(tx, pair)).toReversed());
  return { standing, repeated: changed === undefined, groups: changed?.clusters.length ?? 0 };
}
