import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDay } from './period.ts';

test('a day is one that the calendar has, written in full', () => {
  for (const [text, is] of [
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2023-2-1', false],
    ['2023-02-01T00:00', false],
    [undefined, false],
  ] as const)
    assert.equal(isDay(text), is, text);
});
