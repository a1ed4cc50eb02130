import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Adapter } from './adapter.ts';
import { ADAPTERS, chooseAdapter } from './adapters.ts';

function format(name: string, mediaTypes: readonly string[], mark: string): Adapter {
  const read = () => {
    throw new Error('not read here');
  };
  return { name, label: name, mediaTypes, recognises: (raw) => raw.includes(mark), read };
}

const formats = [
  format('one', ['application/json', 'application/one+json'], '#1'),
  format('two', ['application/json'], '#2'),
  format('three', ['text/csv'], '#3'),
];
const choose = (text: string, hint: Parameters<typeof chooseAdapter>[2] = {}) =>
  chooseAdapter(formats, Buffer.from(text), hint)?.name;

test('a named format is taken, whatever the bytes look like', () => {
  assert.equal(choose('#1', { adapter: 'three', mediaType: 'application/json' }), 'three');
  assert.equal(choose('#1', { adapter: 'four' }), undefined);
});

test('a media type that one format has decides, with or without parameters, in any case', () => {
  assert.equal(choose('#2', { mediaType: 'Application/One+JSON; charset=utf-8' }), 'one');
});

test('where several formats share a media type, the bytes decide', () => {
  assert.equal(choose('#2', { mediaType: 'application/json' }), 'two');
});

test('where the media type tells nothing, or the wrong thing, the bytes decide', () => {
  for (const mediaType of [undefined, 'application/octet-stream', 'application/json']) {
    assert.equal(choose('#3', { mediaType }), 'three');
  }
  assert.equal(choose('nothing', { mediaType: 'application/json' }), undefined);
});

test('every format has a name of its own', () => {
  const names = ADAPTERS.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
  assert.ok(names.every((name) => /^[a-z]+(?:-[a-z]+)*$/.test(name)));
});

test('no format recognises empty or binary bytes, and none fails on them', () => {
  for (const raw of [
    Buffer.alloc(0),
    Buffer.alloc(5_000, 0xff),
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]),
  ]) {
    assert.equal(chooseAdapter(ADAPTERS, raw, {}), undefined);
  }
});
