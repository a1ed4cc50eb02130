import { askHidden } from '../flow/index.ts';
import type { DeclaredList } from '../picture/index.ts';
import type { Store } from '../shared/db.ts';
import { type Cast, staffWith } from './people.ts';
import type { Period } from './period.ts';

/** Whose reports name people; hotlines report content. The agency relays some of what platforms report here too. */
const LISTS: readonly DeclaredList[] = [
  { name: 'public', kinds: ['public'] },
  { name: 'industry', kinds: ['platform'] },
  { name: 'police', kinds: ['force'] },
  { name: 'bank', kinds: ['financial'] },
  { name: 'agency', kinds: ['agency'] },
];
/** A first look, which says of itself that it may not be quoted: the first start should not keep a machine busy for long. */
const RESAMPLES = 1_000;

/** A strategic analyst asks how many are on no list. The service works it out, or says what is missing. */
export async function askAboutHidden(store: Store, cast: Cast, period: Period): Promise<void> {
  await askHidden(store, staffWith(cast, 'statistician'), {
    unit: 'suspect',
    period: { from: dayOf(period.from), to: dayOf(period.to - 1) },
    linkedBy: 'near-certain',
    lists: LISTS,
    resamples: RESAMPLES,
    seed: 1,
  });
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
