import { type Answers, bandOf, type Instrument } from '../assessment/index.ts';
import {
  answerGuided,
  askSecondGrading,
  finishGuided,
  readGuided,
  readQueue,
  setBaseRate,
  startGuided,
} from '../flow/index.ts';
import type { Dice } from '../shared/dice.ts';
import { HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage, Story } from './play.ts';
import { atWork, MINUTE_MS, type Received } from './received.ts';

/** Chosen: enough for a page of each kind, few enough that the example still loads in seconds. */
const ASSESSED = 24;
/** Every third is graded again by somebody else, blind; the last of those is left to the reader. */
const EVERY_THIRD = 3;
const LEFT_UNFINISHED = 3;
const TOOK_MS = 20 * MINUTE_MS;

/** In the last days analysts assess suspects with an instrument; some are left unfinished, some graded twice. */
export async function* suspectsStory(played: Stage): Story {
  yield played.until;
  // Dice of its own: what others do with theirs stays as it is.
  const stage = { ...played, dice: played.dice.fork('instruments') };
  const { storeAt, cast, dice, until, count } = stage;
  const supervisor = staffWith(cast, 'supervisor');
  const from = until - 3 * ASSESSED * HOUR_MS;
  await setBaseRate(storeAt(from), supervisor, {
    rate: 0.1,
    basis: 'assumption',
    note: 'Assumed until a year of outcomes has been counted',
  });
  const { lines } = await readQueue(storeAt(from), supervisor, { each: true });
  // A guarded referral is not for every analyst.
  const ordinary = lines.filter(({ sensitivity }) => sensitivity === 'ordinary');
  for (const [i, { referralId }] of ordinary.slice(0, ASSESSED).entries()) {
    const at = from + 2 * i * HOUR_MS;
    const first = await assessOne(stage, {
      referralId,
      at,
      person: dice.int(0, 2),
      isLeft: i >= ASSESSED - LEFT_UNFINISHED,
    });
    if (first === null) continue;
    count('suspects assessed');
    if (i % EVERY_THIRD !== 0) continue;
    await askSecondGrading(storeAt(at + HOUR_MS), supervisor, first.assessmentId);
    if (i + EVERY_THIRD >= ASSESSED - LEFT_UNFINISHED) continue;
    await assessOne(stage, {
      referralId,
      at: at + HOUR_MS + TOOK_MS,
      person: first.person + 1,
      again: first.answers,
    });
    count('suspects graded twice');
  }
}

/** While the month runs some are assessed soon after they came in: what comes later may change an answer. */
export async function* assessmentStory(stage: Stage, { id, receivedAt }: Received): Story {
  const dice = stage.dice.fork(`instrument ${receivedAt}`);
  const at = atWork(receivedAt + dice.int(2, 30) * HOUR_MS);
  yield at;
  await assessOne({ ...stage, dice }, { referralId: id, at, person: dice.int(0, 2) });
  stage.count('suspects assessed');
}

/** Whether this one is. Chosen: one in eighty. */
export function isToBeAssessed(stage: Stage, { receivedAt }: Received): boolean {
  return stage.dice.fork(`assess ${receivedAt}`).chance(1 / 80);
}

type Made = { assessmentId: string; answers: Answers; person: number };
type Asked = { referralId: string; at: number; person: number; isLeft?: boolean; again?: Answers };

/** Null where it was left unfinished. `again`: what the first assessor answered. */
async function assessOne(
  { storeAt, cast, dice }: Stage,
  { referralId, at, person, isLeft = false, again }: Asked,
): Promise<Made | null> {
  const analyst = staffWith(cast, 'analyst', person % 3);
  const store = storeAt(at);
  const { id } = await startGuided(store, analyst, {
    referralId,
    instrumentId: 'four-filter',
    second: again !== undefined,
  });
  const { loaded, known } = await readGuided(store, analyst, id);
  const { instrument } = loaded;
  const answers: Record<string, string> = {};
  for (const item of instrument.items) {
    const isOpen = bandOf(instrument, answers).open.includes(item.code);
    if (!isOpen || (isLeft && Object.keys(answers).length >= 5)) continue;
    const value = again?.[item.code] ?? known[item.code]?.option ?? drawValue(instrument, item.code, dice);
    // Two people read the same evidence alike most of the time.
    answers[item.code] = again && dice.chance(0.12) ? drawValue(instrument, item.code, dice) : value;
    const answer = { assessmentId: id, item: item.code, value: answers[item.code]!, note: 'Example record' };
    await answerGuided(store, analyst, answer);
  }
  if (isLeft) return null;
  const { band } = bandOf(instrument, answers);
  const departs = dice.chance(0.12) && band !== 'very-high';
  const reasonCode = dice.pick(['more-is-known', 'risk-is-higher']);
  const choice = departs ? { band: 'high', reasonCode } : { accept: true as const };
  await finishGuided(storeAt(at + TOOK_MS), analyst, { assessmentId: id, ...choice });
  return { assessmentId: id, answers, person };
}

/** As often unknown as an officer with two databases would find it. Chosen. */
function drawValue({ items }: Instrument, code: string, dice: Dice): string {
  if (dice.chance(0.35)) return 'unknown';
  const { options } = items.find((item) => item.code === code)!;
  let left = dice.share();
  for (const { value, share = 1 / options.length } of options) {
    left -= share;
    if (left < 0) return value;
  }
  return options[0]!.value;
}
