import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { PersonActor } from '../../access/index.ts';
import {
  hashOfContent,
  isFast,
  isRevisable,
  listReleases,
  RELEASE_ACTIONS,
  type ReleaseAction,
  type ReleaseHeader,
  releaseContent,
  releaseStateAfter,
  releaseSteps,
  sectionsOf,
} from '../../publication/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { freezeRelease } from './freeze-release.ts';
import { newRelease } from './new-release.ts';
import { reviseRelease } from './revise-release.ts';
import { stepRelease } from './step-release.ts';
import { PERIOD_2025, type ReleaseBureau, releaseBureau } from './test-releases.ts';
import { writeReleaseSection } from './write-section.ts';

let bureau: ReleaseBureau;
before(async () => {
  bureau = await releaseBureau();
  await bureau.report(40);
});
after(() => bureau.test.drop());

type Command = { who: 'one' | 'other' | 'supervisor'; what: ReleaseAction | 'revise' | 'write' | 'report' };

/** Discarding ends a report, and is tried rarely. */
const OFTEN = ['freeze', 'publish', 'publish', 'revise', 'write', 'report', 'withdraw', 'reopen'] as const;
const WEIGHTED: Command['what'][] = [...OFTEN, ...OFTEN, ...OFTEN, 'discard'];

const commands = fc.array(
  fc.record({
    who: fc.constantFrom<Command['who'][]>('one', 'other', 'supervisor'),
    what: fc.constantFrom<Command['what'][]>(...WEIGHTED),
  }),
  { minLength: 20, maxLength: 35 },
);

let reports = 0;

test('whatever is done by whomever: what is published stays, editions follow one another, and two people publish', async () => {
  const published = new Map<string, string>();
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      reports += 1;
      const { id, slug } = await start(`Life ${reports}`);
      for (const command of all) {
        const latest = (await editionsOf(slug))[0] ?? (await header(id));
        const expected = isAllowed(latest, command);
        const done = await did(latest, command);
        assert.equal(done, expected, `${command.who} ${command.what} in ${latest.state}`);
        await ensureInvariants(slug, published);
      }
    }),
    { numRuns: 5, seed: 20_261_122 },
  );
  assert.ok(published.size >= 4, 'enough was published for the test to mean something');
});

async function start(title: string) {
  return newRelease(bureau.source, bureau.one, {
    title,
    summary: '',
    period: PERIOD_2025,
    template: 'empty',
  });
}

async function editionsOf(slug: string): Promise<ReleaseHeader[]> {
  return (await listReleases(bureau.test.store.db)).filter((one) => one.slug === slug);
}

async function header(id: string): Promise<ReleaseHeader> {
  return (await listReleases(bureau.test.store.db, { discarded: true })).find((one) => one.id === id)!;
}

/** What the life table, the roles and four eyes together allow. */
function isAllowed(latest: ReleaseHeader, { who, what }: Command): boolean {
  const isWriter = who !== 'supervisor';
  if (what === 'report') return true;
  if (what === 'write') return isWriter && latest.state === 'draft';
  if (what === 'revise') return isWriter && isRevisable(latest.state);
  const { permission, byAnother } = RELEASE_ACTIONS[what];
  if (permission === 'write-release' && !isWriter) return false;
  if (byAnother && latest.frozenBy === bureau[who].id) return false;
  return releaseStateAfter(latest.state, what) !== undefined;
}

async function did(latest: ReleaseHeader, { who, what }: Command): Promise<boolean> {
  try {
    await perform(latest, bureau[who], what);
    return true;
  } catch (failure) {
    if (failure instanceof Problem) return false;
    throw failure;
  }
}

async function perform({ id }: ReleaseHeader, actor: PersonActor, what: Command['what']): Promise<void> {
  const { source } = bureau;
  if (what === 'report') await bureau.report(7);
  else if (what === 'freeze') await freezeRelease(source, actor, id);
  else if (what === 'revise')
    await reviseRelease(source.store, actor, { releaseId: id, note: 'more came in' });
  else if (what === 'write') {
    const [section] = await sectionsOf(source.store.db, id);
    const writing = { releaseId: id, section: section!.id, version: section!.version };
    await writeReleaseSection(source.store, actor, {
      ...writing,
      text: `${section!.text}More. [[figure image-reports]]`,
    });
  } else await stepRelease(source.store, actor, { releaseId: id, action: what, note: 'because' });
}

async function ensureInvariants(slug: string, published: Map<string, string>): Promise<void> {
  const { db } = bureau.test.store;
  const editions = await editionsOf(slug);
  assert.deepEqual(
    editions.map(({ edition }) => edition),
    editions.map((_, i) => editions.length - i),
  );
  for (const { id, state } of editions.slice(1)) assert.ok(isRevisable(state), id);
  for (const { id, state, frozenBy, publishedBy } of editions.filter((one) => isFast(one.state))) {
    const said = await releaseContent(db, id);
    if (!isRevisable(state)) continue;
    const digest = hashOfContent(said).toString('hex');
    assert.equal(published.get(id) ?? digest, digest, 'what was published stays as it was');
    published.set(id, digest);
    assert.notEqual(frozenBy, publishedBy);
    const steps = await releaseSteps(db, id);
    assert.equal(steps.find(({ action }) => action === 'publish')!.contentHash!.toString('hex'), digest);
  }
}

test('the database itself refuses to change what is not a draft, even to the tables’ owner', async () => {
  const { id } = await start('Held');
  const { source, one, other } = bureau;
  await freezeRelease(source, one, id);
  const { ownerDb, store } = bureau.test;
  const publishStep = (by: string, hash: ReturnType<typeof sql>) =>
    sql`insert into release_step (release_id, action, state, content_hash, done_by, done_at)
        select release_id, 'publish', 'published', ${hash}, ${by}, now() from release_content where release_id = ${id}`;
  for (const db of [store.db, ownerDb])
    for (const statement of [
      sql`update picture_release set title = 'Other' where id = ${id}`,
      sql`update picture_release set state = 'withdrawn' where id = ${id}`,
      sql`update picture_release set state = 'published' where id = ${id}`,
      sql`update picture_release set period_to = '2026-12-31' where id = ${id}`,
      publishStep(one.id, sql`content_hash`),
      publishStep(other.id, sql`'\\x00'::bytea`),
      sql`delete from release_content where release_id = ${id}`,
      sql`update release_section set text = '' where release_id = ${id}`,
      sql`insert into release_section (release_id, section_id, version, position, heading, text, written_by, written_at)
          select release_id, section_id, version + 1, position, heading, 'new', written_by, written_at
          from release_section where release_id = ${id}`,
    ])
      await assert.rejects(rows(db, statement));
  await stepRelease(store, other, { releaseId: id, action: 'publish' });
  await assert.rejects(rows(ownerDb, sql`update picture_release set state = 'draft' where id = ${id}`));
});

test('the publisher publishes what was shown to them: what was frozen anew meanwhile is refused', async () => {
  const { id } = await start('Shown');
  const { source, one, other } = bureau;
  const { contentHash: shown } = await freezeRelease(source, one, id);
  await stepRelease(source.store, one, { releaseId: id, action: 'reopen', note: 'a typing error' });
  await bureau.report(11);
  await freezeRelease(source, one, id);
  const publish = { releaseId: id, action: 'publish' } as const;
  await assert.rejects(stepRelease(source.store, other, { ...publish, shown }), {
    code: 'picture.release-step-not-possible',
  });
  await assert.rejects(stepRelease(source.store, other, { ...publish, shown: '' }), {
    code: 'picture.release-step-not-possible',
  });
  assert.equal(await stepRelease(source.store, other, publish), 'published');
});

/** Bureau figures during whose first reading something else is done. */
function meanwhile(act: () => Promise<unknown>): ReleaseBureau['source'] {
  const { source } = bureau;
  let done: Promise<unknown> | null = null;
  return {
    ...source,
    figures: {
      ...source.figures,
      measure: async (...asked) => {
        done ??= act();
        await done;
        return source.figures.measure(...asked);
      },
    },
  };
}

test('what was worked out for other words is not frozen: whoever froze while somebody wrote is told', async () => {
  const { id } = await start('Meanwhile');
  const { source, one, other } = bureau;
  const writing = { releaseId: id, section: 'summary', version: 1, text: '[[table threat-by-month]]' };
  const slow = meanwhile(() => writeReleaseSection(source.store, other, writing));
  await assert.rejects(freezeRelease(slow, one, id), { code: 'picture.section-changed' });
  await freezeRelease(source, one, id);
  const { content } = await releaseContent(source.store.db, id);
  assert.ok(content.tables[0]!.rows.length > 0);
});

test('whoever freezes while another edition is frozen is told: each is held against all before it', async () => {
  const { source, one, other } = bureau;
  const [first, second] = [await start('Once'), await start('Twice')];
  const slow = meanwhile(() => freezeRelease(source, other, second.id));
  await assert.rejects(freezeRelease(slow, one, first.id), { code: 'picture.release-step-not-possible' });
  await freezeRelease(source, one, first.id);
});
