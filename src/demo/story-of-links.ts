import {
  type BlindPair,
  drawLinkSample,
  judgeBlindPair,
  judgePair,
  type LinkOfRecord,
  nextBlindPair,
  openBlindPair,
  readLinks,
} from '../flow/index.ts';
import { referralHeaders } from '../referral/index.ts';
import { HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage } from './play.ts';
import type { Received } from './received.ts';
import type { Truth } from './truth.ts';

/** Referrals whose links are decided on by the end of the month; most are left to the reader. Chosen. */
const DECIDED_ON = 16;

type Told = ReadonlyMap<string, Truth>;

/** Analysts decide on some links, as it is in truth. On one household they disagree, and nobody has settled it. */
export async function decideOnLinks(stage: Stage, received: readonly Received[]): Promise<void> {
  const truths: Told = new Map(received.map(({ id, truth }) => [id, truth]));
  let decided = 0;
  let hasDisagreed = false;
  for (const { id, truth } of await openToAnalysts(stage, received)) {
    const undecided = await undecidedLinks(stage, id);
    const household = undecided.find(({ other }) => sharesHome(truth, truths.get(other.referralId)));
    if (household && !hasDisagreed) {
      await disagree(stage, household);
      hasDisagreed = true;
    }
    const own = undecided.find(
      ({ other }) => truths.get(other.referralId)?.suspects[0] === truth.suspects[0],
    );
    if (!own) continue;
    if (decided < DECIDED_ON) await decide(stage, own, { verdict: 'same', reason: 'same-identifier' });
    decided += 1;
    if (decided >= DECIDED_ON && hasDisagreed) return;
  }
}

/** Reports of one suspect each; a guarded one is not for every analyst. */
async function openToAnalysts({ storeAt, until }: Stage, all: readonly Received[]): Promise<Received[]> {
  const reports = all.filter(({ truth }) => truth.kind === 'native-json' && truth.suspects.length === 1);
  const headers = await referralHeaders(
    storeAt(until).db,
    reports.map(({ id }) => id),
  );
  const ordinary = new Set(headers.filter(isOrdinary).map(({ id }) => id));
  return reports.filter(({ id }) => ordinary.has(id));
}

function isOrdinary({ sensitivity }: { sensitivity: string }): boolean {
  return sensitivity === 'ordinary';
}

type Link = LinkOfRecord & { recordId: number };

async function undecidedLinks({ storeAt, cast, until }: Stage, referralId: string): Promise<Link[]> {
  const store = storeAt(until - HOUR_MS);
  const page = await readLinks(store, staffWith(cast, 'analyst'), referralId, 'linking');
  return page.records
    .filter(({ record }) => record.layer === 'suspect')
    .flatMap(({ record, links }) => links.map((link) => ({ ...link, recordId: record.id })))
    .filter(
      ({ link, other, standing }) => link !== null && isOrdinary(other.referral) && standing.verdict === null,
    );
}

/** One suspect each, of one home. */
function sharesHome(one: Truth, other: Truth | undefined): boolean {
  const [a, b] = [one.suspects[0], other?.suspects[0]];
  return b !== undefined && (a === `${b}-household` || b === `${a}-household`);
}

async function decide(
  { storeAt, cast, until, count }: Stage,
  { recordId, other }: Link,
  said: { verdict: string; reason: string; turn?: number },
): Promise<void> {
  const analyst = staffWith(cast, 'analyst', said.turn ?? 0);
  const at = until - HOUR_MS + (said.turn ?? 0) * 60_000;
  await judgePair(storeAt(at), analyst, { one: recordId, other: other.id, ...said });
  count('links decided');
}

async function disagree(stage: Stage, link: Link): Promise<void> {
  await decide(stage, link, { verdict: 'same', reason: 'same-details' });
  await decide(stage, link, { verdict: 'different', reason: 'different-details', turn: 1 });
}

/** Pairs drawn from each band, so that the quality of at least two bands can be told (30 are needed). Chosen. */
const DRAWN_OF_EACH_BAND = 32;
/** A small example has few pairs worth the time: one of a band for so many referrals. Chosen. */
const REFERRALS_FOR_EACH = 50;
/** Left for whoever wants to judge some. */
const LEFT_WAITING = 5;

/** A supervisor has a sample drawn; an analyst judges it without seeing the scores, as it is in truth. */
export async function judgeLinkSample(stage: Stage, received: readonly Received[]): Promise<void> {
  const truths: Told = new Map(received.map(({ id, truth }) => [id, truth]));
  const store = stage.storeAt(stage.until - HOUR_MS / 2);
  const analyst = staffWith(stage.cast, 'analyst', 2);
  const perBand = Math.min(DRAWN_OF_EACH_BAND, Math.ceil(received.length / REFERRALS_FOR_EACH));
  await drawLinkSample(store, staffWith(stage.cast, 'supervisor'), perBand);
  for (;;) {
    const pair = await nextBlindPair(store, analyst);
    if (!pair || pair.waiting <= LEFT_WAITING) return;
    await openBlindPair(store, analyst, pair.sampleId);
    await judgeBlindPair(store, analyst, { sampleId: pair.sampleId, ...verdictFrom(truths, pair) });
    stage.count('sampled pairs judged');
  }
}

function verdictFrom(truths: Told, { a, b }: BlindPair): { verdict: string; reason: string } {
  const [one, other] = [truths.get(a.referralId), truths.get(b.referralId)];
  const named = a.layer === 'child' ? 'children' : 'suspects';
  const [ones, others] = [one?.[named] ?? [], other?.[named] ?? []];
  // What the truth does not tell of, an analyst cannot tell either.
  if (a.layer === 'recipient' || ones.length === 0 || others.length === 0)
    return { verdict: 'unsure', reason: 'cannot-tell' };
  return ones.some((id) => others.includes(id))
    ? { verdict: 'same', reason: 'same-identifier' }
    : { verdict: 'different', reason: 'different-details' };
}
