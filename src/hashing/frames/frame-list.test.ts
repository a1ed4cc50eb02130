import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../shared/problem.ts';
import { pdqHex } from '../pdq/pdq-hash.ts';
import { type FrameHash, readFrameList } from './frame-list.ts';

const HEX = 'e271017837246bacc5dea21b648fbfd62f435c89db299a2497667e216c8d055c';

function faultsOf(text: string): readonly { line?: number; reason: string }[] {
  try {
    readFrameList(text);
    return [];
  } catch (problem) {
    assert.ok(problem instanceof Problem && problem.code === 'hashing.frame-list-invalid');
    return problem.faults;
  }
}

describe('a list of frames', () => {
  it('is read from lines of frame, quality, hash and timestamp', () => {
    const [frame] = readFrameList(`7,93,${HEX},0.233\n`);
    assert.deepEqual(
      { ...frame!, hash: Buffer.from(frame!.hash).toString('hex') },
      { frame: 7, quality: 93, hash: HEX, timestampSeconds: 0.233 },
    );
  });

  it('may have a header, a byte order mark, blank lines, blanks, capitals and any ends of lines', () => {
    const texts = [
      `frame,quality,hash,timestamp\r\n0,100,${HEX},0.000\r\n\r\n1,100,${HEX},0.033\r\n`,
      `\ufeff0, 100, ${HEX.toUpperCase()}, 0\n1, 100, ${HEX}, 1`,
      `Frame,Quality,PDQ Hash,Timestamp(sec)\r0,100,${HEX},0\r1,100,${HEX},1`,
    ];
    for (const text of texts) assert.equal(readFrameList(text).length, 2);
  });

  it('is read as programs of ThreatExchange exchange it: hash, quality and timestamp, in JSON or in lines', () => {
    const entries = [`${HEX},100,0.0`, `${HEX},51,1.001`];
    for (const text of [JSON.stringify(entries), entries.join('\n')])
      assert.deepEqual(
        readFrameList(text).map(({ frame, quality, timestampSeconds }) => [frame, quality, timestampSeconds]),
        [
          [0, 100, 0],
          [1, 51, 1.001],
        ],
      );
  });

  it('names each faulty line, and what is wrong with it', () => {
    const lines = [
      `0,100,${HEX},0`,
      `1,101,${HEX},0`,
      `2,100,${HEX.slice(1)},0`,
      'what',
      `x,1,${HEX},0`,
      `3,1,${HEX},-1`,
    ];
    assert.deepEqual(
      faultsOf(lines.join('\n')).map(({ line }) => line),
      [2, 3, 4, 5, 6],
    );
    assert.match(faultsOf(lines.join('\n'))[0]!.reason, /quality/);
  });

  it('is refused if it holds no frame, and if it is JSON of another shape', () => {
    for (const text of ['', '\n\n', 'frame,quality,hash,timestamp\n', '[]', '{}', '[', '[1]', '[{"0": 1}]'])
      assert.throws(() => readFrameList(text), { code: 'hashing.frame-list-invalid' }, text);
  });

  it('is read as vPDQ writes it', () => {
    const frame: fc.Arbitrary<FrameHash> = fc.record(
      {
        frame: fc.nat(1_000_000),
        quality: fc.integer({ min: 0, max: 100 }),
        hash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
        timestampSeconds: fc.nat(100_000_000).map((ms) => ms / 1000),
      },
      { noNullPrototype: true },
    );
    const lineOf = ({ frame: number, quality, hash, timestampSeconds }: FrameHash) =>
      `${number},${quality},${pdqHex(hash)},${timestampSeconds.toFixed(3)}\n`;
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 20 }), (frames) =>
        assert.deepEqual(readFrameList(frames.map(lineOf).join('')), frames),
      ),
      { seed: 1 },
    );
  });

  it('ends in frames or in a code, whatever is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`0,1[]"\r\n e${HEX.slice(0, 4)}`) }), (text) => {
        faultsOf(text);
      }),
      { seed: 1 },
    );
  });
});
