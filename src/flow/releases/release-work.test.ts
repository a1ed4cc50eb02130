import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PersonActor } from '../../access/index.ts';
import { entriesAbout } from '../../ledger/index.ts';
import { releaseContent, sectionsOf, versionsOf } from '../../publication/index.ts';
import { Problem } from '../../shared/problem.ts';
import { exportCommentary, importCommentary } from './commentary.ts';
import { compareReleases } from './compare-releases.ts';
import { freezeRelease } from './freeze-release.ts';
import { newRelease } from './new-release.ts';
import { readDraft } from './read-draft.ts';
import { readRelease, readReleases } from './read-releases.ts';
import { readTracked } from './read-tracked.ts';
import { reviseRelease } from './revise-release.ts';
import { stepRelease } from './step-release.ts';
import { PERIOD_2025, type ReleaseBureau, releaseBureau } from './test-releases.ts';
import { addReleaseItem, carryReleaseItem, writeReleaseItem } from './track-items.ts';
import { writeReleaseHeading, writeReleaseSection } from './write-section.ts';

let bureau: ReleaseBureau;
before(async () => {
  bureau = await releaseBureau();
  await bureau.report(40);
});
after(() => bureau.test.drop());

const begin = (title: string, template: 'annual' | 'empty' = 'empty') =>
  newRelease(bureau.source, bureau.one, { title, summary: 'A year.', period: PERIOD_2025, template });

const write = (releaseId: string, version: number, text: string, actor: PersonActor = bureau.one) =>
  writeReleaseSection(bureau.source.store, actor, { releaseId, section: 'summary', version, text });

const publish = (releaseId: string) =>
  stepRelease(bureau.source.store, bureau.other, { releaseId, action: 'publish' });

const ITEM = { what: 'Feedback', why: 'Few hear.', owner: 'Desk', dueOn: '2026-06-30', soFar: '' };

test('a revised edition marks each value that differs; the edition before stays, and both can be compared', async () => {
  const { source, one } = bureau;
  const { id, slug } = await begin('Marked');
  await write(id, 1, 'There were [[figure image-reports]] reports.');
  await freezeRelease(source, one, id);
  await publish(id);
  await bureau.report(25);
  const live = await compareReleases(source, one, { releaseId: id });
  assert.deepEqual(
    live
      .sinceFrozen!.values.filter((value) => value.id === 'image-reports')
      .map(({ earlier, later }) => [earlier, later]),
    [[40, 65]],
  );
  const next = await reviseRelease(source.store, one, { releaseId: slug, note: 'Late reports' });
  assert.equal(next.edition, 2);
  await write(next.id, 1, 'There were [[figure image-reports]] reports, more than before.');
  await freezeRelease(source, one, next.id);
  const said = await releaseContent(source.store.db, `${slug}:2`);
  const figure = said.content.figures.find((value) => value.id === 'image-reports')!;
  assert.deepEqual([figure.measured.value, figure.earlier, figure.marks.includes('r')], [65, 40, true]);
  assert.equal(said.release.revisionNote, 'Late reports');
  const before = await releaseContent(source.store.db, `${slug}:1`);
  assert.equal(before.content.figures.find((value) => value.id === 'image-reports')!.measured.value, 40);
  const { sinceBefore } = await compareReleases(source, one, { releaseId: next.id });
  assert.deepEqual(
    sinceBefore!.sections[0]!.lines.map(({ kind }) => kind),
    ['same', 'removed', 'added'],
  );
});

test('a draft with something that cannot be shown is not frozen, and says where', async () => {
  const { id } = await begin('Faulty');
  await write(id, 1, 'Text.\n\n[[figure nobody]] and [[table');
  await assert.rejects(freezeRelease(bureau.source, bureau.one, id), (failure) => {
    assert.ok(failure instanceof Problem && failure.code === 'picture.release-faulty');
    assert.deepEqual(
      failure.faults.map(({ path, line }) => [path, line]),
      [
        ['summary', 3],
        ['summary', 3],
      ],
    );
    return true;
  });
});

test('fixed tables are printed with small counts left out', async () => {
  const { id } = await begin('Tables');
  await bureau.report(3, { threat: 'transnational' });
  await bureau.report(2, { threat: 'contact' });
  await write(id, 1, '[[table threat-by-month]]');
  await freezeRelease(bureau.source, bureau.one, id);
  const { content } = await releaseContent(bureau.source.store.db, id);
  assert.deepEqual(
    content.tables.map((table) => table.id),
    ['threat-by-month'],
  );
  const counts = content.tables[0]!.rows.map(({ count }) => count);
  assert.ok(counts.includes(null));
  assert.deepEqual(
    counts.filter((count) => count !== null && count > 0 && count < 5),
    [],
  );
});

test('what one report left out no other report of overlapping years prints, though it has grown since', async () => {
  const left = async (title: string, period = PERIOD_2025) => {
    const { id } = await newRelease(bureau.source, bureau.one, {
      ...{ title, summary: '', period, template: 'empty' },
    });
    await write(id, 1, '[[table threat-by-month]]');
    await freezeRelease(bureau.source, bureau.one, id);
    const { content } = await releaseContent(bureau.source.store.db, id);
    return content.tables[0]!.rows.filter(({ count }) => count === null).map(({ cells }) => cells.join());
  };
  const first = await left('Calendar year');
  assert.ok(first.length > 0);
  await bureau.report(4, { threat: 'transnational' });
  await bureau.report(4, { threat: 'contact' });
  const later = await left('Financial year', { from: '2025-04-01', to: '2026-03-31' });
  assert.deepEqual(
    first.filter((cell) => cell.includes('2025-06') && !later.includes(cell)),
    [],
  );
});

test('of two who write the same section at once one is told; what the other wrote is kept', async () => {
  const { id } = await begin('At once');
  const both = await Promise.allSettled([write(id, 1, 'One.'), write(id, 1, 'Other.', bureau.other)]);
  const refused = both.filter(({ status }) => status === 'rejected');
  assert.equal(refused.length, 1);
  assert.equal((refused[0] as PromiseRejectedResult).reason.code, 'picture.section-changed');
  await write(id, 2, 'Both.', bureau.other);
  const versions = await versionsOf(bureau.source.store.db, id, 'summary');
  assert.deepEqual(
    versions.map(({ version }) => version),
    [3, 2, 1],
  );
  assert.ok(['One.', 'Other.'].includes(versions[1]!.text));
});

test('of two who begin a report of one name at once, one is told that it is there', async () => {
  const both = await Promise.allSettled([begin('Twins'), begin('Twins')]);
  const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal(refused.reason.code, 'picture.release-exists');
});

test('commentary is written elsewhere as a text file, and comes back unless somebody wrote meanwhile', async () => {
  const { store } = bureau.source;
  const { id } = await begin('Elsewhere', 'annual');
  const text = await exportCommentary(store, bureau.one, id);
  const edited = text.replace(
    '=== summary | version 1 | Summary\n',
    '=== summary | version 1 | In short\nWritten elsewhere.\n\\=== no section\n',
  );
  const { written, same } = await importCommentary(store, bureau.other, {
    releaseId: id,
    file: `\u{feff}${edited.replaceAll('\n', '\r\n')}`,
  });
  assert.deepEqual([written, same.length], [['summary'], 10]);
  const [summary] = await sectionsOf(store.db, id);
  assert.deepEqual([summary!.heading, summary!.text], ['In short', 'Written elsewhere.\n=== no section']);
  await assert.rejects(importCommentary(store, bureau.one, { releaseId: id, file: text }), {
    code: 'picture.section-changed',
  });
  const again = await exportCommentary(store, bureau.one, id);
  assert.deepEqual((await importCommentary(store, bureau.one, { releaseId: id, file: again })).written, []);
  for (const file of [
    '',
    'text',
    again.replace('edition 1', 'edition 2'),
    again.replace('=== gaps', '=== summary'),
  ])
    await assert.rejects(importCommentary(store, bureau.one, { releaseId: id, file }), {
      code: 'picture.commentary-unreadable',
    });
});

test('what is open is proposed to the next report, goes on there, and comes back if its draft is discarded', async () => {
  const { source, one } = bureau;
  const { store } = source;
  const { id: first } = await begin('This year');
  const item = await addReleaseItem(store, one, { releaseId: first, kind: 'priority', ...ITEM });
  await freezeRelease(source, one, first);
  await publish(first);
  const { id: second } = await begin('Next year');
  const stateOf = async (release: string) =>
    (await readTracked(store, one, release)).items.map(({ state, dueOn }) => [state, dueOn]);
  assert.ok((await readTracked(store, one, second)).proposed.some(({ id }) => id === item.id));
  const carried = await carryReleaseItem(store, one, {
    releaseId: second,
    itemId: item.id,
    dueOn: '2027-06-30',
  });
  assert.equal(carried.carriedFrom, item.id);
  assert.deepEqual(
    [await stateOf(first), await stateOf(second)],
    [[['carried-over', '2026-06-30']], [['open', '2027-06-30']]],
  );
  await assert.rejects(carryReleaseItem(store, one, { releaseId: second, itemId: item.id }), {
    code: 'picture.item-step-not-possible',
  });
  await stepRelease(store, one, { releaseId: second, action: 'discard', note: 'begun too early' });
  assert.deepEqual(await stateOf(first), [['open', '2026-06-30']]);
  assert.deepEqual(
    (await releaseContent(store.db, first)).release.priorities.map(({ state }) => state),
    ['open'],
  );
});

test('progress is written after publication, without changing what was published', async () => {
  const { source, one } = bureau;
  const { store } = source;
  const { id } = await begin('Progress');
  const gap = await addReleaseItem(store, one, { releaseId: id, kind: 'gap', ...ITEM });
  await freezeRelease(source, one, id);
  await publish(id);
  const answered = {
    ...ITEM,
    itemId: gap.id,
    version: 1,
    soFar: 'About a tenth.',
    action: 'answer' as const,
  };
  assert.equal((await writeReleaseItem(store, one, answered)).state, 'answered');
  await assert.rejects(writeReleaseItem(store, one, answered), { code: 'picture.section-changed' });
  await assert.rejects(writeReleaseItem(store, one, { ...answered, version: 2 }), {
    code: 'picture.item-step-not-possible',
  });
  await assert.rejects(
    addReleaseItem(store, one, { releaseId: id, kind: 'gap', ...ITEM, owner: ' ', dueOn: '2026-02-30' }),
    { code: 'picture.invalid-item' },
  );
  const { gaps } = (await releaseContent(store.db, id)).release;
  assert.deepEqual(
    gaps.map(({ state, answer }) => [state, answer]),
    [['open', '']],
  );
});

test('each act is in the ledger, and only those who may can do it', async () => {
  const { source, one, supervisor, auditor, analyst, officer } = bureau;
  const { store } = source;
  const { id } = await begin('Access');
  await freezeRelease(source, one, id);
  await stepRelease(store, supervisor, { releaseId: id, action: 'publish' });
  const actions = (await entriesAbout(store.db, id)).map(({ verb, action }) => [verb, action]);
  assert.deepEqual(actions.toSorted(), [
    ['altered', 'freeze-release'],
    ['altered', 'new-release'],
    ['disclosed', 'publish-release'],
  ]);
  const refused = { code: 'access.not-allowed' };
  for (const actor of [analyst, officer])
    for (const read of [
      readReleases(store, actor),
      readRelease(store, actor, id),
      readDraft(source, actor, { releaseId: id }),
      readTracked(store, actor, id),
      exportCommentary(store, actor, id),
    ])
      await assert.rejects(read, refused);
  for (const actor of [auditor, supervisor, analyst]) {
    await assert.rejects(write(id, 1, '', actor), refused);
    await assert.rejects(freezeRelease(source, actor, id), refused);
    await assert.rejects(reviseRelease(store, actor, { releaseId: id, note: 'x' }), refused);
    await assert.rejects(addReleaseItem(store, actor, { releaseId: id, kind: 'gap', ...ITEM }), refused);
  }
  await assert.rejects(
    stepRelease(store, auditor, { releaseId: id, action: 'withdraw', note: 'x' }),
    refused,
  );
  await assert.rejects(write(id, 1, 'after publication'), { code: 'picture.release-step-not-possible' });
  await assert.rejects(
    writeReleaseHeading(store, one, { releaseId: id, version: 1, title: 'x', summary: '' }),
    { code: 'picture.release-step-not-possible' },
  );
  await assert.rejects(stepRelease(store, one, { releaseId: id, action: 'withdraw', note: ' ' }), {
    code: 'picture.release-note-needed',
  });
});
