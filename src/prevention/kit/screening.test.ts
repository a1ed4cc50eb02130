import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { readEvent } from '../events/read-event.ts';
import type { ScreenEvent } from '../events/screen-event.ts';
import { defaultRules, loadRules, type RuleSet } from '../rules/load-rules.ts';
import { createScreen } from '../screen/create-screen.ts';
import { restoreScreen } from './restore-screen.ts';
import { openScreening, type Screening } from './screening.ts';
import { knownStream } from './test-kit.ts';

let folder: string;
const rules = defaultRules();
/** The events of the tests that the rules carry, and streams that show a listed frame, in the order of their times. */
const events: ScreenEvent[] = [
  ...rules.document.tests.flatMap((each, i) => each.events.map((event) => renamed(event, i))),
  ...Array.from({ length: 10 }, (_, n) => knownStream(n)).flat(),
]
  .map((event) => readEvent(event))
  .sort((a, b) => Date.parse(a.time) - Date.parse(b.time));

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'screening-'));
});
after(() => rm(folder, { recursive: true }));

function renamed(event: unknown, n: number): unknown {
  return JSON.parse(JSON.stringify(event).replace(/"(id|stream|account)":"([^"]+)"/g, `"$1":"$2-${n}"`));
}

async function opened(name: string, kept: Set<string>, used: RuleSet = rules): Promise<Screening> {
  return openScreening({
    folder: path.join(folder, name),
    restore: (saved) => restoreScreen(used, saved),
    keep: async (decided) => {
      for (const { decision } of decided) kept.add(decision.decisionId);
    },
    onTrouble: ({ why }) => assert.fail(why),
  });
}

function expectedDecisions(): Set<string> {
  const screen = createScreen({ rules });
  return new Set(events.flatMap((event) => screen.take(event)).map(({ decisionId }) => decisionId));
}

test('killed and restarted at any place, the screening decides what one without interruption decides', async () => {
  const expected = expectedDecisions();
  assert.ok(expected.size >= 10);
  for (const pieces of [1, 3, 8]) {
    const kept = new Set<string>();
    await cp(await emptyFolder(), path.join(folder, `${pieces}-0`), { recursive: true });
    const step = Math.ceil(events.length / pieces);
    for (let life = 0; life * step < events.length; life += 1) {
      const name = `${pieces}-${life}`;
      const screening = await opened(name, kept);
      const some = events.slice(life * step, (life + 1) * step);
      await screening.take(some.map((event, i) => ({ event, mark: life * step + i + 1 })));
      assert.equal(screening.mark, life * step + some.length);
      // Every second life ends as kill -9 ends it: what is on disk then is what the next one finds.
      if (life % 2 === 0)
        await cp(path.join(folder, name), path.join(folder, `${pieces}-${life + 1}`), { recursive: true });
      await screening.close();
      if (life % 2 === 1)
        await cp(path.join(folder, name), path.join(folder, `${pieces}-${life + 1}`), { recursive: true });
    }
    assert.deepEqual(kept, expected);
  }
});

async function emptyFolder(): Promise<string> {
  return mkdtemp(path.join(folder, 'empty-'));
}

test('after a proper end nothing has to be read again, and the mark stands', async () => {
  const place = path.basename(await emptyFolder());
  const first = await opened(place, new Set());
  await first.take(events.map((event, i) => ({ event, mark: i + 1 })));
  await first.close();
  const kept = new Set<string>();
  const second = await opened(place, kept);
  assert.equal(kept.size, 0);
  assert.equal(second.mark, events.length);
  await second.close();
  assert.equal(
    (await readdir(path.join(folder, place))).filter((name) => name.startsWith('events-')).length,
    1,
  );
});

test('under other rules the saved state is not used: what is remembered is screened anew', async () => {
  const place = path.basename(await emptyFolder());
  const first = await opened(place, new Set());
  await first.take(events.map((event) => ({ event })));
  await first.close();
  const changed = loadRules({ ...rules.document, version: '2026-11-23' });
  const kept = new Set<string>();
  const second = await opened(place, kept, changed);
  assert.ok(kept.size > 0);
  await second.close();
});

test('more events than can wait are refused, and those that were taken stand', async () => {
  const kept = new Set<string>();
  const screening = await opened(path.basename(await emptyFolder()), kept);
  const many = Array.from({ length: 60_000 }, () => ({ event: events[0]! }));
  await assert.rejects(screening.take(many), { code: 'prevention.overloaded' });
  await screening.take(events.map((event) => ({ event })));
  assert.deepEqual(kept, expectedDecisions());
  await screening.close();
});
