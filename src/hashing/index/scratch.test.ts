import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { takeScratch } from './scratch.ts';
import { newShard, shardLayout } from './shard.ts';

describe('takeScratch', () => {
  it('gives each place room of its own behind the tables, and no more the next time', () => {
    const { memory, rows } = newShard(1_000);
    const [second, first] = [takeScratch(memory, rows, 1), takeScratch(memory, rows, 0)];
    assert.ok(shardLayout(rows).end <= first.seen);
    assert.ok(first.hits < second.seen);
    const bytes = memory.buffer.byteLength;
    new Uint8Array(memory.buffer, second.seen, 8).fill(255);
    assert.deepEqual(takeScratch(memory, rows, 1), second);
    assert.deepEqual([...new Uint8Array(memory.buffer, second.seen, 8)], Array(8).fill(0));
    assert.equal(memory.buffer.byteLength, bytes);
  });
});
