import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planBuild } from './plan-build.ts';

describe('planBuild', () => {
  it('leaves a shard alone that is more than 16 times what is built in', () => {
    assert.deepEqual(planBuild([{ rows: 1_601, gone: 0 }], 100), []);
    assert.deepEqual(planBuild([{ rows: 1_600, gone: 0 }], 100), [0]);
  });

  it('counts what it has taken in already', () => {
    const shards = [
      { rows: 20_000, gone: 0 },
      { rows: 1_600, gone: 0 },
    ];
    assert.deepEqual(planBuild(shards, 100), [1, 0]);
  });

  it('builds a shard anew that lost more than a quarter', () => {
    assert.deepEqual(planBuild([{ rows: 10_000, gone: 2_500 }], 1), []);
    assert.deepEqual(planBuild([{ rows: 10_000, gone: 2_501 }], 1), [0]);
  });

  it('meets four shards at most while ten million hashes come in', () => {
    let shards: { rows: number; gone: number }[] = [];
    let most = 0;
    for (let rows = 0; rows < 10_000_000; rows += 8_192) {
      const merged = planBuild(shards, 8_192);
      const taken = merged.reduce((sum, place) => sum + shards[place]!.rows, 8_192);
      shards = [...shards.filter((_, place) => !merged.includes(place)), { rows: taken, gone: 0 }];
      most = Math.max(most, shards.length);
    }
    assert.ok(most <= 4, `${most} shards`);
  });
});
