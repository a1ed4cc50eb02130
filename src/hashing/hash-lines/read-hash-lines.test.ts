import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pdqHex } from '../pdq/pdq-hash.ts';
import { type LineRefusal, labelOf, readHashLines } from './read-hash-lines.ts';

const A = 'a'.repeat(64);
const B = '0123456789abcdef'.repeat(4);

type Row = { line: number; hash: string; label: string | null };

async function read(text: string | Uint8Array, { piece = 7, most = 3 } = {}) {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, place) =>
    bytes.subarray(place * piece, (place + 1) * piece),
  );
  const rows: Row[] = [];
  const refused: LineRefusal[] = [];
  for await (const some of readHashLines(Readable.from(pieces), most)) {
    for (let row = 0; row < some.rows; row += 1) {
      rows.push({
        line: some.lines[row]!,
        hash: pdqHex(some.hashes.subarray(row * 32, row * 32 + 32)),
        label: labelOf(some, row),
      });
    }
    refused.push(...some.refused);
  }
  return { rows, refused };
}

describe('readHashLines', () => {
  it('reads hashes with and without labels', async () => {
    const { rows, refused } = await read(`${A},first one\n${B}\n`);
    assert.deepEqual(rows, [
      { line: 1, hash: A, label: 'first one' },
      { line: 2, hash: B, label: null },
    ]);
    assert.deepEqual(refused, []);
  });

  it('takes upper case, CRLF, blank lines, a byte order mark, quotes and a last line without an end', async () => {
    const text = `\ufeff${A.toUpperCase()},eins\r\n\r\n  \n"${B}","zwei, drei"\r\n\t${A} , vier `;
    assert.deepEqual((await read(text)).rows, [
      { line: 1, hash: A, label: 'eins' },
      { line: 4, hash: B, label: 'zwei, drei' },
      { line: 5, hash: A, label: 'vier' },
    ]);
  });

  it('takes a quote that is written twice within quotes for one', async () => {
    const { rows } = await read(`${A},"a ""b"", c"\n${B},a ""b\n${A},""""\n`);
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['a "b", c', 'a ""b', '"'],
    );
  });

  it('yields before a text of bad lines has filled the memory', async () => {
    let refused = 0;
    for await (const some of readHashLines(Readable.from([Buffer.from('bad\n'.repeat(100))]), 3)) {
      assert.ok(some.refused.length <= 3);
      refused += some.refused.length;
    }
    assert.equal(refused, 100);
  });

  it('names each bad line with a code, and the others go on', async () => {
    const text = [
      'hash,label',
      A.slice(1),
      `${A}0`,
      B,
      `x${A.slice(1)}`,
      `${A},${'l'.repeat(9_000)}`,
      ',',
      A,
    ];
    const { rows, refused } = await read(text.join('\n'));
    assert.deepEqual(
      rows.map(({ line }) => line),
      [4, 8],
    );
    assert.deepEqual(refused, [
      { line: 1, code: 'not-hexadecimal' },
      { line: 2, code: 'wrong-length' },
      { line: 3, code: 'wrong-length' },
      { line: 5, code: 'not-hexadecimal' },
      { line: 6, code: 'too-long' },
      { line: 7, code: 'wrong-length' },
    ]);
  });

  it('gives nothing for nothing', async () => {
    assert.deepEqual(await read(''), { rows: [], refused: [] });
    assert.deepEqual(await read('\n\n'), { rows: [], refused: [] });
  });

  it('accounts for every line that is not blank, whatever the bytes and wherever they are cut', async () => {
    const line = fc.oneof(
      fc.constantFrom(A, B, `${A},x`, '', '\r'),
      fc.string({ unit: 'binary' }),
      fc.base64String(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 200 }), async (lines, piece) => {
        const text = lines.join('\n');
        const { rows, refused } = await read(text, { piece });
        const counted = text.split('\n').filter((each) => each.replace(/^\ufeff|[ \t\r]+/g, '') !== '');
        assert.equal(rows.length + refused.length, counted.length);
        assert.deepEqual(await read(text, { piece: 1_000_000 }), { rows, refused });
      }),
      { numRuns: 200, seed: 9 },
    );
  });
});
