import type { PersonActor } from '../access/index.ts';
import type { Asked } from '../dissemination/index.ts';
import {
  answerEnquiry,
  approveEnquiry,
  askEnquiry,
  closeReferral,
  disseminateReferral,
  type PackageRequest,
  readAskable,
  refuseEnquiry,
  routeReferral,
  simulateAnswers,
} from '../flow/index.ts';
import { DAY_MS, HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage, Story } from './play.ts';
import { atWork, MINUTE_MS, type Received } from './received.ts';
import { unitStory } from './story-of-unit.ts';

type RouteCandidate = Awaited<ReturnType<typeof routeReferral>>['candidates'][number];

/** Providers that do not exist. */
const PROVIDERS = ['Northlight Broadband', 'Halyard Mobile', 'Fenline Fibre', 'Copperbeck Telecom'] as const;
const SYSTEM = { kind: 'system', part: 'example' } as const;

/** Whom to send it to: by what is stated, else by asking a provider; then the packages go out. */
export async function* locateAndSend(stage: Stage, received: Received, from: number): Story {
  const { dice, cast, storeAt } = stage;
  const analyst = staffWith(cast, 'analyst', dice.int(0, 2));
  const hurry = received.truth.alarming;
  const routedAt = from + dice.int(5, 40) * MINUTE_MS;
  yield routedAt;
  let route = await routeReferral(storeAt(routedAt), analyst, received.id);
  let at = routedAt;
  if (route.candidates.length === 0 && route.unrouted === 'enquiry-needed') {
    const answeredAt = yield* enquire(stage, { received, analyst, from: routedAt, hurry });
    if (answeredAt === undefined) return;
    at = answeredAt;
    route = await routeReferral(storeAt(at), analyst, received.id);
  }
  at = hurry ? at + dice.int(5, 40) * MINUTE_MS : atWork(at + dice.waiting(8) * HOUR_MS);
  yield at;
  const packages = packagesFor(stage, received, route.candidates);
  if (packages.length > 0) await sendOut(stage, { received, analyst, at, packages });
  else if (route.unrouted === 'nobody-found' && dice.chance(0.5)) {
    await closeReferral(storeAt(at), analyst, { referralId: received.id, reasonCode: 'cannot-locate' });
    stage.count('closed');
  }
}

type Enquiring = { received: Received; analyst: PersonActor; from: number; hurry: boolean };

/** Asked, approved by somebody else, answered; gives when, or nothing if no answer will come. */
async function* enquire(
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
  // Now and then a provider answers about something else: that is found by the double check, and blocks.
  if (dice.chance(0.02) && asked.sort === 'connection') {
    await answerEnquiry(storeAt(answeredAt), analyst, {
      enquiryId: id,
      result: 'one-subscriber',
      about: { ...asked, port: 1 },
      forces: ['metropolitan'],
    });
    count('mismatches found');
    return undefined;
  }
  await simulateAnswers(storeAt(answeredAt), SYSTEM, [id]);
  count('enquiries answered');
  return Math.floor(answeredAt);
}

/** The latest address with a port; else any address; else an account. */
function bestOf(askable: readonly Asked[]): Asked {
  const connections = askable.filter((asked) => asked.sort === 'connection');
  const best = connections.findLast(({ port }) => port !== undefined) ?? connections.at(-1) ?? askable[0];
  if (!best) throw new Error('routing said that there is something to ask about');
  return best;
}

/** At most one package for each purpose, to the unit that routing puts first. */
function packagesFor(
  { dice }: Stage,
  { truth }: Received,
  candidates: readonly RouteCandidate[],
): PackageRequest[] {
  const first = new Map<string, PackageRequest>();
  for (const { unitId, purpose, caution } of candidates) {
    if (purpose === 'adopted' && !dice.chance(0.4)) continue;
    if (caution === null && !first.has(purpose)) first.set(purpose, { unitId, purpose });
  }
  const packages = [...first.values()];
  return truth.suspects.some((id) => id === OPERATION.suspect)
    ? packages.map((one) => ({ ...one, operation: OPERATION.name }))
    : packages;
}

/** One account abroad presses children in many forces: their packages belong together. */
export const OPERATION = { name: 'Operation Lantern', suspect: 'abroad-1' } as const;

type Sending = { received: Received; analyst: PersonActor; at: number; packages: readonly PackageRequest[] };

async function sendOut(stage: Stage, { received, analyst, at, packages }: Sending): Promise<void> {
  const ids = await disseminateReferral(
    stage.storeAt(at),
    analyst,
    { referralId: received.id, packages },
    stage.signer,
  );
  for (const [i, id] of ids.entries()) {
    stage.count('packages sent');
    stage.start(unitStory(stage, { packageId: id, unitId: packages[i]!.unitId, sentAt: at, received }), at);
  }
}
