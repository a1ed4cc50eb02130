import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify from 'fastify';
import type { RunOptions, TrialResult } from '../checks/named-runs.ts';
import { issueToken, registerSource } from '../src/access/index.ts';
import { cyberTiplineEndpoint } from '../src/api/index.ts';
import { openIntake, proveConservation } from '../src/flow/index.ts';
import { cyberTipXml } from '../src/intake/cybertip-xml.ts';
import { readXml } from '../src/intake/cybertip-xml-tree.ts';
import { lostWords } from '../src/intake/fixtures/lost-words.ts';
import { systemClock } from '../src/shared/clock.ts';
import { startTestServer, testStore } from '../src/store/test-database.ts';

export const title =
  'Programs of others that speak the CyberTipline API report to this endpoint, on loopback, and nothing they say is lost (--python=python3.13, --go-clones=FOLDER)';

/** How a client is installed into a folder and run; `undefined` where this machine cannot. */
type Client = { name: string; prepare(folder: string, options: RunOptions): Promise<string[]> };

const DRIVERS = path.join(import.meta.dirname, 'clients');
const INSTALL_MS = 300_000;

const npmClient = (name: string, version: string): Client => ({
  name: `${name} ${version} (npm)`,
  async prepare(folder) {
    await execute(
      'npm',
      ['install', '--ignore-scripts', '--no-save', '--prefix', folder, `${name}@${version}`],
      folder,
    );
    const module = path.join(folder, 'node_modules', name, 'dist', 'index.js');
    return [process.execPath, path.join(DRIVERS, 'npm-client.mjs'), module];
  },
});

/** From the module proxy, or, where that does not have it, from a clone in the folder that `--go-clones` names. */
const goClient = (module: string, { driver, clone }: { driver: string; clone: string }): Client => ({
  name: `${module} (Go)`,
  async prepare(folder, options) {
    await copyFile(path.join(DRIVERS, driver), path.join(folder, 'main.go'));
    await execute('go', ['mod', 'init', 'trial'], folder);
    const clones = options['go-clones'];
    if (clones === undefined) await execute('go', ['get', `${module}@latest`], folder);
    else await execute('go', ['mod', 'edit', `-replace=${module}=${path.join(clones, clone)}`], folder);
    await execute('go', ['mod', 'tidy', '-e'], folder);
    await execute('go', ['build', '-o', 'driver', '.'], folder);
    return [path.join(folder, 'driver')];
  },
});

const CLIENTS: readonly Client[] = [
  npmClient('cybertipline-tools', '0.2.3'),
  npmClient('@civitai/cybertipline-tools', '0.1.0'),
  {
    name: 'ncmec-cybertip 0.1.1 (Python)',
    async prepare(folder, options) {
      const venv = path.join(folder, 'venv');
      await execute(options['python'] ?? 'python3.13', ['-m', 'venv', venv], folder);
      await execute(path.join(venv, 'bin', 'pip'), ['install', '--quiet', 'ncmec-cybertip==0.1.1'], folder);
      return [path.join(venv, 'bin', 'python'), path.join(DRIVERS, 'python_client.py')];
    },
  },
  goClient('github.com/Boostport/ncmec-go', { driver: 'boostport.go', clone: 'ncmec-go' }),
  goClient('go.lumeweb.com/ncmec', { driver: 'lumeweb.go', clone: 'lumeweb-ncmec' }),
];

/** Files are never taken, and a report is finished once: these must be refused. */
const REFUSED = ['upload', 'finish again'];

export async function run(options: RunOptions): Promise<TrialResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'everydot-clients-'));
  const server = await startTestServer();
  Object.assign(process.env, server.env);
  const { store, drop } = await testStore();
  const recorded: Buffer[] = [];
  const app = Fastify({ logger: false });
  try {
    const live = { ...store, clock: systemClock };
    await registerSource(live, SYSTEM, { id: 'outside', name: 'Outside client', kind: 'platform' });
    const secret = await issueToken(live, SYSTEM, 'outside');
    app.addHook('preHandler', async (request) => {
      if (/\/(?:submit|fileinfo)$/.test(request.url)) recorded.push(request.body as Buffer);
    });
    await app.register(cyberTiplineEndpoint, { intake: openIntake(live) });
    const address = `${await app.listen({ host: '127.0.0.1', port: 0 })}/ispws`;
    const env = { BASE_URL: address, CLIENT_NAME: 'outside', CLIENT_SECRET: secret };
    return await tryAll(options, {
      folder,
      env,
      recorded,
      received: async () => (await proveConservation(live)).received,
    });
  } finally {
    await app.close();
    await drop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const SYSTEM = { kind: 'system', part: 'trial' } as const;

type Setting = {
  folder: string;
  env: Record<string, string>;
  recorded: Buffer[];
  received(): Promise<number>;
};

async function tryAll(options: RunOptions, setting: Setting): Promise<TrialResult> {
  const facts: Record<string, string> = {};
  let held = true;
  for (const [i, client] of CLIENTS.entries()) {
    const { said, ok } = await tryOne(client, options, {
      ...setting,
      folder: path.join(setting.folder, String(i)),
    });
    facts[client.name] = said;
    held &&= ok;
  }
  return { held, facts };
}

async function tryOne(
  client: Client,
  options: RunOptions,
  setting: Setting,
): Promise<{ said: string; ok: boolean }> {
  const { folder, env, recorded, received } = setting;
  await mkdir(folder, { recursive: true });
  let command: string[];
  try {
    command = await client.prepare(folder, options);
  } catch (cause) {
    return { said: `skipped: it cannot be installed here (${(cause as Error).message})`, ok: true };
  }
  const before = await received();
  recorded.length = 0;
  const steps = linesOf(await execute(command[0]!, command.slice(1), folder, env));
  const wrong = steps.filter(({ step, ok }) => ok === REFUSED.includes(step));
  const losses = recorded.flatMap(lossesOf);
  const receipts = (await received()) - before;
  const said = [
    `${steps.length} steps, ${recorded.length} documents, ${receipts} receipt${receipts === 1 ? '' : 's'}`,
    ...wrong.map(({ step, says }) => `${step}: ${says ?? 'was not refused'}`),
    ...losses.map((loss) => `lost ${loss}`),
  ];
  return {
    said: said.join('; '),
    ok: steps.length > 0 && wrong.length + losses.length === 0 && receipts === 1,
  };
}

type Step = { step: string; ok: boolean; says?: string };

function linesOf(output: string): Step[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Step);
}

/** Words of a document, as the client sent it, that are not found in what was made of it. */
function lossesOf(raw: Buffer): string[] {
  try {
    const { content } = cyberTipXml.read(raw, { receivedAt: new Date(), reliability: '2' });
    return lostWords(readXml(raw).root, JSON.stringify(content));
  } catch (problem) {
    return [`a whole document: ${JSON.stringify(problem)}`];
  }
}

/** Runs a program to its end and gives what it wrote; nothing of this machine's proxies or credentials is passed on with `env`. */
async function execute(
  command: string,
  args: readonly string[],
  cwd: string,
  env?: Record<string, string>,
): Promise<string> {
  const own = env ? { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env } : process.env;
  const child = spawn(command, args, {
    cwd,
    env: own,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: INSTALL_MS,
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new Error(
      `${path.basename(command)} ${args[0] ?? ''} ended with ${code}: ${errors.trim().split('\n').at(-1) ?? ''}`,
    );
  return output;
}
