import { registerSource, type SourceKind } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import type { ReferralContent } from '../../referral/index.ts';
import { contentWith, type Planted, plant } from '../../referral/test-referrals.ts';
import type { Store } from '../../shared/db.ts';
import { deriveReferrals } from '../derive-referrals.ts';
import { fileOf, partyOf } from '../test-joining.ts';

// Fixtures: one neutral content that goes round, told of by senders of several kinds about unrelated accounts.

const SENDERS = {
  'agency-c': 'agency',
  'hotline-c': 'hotline',
  'platform-c': 'platform',
  'platform-d': 'platform',
  'people-c': 'public',
} as const satisfies Record<string, SourceKind>;

export async function addCirculationSenders(store: Store): Promise<void> {
  const system = { kind: 'system', part: 'test' } as const;
  for (const [id, kind] of Object.entries(SENDERS))
    await registerSource(store, system, { id, name: id, kind });
}

let accounts = 0;

/** A report of the content about an account of its own. */
export function report(content: string, part: Partial<ReferralContent> = {}): ReferralContent {
  accounts += 1;
  return contentWith({
    files: [fileOf(content)],
    parties: [partyOf('suspect', ['email', `someone-${accounts}@example.org`])],
    ...part,
  });
}

/** So many reports of one content from all senders, in turn, within a day; derived. */
export async function circulate(store: Store, content: string, count = 25): Promise<string[]> {
  const sources = Object.keys(SENDERS);
  const planted = Array.from(
    { length: count },
    (_, i): Planted => ({
      content: report(content),
      sourceId: sources[i % sources.length]!,
    }),
  );
  return plantDerived(store, planted);
}

export async function plantDerived(store: Store, planted: readonly Planted[]): Promise<string[]> {
  const ids = await plant(store, planted);
  const day = store.clock.now().toISOString().slice(0, 10);
  // Planted without a document: the ledger is told of their receipt here, so that conservation can be proven.
  const entry = { verb: 'collected', action: 'receive', actor: 'system:test', purpose: 'intake' } as const;
  await record(
    store.db,
    ids.map((id, i) => ({
      ...entry,
      subjects: [id],
      detail: { source: planted[i]!.sourceId ?? '', day, state: 'open' },
    })),
  );
  await deriveReferrals(store, ids);
  return ids;
}
