import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import type { Held, Hold, KitStatus, ReportView } from '../../src/prevention/index.ts';
import { knownStream } from '../../src/prevention/kit/test-kit.ts';
import { type TestBureau, testBureau } from './test-bureau.ts';
import { serveKitProcess } from './test-served-kit.ts';

// The kit as a platform runs it, against a real bureau.

let bureau: TestBureau;
let folder: string;
before(async () => {
  bureau = await testBureau();
  folder = await mkdtemp(path.join(tmpdir(), 'kit-'));
});
after(async () => {
  await bureau.close();
  await rm(folder, { recursive: true });
});

async function platform(id: string): Promise<{ args: string[]; data: string }> {
  const tokenFile = path.join(folder, `${id}.token`);
  await writeFile(tokenFile, await bureau.platform(id));
  const args = ['--bureau', bureau.url, '--token-file', tokenFile, '--platform', id];
  return { args, data: path.join(folder, id) };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await pause(50);
  }
  assert.fail('it does not come true');
}

test('events that come again after kill -9 lead to one report each; a person decides on what is held', async () => {
  const { args, data } = await platform('live-one');
  const events = [1, 2, 3].flatMap((n) => knownStream(n));
  const first = await serveKitProcess(args, data);
  const taken = await first.ask<{ taken: number; decisions: unknown[] }>('/events', events);
  assert.equal(taken.status, 200);
  assert.equal(taken.body.decisions.length, 3);
  await first.kill('SIGKILL');

  const second = await serveKitProcess(args, data);
  await second.ask('/events', events);
  await second.ask('/events', [...events].reverse());
  await until(async () => (await second.ask<KitStatus>('/status')).body.reports.filed === 3);
  assert.equal(await bureau.referralsOf('live-one'), 3);

  const { holds } = (await second.ask<{ holds: Hold<Held>[] }>('/holds')).body;
  assert.equal(holds.length, 3);
  const [one, other] = holds;
  const release = { choice: 'release', reason: 'mistaken-match', by: 'moderator-7' };
  assert.equal((await second.ask(`/holds/${one!.holdId}`, { ...release, reason: 'bored' })).status, 422);
  assert.equal((await second.ask(`/holds/${one!.holdId}`, release)).status, 200);
  assert.equal((await second.ask(`/holds/${one!.holdId}`, release)).status, 409);
  assert.equal((await second.ask(`/holds/${'0'.repeat(32)}`, release)).status, 404);
  const escalate = { choice: 'escalate', reason: 'second-opinion', by: 'moderator-7' };
  await second.ask(`/holds/${other!.holdId}`, escalate);
  await second.kill('SIGKILL');

  const third = await serveKitProcess(args, data);
  const left = (await third.ask<{ holds: Hold<Held>[] }>('/holds')).body.holds;
  assert.deepEqual(left.map(({ holdId }) => holdId)[0], other!.holdId);
  assert.equal(left.length, 2);
  // What the person found is told to the bureau as a supplement under the same reference.
  await until(async () => (await bureau.referralsOf('live-one')) === 4);
  const { reports } = (await third.ask<{ reports: ReportView[] }>('/reports')).body;
  assert.deepEqual(reports.map(({ parts }) => parts.length).sort(), [1, 1, 2]);
  await third.kill('SIGTERM');
});

test('strangers, broken events and broken requests are refused, and the good events of a batch are taken', async () => {
  const { args, data } = await platform('live-two');
  const kit = await serveKitProcess(args, data);
  for (const at of ['/events', '/status', '/holds', '/pictures']) {
    assert.equal((await fetch(`${kit.url}${at}`, { method: 'POST', body: '{}' })).status, 401);
  }
  const [start] = knownStream(9);
  const broken = { ...start, id: 'x', name: 'A Name' };
  const mixed = await kit.ask<{ taken: number; refused: { place: number }[] }>('/events', [start, broken, 7]);
  assert.equal(mixed.status, 200);
  assert.equal(mixed.body.taken, 1);
  assert.deepEqual(
    mixed.body.refused.map(({ place }) => place),
    [1, 2],
  );
  assert.equal((await kit.ask('/events', [broken])).status, 422);
  assert.equal((await kit.ask('/lookup', { md5: 'short' })).status, 400);
  assert.equal((await kit.ask('/nothing')).status, 404);
  const second = serveKitProcess(args, data);
  await assert.rejects(second, /folder-in-use/);
  await kit.kill('SIGTERM');
  assert.ok(!kit.output().includes('A Name'));
});

test('content goes nowhere: neither to the disk, nor to the bureau, nor to the output', async () => {
  const { args, data } = await platform('live-three');
  const picture = await sharp({
    create: {
      width: 256,
      height: 256,
      channels: 3,
      background: 'white',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer();
  const kit = await serveKitProcess(args, data);
  const looked = await kit.ask<{ status: string; hashes: { sha256: string } }>(
    '/pictures?file=upload-1&account=account-1',
    new Uint8Array(picture),
  );
  assert.equal(looked.body.status, 'not-listed');
  assert.match(looked.body.hashes.sha256, /^[0-9a-f]{64}$/);
  await kit.kill('SIGTERM');
  const kept = await Promise.all(
    (await readdir(data, { recursive: true, withFileTypes: true }))
      .filter((file) => file.isFile())
      .map((file) => readFile(path.join(file.parentPath, file.name))),
  );
  const all = Buffer.concat([...kept, Buffer.from(kit.output())]);
  for (let start = 0; start + 24 <= picture.length; start += 24) {
    const piece = picture.subarray(start, start + 24);
    for (const form of [piece, piece.toString('base64'), piece.toString('hex')])
      assert.ok(!all.includes(form));
  }
});
