import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { buildKit } from '../../checks/build-kit.ts';
import { ROOT } from '../../checks/source-files.ts';
import { type TestBureau, testBureau } from './test-bureau.ts';

// The kit as it is installed: packed, unpacked in an empty folder, and used by a program of plain JavaScript. That its
// dependencies can be fetched, and Node 20, are tried by `npm run trial -- kit`.

const run = promisify(execFile);
let folder: string;
let bureau: TestBureau;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kit-package-'));
  bureau = await testBureau();
  buildKit(path.join(folder, 'built'));
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts'], {
    cwd: path.join(folder, 'built'),
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const installed = path.join(folder, 'platform/node_modules/everydot-kit');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', path.join(folder, 'built', filename), '--strip-components=1', '-C', installed]);
  const { dependencies } = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    const to = path.join(folder, 'platform/node_modules', name);
    await mkdir(path.dirname(to), { recursive: true });
    await symlink(path.join(ROOT, 'node_modules', name), to);
  }
});
after(async () => {
  await bureau.close();
  await rm(folder, { recursive: true });
});

test('a program of a platform screens pictures with it and files its report', async () => {
  const platform = path.join(folder, 'platform');
  const picture = path.join(folder, 'gradient.png');
  const gradient = Buffer.from(Array.from({ length: 128 * 128 }, (_, i) => (i % 128) * 2));
  await sharp(gradient, { raw: { width: 128, height: 128, channels: 1 } })
    .png()
    .toFile(picture);
  await writeFile(path.join(folder, 'token'), await bureau.platform('example-live'));
  await writeFile(
    path.join(platform, 'program.mjs'),
    await readFile(path.join(platform, 'node_modules/everydot-kit/example.mjs')),
  );
  const args = ['program.mjs', bureau.url, path.join(folder, 'token'), path.join(folder, 'data'), picture];
  const first = await run(process.execPath, args, { cwd: platform });
  assert.match(first.stdout, /gradient\.png: not-listed/);
  assert.match(first.stdout, /^stop stream stream-1$/m);
  assert.match(first.stdout, /report [0-9a-f]{32}: filed ED-\d{7}-[A-Z]/);
  assert.equal(first.stderr, '');
  await run(process.execPath, args, { cwd: platform });
  assert.equal(await bureau.referralsOf('example-live'), 1);
});

test('its types are there for programs in TypeScript', async () => {
  const platform = path.join(folder, 'platform');
  await writeFile(
    path.join(platform, 'program.ts'),
    `import { type Kit, type KitOptions, openKit } from 'everydot-kit';
    export const open = (options: KitOptions): Promise<Kit> => openKit(options);
    export const refused = async (kit: Kit): Promise<string[]> => (await kit.take([])).refused.map(({ code }) => code);
    // @ts-expect-error a place is a number
    export const wrong = async (kit: Kit): Promise<string[]> => (await kit.take([])).refused.map(({ place }) => place);`,
  );
  await writeFile(path.join(platform, 'package.json'), '{"type":"module"}');
  const tsc = path.join(ROOT, 'node_modules/.bin/tsc');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  await run(tsc, [...options, 'program.ts'], { cwd: platform }).catch((failed: { stdout: string }) =>
    assert.fail(failed.stdout),
  );
});

test('nothing but compiled code, kernels and words is in it', async () => {
  const installed = path.join(folder, 'platform/node_modules/everydot-kit');
  const files = (await readdir(installed, { recursive: true, withFileTypes: true })).filter((file) =>
    file.isFile(),
  );
  const names = files.map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => !/\.(js|mjs|json|wasm|md)$|\.d\.ts$|^LICENSE$/.test(name)),
    [],
  );
  assert.ok(!names.some((name) => name.includes('.test.')));
});
