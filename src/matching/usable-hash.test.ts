import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { FileHash } from '../referral/index.ts';
import { hashedFiles, usableHash } from './usable-hash.ts';

const md5Of = (text: string) => createHash('md5').update(text).digest('hex');
const sha1Of = (text: string) => createHash('sha1').update(text).digest('hex');
const fileOf = (...hashes: FileHash[]) => ({ hashes, annotations: [] });

test('the hash of nothing, of a blank and of a missing value recognises no file', () => {
  const useless: FileHash[] = [
    { kind: 'md5', value: 'd41d8cd98f00b204e9800998ecf8427e' },
    { kind: 'sha1', value: 'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709' },
    { kind: 'sha256', value: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    { kind: 'md5', value: md5Of('null') },
    { kind: 'md5', value: '0'.repeat(32) },
    { kind: 'sha256', value: 'deadbeef'.repeat(8) },
    { kind: 'md5', value: 'not a hash' },
    { kind: 'md5', value: sha1Of('a file') },
    { kind: 'photodna', value: 'abcdef' },
    { kind: 'pdq', value: `${'a5'.repeat(31)}5a`, quality: 49 },
    { kind: 'pdq', value: `${'0'.repeat(62)}1f` },
  ];
  assert.deepEqual(
    useless.map((hash) => usableHash(hash)),
    useless.map(() => null),
  );
});

test('a hash is the same hash however it is written', () => {
  const hex = md5Of('a file');
  assert.deepEqual(usableHash({ kind: 'md5', value: ` ${hex.toUpperCase()} ` }), {
    kind: 'md5',
    hex,
    quality: null,
  });
});

test('a value that a sender put beside file after file joins none of them', () => {
  const files = ['1', '2', '3', '4', '5'].map((name) =>
    fileOf({ kind: 'md5', value: md5Of('same for all') }, { kind: 'sha1', value: sha1Of(name) }),
  );
  assert.deepEqual(
    hashedFiles(files).map(({ hashes }) => hashes.map(({ kind }) => kind)),
    files.map(() => ['sha1']),
  );
});

test('a file with the hashes of its original and of its re-encoded form keeps all of them', () => {
  const file = fileOf(
    { kind: 'md5', value: md5Of('original') },
    { kind: 'md5', value: md5Of('re-encoded') },
    { kind: 'sha1', value: sha1Of('re-encoded') },
  );
  assert.equal(hashedFiles([file])[0]?.hashes.length, 3);
});
