import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

const PROGRAM = path.resolve(import.meta.dirname, '../bin/everydot.js');

describe('everydot start, as a person runs it', () => {
  let home: string;
  let port: number;
  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'everydot-start-'));
    await chmod(home, 0o755);
    port = await freePort();
  });
  after(() => rm(home, { recursive: true, force: true }));

  const start = () => run(['start', '--port', String(port), '--bureau', 'Test bureau'], home);
  const get = (at: string) => fetch(`http://127.0.0.1:${port}${at}`, { redirect: 'manual' });

  it('brings up pages and API on its own database, and stops when told to', async () => {
    const program = start();
    await program.says('Everydot is at');
    assert.equal((await get('/healthz')).status, 200);
    const signIn = await get('/sign-in');
    assert.equal(signIn.status, 200);
    assert.doesNotMatch(await signIn.text(), /ynthetic/, 'a real bureau carries no synthetic banner');
    assert.equal(
      (await get('/queue')).headers.get('location'),
      '/sign-in',
      'nothing is shown without signing in',
    );
    assert.equal((await get('/api/v1/openapi.json')).status, 200);
    assert.equal(await program.stop(), 0);
    assert.equal(await databaseRuns(home), false, 'its database was stopped with it');
  });

  it('is there again after kill -9, with short commands working beside it', async () => {
    const killed = start();
    await killed.says('Everydot is at');
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    const again = start();
    await again.says('Everydot is at');
    const conserve = run(['ledger', 'conserve', '--json'], home);
    assert.equal(await conserve.ended, 0, conserve.output());
    assert.equal((JSON.parse(conserve.output()) as { holds: boolean }).holds, true);
    assert.equal(await again.stop(), 0);
  });

  it('says so with a code where the port is taken, and leaves nothing behind', async () => {
    const taken = createServer().listen(port, '127.0.0.1');
    try {
      await once(taken, 'listening');
      const refused = start();
      assert.equal(await refused.ended, 1);
      assert.match(refused.output(), /command\.port-unusable/);
    } finally {
      taken.close();
    }
    assert.equal(await databaseRuns(home), false);
  });
});

type Running = {
  child: ChildProcess;
  output(): string;
  /** Resolves once it has printed `text`; fails if it ends before. */
  says(text: string): Promise<void>;
  ended: Promise<number | null>;
  stop(): Promise<number | null>;
};

function run(argv: readonly string[], home: string): Running {
  const env = { ...process.env, EVERYDOT_HOME: home, DATABASE_URL: '', PORT: '' };
  const child = spawn(process.execPath, [PROGRAM, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += String(text)));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const says = async (text: string) => {
    for (const tries = { left: 600 }; !printed.includes(text); tries.left -= 1) {
      assert.ok(child.exitCode === null && tries.left > 0, `it never said "${text}": ${printed}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const stop = () => {
    child.kill('SIGINT');
    return ended;
  };
  return { child, output: () => printed, says, ended, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Whether a living process has the home's database folder as its own. */
async function databaseRuns(home: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return commands.some((command) => command.includes('postgres') && command.includes(home));
}
