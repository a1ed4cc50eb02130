import { rows, type Store, sql } from '../shared/db.ts';
import { newDataKey, sealJson } from '../shared/envelope.ts';
import { newId } from '../shared/ids.ts';
import type { ReferralContent } from './content.ts';
import { openDataKey } from './data-keys.ts';
import { openFacts } from './facts.ts';
import { insertContents, insertReferrals } from './new-records.ts';
import { SEALED_AS } from './records.ts';

// Fixtures: referrals put into the database without a document, for tests of the stages after intake.

/** A neutral referral with nothing in it but what the test names. */
export function contentWith(part: Partial<ReferralContent> = {}): ReferralContent {
  return {
    scheme: 1,
    threat: 'images',
    incidentType: 'csam-possession-or-distribution',
    references: [],
    flags: [],
    facts: {},
    times: [],
    parties: [],
    files: [],
    places: [],
    sourceGrading: { source: '2', information: 'D', handling: 'P' },
    evidence: [],
    kept: [],
    ...part,
  };
}

export type Planted = { content: ReferralContent; sourceId?: string; receivedAt?: Date };

/** Stores open referrals, with their sources, and answers with their ids in the order given. */
export async function plant(store: Store, planted: readonly Planted[]): Promise<string[]> {
  const made = planted.map((one) => ({
    id: newId(),
    dataKey: newDataKey(),
    sourceId: 'platform-one',
    receivedAt: store.clock.now(),
    ...one,
  }));
  await addSources(store, [...new Set(made.map(({ sourceId }) => sourceId))]);
  const wrapped = await store.keys.wrap(made.map(({ dataKey }) => dataKey));
  await rows(
    store.db,
    insertReferrals(
      made.map(({ id, sourceId, receivedAt }, i) => ({
        id,
        sourceId,
        receivedAt,
        channel: 'api',
        state: 'open',
        sensitivity: 'ordinary',
        key: wrapped[i]!,
      })),
    ),
  );
  await rows(
    store.db,
    insertContents(
      made.map(({ id, dataKey, receivedAt, content: { evidence, ...content } }) => ({
        referralId: id,
        version: 1,
        madeAt: receivedAt,
        madeBy: 'system:test',
        facts: openFacts({ ...content, evidence }),
        content: sealJson(dataKey, SEALED_AS.content, content),
        evidence: sealJson(dataKey, SEALED_AS.evidence, evidence),
      })),
    ),
  );
  return made.map(({ id }) => id);
}

/** Gives a referral another version of its content. */
export async function correct(
  store: Store,
  { id, version, content }: { id: string; version: number; content: ReferralContent },
): Promise<void> {
  const dataKey = await openDataKey(store, store.db, id);
  const { evidence, ...said } = content;
  const sealed = {
    content: sealJson(dataKey, SEALED_AS.content, said),
    evidence: sealJson(dataKey, SEALED_AS.evidence, evidence),
  };
  const made = { madeAt: store.clock.now(), madeBy: 'system:test', facts: openFacts(content) };
  await rows(store.db, insertContents([{ referralId: id, version, ...made, ...sealed }]));
  await rows(store.db, sql`update referral set version = ${version} where id = ${id}`);
}

async function addSources(store: Store, ids: readonly string[]): Promise<void> {
  await rows(
    store.db,
    sql`insert into source (id, name, kind) select id, id, 'platform' from unnest(${ids}::text[]) as new (id) on conflict do nothing`,
  );
}
