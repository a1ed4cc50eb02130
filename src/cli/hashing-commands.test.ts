import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { EXIT, type Wiring } from './command.ts';
import { runWired } from './test-run.ts';

const HEX = 'e271017837246bacc5dea21b648fbfd62f435c89db299a2497667e216c8d055c';
const NEAR = HEX.replace('e2', 'e3');
const FAR = HEX.replace('e271017837246bac', '1d8efe87c8db9453');

describe('commands about hashes of files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'everydot-hash-'));
    const values = Uint8Array.from({ length: 90 * 60 }, (_, at) => (at * at) >> 7);
    await sharp(values, { raw: { width: 90, height: 60, channels: 1 } })
      .png()
      .toFile(inFolder('rings.png'));
    await writeFile(inFolder('no-picture.png'), 'words');
    await writeFile(
      inFolder('query.csv'),
      `frame,quality,hash,timestamp\r\n0,100,${HEX},0.0\r\n1,100,${FAR},1.0\r\n`,
    );
    await writeFile(inFolder('known.csv'), `0,100,${NEAR},0.0\n`);
    await writeFile(inFolder('blurred.csv'), `0,10,${NEAR},0.0\n`);
    await writeFile(inFolder('broken.csv'), `0,100,${HEX},0.0\n1,100,ffff,0.0\n`);
  });
  after(() => rm(folder, { recursive: true }));

  const inFolder = (name: string) => path.join(folder, name);

  /** No database is at hand: a command that asks for one fails. */
  const run = (...argv: string[]) => runWired({ open: assert.fail } as unknown as Wiring, argv);

  it('prints hash, quality and name as given, and goes on after a file that cannot be read', async () => {
    const { code, out } = await run(
      'hash',
      inFolder('no-picture.png'),
      inFolder('rings.png'),
      inFolder('gone'),
    );
    const [unreadable, hashed, gone] = out.split('\n');
    assert.equal(code, EXIT.refused);
    assert.match(unreadable!, /^hashing\.picture-unreadable: .*no-picture\.png$/);
    assert.match(hashed!, /^[0-9a-f]{64} {2,4}\d+ {2}\S+rings\.png$/);
    assert.match(gone!, /^command\.file-unreadable: /);
    assert.equal((await run('hash', inFolder('rings.png'))).code, EXIT.done);
  });

  it('lets no name of a file look like another line', async () => {
    const name = `a\n${HEX}  100  b.png`;
    await copyFile(inFolder('rings.png'), inFolder(name));
    const { out } = await run('hash', inFolder(name), `${inFolder('gone')}\n${HEX}`);
    assert.equal(out.split('\n').length, 2);
  });

  it('prints one JSON document, with the turned hashes or with every page if they are asked for', async () => {
    const hashes = async (...flags: string[]) =>
      JSON.parse((await run('hash', '--json', ...flags, inFolder('rings.png'))).out).files[0].hashes;
    const [plain] = await hashes();
    const turned = await hashes('--dihedral');
    assert.equal(turned.length, 8);
    assert.deepEqual(turned[0], { turned: 'original', ...plain });
    assert.deepEqual(await hashes('--all-frames'), [{ frame: 0, ...plain }]);
  });

  it('compares two lists of frames, and names the direction of each share', async () => {
    const lists = [inFolder('query.csv'), inFolder('known.csv')];
    const { out, code } = await run('video-match', ...lists);
    assert.equal(code, EXIT.done);
    assert.match(out, /50\.00 % of the query's 2 .* are in the known video/);
    assert.match(out, /100\.00 % of the known video's 1 .* are in the query/);
    assert.match(out, /MATCH: query-holds-the-known-video$/);
    const asked = JSON.parse(
      (await run('video-match', '--json', ...lists, '--least-query-percent', '51')).out,
    );
    assert.equal(asked.isMatch, false);
    assert.equal(
      JSON.parse((await run('video-match', '--json', '--radius', '0', ...lists)).out).query.found,
      0,
    );
  });

  it('says that nothing can be told where no frame has the quality, and which line of a list is wrong', async () => {
    const blurred = await run('video-match', inFolder('blurred.csv'), inFolder('known.csv'));
    assert.equal(blurred.code, EXIT.refused);
    assert.match(blurred.out, /^Cannot be told/);
    const broken = await run('video-match', inFolder('known.csv'), inFolder('broken.csv'));
    assert.equal(broken.code, EXIT.refused);
    assert.match(broken.out, /broken\.csv[\s\S]*line 2: .*hash/);
    assert.equal((await run('video-match', inFolder('known.csv'))).code, EXIT.usage);
  });

  it('reads a picture from standard input', async () => {
    const main = fileURLToPath(new URL('../main.ts', import.meta.url));
    const { stdout } = spawnSync(process.execPath, [main, 'hash', '-'], {
      input: readFileSync(inFolder('rings.png')),
    });
    assert.equal(String(stdout).slice(0, 64), (await run('hash', inFolder('rings.png'))).out.slice(0, 64));
  });
});
