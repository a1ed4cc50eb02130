import type { PersonActor } from '../access/index.ts';
import {
  answerRelease,
  askRelease,
  closeRemoval,
  confirmRemoval,
  draftRemoval,
  importHosts,
  listUnitPackages,
  readRemovable,
  recordHostAnswer,
  recordPreservation,
  sayNobodyInvestigates,
  sendRemoval,
  suspendRemoval,
  tendRemovals,
} from '../flow/index.ts';
import { referralHeader } from '../referral/index.ts';
import type { Store } from '../shared/db.ts';
import type { Dice } from '../shared/dice.ts';
import { DAY_MS, HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage, Story } from './play.ts';
import { atWork, type Received } from './received.ts';

const LOADER = { kind: 'system', part: 'example' } as const;
/** Nothing of the example is sent anywhere: every notice goes by hand, and answers come to a place that cannot exist. */
const SENDER = { baseUrl: 'https://bureau.example', contact: null };

/** Hosts of the example's addresses, and whom a notice can be taken further to. */
export async function registerExampleHosts(store: Store, from: Date): Promise<void> {
  const shared = { channel: 'by-hand', contact: null, validFrom: from.toISOString().slice(0, 10) } as const;
  const host = (id: string, name: string, country: string, domains: string[]) => ({
    ...shared,
    ...{ id, name, country, domains, kind: 'host' as const, flaggerNote: null, answerWithinHours: null },
  });
  await importHosts(store, LOADER, [
    { ...host('orchard', 'Orchard Hosting', 'NL', ['example.org']), flaggerNote: 'Agreed in 2025' },
    host('harbour', 'Harbour Cloud', 'US', ['example.com']),
    host('lantern', 'Lantern Pages', 'GB', ['example.net']),
    { ...host('partner-nl', 'Partner hotline, Netherlands', 'NL', []), kind: 'partner' },
    { ...host('authority-gb', 'National regulator', 'GB', []), kind: 'authority' },
  ]);
}

/** Of a hotline's addresses, the share for which a host is asked: so that a few dozen notices go on. Chosen. */
const SHARE = 0.12;

export function isForRemoval({ truth }: Received, dice: Dice): boolean {
  return (
    truth.kind === 'hotline-csv' && !truth.alarming && dice.fork(`removal ${truth.incident}`).chance(SHARE)
  );
}

/** An address that a hotline reports: drafted, cleared, handed over, and what the host makes of it. */
export async function* removalStory(stage: Stage, received: Received): Story {
  const { cast, storeAt, count, until } = stage;
  const dice = stage.dice.fork(`removal ${received.truth.incident}`);
  const analyst = staffWith(cast, 'analyst', dice.int(0, 2));
  const at = atWork(received.receivedAt + (2 + dice.waiting(8)) * HOUR_MS);
  yield at;
  const noticeId = await draft(storeAt(at), analyst, received.id);
  if (noticeId === null) return;
  count('removal notices drafted');
  await keep(storeAt(at), analyst, noticeId, at);
  if (dice.chance(0.1)) return;
  await sayNobodyInvestigates(storeAt(at), analyst, noticeId);
  if (dice.chance(0.08)) return;
  const sentAt = at + HOUR_MS;
  yield sentAt;
  await sendRemoval(storeAt(sentAt), analyst, { noticeId, sender: SENDER });
  count('removal notices sent');
  const answersAt = sentAt + Math.ceil(dice.waiting(14) * HOUR_MS);
  yield Math.min(answersAt, until);
  if (dice.chance(0.25) || answersAt > until) return;
  yield* afterAnswer(stage, { noticeId, analyst, dice, at: answersAt });
}

type Answering = { noticeId: string; analyst: PersonActor; dice: Dice; at: number };

async function* afterAnswer(stage: Stage, { noticeId, analyst, dice, at }: Answering): Story {
  const { storeAt, count } = stage;
  if (dice.chance(0.1))
    return suspendRemoval(storeAt(at), analyst, { noticeId, reason: 'evidence-not-secured' });
  const refuses = dice.chance(0.15);
  await recordHostAnswer(storeAt(at), analyst, {
    noticeId,
    ...(refuses ? { says: 'refused', reason: 'not-ours' } : { says: 'removed' }),
  });
  count(refuses ? 'removals refused' : 'removals');
  if (refuses) return;
  const confirmedAt = atWork(at + dice.waiting(10) * HOUR_MS);
  yield confirmedAt;
  await confirmRemoval(storeAt(confirmedAt), analyst, noticeId);
  await closeRemoval(storeAt(confirmedAt), analyst, { noticeId, reason: 'removed-and-confirmed' });
}

/** One notice for the first address, unless the report stands elsewhere by now. */
async function draft(store: Store, analyst: PersonActor, referralId: string): Promise<string | null> {
  const { state } = await referralHeader(store.db, referralId);
  if (state !== 'open' && state !== 'closed' && state !== 'disseminated') return null;
  const removable = await readRemovable(store, analyst, referralId);
  const address = removable.find(({ files }) => files > 0) ?? removable[0];
  if (!address) return null;
  const known = address.host ? {} : { hostId: 'orchard' };
  const [drafted] = await draftRemoval(store, analyst, { referralId, keys: [address.key], ...known });
  return drafted?.joined ? null : (drafted?.id ?? null);
}

function keep(store: Store, analyst: PersonActor, noticeId: string, at: number): Promise<void> {
  const keptOn = new Date(at).toISOString().slice(0, 10);
  return recordPreservation(store, analyst, {
    noticeId,
    how: 'confirmed-by-provider',
    keptOn,
    reference: `PR-${keptOn}`,
  });
}

/** Forces that are asked in the example. */
const ASKED = 4;

/** Towards the end of the month some forces are asked; one says yes, one asks to wait, the others have not answered. */
export async function askForcesAboutRemovals(stage: Stage): Promise<void> {
  const { cast, storeAt, until, count } = stage;
  const at = until - 2 * DAY_MS;
  const store = storeAt(at);
  const analyst = staffWith(cast, 'analyst');
  let asked = 0;
  for (const officer of cast.officers.values()) {
    if (asked === ASKED) break;
    const noticeId = await draftFromPackages(store, analyst, officer);
    if (noticeId === null) continue;
    await keep(store, analyst, noticeId, at);
    await askRelease(store, analyst, noticeId);
    await answerAs(storeAt(at + HOUR_MS), officer, { noticeId, turn: asked, until });
    asked += 1;
    count('removals asked of forces');
  }
  await tendRemovals(storeAt(until));
}

async function draftFromPackages(
  store: Store,
  analyst: PersonActor,
  officer: PersonActor,
): Promise<string | null> {
  const { shown } = await listUnitPackages(store, officer, { state: 'acknowledged' });
  for (const { referralId } of shown) {
    const noticeId = await draft(store, analyst, referralId);
    if (noticeId !== null) return noticeId;
  }
  return null;
}

type Said = { noticeId: string; turn: number; until: number };

async function answerAs(store: Store, officer: PersonActor, { noticeId, turn, until }: Said): Promise<void> {
  if (turn === 0) await answerRelease(store, officer, { noticeId, answer: 'yes' });
  if (turn === 1)
    await answerRelease(store, officer, {
      noticeId,
      answer: 'not-yet',
      until: new Date(until + 7 * DAY_MS).toISOString().slice(0, 10),
      reason: 'suspect-not-arrested',
    });
}
