import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildKit } from '../checks/build-kit.ts';
import type { RunOptions, TrialResult } from '../checks/named-runs.ts';
import { referralsOf, registerSenders } from './kill/senders.ts';
import { endDatabase, startService } from './kill/service.ts';

export const title =
  'The kit is packed, installed from the registry into an empty folder, and reports to a bureau';

const execute = promisify(execFile);

/** `--node=/path/to/node`: the Node that runs the platform's program; Node 20 is the oldest that is promised. */
export async function run(options: RunOptions): Promise<TrialResult> {
  const folder = path.join(tmpdir(), `everydot-kit-${randomBytes(4).toString('hex')}`);
  const home = path.join(folder, 'bureau');
  const platform = path.join(folder, 'platform');
  const node = options['node'] ?? process.execPath;
  await mkdir(platform, { recursive: true });
  await mkdir(home);
  try {
    const installed = await install(folder, platform);
    const service = await startService(home);
    try {
      const [sender] = await registerSenders(home, 1);
      await writeFile(path.join(folder, 'token'), sender!.token);
      const args = ['program.mjs', service.url, path.join(folder, 'token'), path.join(folder, 'data')];
      const { stdout } = await execute(node, args, { cwd: platform });
      await execute(node, args, { cwd: platform });
      const referrals = await referralsOf(home, sender!.id);
      const { stdout: version } = await execute(node, ['--version']);
      const facts = {
        platformNode: version.trim(),
        ...installed,
        filed: /filed (ED-\S+)/.exec(stdout)?.[1] ?? 'nothing',
        referrals,
      };
      return { held: referrals === 1 && facts.filed !== 'nothing', facts };
    } finally {
      await service.stop();
    }
  } finally {
    await endDatabase(home);
    await rm(folder, { recursive: true, force: true });
  }
}

async function install(folder: string, platform: string): Promise<{ packedKb: number; installedMb: number }> {
  const built = path.join(folder, 'built');
  buildKit(built);
  const { stdout } = await execute('npm', ['pack', '--json', '--ignore-scripts'], { cwd: built });
  const [{ filename, size }] = JSON.parse(stdout) as [{ filename: string; size: number }];
  await writeFile(path.join(platform, 'package.json'), '{"private":true}');
  await execute(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', path.join(built, filename)],
    {
      cwd: platform,
    },
  );
  const example = path.join(platform, 'node_modules/everydot-kit/example.mjs');
  await writeFile(path.join(platform, 'program.mjs'), await readFile(example));
  const { stdout: used } = await execute('du', ['-sk', 'node_modules'], { cwd: platform });
  return { packedKb: Math.round(size / 1024), installedMb: Math.round(Number.parseInt(used, 10) / 1024) };
}
