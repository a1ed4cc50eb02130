import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pdqHex } from '../hashing/index.ts';
import { EXIT } from './command.ts';
import { matchCommand } from './match-command.ts';

/** A hash with its first bits set; the others are not. */
function hexOf(bits: number): string {
  return pdqHex(
    Uint8Array.from(
      { length: 32 },
      (_, byte) => (0xff00 >> Math.min(8, Math.max(0, bits - byte * 8))) & 0xff,
    ),
  );
}

describe('everydot match', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'match-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function match(list: string, queries: string, options: { radius?: number; json?: boolean } = {}) {
    const files = { list: path.join(folder, 'list'), queries: path.join(folder, 'queries') };
    await writeFile(files.list, list);
    await writeFile(files.queries, queries);
    let printed = '';
    const told: string[] = [];
    const code = await matchCommand(
      { ...files, radius: 31, threads: 0, ...options },
      {
        print: async (text) => {
          printed += text;
        },
        tell: (line) => told.push(line),
        progress: () => undefined,
        isClosed: () => false,
      },
    );
    return { printed, told, code };
  }

  it('prints every pair within the radius with its distance, nearest first', async () => {
    const { printed, code } = await match(
      `${hexOf(0)},none\n${hexOf(31)},thirty-one\n${hexOf(63)}\n`,
      `${hexOf(1)},q\n${hexOf(32)}\n`,
    );
    assert.equal(printed, 'q\tnone\t1\nq\tthirty-one\t30\nline 2\tthirty-one\t1\nline 2\tline 3\t31\n');
    assert.equal(code, EXIT.done);
  });

  it('prints one JSON document', async () => {
    const { printed } = await match(`${hexOf(0)},a\n`, `${hexOf(3)}\n${hexOf(40)}\nnothing\n`, {
      json: true,
    });
    assert.deepEqual(JSON.parse(printed), {
      radius: 31,
      pairs: [{ query: { line: 1, label: null }, list: { line: 1, label: 'a' }, distance: 3 }],
      refused: [{ file: 'queries', line: 3, code: 'not-hexadecimal' }],
      counts: { list: 1, queries: 2, pairs: 1, refused: 1 },
    });
  });

  it('names bad lines of either file with a code, goes on with the others, and says so with its exit code', async () => {
    const { printed, told, code } = await match(
      `header\n${hexOf(0)}\n`,
      `${hexOf(0).slice(2)}\n${hexOf(0)}\n`,
    );
    assert.equal(printed, 'line 2\tline 2\t0\n');
    assert.deepEqual(
      told.map((line) => line.split(': ').slice(0, 2)),
      [
        ['--list, line 1', 'not-hexadecimal'],
        ['--queries, line 1', 'wrong-length'],
      ],
    );
    assert.equal(code, EXIT.refused);
  });

  it('lets no label steer the terminal or look like a second column', async () => {
    const { printed } = await match(`${hexOf(0)},a\tb\u001b[2Jc\n`, `${hexOf(0)},q\n`);
    assert.equal(printed, 'q\ta b [2Jc\t0\n');
  });

  it('prints nothing of its document before queries that cannot be read', async () => {
    let printed = '';
    const printer = {
      print: async (text: string) => {
        printed += text;
      },
      tell: () => undefined,
      progress: () => undefined,
      isClosed: () => false,
    };
    await writeFile(path.join(folder, 'known'), hexOf(0));
    for (const queries of [folder, path.join(folder, 'missing')])
      await assert.rejects(
        matchCommand(
          { list: path.join(folder, 'known'), queries, radius: 31, threads: 0, json: true },
          printer,
        ),
        { code: 'command.file-unreadable' },
      );
    assert.equal(printed, '');
  });

  it('counts every bad line but names only so many of them', async () => {
    const { printed, code } = await match(`${'bad\n'.repeat(20_000)}${hexOf(0)},a\n`, hexOf(0), {
      json: true,
    });
    const { pairs, refused, counts } = JSON.parse(printed);
    assert.deepEqual(
      [pairs.length, pairs[0].list, refused.length, counts.refused, code],
      [1, { line: 20_001, label: 'a' }, 1_000, 20_000, EXIT.refused],
    );
  });

  it('finds pairs among more lines than are scanned', async () => {
    const many = Array.from({ length: 20_000 }, (_, row) => `${hexOf(row % 257)},${row}`).join('\n');
    const { printed } = await match(many, hexOf(256), { radius: 1 });
    const rows = printed
      .trim()
      .split('\n')
      .map((line) => line.split('\t').slice(1).map(Number));
    const expected = (bits: number) =>
      Array.from({ length: 20_000 }, (_, row) => row).filter((row) => row % 257 === bits);
    assert.deepEqual(rows, [
      ...expected(256).map((row) => [row, 0]),
      ...expected(255).map((row) => [row, 1]),
    ]);
  });

  it('says which file cannot be read', async () => {
    const nowhere = path.join(folder, 'nowhere');
    const printer = {
      print: async () => undefined,
      tell: () => undefined,
      progress: () => undefined,
      isClosed: () => false,
    };
    await assert.rejects(matchCommand({ list: nowhere, queries: nowhere, radius: 31, threads: 0 }, printer), {
      code: 'command.file-unreadable',
    });
  });
});
