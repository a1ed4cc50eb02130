import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { killChild } from './test-child.ts';
import { TEST_SERVER } from './test-server.ts';

const DATABASE = path.join(import.meta.dirname, 'test-database.ts');

test('a test that is killed leaves neither a server nor its home', async () => {
  const script = `
    const { testStore } = await import(${JSON.stringify(DATABASE)});
    process.stdout.write((await testStore()).appUrl);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, [TEST_SERVER]: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(child.stdout, 'data');
  const socketFolder = new URL(String(url).replace('@/', '@local/')).searchParams.get('host') ?? '';
  assert.ok(existsSync(socketFolder));
  await killChild(child, 'SIGKILL');
  for (let tries = 0; existsSync(socketFolder) && tries < 100; tries += 1) await sleep(20);
  assert.ok(!existsSync(socketFolder));
});
