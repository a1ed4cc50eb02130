import type { PersonActor } from '../access/index.ts';
import type { Asked } from '../dissemination/index.ts';
import {
  type AnswerInput,
  answerEnquiry,
  approveEnquiry,
  askEnquiry,
  readAskable,
  refuseEnquiry,
} from '../flow/index.ts';
import type { Dice } from '../shared/dice.ts';
import { HOMES } from './invented.ts';
import { DAY_MS, HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage } from './play.ts';
import { atWork, MINUTE_MS, type Received } from './received.ts';
import type { Truth } from './truth.ts';

/** Providers that do not exist. */
const PROVIDERS = ['Northlight Broadband', 'Halyard Mobile', 'Fenline Fibre', 'Copperbeck Telecom'] as const;

type Enquiring = { received: Received; analyst: PersonActor; from: number; hurry: boolean };

/** Asked, approved by somebody else, answered; gives when, or nothing if no answer will come. */
export async function* enquire(
  { dice, cast, storeAt, count }: Stage,
  { received, analyst, from, hurry }: Enquiring,
): AsyncGenerator<number, number | undefined> {
  const askedAt = from + dice.int(10, 50) * MINUTE_MS;
  yield askedAt;
  const askable = await readAskable(storeAt(askedAt), analyst, received.id);
  const asked = bestOf(askable.open('locating'));
  const { id } = await askEnquiry(storeAt(askedAt), analyst, {
    referralId: received.id,
    kind: asked.sort === 'connection' ? 'subscriber' : 'account-data',
    provider: dice.pick(PROVIDERS),
    authority: 'ipa-2016-part-3',
    asked,
    askedAgain: asked,
  });
  count('enquiries asked');
  const approvedAt = hurry
    ? askedAt + dice.int(5, 30) * MINUTE_MS
    : atWork(askedAt + dice.waiting(14) * HOUR_MS);
  yield approvedAt;
  const supervisor = staffWith(cast, 'supervisor');
  if (dice.chance(0.04)) {
    await refuseEnquiry(storeAt(approvedAt), supervisor, {
      enquiryId: id,
      reason: dice.pick(['not-necessary', 'identifier-doubtful']),
    });
    return undefined;
  }
  await approveEnquiry(storeAt(approvedAt), supervisor, id);
  const answeredAt = hurry
    ? approvedAt + dice.int(30, 180) * MINUTE_MS
    : approvedAt + (0.3 + dice.waiting(2.5)) * DAY_MS;
  yield Math.floor(answeredAt);
  const answer = answerOf(dice, asked, received.truth.home);
  const { matches } = await answerEnquiry(storeAt(answeredAt), analyst, { enquiryId: id, ...answer });
  count(matches ? 'enquiries answered' : 'mismatches found');
  return matches ? Math.floor(answeredAt) : undefined;
}

type Answer = Omit<AnswerInput, 'enquiryId'>;

/** Most find the subscriber at home; shares are chosen. */
function answerOf(dice: Dice, asked: Asked, home: Truth['home']): Answer {
  const { force, country } = home ?? { force: 'metropolitan', country: 'GB' };
  const elsewhere = dice.pick(HOMES).force;
  // Now and then a provider answers about something else: the double check finds it, and it blocks.
  if (dice.chance(0.02) && asked.sort === 'connection')
    return { result: 'one-subscriber', about: { ...asked, port: 1 }, forces: [force] };
  const result = dice.weighted(RESULTS);
  if (result === 'none' || result === 'expired') return { result, about: asked };
  if (country !== 'GB') return { result, about: asked, countries: [country] };
  if (result === 'several') return { result, about: asked, forces: [...new Set([force, elsewhere])] };
  return { result, about: asked, forces: [dice.chance(0.92) ? force : elsewhere] };
}

const RESULTS = [
  ['one-subscriber', 78],
  ['several', 7],
  ['none', 7],
  ['expired', 8],
] as const;

/** The latest address with a port; else any address; else an account. */
function bestOf(askable: readonly Asked[]): Asked {
  const connections = askable.filter((asked) => asked.sort === 'connection');
  const best = connections.findLast(({ port }) => port !== undefined) ?? connections.at(-1) ?? askable[0];
  if (!best) throw new Error('routing said that there is something to ask about');
  return best;
}
