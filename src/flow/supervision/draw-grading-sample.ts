import { randomInt } from 'node:crypto';
import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import {
  addSample,
  drawSample,
  type GradingSample,
  gradedBetween,
  SAMPLE_KINDS,
  type SampleKind,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { referralHeaders } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';

/** `days`: referrals assessed in so many days up to now. `seed`: for tests; otherwise drawn here, and recorded. */
export type DrawRequest = { kind: string; days: number; size: number; seed?: number };

const LARGEST_SEED = 2 ** 31;
const DAY_MS = 86_400_000;
/** A sample larger than this nobody judges; a period longer than a year compares times that are not alike. */
const MOST_DRAWN = 500;
const MOST_DAYS = 366;

/**
 * A supervisor has referrals drawn by lot, to be graded again blind. Throws `assessment.unknown-code`,
 * `assessment.nothing-to-draw`.
 */
export async function drawGradingSample(
  store: Store,
  actor: Actor,
  request: DrawRequest,
): Promise<GradingSample> {
  ensureMay(actor, 'supervise');
  const { kind, days, size, seed = randomInt(LARGEST_SEED) } = request;
  if (!Object.hasOwn(SAMPLE_KINDS, kind)) throw new Problem('assessment.unknown-code', { detail: 'kind' });
  if (!isWithin(size, MOST_DRAWN)) throw new Problem('assessment.unknown-code', { detail: 'size' });
  if (!isWithin(days, MOST_DAYS)) throw new Problem('assessment.unknown-code', { detail: 'days' });
  return inTransaction(store, async (tx) => {
    const until = store.clock.now();
    const since = new Date(until.getTime() - days * DAY_MS);
    const drawn = drawSample(await drawable(tx, since, until), { kind: kind as SampleKind, size, seed });
    if (drawn.members.length === 0) throw new Problem('assessment.nothing-to-draw');
    const sample: GradingSample = {
      id: newId(until.getTime()),
      kind: kind as SampleKind,
      seed,
      since,
      until,
      drawnBy: actor.id,
      drawnAt: until,
    };
    await addSample(tx, sample, drawn);
    const subjects = drawn.members.map(({ referralId }) => referralId);
    const entry = { verb: 'combined', action: 'draw-grading-sample', purpose: 'supervision' } as const;
    await record(tx, [
      { ...entry, actor: actorRef(actor), subjects, detail: { sample: sample.id, kind, seed } },
    ]);
    return sample;
  });
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

const AT_ONCE = 5_000;

/** What can be graded: readable, and counted once, so not folded into another, taken back or disposed of. */
async function drawable(tx: Tx, since: Date, until: Date): ReturnType<typeof gradedBetween> {
  const graded = await gradedBetween(tx, since, until);
  const gone = new Set<string>();
  for (let from = 0; from < graded.length; from += AT_ONCE) {
    const ids = graded.slice(from, from + AT_ONCE).map(({ referralId }) => referralId);
    for (const { id, state, facts } of await referralHeaders(tx, ids))
      if (facts === null || ['folded', 'retracted', 'disposed'].includes(state)) gone.add(id);
  }
  return graded.filter(({ referralId }) => !gone.has(referralId));
}
