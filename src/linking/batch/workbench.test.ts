import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openWorkbench } from './workbench.ts';

test('the private folder is gone once the workbench is closed', async () => {
  const bench = await openWorkbench();
  await bench.run('create table kept as select 1 as one');
  assert.ok(existsSync(bench.folder));
  bench.close();
  assert.ok(!existsSync(bench.folder));
});

test('the private folder goes also when the process is killed in the middle of a computation', async () => {
  const module = path.join(import.meta.dirname, 'workbench.ts');
  const script = `const bench = await (await import(${JSON.stringify(module)})).openWorkbench();
    process.stdout.write(bench.folder, () => { for (;;) Math.random(); });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [folder] = (await once(child.stdout, 'data')).map(String) as [string];
  assert.ok(existsSync(folder));
  child.kill('SIGKILL');
  await once(child, 'exit');
  while (existsSync(folder)) await setTimeout(20);
});
