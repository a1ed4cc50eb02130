import { judgeAlert, lookForAlerts, markNovelty, nameTag } from '../flow/index.ts';
import { figuresHere, seriesKey, storedAlerts } from '../picture/index.ts';
import type { Store } from '../shared/db.ts';
import { DAY_MS } from './make-incident.ts';
import { type Cast, staffWith } from './people.ts';
import type { Stage } from './play.ts';
import type { Received } from './received.ts';

/** What analysts mark in the month, by the type of incident in which they see it, and how often. Chosen. */
const SEEN: readonly { type: string; tag: string; times: number; note?: string }[] = [
  {
    type: 'payment-for-abuse',
    tag: 'new-payment-route',
    times: 4,
    note: 'Synthetic: vouchers bought in shops.',
  },
  { type: 'financial-sextortion', tag: 'new-coercion', times: 5 },
  { type: 'online-enticement', tag: 'voice-chat-in-games', times: 3, note: 'Synthetic: met in a game.' },
];

/** A strategic analyst names something new, and analysts mark what they see of it. */
export async function markWhatIsNew(
  { storeAt, cast, until, count }: Stage,
  received: readonly Received[],
): Promise<void> {
  const store = storeAt(until - DAY_MS / 6);
  await nameTag(store, staffWith(cast, 'statistician'), { kind: 'service', name: 'Voice chat in games' });
  for (const { type, tag, times, note } of SEEN) {
    const fitting = received.filter(({ truth }) => truth.incidentType === type && !truth.broken);
    for (const [turn, { id }] of fitting.slice(0, times).entries()) {
      const analyst = staffWith(cast, 'analyst', turn);
      await markNovelty(store, analyst, { referralId: id, tag, note: turn === 0 ? note : undefined });
      count('marked as new');
    }
  }
}

/** What the strategic analyst makes of three of the rises of 2012. */
const JUDGED = [
  {
    of: { threat: 'images' },
    judgement: 'real',
    note: 'Every sender sent more, and files doubled with reports.',
  },
  {
    of: { threat: 'exploitation' },
    judgement: 'explained',
    note: 'Counted from January 2012 on: before that nobody asked.',
  },
  { of: { threat: 'transnational' }, judgement: 'explained', note: 'Counted from January 2012 on.' },
] as const;

/** Looks at the years of an example as a service would have, and judges what was found. */
export async function judgeWhatRose(store: Store, cast: Cast): Promise<void> {
  const actor = { kind: 'system', part: 'example' } as const;
  await lookForAlerts({ store, figures: figuresHere(store.db) }, actor);
  const alerts = await storedAlerts(store.db);
  for (const { of, judgement, note } of JUDGED)
    for (const { id, series } of alerts)
      if (series === seriesKey(of))
        await judgeAlert(store, staffWith(cast, 'statistician'), { id, judgement, note });
}
