import type { PersonActor } from '../access/index.ts';
import { closeReferral, disseminateReferral, type PackageRequest, routeReferral } from '../flow/index.ts';
import { HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage, Story } from './play.ts';
import { atWork, MINUTE_MS, type Received } from './received.ts';
import { enquire } from './story-of-enquiry.ts';
import { unitStory } from './story-of-unit.ts';

type RouteCandidate = Awaited<ReturnType<typeof routeReferral>>['candidates'][number];

/** Whom to send it to: by what is stated, else by asking a provider; then the packages go out. */
export async function* locateAndSend(stage: Stage, received: Received, from: number): Story {
  const { dice, cast, storeAt } = stage;
  const analyst = staffWith(cast, 'analyst', dice.int(0, 2));
  const hurry = received.truth.alarming;
  const routedAt = from + dice.int(5, 40) * MINUTE_MS;
  yield routedAt;
  // A relayed report states no place: whoever knows that asks the provider first.
  let route =
    received.truth.kind === 'cybertip-xml'
      ? undefined
      : await routeReferral(storeAt(routedAt), analyst, received.id);
  let at = routedAt;
  if (route === undefined || route.unrouted === 'enquiry-needed') {
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
