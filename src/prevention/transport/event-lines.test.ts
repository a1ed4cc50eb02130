import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEventLines } from './event-lines.ts';

test('one event, several in an array, or one a line: each is read as what it is', () => {
  assert.deepEqual(readEventLines('{"a":1}', 'application/json').events, [{ a: 1 }]);
  assert.deepEqual(readEventLines('[{"a":1},{"b":2}]', 'application/json').events, [{ a: 1 }, { b: 2 }]);
  const lines = readEventLines('{"a":1}\n\n{"b":2}\r\n', 'application/x-ndjson; charset=utf-8');
  assert.deepEqual(lines, { events: [{ a: 1 }, { b: 2 }], faults: [] });
});

test('a line that is no JSON is told by its number, and the others stand', () => {
  const { events, faults } = readEventLines('{"a":1}\n{"b":\n3\n', 'application/jsonl');
  assert.deepEqual(events, [{ a: 1 }, 3]);
  assert.deepEqual(
    faults.map(({ line }) => line),
    [2],
  );
});

test('a document that is no JSON, and more events than one request may hold, are refused', () => {
  assert.throws(() => readEventLines('{"a":', 'application/json'), { code: 'prevention.invalid-event' });
  assert.throws(() => readEventLines('1\n'.repeat(10_001), 'application/x-ndjson'), {
    code: 'intake.too-large',
  });
});
