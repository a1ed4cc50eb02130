import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Problem } from '../../shared/problem.ts';
import { newBuilds } from './builds.ts';
import { type Crew, newCrew, type Side } from './crew.ts';
import { type Helpers, newHelpers } from './run-thread.ts';
import { countUp, randomHashes, seededRandom } from './sample-hashes.ts';
import { newSignals } from './signals.ts';
import { sendShards } from './thread-messages.ts';
import { newTrackedRows } from './tracked-rows.ts';

it('goes on answering after a build that failed, and the next one takes its rows too', async () => {
  const signals = newSignals();
  const rows = newTrackedRows(signals);
  const real = newHelpers();
  let fails = true;
  const helpers: Helpers = {
    run: (task, ports) =>
      fails ? Promise.reject(new Problem('hashing.memory-exhausted')) : real.run(task, ports),
    stop: real.stop,
  };
  const hire = (delta: WebAssembly.Memory, side: Side) =>
    newCrew({ threads: 1, side, signals, deltas: [delta], onFault: () => undefined });
  const first = hire(rows.young().memory, 0);
  let crew: Crew = first.crew;
  sendShards(first.shardsTo, []);
  const takeOver = (next: Crew) => {
    crew = next;
  };
  const builds = newBuilds({
    rows,
    helpers,
    crew: () => crew,
    hire,
    takeOver,
    deltaRows: 1_000,
    shardRows: 1_000,
  });
  const hashes = randomHashes(20, seededRandom(14));
  try {
    rows.put(countUp(10), hashes.subarray(0, 320));
    await assert.rejects(builds.settle(), { code: 'hashing.memory-exhausted' });
    rows.put(countUp(10, 10), hashes.subarray(320));
    assert.deepEqual((await crew.search(hashes, 31)).ids, countUp(20));
    fails = false;
    await builds.settle();
    assert.deepEqual((await crew.search(hashes, 31)).ids, countUp(20));
    assert.deepEqual(rows.shardSizes(), [{ rows: 20, gone: 0 }]);
  } finally {
    await crew.retire();
  }
});
